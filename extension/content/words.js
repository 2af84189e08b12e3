/**
 * What the adviser says, in the tutor's language: the browser's own, or the one chosen in the options.
 *
 * Every file of this folder is a classic script and makes one frozen object with the file's name. They run in the order of the
 * manifest and share one scope that the page cannot see.
 */
const words = (() => {
  /** @type {Record<string, string>} */
  let chosen = {};

  return Object.freeze({
    /** @param {Record<string, string>} messages of the language that was chosen; empty for the browser's own */
    choose(messages) {
      chosen = messages;
    },

    /**
     * @param {string} key
     * @param {...string} parts
     */
    say(key, ...parts) {
      const text = chosen[key];
      if (text === undefined) return chrome.i18n?.getMessage(key, parts) || key; // an orphan may have none
      return parts.reduce((said, part, at) => said.replaceAll(`$${at + 1}`, () => part), text);
    },
  });
})();
