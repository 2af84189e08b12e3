/**
 * What is known of each composer's draft. An entry belongs to one exact text with its pictures, in one conversation: any change
 * makes a new one, so that neither a verdict nor a pass can outlive what it was given for.
 */
const drafts = (() => {
  const PAUSES = { typing: 400, pause: 1000 }; // ms without a key
  const MUTED = 600_000; // ms in which the same reason is not shown again while typing

  /**
   * `whole`: everything was checked, or tried at the last moment, so that nothing is left to ask.
   * @typedef {{ text: string, pictures: number, place: string, asked: Promise<void> | null, moment: Moment | null, verdict: Reply<Checked> | null,
   *             whole: boolean, passed: boolean }} Entry
   */
  /** @type {WeakMap<Element, Entry>} */
  const known = new WeakMap();
  /** @type {Map<string, number>} */
  const muted = new Map();
  let alone = false; // said that links and hashtags are all that is checked here
  /** @type {number | undefined} */
  let timer;

  /** @param {Element} host */
  function now(host) {
    const written = text.of(host);
    const place = JSON.stringify(person.talk()); // a site may keep its composer, and what is in it, for the next conversation
    const entry = known.get(host);
    if (entry && entry.text === written && entry.pictures === pictures.version && entry.place === place) return entry;
    /** @type {Entry} */
    const fresh = { text: written, pictures: pictures.version, place, asked: null, moment: null, verdict: null, whole: false, passed: false };
    known.set(host, fresh);
    return fresh;
  }

  /** @param {Element} host */
  function kind(host) {
    const rule = site.composer(host);
    return rule?.kind ?? (site.thread() ? "message" : rule ? "post" : null);
  }

  /**
   * @param {Element} host
   * @param {Entry} entry
   * @param {Moment} moment
   */
  async function ask(host, entry, moment) {
    const about = { platform: site.platform, author: site.own, parent: site.parent, kind: kind(host), images: await pictures.described() };
    entry.verdict = await worker.ask("draft", { text: entry.text, ...about, moment });
    entry.whole = Boolean(entry.verdict.answer && (moment === "send" || !entry.verdict.answer.unchecked?.length));
    entry.asked = null;
  }

  /**
   * Asks once for each entry and moment; what was checked whole is not asked about again.
   * @param {Element} host
   * @param {Moment} moment
   */
  async function check(host, moment) {
    const entry = now(host);
    if (entry.asked && entry.moment !== "send") await entry.asked;
    if (!entry.whole) {
      if (!entry.asked) {
        entry.moment = moment;
        entry.asked = ask(host, entry, moment);
      }
      await entry.asked;
    }
    return entry;
  }

  /**
   * @param {Element} host
   * @param {"typing" | "pause"} moment
   */
  async function quietly(host, moment) {
    if (!host.isConnected || (text.empty(host) && pictures.none)) return note.hide("draft");
    const entry = await check(host, moment);
    if (now(host) !== entry) return;
    if (!entry.passed && !panel.up) show(host, open(entry));
    if (entry.verdict?.answer?.by === "office" && !alone) note.show("partly", words.say("links_only"), { anchor: host, look: "calm" });
    alone ||= entry.verdict?.answer?.by === "office";
    if (moment === "typing" && entry.verdict?.answer && !entry.whole) later(host, "pause", PAUSES.pause - PAUSES.typing);
  }

  /**
   * @param {Element} host
   * @param {Finding[]} all
   */
  function show(host, all) {
    const found = all.filter((finding) => (muted.get(findings.key(finding)) ?? 0) < Date.now());
    const [first] = found;
    if (!first) return note.hide("draft");
    const more = found.length > 1 ? ` ${words.say("and_more", String(found.length - 1))}` : "";
    const said = `${findings.verdict(first)}: ${first.text} – ${first.reasons[0] ?? ""}${more}`;
    note.show("draft", said, { anchor: host, stays: true, look: found.some(findings.grave) ? "grave" : "some", close: () => read(found) });
  }

  /** @param {Finding[]} found what the tutor has read, and need not be told again while writing on */
  function read(found) {
    for (const finding of found) muted.set(findings.key(finding), Date.now() + MUTED);
  }

  /**
   * @param {Element} host
   * @param {"typing" | "pause"} moment
   * @param {number} wait
   */
  function later(host, moment, wait) {
    clearTimeout(timer);
    timer = window.setTimeout(() => void quietly(host, moment), wait);
  }

  /** @param {Entry} entry */
  const open = (entry) => findings.open(entry.verdict?.answer?.findings ?? []);

  return Object.freeze({
    now,
    check,
    open,
    read,

    /**
     * Nothing stands against sending this very text, and that is known now.
     * @param {Entry} entry
     */
    clear: (entry) => entry.passed || (entry.whole && open(entry).length === 0),

    /**
     * A key, a paste, a drop: looked at after a pause.
     * @param {Element} host
     */
    changed(host) {
      if (panel.up) panel.edited(host, now(host));
      later(host, "typing", PAUSES.typing);
    },

    stop: () => clearTimeout(timer),
  });
})();
