/** What stands above a conversation with a pupil, or a profile: the clause, the ways that are allowed, and a report in two clicks. */
const banner = (() => {
  /** @type {HTMLElement | null} */
  let box = null;
  let told = "";

  function hide() {
    if (box) surface.hide(box);
    box = null;
    voice.quiet.hush(told);
  }

  /**
   * Sends a report, and says in the row what came of it.
   * @param {HTMLElement} row
   * @param {Partial<Report>} about
   */
  async function send(row, about) {
    const said = about.notice ? "" : words.say("report_default");
    const report = { kind: /** @type {const} */ ("contact"), at: new Date().toISOString(), key: crypto.randomUUID(), ...about, words: said };
    const { answer, text: why } = await worker.ask("report", report);
    const came = answer ? words.say(answer.state === "waiting" ? "report_waiting" : "reported") : (why ?? words.say("not_reported"));
    surface.answer(row, came, answer !== undefined, box?.querySelector(".close") ?? null);
  }

  /** @param {Partial<Report>} about what the tutor wants to say goes into a form in a tab of its own */
  const form = (about) => draw.button(words.say("report_with_words"), () => worker.ask("compose", about), "text");

  /**
   * One click asks, the second reports.
   * @param {Partial<Report>} about
   */
  function report(about) {
    const row = draw.element("div", { class: "row" });
    const first = draw.button(words.say("report"), () => {
      const second = draw.button(words.say("report_now"), () => void send(row, about), "main");
      row.replaceChildren(second, draw.button(words.say("cancel"), () => row.replaceChildren(first, form(about))), form(about));
      second.focus();
    });
    row.append(first, form(about));
    return row;
  }

  /**
   * Reports with one click, what harms nobody if it was a slip.
   * @param {Partial<Report>} about
   * @param {string} label
   */
  function reportOnce(about, label) {
    const row = draw.element("div", { class: "row" });
    row.append(draw.button(label, () => void send(row, about)), form(about));
    return row;
  }

  /**
   * @param {{ title: string, reason: string, steps: string[], clause: string | null, grave?: boolean, rows: HTMLElement[] }} said
   */
  function show({ title, reason, steps, clause, grave = false, rows }) {
    hide();
    const shut = draw.element("button", { type: "button", class: "close", "aria-label": words.say("close") }, draw.icon("close"));
    shut.addEventListener("click", hide);
    const under = clause && findings.clause(clause);
    box = draw.element(
      "section",
      { class: grave ? "box wide grave" : "box wide", "aria-label": title },
      draw.element("header", {}, draw.element("h2", {}, draw.icon(grave ? "stop" : "note"), draw.element("span", {}, title)), shut),
      reason ? draw.element("p", {}, reason) : null,
      steps.length ? draw.element("ul", { class: "steps" }, ...steps.map((step) => draw.element("li", {}, step))) : null,
      under ? draw.element("p", { class: "clause" }, under) : null,
      ...rows,
    );
    surface.show(box, { top: true });
    told = [title, reason, ...steps, under].filter(Boolean).join("\n"); // in this order, and without the buttons
    voice.quiet.tell(told);
  }

  return Object.freeze({ show, hide, report, reportOnce });
})();
