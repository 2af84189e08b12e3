/**
 * The site that the page belongs to, as data from sites/*.json. Until the worker has answered, and wherever a selector fits
 * nothing, the generic adapter stands in: any editable field is a composer, any button with a sending name beside it sends.
 */
const site = (() => {
  /** @type {Site} */
  const UNKNOWN = {
    platform: "",
    hosts: [],
    blind: [],
    composers: [],
    sends: [],
    threads: [],
    profiles: [],
    posts: [],
    reserved: [],
    acts: { follow: [], accept: [] },
  };
  const LONGEST = 1000; // characters: what an expression may cost is counted for as many (policy/expression.py)
  let here = UNKNOWN;
  let learned = false;
  /** @type {() => void} */
  let tell = () => {};
  /** @type {Promise<void>} */
  const telling = new Promise((resolve) => {
    tell = resolve;
  });

  /**
   * @param {Element} element
   * @param {string} selector
   */
  function fits(element, selector) {
    try {
      return element.matches(selector);
    } catch {
      return false; // a selector that this browser does not know is one that fits nothing
    }
  }

  /**
   * @param {Document | Element} around
   * @param {string} selector
   */
  function every(around, selector) {
    try {
      return [...around.querySelectorAll(selector)];
    } catch {
      return [];
    }
  }

  /**
   * @param {string} expression
   * @param {string} said
   */
  const read = (expression, said) => new RegExp(expression, "u").exec(said.slice(0, LONGEST));

  /**
   * @param {string[]} expressions
   * @param {Location | URL} [address]
   */
  function matched(expressions, address = location) {
    const where = address.pathname + address.search + address.hash;
    for (const expression of expressions) {
      const groups = read(expression, where)?.groups;
      if (groups && !here.reserved.includes((groups["handle"] ?? "").toLowerCase())) return groups;
    }
    return null;
  }

  return Object.freeze({
    read,
    every,

    /** @param {Site | null} known */
    learn(known) {
      here = known ?? UNKNOWN;
      learned = true;
      tell();
    },

    /** Has the worker said which site this is? Nothing is sent before: it might be one where the adviser alone holds. */
    get learned() {
      return learned;
    },

    /** @returns {Promise<void>} until it has */
    told: () => telling,

    get platform() {
      return here.platform || null;
    },

    get peers() {
      return here.peers ?? [];
    },

    /** Is this a place whose messages no proxy can read? */
    get blind() {
      const where = location.pathname + location.search + location.hash;
      return here.blind.some((expression) => read(expression, where) !== null);
    },

    get privacy() {
      return here.privacy ?? null;
    },

    /**
     * Does the site have a rule of its own for that?
     * @param {"composers" | "sends" | "follow"} what
     */
    lists: (what) => (what === "follow" ? here.acts.follow : here[what]).length > 0,

    get own() {
      const [link] = here.own ? every(document, here.own) : [];
      return link instanceof HTMLAnchorElement ? (matched(here.profiles, new URL(link.href))?.["handle"] ?? null) : null;
    },

    /** Whose post is in view, for what is written there answers it. */
    get parent() {
      return matched(here.posts)?.["handle"] ?? null;
    },

    /**
     * The site's rule for a composer, if it has one.
     * @param {Element} host
     */
    composer(host) {
      return here.composers.find(({ match }) => fits(host, match) || every(host, match).length > 0) ?? null;
    },

    /** @param {Element} element */
    sends(element) {
      return here.sends.some((selector) => fits(element, selector) || every(element, selector).length > 0);
    },

    /**
     * @param {Element} element
     * @returns {"follow" | "accept" | null}
     */
    act(element) {
      if (here.acts.follow.some((selector) => fits(element, selector))) return "follow";
      return here.acts.accept.some((selector) => fits(element, selector)) ? "accept" : null;
    },

    thread: () => matched(here.threads),
    /** @param {Location | URL} address */
    profile: (address = location) => matched(here.profiles, address),
  });
})();
