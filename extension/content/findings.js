/** What findings mean for a send: which of them hold it, which want a reason, and how each is shown. */
const findings = (() => {
  const FINE = ["reputable", "ok"];
  const GRAVE = ["danger", "inappropriate"];
  const PUPILS = ["4.2.4", "5.8"];
  const ASKABLE = ["link", "hashtag"];

  /** @param {Finding} finding */
  const grave = (finding) => GRAVE.includes(finding.verdict) || finding.kind === "name";

  /** @param {Finding} finding */
  function verdict(finding) {
    const key = `verdict_${finding.verdict}`;
    const said = words.say(key);
    return said === key ? finding.verdict : said;
  }

  /** @param {string} number */
  function clause(number) {
    const key = `clause_${number.replaceAll(".", "_")}`;
    const title = words.say(key);
    return title === key ? words.say("clause", number) : words.say("clause_with_title", number, title);
  }

  /** @param {Finding} finding */
  function drawn(finding) {
    const said = draw.element("div", { class: "verdict" }, draw.icon(grave(finding) ? "stop" : "warn"), verdict(finding));
    const written = finding.text && draw.element("div", { class: "written" }, finding.text);
    const reasons = finding.reasons.map((reason) => draw.element("p", { lang: "en-GB" }, reason)); // the guard speaks English
    const look = grave(finding) ? "finding grave" : "finding";
    return draw.element("li", { class: look }, said, written, ...reasons, draw.element("p", { class: "clause" }, clause(finding.clause)));
  }

  /** @param {Finding} finding */
  const key = (finding) => JSON.stringify([finding.kind, finding.verdict, finding.host || finding.text, finding.reasons]);

  return Object.freeze({
    grave,
    verdict,

    /**
     * Whether a picture shows pupils has to be said, and pupils may not be shown without leave: there is no "send anyway".
     * @param {Finding} finding
     */
    blocking: (finding) => finding.kind === "image" && PUPILS.includes(finding.clause),

    clause,
    drawn,
    key,

    /**
     * Those that the tutor has still to answer; the same thing said of several places is said once.
     * @param {Finding[]} all
     */
    open(all) {
      const told = new Map();
      for (const finding of all) {
        if (!FINE.includes(finding.verdict) && !finding.answered && !told.has(key(finding))) told.set(key(finding), finding);
      }
      return /** @type {Finding[]} */ ([...told.values()]);
    },

    /** @param {Finding[]} all */
    askable: (all) => all.filter((finding) => ASKABLE.includes(finding.kind) && (finding.kind === "hashtag" || finding.host)),
  });
})();
