/** The text of a composer, read only: nothing here or elsewhere writes into a draft. */
const text = (() => {
  /** @param {Element} host */
  function of(host) {
    if (host instanceof HTMLTextAreaElement || host instanceof HTMLInputElement) return host.value;
    const element = /** @type {HTMLElement} */ (host); // which is none of this window's when it stands in a frame
    return element.isContentEditable ? element.innerText : "";
  }

  return Object.freeze({
    of,

    /** @param {Element} host */
    empty(host) {
      return !/[^\s\u200b\ufeff]/u.test(of(host)); // editors put invisible marks into empty lines
    },
  });
})();
