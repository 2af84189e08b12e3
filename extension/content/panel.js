/**
 * The box that holds a send: what was found, why, and the choices. It takes the focus, gives it back to the composer, and Esc
 * is always the harmless choice. One box at a time; the same send pressed again leads back to it.
 */
const panel = (() => {
  const LEAST = 10; // letters of a reason, as everywhere in Tutor Guard
  let numbers = 0;

  /** @type {{ box: HTMLElement, close: () => void, leave: () => void, about: unknown, anchor: Element | null, hold: string | null } | null} */
  let open = null;
  /** @type {(() => void)[]} */
  const waiting = [];

  /** @param {KeyboardEvent} event */
  function tab(event, /** @type {HTMLElement} */ box) {
    const stops = /** @type {HTMLElement[]} */ ([...box.querySelectorAll("button, input, textarea, select, a[href]")]);
    const at = stops.findIndex((stop) => stop === surface.focused);
    const edge = event.shiftKey ? at <= 0 : at === stops.length - 1;
    if (!edge) return;
    event.preventDefault();
    stops.at(event.shiftKey ? -1 : 0)?.focus();
  }

  /**
   * Shows a box that waits for an answer. The focus goes past `said` to a button, so a screen reader is told it; `more` is what can
   * be filled in.
   * @param {{ title: string, grave: boolean, said: (Node | null)[], more?: (Node | null)[], buttons: HTMLElement[], first?: HTMLElement,
   *           anchor: Element | null, about?: unknown, hold?: string | null, leave: () => void }} shape
   */
  function show({ title, grave, said, more = [], buttons, first, anchor, about, hold = null, leave }) {
    open?.leave(); // or whoever asked would wait for ever
    note.hide("draft");
    note.hide("checking");
    const id = `t${++numbers}`;
    const heading = draw.element("h2", { id, tabindex: "-1" }, draw.icon(grave ? "stop" : "warn"), draw.element("span", {}, title));
    const why = draw.element("div", {}, ...said);
    const box = draw.element("section", { class: grave ? "box grave" : "box", role: "dialog", "aria-labelledby": id }, heading, why);
    box.append(...more.filter((node) => node !== null), draw.element("div", { class: "row" }, ...buttons));
    const before = /** @type {HTMLElement | null} */ (anchor ?? document.activeElement);
    open = {
      box,
      about,
      anchor,
      hold,
      leave,
      close() {
        open = null;
        voice.loud.tell("");
        surface.hide(box);
        before?.focus?.({ preventScroll: true });
        for (const go of waiting.splice(0)) go();
      },
    };
    surface.show(box, { anchor, listen: (event) => typed(event, box, leave) });
    (first ?? heading).focus();
    voice.loud.tell(why.innerText);
    return open;
  }

  /** @param {Event} event */
  function typed(event, /** @type {HTMLElement} */ box, /** @type {() => void} */ leave) {
    if (!(event instanceof KeyboardEvent) || event.type !== "keydown" || event.isComposing) return;
    if (event.key === "Escape") {
      event.preventDefault();
      leave();
    } else if (event.key === "Tab") tab(event, box);
  }

  function close() {
    open?.close();
  }

  /**
   * A field for a reason, and what was wrong with it the last time.
   * @param {string} label
   */
  function reason(label) {
    const id = `t${++numbers}`;
    const field = draw.element("textarea", { id, rows: "2", maxlength: "300", "aria-describedby": `${id}w` });
    const wrong = draw.element("p", { class: "wrong", id: `${id}w` }); // read with the field, which gets the focus
    return {
      field,
      box: draw.element("div", {}, draw.element("label", { for: id }, label), field, wrong),
      /** The reason, or null once it was said that it is too short. */
      read() {
        const given = field.value.trim();
        if ([...given].length >= LEAST) return given;
        wrong.replaceChildren(words.say("reason_short", String(LEAST)));
        field.setAttribute("aria-invalid", "true");
        field.focus();
        return null;
      },
    };
  }

  return Object.freeze({
    show,
    close,
    reason,

    get up() {
      return open !== null;
    },

    /**
     * Somebody answered the question elsewhere, or its time is over.
     * @param {string} id
     */
    ended(id) {
      if (!open || open.hold !== id) return false;
      open.leave();
      return true;
    },

    /** Until no request of the guard's is asked about: one that comes meanwhile waits for its turn. */
    async free() {
      while (open?.hold) await new Promise((/** @type {(value?: undefined) => void} */ go) => waiting.push(go));
    },

    /** Esc, wherever the focus is. */
    leave: () => open?.leave(),

    /**
     * The tutor writes on while a box asks about the text as it was: that is the answer "edit".
     * @param {Element} host
     * @param {unknown} entry
     */
    edited(host, entry) {
      if (open?.anchor === host && open.about !== entry) open.leave();
    },

    /**
     * Is a box open about this already? Then the focus goes there.
     * @param {unknown} about
     */
    open(about) {
      if (!open || open.about !== about || !open.box.isConnected) return false;
      /** @type {HTMLElement | null} */ (open.box.querySelector("h2"))?.focus();
      return true;
    },
  });
})();
