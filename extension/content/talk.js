/**
 * One-to-one messages where no proxy can read (clause 5.1): there the adviser asks the guard who it is, and holds the send itself.
 * Somebody who is no pupil is asked about once in ten minutes.
 */
const talk = (() => {
  const GOOD_FOR = 600_000; // ms
  /** @type {Map<string, number>} */
  const cleared = new Map();

  /** @param {Person} who */
  const key = (who) => JSON.stringify([who.platform, who.identifiers, who.thread]);

  /** @param {Element} host */
  const concerned = (host) => site.blind && !["post", "comment"].includes(site.composer(host)?.kind ?? "");

  /**
   * @param {Intended} said
   * @param {Element} host
   * @param {unknown} about
   */
  async function settled(said, host, about) {
    const choice = await question.person(said, host, about);
    if (!said.hold) return false;
    const decision = choice.send ? { answer: /** @type {const} */ ("continue"), reason: choice.reason } : { answer: /** @type {const} */ ("cancel") };
    const { answer, text: why } = await worker.ask("decide", { id: said.hold.id, ...decision });
    if (choice.send && !answer) note.show("talk", why ?? words.say("too_late"), { anchor: host });
    return choice.send && answer !== undefined;
  }

  return Object.freeze({
    /**
     * Is it known now that a message from here may go?
     * @param {Element} host
     */
    clear(host) {
      if (!site.learned) return false;
      if (!concerned(host)) return true;
      const who = person.talk();
      return who !== null && (who.group || (cleared.get(key(who)) ?? 0) > Date.now());
    },

    /**
     * @param {Element} host
     * @param {unknown} about
     * @returns {Promise<"go" | "stay" | Failure>}
     */
    async ask(host, about) {
      await site.told();
      if (this.clear(host)) return "go";
      const who = person.talk();
      if (!who) return "refused";
      const { group: _, ...asked } = who;
      const { answer, failed } = await worker.ask("intent", { ...asked, act: "message" });
      if (!answer) return failed;
      if (answer.action === "hold" || answer.action === "block") return (await settled(answer, host, about)) ? "go" : "stay";
      cleared.set(key(who), Date.now() + GOOD_FOR);
      if (answer.notice) note.show("talk", answer.notice, { anchor: host, look: "calm" });
      return "go";
    },
  });
})();
