/**
 * Who a conversation, a profile or a button is about, as far as the page says: a handle, a number or the address of a profile.
 * The guard makes them comparable; nothing of it is kept here or written into the page.
 */
const person = (() => {
  const FAR = 9; // ancestors in which a button's person is looked for

  /** @param {string} part of an address */
  function decoded(part) {
    try {
      return decodeURIComponent(part);
    } catch {
      return part; // a sign of per cent that encodes nothing
    }
  }

  /**
   * @param {Record<string, string> | null} groups
   * @returns {string[]}
   */
  function identifiers(groups) {
    return ["id", "handle"].flatMap((kind) => (groups?.[kind] ? [`${kind}:${decoded(groups[kind])}`] : []));
  }

  /** What the page itself says of the conversation: a header, or the marks on its messages. */
  function shown() {
    for (const { match, attribute, pattern } of site.peers) {
      for (const element of site.every(document, match).slice(0, 20)) {
        const said = attribute ? element.getAttribute(attribute) : element.textContent;
        const groups = site.read(pattern, said?.trim() ?? "")?.groups;
        if (groups) return groups;
      }
    }
    return null;
  }

  /**
   * @param {Element} element
   * @returns {string[]}
   */
  function links(element) {
    const found = [...element.querySelectorAll("a[href]")].filter((link) => link instanceof HTMLAnchorElement);
    const profiles = found.filter(({ href, origin }) => origin === location.origin && site.profile(new URL(href)));
    return [...new Set(profiles.map(({ href }) => new URL(href)).map(({ origin, pathname }) => origin + pathname))];
  }

  return Object.freeze({
    /**
     * The conversation in view: null without one, `group` when the page says that it is one.
     * @returns {(Person & { group: boolean }) | null}
     */
    talk() {
      const platform = site.platform;
      const route = site.thread();
      const said = { ...shown(), ...route };
      if (!platform || Object.keys(said).length === 0) return null;
      return { platform, identifiers: identifiers(said), thread: route?.["thread"] ?? null, group: Boolean(said["group"]) };
    },

    /** What tells one conversation from another where the page names nobody that can be asked about. */
    label() {
      const first = site.peers.map(({ match }) => site.every(document, match)[0]?.textContent).find(Boolean);
      return `${location.pathname} ${first ?? ""}`;
    },

    /** @returns {Person | null} */
    profile() {
      const platform = site.platform;
      const found = site.profile();
      return platform && found ? { platform, identifiers: identifiers(found), thread: null } : null;
    },

    /**
     * The one person whom a button is about: the only profile linked nearby, else the profile in view.
     * @param {Element} button
     * @returns {Person | null}
     */
    near(button) {
      const platform = site.platform;
      if (!platform) return null;
      /** @type {Element | null} */
      let around = button;
      for (let far = 0; around && far < FAR; far++, around = around.parentElement) {
        const found = links(around);
        if (found.length > 1) break;
        if (found[0]) return { platform, identifiers: [found[0]], thread: null };
      }
      return this.profile() ?? this.talk();
    },
  });
})();
