/** Quiet words beside the work: what was found while typing, and what came of something. They take no focus and go by themselves. */
const note = (() => {
  const STAYS = 12_000; // ms
  /** @type {Map<string, { box: HTMLElement, timer: number | undefined, said: string }>} */
  const shown = new Map();

  /** @param {string} about */
  function hide(about) {
    const one = shown.get(about);
    if (!one) return;
    clearTimeout(one.timer);
    surface.hide(one.box);
    voice.quiet.hush(one.said);
    shown.delete(about);
  }

  return Object.freeze({
    hide,

    /**
     * @param {string} about one note for each subject: a new one takes the place of the last
     * @param {string} said
     * @param {{ anchor?: Element | null, stays?: boolean, look?: "calm" | "some" | "grave", link?: { href: string, said: string } | null,
     *           close?: () => void }} how
     */
    show(about, said, { anchor = null, stays = false, look = "some", link = null, close } = {}) {
      if (shown.get(about)?.said === said) return;
      hide(about);
      const shape = look === "grave" ? "stop" : look === "some" ? "warn" : "note";
      const shut = draw.element("button", { type: "button", class: "close", "aria-label": words.say("close") }, draw.icon("close"));
      shut.addEventListener("click", () => {
        hide(about);
        close?.();
      });
      const leads = link && draw.element("a", { href: link.href, target: "_blank", rel: "noreferrer" }, link.said);
      const box = draw.element("div", { class: `box quiet ${look}` }, draw.icon(shape), draw.element("span", {}, said, leads), shut);
      shown.set(about, { box, timer: stays ? undefined : window.setTimeout(() => hide(about), STAYS), said });
      surface.show(box, { anchor, ...(stays ? { gone: () => hide(about) } : {}) });
      voice.quiet.tell(said);
    },
  });
})();
