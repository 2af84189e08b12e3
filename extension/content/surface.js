/**
 * Where the adviser's boxes stand: one plain element with a closed shadow root in the browser's top layer.
 *
 * While a modal dialog of the page is open everything outside it is inert, so the element moves into the dialog. What is typed,
 * pressed or focused here is none of the page's business: those events end at the window, before any script of the page, which
 * might take a press for one beside its own dialog and shut it, draft and all. A page that removes, hides or disables the element
 * gets it back a few times; then the page is left alone, and what was held stays held.
 */
const surface = (() => {
  const PRIVATE = [
    ...["keydown", "keypress", "keyup", "beforeinput", "input", "textInput", "compositionstart", "compositionupdate", "compositionend"],
    ...["paste", "copy", "cut", "dragstart", "drop", "selectstart", "focus", "blur", "focusin", "focusout"],
    ...["pointerdown", "mousedown", "touchstart", "pointerup", "mouseup", "touchend", "dblclick", "auxclick"],
  ];
  const LOOK =
    "all:initial;color-scheme:light dark;position:fixed;inset:0;width:100vw;height:100vh;z-index:2147483647;pointer-events:none;background:none;border:0;padding:0;margin:0;overflow:visible"
      .replaceAll(/;|$/gu, " !important;"); // whatever rules the page has for an empty element
  const HELD = ["Enter", " "];
  const RETURNS = 5;
  const SOON = 500; // ms in which the second press of a double click on the page may hit a box that has just come
  /** @type {HTMLElement | null} */
  let host = null;
  /** @type {ShadowRoot | null} */
  let root = null;
  let returns = 0;
  let since = 0;
  let struck = "";
  const above = draw.element("div", { class: "above" });
  const below = draw.element("div", { class: "below" });
  /** @type {Map<Element, (event: Event) => void>} what each box does with what is typed in it */
  const listening = new Map();
  const watch = new MutationObserver(mend);
  const leaving = new AbortController();

  /** @param {Event} event */
  const owns = (event) => host !== null && event.target === host;
  const shown = () => above.childElementCount + below.childElementCount > 0;
  const intact = () => host?.matches(":popover-open") && host.attributes.length === 2 && host.getAttribute("style") === LOOK;

  function mend() {
    if (!host || !shown() || intact() || ++returns > RETURNS) return;
    for (const { name } of [...host.attributes]) host.removeAttribute(name);
    host.setAttribute("popover", "manual");
    host.setAttribute("style", LOOK);
    place(null);
  }

  function make() {
    host = draw.element("div", { popover: "manual", style: LOOK });
    host.addEventListener("toggle", mend);
    root = host.attachShadow({ mode: "closed" });
    root.addEventListener("click", (event) => event.stopPropagation());
    style.dress(root);
    const layer = { class: "layer", lang: words.say("language_tag"), dir: "ltr" }; // the page's may be another
    root.append(draw.element("div", layer, above, below, voice.quiet.node, voice.loud.node));
  }

  /**
   * The open modal dialog that an element stands in, or any that is open.
   * @param {Element | null} anchor
   */
  function dialog(anchor) {
    for (let one = anchor; one; one = one.parentElement ?? /** @type {ShadowRoot} */ (one.getRootNode()).host ?? null) {
      if (one.matches("dialog:modal")) return one;
    }
    return [...document.querySelectorAll("dialog:modal")].at(-1) ?? null;
  }

  /** @param {Element | null} anchor */
  function place(anchor) {
    if (!host) make();
    if (!host || !document.documentElement) return;
    const parent = dialog(anchor) ?? document.body ?? document.documentElement;
    if (host.parentNode !== parent) {
      watch.disconnect();
      parent.append(host);
      watch.observe(parent, { childList: true });
      watch.observe(host, { attributes: true });
    }
    if (host.matches(":popover-open")) host.hidePopover();
    host.showPopover(); // last shown is on top
  }

  /**
   * A key that went down in a box comes up in it, too, though the box is gone by then.
   * @param {Event} event
   */
  function keep(event) {
    const inside = owns(event);
    const key = event instanceof KeyboardEvent ? event.key : "";
    if (event.type === "keydown") struck = inside ? key : "";
    if (!inside && (key === "" || key !== struck)) return;
    event.stopImmediatePropagation();
    const active = root?.activeElement;
    for (const [box, listen] of listening) if (inside && active && box.contains(active)) listen(event);
  }

  /**
   * What began on the page does not end in a box that has come in between: the key that was held down, the second click of two.
   * @param {Event} event
   */
  function spare(event) {
    if (!owns(event)) return;
    const key = event instanceof KeyboardEvent && event.repeat && HELD.includes(event.key) && root?.activeElement instanceof HTMLButtonElement;
    const click = event instanceof MouseEvent && event.detail > 1 && event.timeStamp - since < SOON;
    if (!key && !click) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  }

  function listen() {
    const how = { capture: true, signal: leaving.signal };
    for (const type of ["keydown", "click"]) window.addEventListener(type, spare, how);
    for (const type of PRIVATE) window.addEventListener(type, keep, how);
    spots.listen();
  }

  // Firefox ends this script with its extension, in the middle of anything, and starts the next one in the same page.
  for (const old of document.querySelectorAll('div[popover="manual"]')) if (old.getAttribute("style") === LOOK) old.remove();

  return Object.freeze({
    listen,

    /**
     * @param {HTMLElement} box
     * @param {{ top?: boolean, anchor?: Element | null, gone?: () => void, listen?: (event: Event) => void }} how `gone`: what to
     *   do when there is nothing to stand beside any more
     */
    show(box, { top = false, anchor = null, gone, listen } = {}) {
      (top ? above : below).append(box);
      if (listen) listening.set(box, listen);
      since = performance.now();
      place(anchor);
      if (top || !anchor) return;
      spots.put(box, anchor, gone);
    },

    /** @param {HTMLElement} box */
    hide(box) {
      box.remove();
      listening.delete(box);
      spots.free(box);
      if (shown()) return;
      voice.hush(); // or it is all said again when the next box comes
      watch.disconnect();
      host?.remove(); // a page has nothing to see while there is nothing to show
    },

    get focused() {
      return root?.activeElement ?? null;
    },

    /**
     * What came of a press stands in the place of what was pressed; a focus that was there goes on to the next thing to press.
     * @param {HTMLElement} row
     * @param {string} said
     * @param {boolean} good
     * @param {HTMLElement | null} next
     */
    answer(row, said, good, next) {
      if (row.contains(root?.activeElement ?? null)) next?.focus();
      row.replaceChildren(draw.element("p", { class: good ? "said" : "wrong" }, said));
      voice.quiet.tell(said);
    },

    remove() {
      watch.disconnect();
      spots.remove();
      leaving.abort();
      host?.remove();
    },
  });
})();
