/** What the guard says of its own accord: a request that it holds or has blocked, a contact that it noticed. */
const notices = (() => {
  /** @type {Set<string>} requests that are asked about, or wait for that: the guard names them all again when it is heard anew */
  const asked = new Set();

  /** @param {HoldNotice} hold */
  async function held(hold) {
    if (hold.ahead || asked.has(hold.id)) return; // ahead: the question came from this page's own intent, or another page's
    asked.add(hold.id);
    await panel.free();
    if (!asked.has(hold.id)) return;
    const said = { action: /** @type {const} */ ("hold"), clause: hold.clause, notice: hold.notice, words: null, hold };
    const choice = await question.person(said, null, hold.id);
    asked.delete(hold.id);
    const answer = choice.send ? { answer: /** @type {const} */ ("continue"), reason: choice.reason } : { answer: /** @type {const} */ ("cancel") };
    const reply = await worker.ask("decide", { id: hold.id, ...answer });
    if (choice.send && !reply.answer) note.show("act", reply.text ?? words.say("too_late"));
  }

  /** @param {TextNotice} said */
  function told(said) {
    if (said.page || said.action === "hold") return; // a hold brings its question itself
    const inbound = said.clause === "5.4";
    const title = words.say(inbound ? "notice_contact" : said.action === "block" ? "notice_blocked" : "notice");
    const rows = inbound ? [banner.report({ platform: said.platform, clause: said.clause, notice: said.id })] : [];
    banner.show({ title, reason: said.text, steps: [], clause: said.clause, grave: said.action === "block", rows });
  }

  return Object.freeze({
    /** @param {Exclude<Told, { type: "sites" }>} said */
    on(said) {
      if (said.type === "hold") return void held(said);
      if (said.type === "notice") return told(said);
      asked.delete(said.id);
      if (panel.ended(said.id)) note.show("act", words.say("hold_ended"), { look: "calm" });
    },
  });
})();
