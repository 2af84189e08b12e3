/**
 * Where a box stands: beside its composer if there is room, else under or over it; one that fits nowhere stays in the corner. It goes
 * along when the page is scrolled, resized or zoomed, or the composer grows.
 */
const spots = (() => {
  const GAP = 12; // pixels
  const ROOM = 60; // pixels under a composer for its own buttons
  /** @type {Map<HTMLElement, { anchor: Element, gone: (() => void) | undefined }>} */
  const anchored = new Map();
  const sizes = new ResizeObserver(later);
  let due = 0;

  /**
   * @param {HTMLElement} box
   * @param {Element} anchor
   */
  function place(box, anchor) {
    box.removeAttribute("style");
    const framed = anchor.ownerDocument === document ? null : anchor.ownerDocument.defaultView?.frameElement;
    const at = (framed ?? anchor).getBoundingClientRect();
    if (at.width === 0 || at.bottom < 0 || at.top > innerHeight) return;
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

  /** At most once for each picture that the browser draws. */
  function later() {
    if (anchored.size > 0) due ||= requestAnimationFrame(settle);
  }

  function settle() {
    due = 0;
    for (const [box, { anchor, gone }] of anchored) {
      if (gone && anchor.getClientRects().length === 0) gone();
      else place(box, anchor);
    }
  }

  return Object.freeze({
    /**
     * @param {HTMLElement} box
     * @param {Element} anchor
     * @param {() => void} [gone] what to do when there is nothing to stand beside any more
     */
    put(box, anchor, gone) {
      anchored.set(box, { anchor, gone });
      sizes.observe(anchor);
      place(box, anchor);
    },

    /** @param {HTMLElement} box */
    free(box) {
      anchored.delete(box);
      if (anchored.size === 0) sizes.disconnect();
    },

    listen() {
      window.addEventListener("resize", later);
      window.addEventListener("scroll", later, { capture: true, passive: true });
    },

    remove() {
      sizes.disconnect();
      window.removeEventListener("resize", later);
      window.removeEventListener("scroll", later, { capture: true });
    },
  });
})();
