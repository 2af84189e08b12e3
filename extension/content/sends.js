/**
 * Holds a send until it is known what is sent. A draft that is known to be clean goes without any delay; one that is not known
 * yet is checked and then sent the way the tutor sent it; one with findings waits for the tutor.
 *
 * The pass that a check or an answer gives belongs to the exact text (drafts.js), not to an event: a click that leads to a submit
 * passes twice.
 */
const sends = (() => {
  const KNOWN = 600_000; // ms
  const SLOW = 300; // ms after which it is said that something is being checked
  const GONE = 1200; // ms after which a text that still stands was not taken by the page
  /** @typedef {ReturnType<typeof drafts.now>} Entry */
  /** @type {WeakSet<Element>} */
  const busy = new WeakSet();
  /** @type {"hold" | "warn"} */
  let down = "hold";
  /** @type {Map<string, number>} failures that the tutor knows of: the same one is not shown twice in ten minutes */
  const known = new Map();

  /** @param {Element} host */
  const nothing = (host) => text.empty(host) && pictures.none;

  /** @param {Element} host */
  const clear = (host) => nothing(host) || drafts.now(host).passed || (drafts.clear(drafts.now(host)) && talk.clear(host));

  /**
   * Says that a check failed, as the company wants it said.
   * @param {Failure} failed
   * @param {Element} host
   * @param {Entry} entry
   * @returns {Promise<"send" | "edit" | "again">}
   */
  async function unchecked(failed, host, entry) {
    if (failed === "unpaired") return "send";
    if (failed === "gone") return "edit"; // nothing is listened to any more: the next press is the page's own
    const reason = words.say(`failed_${failed}`);
    const about = `${failed} ${person.label()}`;
    if ((known.get(about) ?? 0) > Date.now()) return "send";
    const choice = down === "hold" ? await question.unchecked(reason, host, entry) : "send";
    if (down === "warn") note.show("unchecked", `${words.say("went_unchecked")} ${reason}`, { anchor: host });
    if (choice === "send") known.set(about, Date.now() + KNOWN);
    return choice;
  }

  /**
   * The conversation, then the draft.
   * @param {Element} host
   * @param {Entry} entry
   * @returns {Promise<"go" | "stay" | "findings">}
   */
  async function checked(host, entry) {
    for (;;) {
      const said = await talk.ask(host, entry);
      if (said === "stay") return "stay";
      const failed = said === "go" ? (await drafts.check(host, "send")).verdict?.failed : said;
      if (!failed) return "findings";
      const choice = await unchecked(failed, host, entry);
      if (choice !== "again") return choice === "edit" ? "stay" : "go";
    }
  }

  /**
   * The entry that may go now; null when it stays. Answers about pictures make a new entry, which is checked anew.
   * @param {Element} host
   * @returns {Promise<Entry | null>}
   */
  async function allowed(host) {
    await site.told(); // which names the conversation, too
    const entry = drafts.now(host);
    const said = await checked(host, entry);
    if (said !== "findings") return said === "go" ? entry : null;
    const found = drafts.open(entry);
    partly(entry.verdict?.answer, host);
    if (found.length === 0) return entry;
    const choice = await question.draft(found, host, entry, entry.verdict?.answer?.by !== "office");
    drafts.read(found);
    if (choice.send) void worker.ask("anyway", { findings: found, platform: site.platform, reason: choice.reason });
    return choice.send ? entry : choice.again ? allowed(host) : null;
  }

  /**
   * Says what was not looked at.
   * @param {Checked | undefined} answer
   * @param {Element} host
   */
  function partly(answer, host) {
    if (answer?.by === "office") note.show("partly", words.say("links_only"), { anchor: host, look: "calm" });
    else if (answer?.unchecked?.length) note.show("partly", words.say("names_unchecked"), { anchor: host, look: "calm" });
  }

  /**
   * @param {Element} host
   * @param {() => void} again
   * @param {Element | null} [button]
   */
  async function hold(host, again, button = null) {
    const first = drafts.now(host);
    if (panel.open(first) || busy.has(host)) return;
    busy.add(host);
    const slow = setTimeout(() => panel.up || note.show("checking", words.say("checking"), { anchor: host, look: "calm" }), SLOW);
    try {
      const entry = await allowed(host);
      if (entry && (drafts.now(host) !== entry || !host.isConnected)) note.show("again", words.say("changed"), { anchor: host });
      else if (entry) {
        entry.passed = true;
        note.hide("draft");
        again();
        sent(host, entry, button);
      }
    } finally {
      clearTimeout(slow);
      note.hide("checking");
      busy.delete(host);
    }
  }

  /**
   * After a send: what went takes its pictures with it; what still stands after we sent it again was not taken by the page.
   * @param {Element} host
   * @param {Entry | null} held the entry whose send was done again, by us
   * @param {Element | null} button
   */
  function sent(host, held, button) {
    if (!held && nothing(host)) return; // a button that would send, pressed beside an empty composer, opens one
    const was = (held ?? drafts.now(host)).text.trim();
    const look = () => {
      if (busy.has(host)) return void setTimeout(look, GONE); // the next send is being checked: nothing changes under it
      if (!host.isConnected || text.empty(host) || !text.of(host).includes(was)) {
        pictures.forget();
        drift.sent(host, button);
      } else if (held && drafts.now(host) === held) note.show("again", words.say("press_again"), { anchor: host, look: "calm" });
    };
    setTimeout(look, GONE);
  }

  return Object.freeze({
    hold,
    clear,
    nothing,
    sent,

    /** @param {"hold" | "warn"} value what the company wants when nothing can be checked */
    whendown(value) {
      down = value;
    },

    /**
     * The intent behind a button that sends.
     * @param {Element} button
     */
    of(button) {
      if (!composers.sending(button)) return null;
      const host = composers.beside(button) ?? (pictures.none ? null : button);
      if (!host) return null;
      return {
        clear() {
          const ready = clear(host);
          if (ready) sent(host, null, button);
          else void drafts.check(host, "send"); // a head start: the press is not over yet
          return ready;
        },
        begin: (/** @type {() => void} */ again) => void hold(host, again, button),
      };
    },

    /** @param {SubmitEvent} event */
    submit(event) {
      const form = event.target;
      if (!(form instanceof HTMLFormElement)) return;
      const host = composers.within(form).find((one) => !clear(one));
      if (!host) return;
      presses.stop(event);
      void hold(host, () => replay.submit(form, event.submitter));
    },
  });
})();
