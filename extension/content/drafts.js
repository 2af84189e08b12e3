/**
 * What is known of each composer's draft. An entry belongs to one exact text with its pictures: any change makes a new one, so
 * that neither a verdict nor a pass can outlive what it was given for.
 */
const drafts = (() => {
  const PAUSE = 400; // ms without a key before a draft is looked at
  const MUTED = 600_000; // ms in which the same reason is not shown again while typing

  /**
   * @typedef {{ text: string, pictures: number, asked: Promise<void> | null, verdict: Reply<Checked> | null, passed: boolean }} Entry
   */
  /** @type {WeakMap<Element, Entry>} */
  const known = new WeakMap();
  /** @type {Map<string, number>} */
  const muted = new Map();
  /** @type {number | undefined} */
  let timer;

  /** @param {Element} host */
  function now(host) {
    const written = text.of(host);
    const entry = known.get(host);
    if (entry && entry.text === written && entry.pictures === pictures.version) return entry;
    /** @type {Entry} */
    const fresh = { text: written, pictures: pictures.version, asked: null, verdict: null, passed: false };
    known.set(host, fresh);
    return fresh;
  }

  /** @param {Element} host */
  function kind(host) {
    const rule = site.composer(host);
    return rule?.kind ?? (site.thread() ? "message" : rule ? "post" : null);
  }

  /**
   * Asks once for each entry; a check that failed may be asked for again.
   * @param {Element} host
   */
  async function check(host) {
    const entry = now(host);
    entry.asked ??= (async () => {
      const images = await pictures.judged();
      const draft = { text: entry.text, platform: site.platform, account: site.account, kind: kind(host), images: images.asked };
      const reply = await worker.ask("draft", draft);
      entry.verdict = reply.answer ? { answer: { ...reply.answer, findings: [...reply.answer.findings, ...images.found] } } : reply;
      if (reply.failed) entry.asked = null;
    })();
    await entry.asked;
    return entry;
  }

  /** @param {Element} host */
  async function quietly(host) {
    if (!host.isConnected || (text.empty(host) && pictures.none)) return note.hide("draft");
    const entry = await check(host);
    if (now(host) !== entry || entry.passed) return;
    const found = open(entry).filter((finding) => (muted.get(findings.key(finding)) ?? 0) < Date.now());
    const [first] = found;
    if (!first) return note.hide("draft");
    const more = found.length > 1 ? ` ${words.say("and_more", String(found.length - 1))}` : "";
    const said = `${findings.verdict(first)}: ${first.text} – ${first.reasons[0] ?? ""}${more}`;
    const close = () => found.forEach((finding) => muted.set(findings.key(finding), Date.now() + MUTED));
    note.show("draft", said, { anchor: host, stays: true, look: found.some(findings.grave) ? "grave" : "some", close });
  }

  /** @param {Entry} entry */
  const open = (entry) => findings.open(entry.verdict?.answer?.findings ?? []);

  return Object.freeze({
    now,
    kind,
    check,
    open,

    /**
     * Nothing stands against sending this very text, and that is known now.
     * @param {Entry} entry
     */
    clear: (entry) => entry.passed || (entry.verdict?.answer !== undefined && open(entry).length === 0),

    /**
     * A key, a paste, a drop: looked at after a pause.
     * @param {Element} host
     */
    changed(host) {
      clearTimeout(timer);
      timer = window.setTimeout(() => void quietly(host), PAUSE);
    },

    stop: () => clearTimeout(timer),
  });
})();
