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
  /** @type {WeakSet<Entry>} */
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
    const reason = words.say(`failed_${failed}`);
    const about = `${failed} ${person.label()}`;
    if ((known.get(about) ?? 0) > Date.now()) return "send";
    const choice = down === "hold" ? await question.unchecked(reason, host, entry) : "send";
    if (down === "warn") note.show("unchecked", `${words.say("went_unchecked")} ${reason}`, { anchor: host });
    if (choice === "send") known.set(about, Date.now() + KNOWN);
    return choice;
  }

  /**
   * @param {Element} host
   * @param {Entry} entry
   */
  async function allowed(host, entry) {
    for (;;) {
      const said = await talk.ask(host, entry);
      if (said === "stay") return false;
      const failed = said === "go" ? (await drafts.check(host)).verdict?.failed : said;
      if (!failed) break;
      const choice = await unchecked(failed, host, entry);
      if (choice === "edit") return false;
      if (choice === "send") return true;
    }
    const found = drafts.open(entry);
    if (found.length === 0) return true;
    const choice = await question.draft(found, host, entry);
    if (choice.send) void worker.ask("anyway", { findings: found, platform: site.platform, reason: choice.reason });
    return choice.send;
  }

  /**
   * @param {Element} host
   * @param {() => void} again
   */
  async function hold(host, again) {
    const entry = drafts.now(host);
    if (panel.open(entry) || busy.has(entry)) return;
    busy.add(entry);
    const slow = setTimeout(() => note.show("checking", words.say("checking"), { anchor: host, look: "calm" }), SLOW);
    try {
      const go = await allowed(host, entry);
      if (go && drafts.now(host) !== entry) note.show("again", words.say("changed"), { anchor: host });
      else if (go) {
        entry.passed = true;
        note.hide("draft");
        again();
        sent(host, entry);
      }
    } finally {
      clearTimeout(slow);
      note.hide("checking");
      busy.delete(entry);
    }
  }

  /**
   * @param {Element} host
   * @param {Entry | null} held the entry whose send was done again, by us
   */
  function sent(host, held) {
    setTimeout(() => {
      if (!host.isConnected || nothing(host) || text.empty(host)) pictures.forget();
      else if (held && drafts.now(host) === held) note.show("again", words.say("press_again"), { anchor: host, look: "calm" });
    }, GONE);
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
          if (ready) sent(host, null);
          else void drafts.check(host); // a head start: the press is not over yet
          return ready;
        },
        begin: (/** @type {() => void} */ again) => void hold(host, again),
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
