/** What stands above a conversation with a pupil, or a profile: the clause, the ways that are allowed, and a report in two clicks. */
const banner = (() => {
  /** @type {HTMLElement | null} */
  let box = null;

  function hide() {
    if (box) surface.hide(box);
    box = null;
  }

  /**
   * One click asks, the second reports; what the tutor wants to say goes into the form, in a tab of its own.
   * @param {Partial<Report>} about
   */
  function report(about, ask = words.say("report")) {
    const row = draw.element("div", { class: "row" });
    const form = draw.button(words.say("report_with_words"), () => worker.ask("compose", about), "text");
    const first = draw.button(ask, () => {
      const second = draw.button(words.say("report_now"), send, "main");
      row.replaceChildren(second, draw.button(words.say("cancel"), () => row.replaceChildren(first, form)), form);
      second.focus();
    });
    async function send() {
      const key = crypto.randomUUID();
      const words_ = about.notice ? "" : words.say("report_default");
      const { answer, text: why } = await worker.ask("report", { kind: "contact", at: new Date().toISOString(), ...about, words: words_, key });
      const said = answer ? words.say("reported") : (why ?? words.say("not_reported"));
      row.replaceChildren(draw.element("p", { class: answer ? "said" : "wrong", role: "status" }, said));
    }
    row.append(first, form);
    return row;
  }

  /**
   * @param {{ title: string, reason: string, steps: string[], clause: string | null, grave?: boolean, rows: HTMLElement[] }} said
   */
  function show({ title, reason, steps, clause, grave = false, rows }) {
    hide();
    const shut = draw.element("button", { type: "button", class: "close", "aria-label": words.say("close") }, draw.icon("close"));
    shut.addEventListener("click", hide);
    box = draw.element(
      "section",
      { class: grave ? "box wide grave" : "box wide", role: "status", "aria-label": title },
      draw.element("h2", {}, draw.icon(grave ? "stop" : "note"), draw.element("span", {}, title), shut),
      reason ? draw.element("p", {}, reason) : null,
      steps.length ? draw.element("ul", { class: "steps" }, ...steps.map((step) => draw.element("li", {}, step))) : null,
      clause ? draw.element("p", { class: "clause" }, findings.clause(clause)) : null,
      ...rows,
    );
    surface.show(box, { top: true });
  }

  return Object.freeze({ show, hide, report });
})();
