/**
 * Sets the adviser going in a page. The listeners stand on the window, in the capture phase, from the page's first moment: before
 * any script of the page. A page that writes itself anew (document.open, as editors do in a frame of theirs) takes all listeners
 * away, so they are put up again. When the extension is updated or removed they all go, and the boxes with them.
 */
(() => {
  const PRESSES = ["pointerdown", "touchstart", "mousedown", "pointerup", "touchend", "mouseup", "click"];
  const EDITS = ["input", "beforeinput", "keyup", "compositionend", "paste", "drop"];
  const FILES = ["change", "paste", "drop"];
  const LAST = ["failed_gone", "close", "language_tag"];
  /** @type {Record<string, string>} what is said at the end, when the browser gives no words any more */
  const last = {};
  const leaving = new AbortController();
  const listening = { capture: true, signal: leaving.signal };

  /** @param {Element} button */
  const recognise = (button) => acts.of(button) ?? sends.of(button);

  /** @param {Event} event */
  const edited = (event) => {
    const host = composers.find(event.composedPath());
    if (host) drafts.changed(host);
  };

  /** @param {Event} event */
  const struck = (event) => {
    const typed = /** @type {KeyboardEvent} */ (event);
    if (panel.up && typed.isTrusted && typed.type === "keydown" && typed.key === "Escape") {
      presses.stop(typed);
      return panel.leave();
    }
    if (typed.type === "keydown") enter.down(typed);
    else enter.up(typed);
    if (!composers.find(typed.composedPath())) presses.on(typed, recognise);
  };

  /** The extension was updated or removed: nothing is held any more, and that is said. */
  function leave() {
    if (leaving.signal.aborted) return;
    leaving.abort();
    words.choose(last);
    drafts.stop();
    route.stop();
    panel.leave();
    banner.hide();
    surface.remove();
    note.show("gone", words.say("failed_gone"), { look: "calm" });
  }

  async function begin() {
    const { answer } = await worker.ask("hello", { host: location.hostname || parentHost() });
    if (!answer) return site.learned ? undefined : site.learn(null);
    words.choose(answer.messages);
    for (const key of LAST) last[key] = words.say(key);
    site.learn(answer.site);
    sends.whendown(answer.onServiceDown);
    if (window === window.top) route.changed();
  }

  /** The site of a frame that has no address of its own. */
  function parentHost() {
    try {
      return window.parent.location.hostname || (window.opener?.location.hostname ?? "");
    } catch {
      return ""; // another site's frame: the generic adapter does
    }
  }

  /** @param {Event} event */
  const pressed = (event) => presses.on(event, recognise);

  /** In vain after `leave`, and for those that stand already. */
  function listen() {
    surface.listen();
    for (const type of PRESSES) window.addEventListener(type, pressed, listening);
    for (const type of ["keydown", "keypress", "keyup"]) window.addEventListener(type, struck, listening);
    for (const type of EDITS) window.addEventListener(type, edited, listening);
    for (const type of FILES) window.addEventListener(type, pictures.on, listening);
    window.addEventListener("submit", sends.submit, listening);
    window.addEventListener("pageshow", woken, listening);
    document.addEventListener("visibilitychange", woken, listening);
  }

  /** Somebody looks at the page again: the worker may have slept, or forgotten this tab, which the guard's notices go to. */
  function woken() {
    if (window === window.top && document.visibilityState === "visible" && site.learned) void begin();
  }

  listen();
  new MutationObserver(listen).observe(document, { childList: true });
  worker.onorphaned(leave);
  if (window === window.top) {
    /** @type {EventTarget | undefined} */ (window.navigation)?.addEventListener("currententrychange", route.changed, { signal: leaving.signal });
  }
  chrome.runtime.onMessage.addListener((said, sender, reply) => {
    if (sender.id !== chrome.runtime.id) return;
    if (said?.type === "where") reply({ platform: site.platform });
    else if (said?.type === "sites") void begin();
    else if (said?.type) notices.on(said);
  });
  void begin();
})();
