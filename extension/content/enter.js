/**
 * The Enter key in a composer. Where the site's rule says nothing it counts as a send, until this editor has shown that Enter
 * makes a new line there. Input methods use Enter themselves, and so do lists of suggestions: those are left alone.
 */
const enter = (() => {
  const LATER = 300; // ms after which a line that Enter made is seen to stay
  /** @type {WeakSet<Element>} */
  const lines = new WeakSet();
  let swallow = false;
  let playing = false;

  /** @param {KeyboardEvent} event 229: the input method's own, whatever the browser says of composing */
  const composes = (event) => event.isComposing || event.keyCode === 229;

  /** @param {KeyboardEvent} event */
  const chord = (event) => event.ctrlKey || event.metaKey;

  /**
   * @param {KeyboardEvent} event
   * @param {Element} host
   */
  function ours(event, host) {
    if (event.key !== "Enter" || composes(event) || choosing(host)) return false;
    if (chord(event)) return true;
    if (event.shiftKey || event.altKey) return false;
    const rule = site.composer(host)?.enter;
    return rule ? rule === "sends" : !lines.has(host);
  }

  /** @param {Element} host */
  function choosing(host) {
    const id = host.getAttribute("aria-activedescendant");
    return Boolean(id && /** @type {Document | ShadowRoot} */ (host.getRootNode()).getElementById?.(id));
  }

  /**
   * Learns from an Enter that went to the page.
   * @param {KeyboardEvent} event
   * @param {Element} host
   */
  function learn(event, host) {
    if (event.key !== "Enter" || composes(event) || chord(event) || event.shiftKey) return;
    const before = text.of(host).length;
    setTimeout(() => {
      if (event.defaultPrevented) lines.delete(host);
      else if (text.of(host).length > before) lines.add(host);
    }, LATER);
  }

  /**
   * @param {Element} host
   * @param {Element} target
   * @param {KeyboardEvent} event
   */
  function again(host, target, event) {
    const entry = drafts.now(host);
    playing = true;
    const left = replay.key(target.isConnected ? target : host, event);
    playing = false;
    if (!left || chord(event) || drafts.now(host) !== entry) return;
    lines.add(host);
    replay.line(host);
  }

  return Object.freeze({
    /** @param {KeyboardEvent} event */
    down(event) {
      if (playing) return;
      swallow = false;
      if (event.key !== "Enter") return;
      const path = event.composedPath();
      const host = composers.find(path);
      if (!host) return;
      if (!ours(event, host)) return learn(event, host);
      if (sends.clear(host)) {
        learn(event, host);
        return sends.sent(host, null, null);
      }
      presses.stop(event);
      swallow = true;
      const target = /** @type {Element} */ (path[0]);
      void sends.hold(host, () => again(host, target, event));
    },

    /**
     * The rest of an Enter that was held: some sites act when the key comes up.
     * @param {KeyboardEvent} event
     */
    up(event) {
      if (playing || !swallow || event.key !== "Enter") return;
      presses.stop(event);
      if (event.type === "keyup") swallow = false;
    },
  });
})();
