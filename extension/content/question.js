/** The questions that the adviser asks: about a draft's findings, about a person, and when nothing could be checked. */
const question = (() => {
  /** @typedef {{ send: true, reason: string } | { send: false, again?: boolean }} Choice */

  /**
   * May this go, although something was found? Grave findings want a reason, which goes to the safeguarding lead; a picture of
   * pupils that may not be shown does not go at all.
   * @param {Finding[]} found
   * @param {Element} host
   * @param {unknown} about
   * @param {boolean} recorded is there a guard that passes the reason, or a question, on?
   * @returns {Promise<Choice>}
   */
  function draft(found, host, about, recorded) {
    const grave = found.some(findings.grave);
    const why = grave && recorded ? panel.reason(words.say("reason_anyway")) : null;
    const asked = asking.about(found);
    if (why) why.box.hidden = true;
    return new Promise((resolve) => {
      const settle = closing(resolve);
      const edit = draw.button(words.say("edit"), () => settle({ send: false }), "main");
      const said = draw.button(words.say("answer_pictures"), () => {
        asked?.keep();
        settle({ send: false, again: true });
      });
      const send = draw.button(words.say("send_anyway"), () => anyway(why, settle));
      panel.show({
        title: words.say(found.length === 1 ? "held_one" : "held_many", String(found.length)),
        grave,
        said: [
          draw.element("ul", {}, ...found.map(findings.drawn)),
          grave && !recorded ? draw.element("p", {}, words.say("not_recorded")) : null,
        ],
        more: [recorded ? office(found, edit) : null, asked?.box ?? null, why?.box ?? null],
        buttons: [edit, ...(asked ? [said] : []), ...(found.some(findings.blocking) ? [] : [send])],
        first: edit,
        anchor: host,
        about,
        leave: () => settle({ send: false }),
      });
    });
  }

  /**
   * @param {ReturnType<typeof panel.reason> | null} why
   * @param {(choice: Choice) => void} settle
   */
  function anyway(why, settle) {
    if (!why) return settle({ send: true, reason: "" });
    if (why.box.hidden) {
      why.box.hidden = false;
      return why.field.focus();
    }
    const reason = why.read();
    if (reason !== null) settle({ send: true, reason });
  }

  /**
   * A way to have a link or a hashtag approved; of a link its host alone is sent.
   * @param {Finding[]} found
   * @param {HTMLElement} next
   */
  function office(found, next) {
    const rows = findings.askable(found).map((finding) => {
      const value = finding.kind === "link" ? (finding.host ?? "") : finding.text;
      const row = draw.element("div", {});
      const ask = draw.button(words.say("ask_office", value), async () => {
        const kind = finding.kind === "link" ? "link" : "hashtag";
        const { answer } = await worker.ask("ask", { kind, value });
        const said = answer ? words.say("asked", answer.value) : words.say("not_asked");
        surface.answer(row, said, answer !== undefined, next);
      }, "text");
      row.append(ask);
      return row;
    });
    return rows.length ? draw.element("div", { class: "asking" }, ...rows) : null;
  }

  /**
   * Something about a person: a send or a click that waits (hold) or must not happen (block). Cancel has the focus. The guard's
   * steps for a hold lead to its status page; here it is answered on the spot.
   * @param {Pick<Intended, "action" | "clause" | "notice" | "words"> & { hold?: { id: string } | null }} said
   * @param {Element | null} anchor
   * @param {unknown} about
   * @returns {Promise<Choice>}
   */
  function person({ action, clause, notice, words: parts, hold }, anchor, about) {
    const block = action === "block";
    const why = block ? null : panel.reason(words.say("reason_continue"));
    const steps = block ? (parts?.steps ?? []) : [];
    return new Promise((resolve) => {
      const settle = closing(resolve);
      const cancel = draw.button(words.say(block ? "understood" : "cancel"), () => settle({ send: false }), "main");
      const go = draw.button(words.say("continue"), () => {
        const given = why?.read();
        if (given) settle({ send: true, reason: given });
      });
      panel.show({
        title: block ? (parts?.title ?? words.say("notice_blocked")) : words.say("held_request"),
        grave: block,
        said: [
          draw.element("p", {}, parts?.reason ?? notice),
          steps.length ? draw.element("ul", { class: "steps" }, ...steps.map((step) => draw.element("li", {}, step))) : null,
          clause ? draw.element("p", { class: "clause" }, findings.clause(clause)) : null,
        ],
        more: [why?.box ?? null],
        buttons: block ? [cancel] : [cancel, go],
        first: cancel,
        anchor,
        about,
        hold: hold?.id ?? null,
        leave: () => settle({ send: false }),
      });
    });
  }

  /**
   * The check itself failed, and the company wants that said before anything is sent.
   * @param {string} reason
   * @param {Element} host
   * @param {unknown} about
   * @returns {Promise<"send" | "edit" | "again">}
   */
  function unchecked(reason, host, about) {
    return new Promise((resolve) => {
      const settle = closing(resolve);
      const edit = draw.button(words.say("edit"), () => settle("edit"), "main");
      const again = draw.button(words.say("try_again"), () => settle("again"));
      const send = draw.button(words.say("send_unchecked"), () => settle("send"));
      const said = [draw.element("p", {}, reason)];
      panel.show({ title: words.say("unchecked"), grave: false, said, buttons: [edit, again, send], first: edit, anchor: host, about, leave: () => settle("edit") });
    });
  }

  /**
   * @template T
   * @param {(value: T) => void} resolve
   */
  function closing(resolve) {
    return (/** @type {T} */ value) => {
      panel.close();
      resolve(value);
    };
  }

  return Object.freeze({ draft, person, unchecked });
})();
