/**
 * Where the adviser's boxes stand: one plain element with a closed shadow root in the browser's top layer.
 *
 * While a modal dialog of the page is open everything outside it is inert, so the element moves into the dialog. What is typed
 * or focused here is none of the page's business: those events end at the window, before any script of the page. A page that
 * removes the element gets it back a few times; then the page is left alone, and what was held stays held.
 */
const surface = (() => {
  const PRIVATE = ["keydown", "keypress", "keyup", "beforeinput", "input", "paste", "copy", "cut", "focus", "blur", "focusin", "focusout"];
  const LOOK =
    "all:initial;color-scheme:light dark;position:fixed;inset:0;width:100vw;height:100vh;z-index:2147483647;pointer-events:none;background:none;border:0;padding:0;margin:0;overflow:visible";
  const RETURNS = 5;
  const GAP = 12; // pixels
  const ROOM = 60; // pixels under a composer for its own buttons
  /** @type {HTMLElement | null} */
  let host = null;
  /** @type {ShadowRoot | null} */
  let root = null;
  let returns = 0;
  const above = draw.element("div", { class: "above" });
  const below = draw.element("div", { class: "below" });
  /** @type {Map<Element, (event: Event) => void>} what each box does with what is typed in it */
  const listening = new Map();
  /** @type {Map<HTMLElement, Element>} the boxes that stand beside something */
  const anchored = new Map();
  const watch = new MutationObserver(() => {
    if (host?.isConnected || !shown() || ++returns > RETURNS) return;
    place(null);
  });

  const shown = () => above.childElementCount + below.childElementCount > 0;

  function make() {
    host = document.createElement("div");
    host.setAttribute("popover", "manual");
    host.setAttribute("style", LOOK);
    root = host.attachShadow({ mode: "closed" });
    style.dress(root);
    root.append(draw.element("div", { class: "layer", lang: words.say("language_tag") }, above, below, voice.quiet.node, voice.loud.node));
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
    }
    if (host.matches(":popover-open")) host.hidePopover();
    host.showPopover(); // last shown is on top
  }

  /**
   * Beside the composer if there is room, else under or over it; a box that fits nowhere stays in the corner.
   * @param {HTMLElement} box
   * @param {Element | null} anchor
   */
  function beside(box, anchor) {
    box.removeAttribute("style");
    const at = anchor?.getBoundingClientRect();
    if (!at || at.width === 0 || at.bottom < 0 || at.top > innerHeight) return;
    const { width, height } = box.getBoundingClientRect();
    const top = Math.min(Math.max(GAP, at.top), innerHeight - height - GAP);
    const left = Math.min(Math.max(GAP, at.left), innerWidth - width - GAP);
    const spots = [
      [at.right + GAP, top],
      [at.left - width - GAP, top],
      [left, at.bottom + ROOM],
      [left, at.top - height - GAP],
    ];
    const spot = spots.find(([x = 0, y = 0]) => x >= GAP && y >= GAP && x + width <= innerWidth - GAP && y + height <= innerHeight - GAP);
    if (spot) box.setAttribute("style", `position:fixed;left:${spot[0]}px;top:${spot[1]}px;width:${width}px;max-height:${innerHeight - (spot[1] ?? 0) - GAP}px`);
  }

  /** @param {Event} event */
  function keep(event) {
    if (!host || event.target !== host) return;
    event.stopImmediatePropagation();
    const active = root?.activeElement;
    for (const [box, listen] of listening) if (active && box.contains(active)) listen(event);
  }

  /** The window was resized or zoomed: every box finds its place anew. */
  function settle() {
    for (const [box, anchor] of anchored) beside(box, anchor);
  }

  // Firefox ends this script with its extension, in the middle of anything, and starts the next one in the same page.
  for (const old of document.querySelectorAll('div[popover="manual"]')) if (old.getAttribute("style") === LOOK) old.remove();
  for (const type of PRIVATE) window.addEventListener(type, keep, { capture: true });
  window.addEventListener("resize", settle);

  return Object.freeze({
    /**
     * @param {HTMLElement} box
     * @param {{ top?: boolean, anchor?: Element | null, listen?: (event: Event) => void }} how
     */
    show(box, { top = false, anchor = null, listen } = {}) {
      (top ? above : below).append(box);
      if (listen) listening.set(box, listen);
      place(anchor);
      if (top || !anchor) return;
      anchored.set(box, anchor);
      beside(box, anchor);
    },

    /** @param {HTMLElement} box */
    hide(box) {
      box.remove();
      listening.delete(box);
      anchored.delete(box);
      if (shown()) return;
      voice.hush(); // or it is all said again when the next box comes
      watch.disconnect();
      host?.remove(); // a page has nothing to see while there is nothing to show
    },

    /** @param {Event} event */
    owns: (event) => host !== null && event.target === host,

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
      window.removeEventListener("resize", settle);
      for (const type of PRIVATE) window.removeEventListener(type, keep, { capture: true });
      host?.remove();
    },
  });
})();
