/**
 * Notices that a site has changed: something was sent, or somebody followed, and the general rule saw it where the site's own
 * rule should have. The guard counts it for the office without content, and the popup says "partly watching".
 */
const drift = (() => {
  /** @typedef {Questions["broken"]["of"]["what"]} What */
  /** @type {Map<What, boolean>} what was said last; nothing yet in this page, where it may have been said in another */
  const told = new Map();

  /**
   * @param {What} what
   * @param {boolean} works
   */
  function tell(what, works) {
    if (!site.platform || told.get(what) === works) return;
    told.set(what, works);
    void worker.ask("broken", { site: site.platform, what, count: works ? 0 : 1 });
  }

  return Object.freeze({
    /**
     * Something went from that composer, by that button if there was one.
     * @param {Element} host
     * @param {Element | null} button
     */
    sent(host, button) {
      if (site.lists("composers")) tell("composer", site.composer(host) !== null);
      if (button && site.lists("sends")) tell("send", site.sends(button));
      if (site.blind) tell("route", person.talk() !== null);
    },

    /** @param {Element} button somebody is followed or accepted */
    followed(button) {
      if (site.lists("follow")) tell("follow", site.act(button) !== null);
    },
  });
})();
