/**
 * Which conversation or profile is in view, and what is to be said of it: a banner for a pupil, a mark for an official account,
 * a one-click report for one that only looks like it, a reminder on the tutor's own profile.
 */
const route = (() => {
  const LATER = [0, 1500, 5000]; // ms: the guard learns whom a conversation is with from the answers that the page loads
  const MUTED = 600_000; // ms in which the tutor's own profile is not remarked on again
  let current = "";
  let reminded = 0;
  /** @type {number | undefined} */
  let timer;

  /** @param {Person} who */
  const key = (who) => JSON.stringify([who.platform, who.identifiers, who.thread]);

  /** @param {unknown} value */
  async function fingerprint(value) {
    const hash = new DataView(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(JSON.stringify(value))));
    return [0, 4, 8, 12].map((at) => hash.getUint32(at).toString(16).padStart(8, "0")).join("");
  }

  /**
   * @param {Person} who
   * @param {Known} said
   * @param {boolean} talking
   */
  async function tell(who, said, talking) {
    const { platform, identifiers } = who;
    if (said.action !== "allow") {
      const { title = words.say("person_title"), reason = said.notice ?? "", steps = said.ways } = said.words ?? {};
      const clause = talking ? "5.4" : (said.clause ?? "5.2");
      banner.show({ title, reason, steps, clause: said.clause, rows: [banner.report({ platform, identifiers, clause })] });
    } else if (said.official === "official") {
      note.show("route", words.say("official"), { look: "calm" });
    } else if (said.official === "lookalike") {
      const key = await fingerprint(["account", platform, identifiers]); // the same account is the same report
      /** @type {Partial<Report>} */
      const about = { kind: "account", platform, clause: "4.2.1", identifiers, key };
      const row = banner.reportOnce(about, words.say("report_account"));
      banner.show({ title: words.say("lookalike"), reason: said.reasons[0] ?? "", steps: [], clause: "4.2.1", rows: [row] });
    }
  }

  function own() {
    if (!site.own || site.profile()?.["handle"]?.toLowerCase() !== site.own.toLowerCase()) return false;
    if (reminded + MUTED < Date.now()) {
      const link = site.privacy ? { href: site.privacy, said: words.say("own_privacy") } : null;
      note.show("route", words.say("own_profile"), { look: "calm", link, stays: link !== null });
    }
    reminded = Date.now();
    return true;
  }

  async function look() {
    const talking = person.talk();
    const who = talking && !talking.group ? { platform: talking.platform, identifiers: talking.identifiers, thread: talking.thread } : person.profile();
    const now = who ? key(who) : "";
    if (now === current) return;
    current = now;
    banner.hide();
    note.hide("route");
    if (!who) return;
    for (const wait of LATER) {
      await new Promise((resolve) => setTimeout(resolve, wait));
      if (current !== now || (!talking && own())) return;
      const { answer } = await worker.ask("account", who);
      if (current !== now) return;
      if (answer && (answer.known || answer.action !== "allow" || answer.official)) return tell(who, answer, talking !== null);
    }
  }

  return Object.freeze({
    /** The address changed, or the page may have: looked at once it has settled. */
    changed() {
      clearTimeout(timer);
      timer = window.setTimeout(() => void look(), 60);
    },

    stop: () => clearTimeout(timer),
  });
})();
