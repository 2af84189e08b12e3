/**
 * Finds what the tutor writes in, and the button that sends it, from the path of an event: nothing is scanned and nothing is
 * observed, and open shadow roots are crossed by themselves. Labels are in many languages; a label is never the only hook
 * where a site has a rule.
 */
const composers = (() => {
  const EDITABLE = 'textarea, [contenteditable]:not([contenteditable="false" i])';
  const BUTTON = 'button, [role="button"], input[type="submit"], input[type="button"], input[type="image"], a[role="button"]';
  const SENDING =
    /^(post|send|tweet|reply|comment|share|publish|submit|quote|repost|toot|save draft and post|add comment|post all|send message|send now|share now|post now|publish!|toot!|anfon|postio|ymateb|sylw|rhannu|cyhoeddi|envoyer|publier|répondre|senden|posten|antworten|teilen|veröffentlichen|enviar|publicar|responder|invia|pubblica|rispondi|verstuur|verzenden|plaatsen|opublikuj|wyślij)\b|\bto send$/iu;
  /** @type {WeakRef<Element> | null} */
  let latest = null;

  /**
   * All that was written in there; of an editor in a frame of its own, that frame's body. Another site's frame has nothing for us.
   * @param {Element} around
   */
  function editable(around) {
    return [...around.querySelectorAll(`${EDITABLE}, iframe`)].flatMap((one) => {
      const host = one instanceof HTMLIFrameElement ? one.contentDocument?.body : one;
      return host && !text.empty(host) ? [host] : [];
    });
  }

  /** @param {EventTarget[]} path */
  const elements = (path) => path.filter((node) => node instanceof Element);

  /**
   * The composer that an event happened in: the outermost editable element, whatever an editor nests inside it.
   * @param {EventTarget[]} path
   */
  function find(path) {
    const host = elements(path).findLast((element) => element.matches(EDITABLE)) ?? null;
    if (host && latest?.deref() !== host) latest = new WeakRef(host);
    return host;
  }

  /** @param {Element} element */
  function named(element) {
    const labelled = element.getAttribute("aria-labelledby");
    const root = /** @type {Document | ShadowRoot} */ (element.getRootNode());
    const by = labelled ? labelled.split(/\s+/u).map((id) => root.getElementById?.(id)?.textContent ?? "").join(" ") : "";
    const own = element instanceof HTMLInputElement ? element.value || element.alt : element.textContent;
    const inner = element.querySelector("[aria-label], svg title, img[alt]");
    const label = by || element.getAttribute("aria-label") || own?.trim() || element.getAttribute("title") || "";
    return (label || inner?.getAttribute("aria-label") || inner?.getAttribute("alt") || inner?.textContent || "").trim();
  }

  /**
   * The nearest button of an event's path.
   * @param {EventTarget[]} path
   */
  const button = (path) => elements(path).find((element) => element.matches(BUTTON) || site.act(element)) ?? null;

  /**
   * The composer that a button belongs to: the one in its nearest ancestor that has any.
   * @param {Element} element
   */
  function beside(element) {
    const recent = latest?.deref();
    for (let around = above(element); around; around = above(around)) {
      const near = editable(around);
      if (recent && near.includes(recent)) return recent;
      if (near[0]) return outermost(near[0]);
      if (recent?.isConnected && holds(around, recent)) return recent;
    }
    return null;
  }

  /** @param {Element} element */
  function above(element) {
    if (element.parentElement) return element.parentElement;
    const root = element.getRootNode();
    return root instanceof ShadowRoot ? root.host : null;
  }

  /**
   * Is it inside, shadow roots included?
   * @param {Element} around
   * @param {Element} inner
   */
  function holds(around, inner) {
    for (let one = above(inner); one; one = above(one)) if (one === around) return true;
    return false;
  }

  /** @param {Element} element */
  function outermost(element) {
    let host = element;
    for (let one = above(element); one; one = above(one)) if (one.matches(EDITABLE)) host = one;
    return host;
  }

  return Object.freeze({
    find,
    button,
    named,
    beside,

    /**
     * Does this button send what was written?
     * @param {Element} element
     */
    sending(element) {
      if (site.sends(element)) return true;
      return SENDING.test(named(element));
    },

    /** For a form's submit. */
    within: editable,
  });
})();
