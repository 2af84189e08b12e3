/**
 * Follow and accept (clause 5.2): the guard is asked before the click reaches the page. Its ticket lets the request that follows
 * pass without a second question. Where the guard cannot answer the click goes on: the guard stands in the request's way anyway.
 */
const acts = (() => {
  const FOLLOW = /^(follow|follow back|add friend|connect|subscribe|dilyn|tanysgrifio|ychwanegu ffrind|suivre|folgen|seguir|segui|volgen)$/iu;
  const ACCEPT = /^(accept|accept request|confirm request|confirm friend|approve|derbyn|accepter|annehmen|aceptar|accetta)$/iu;
  const SLOW = 300; // ms
  /** @type {WeakSet<Element>} buttons whose click was allowed and is on its way */
  const allowed = new WeakSet();
  /** @type {WeakSet<Element>} */
  const busy = new WeakSet();

  /** @param {Element} button */
  function kind(button) {
    const ruled = site.act(button);
    if (ruled || !site.platform) return ruled;
    const name = composers.named(button);
    if (FOLLOW.test(name)) return "follow";
    return ACCEPT.test(name) ? "accept" : null;
  }

  /**
   * @param {Intended} said
   * @param {Element} button
   */
  async function asked(said, button) {
    const id = said.hold?.id;
    const choice = await question.person(said, button, id ?? button);
    if (!id) return false;
    if (!choice.send) {
      void worker.ask("decide", { id, answer: "cancel" });
      return false;
    }
    const { answer, text: why } = await worker.ask("decide", { id, answer: "continue", reason: choice.reason });
    if (!answer) note.show("act", why ?? words.say("too_late"));
    return answer !== undefined;
  }

  /**
   * @param {Element} button
   * @param {"follow" | "accept"} act
   */
  async function may(button, act) {
    const who = person.near(button);
    if (!who) return true;
    drift.followed(button);
    const slow = setTimeout(() => note.show("checking", words.say("checking"), { look: "calm" }), SLOW);
    const { answer } = await worker.ask("intent", { ...who, act });
    clearTimeout(slow);
    note.hide("checking");
    if (!answer) return true;
    if (answer.action === "hold" || answer.action === "block") return asked(answer, button);
    if (answer.notice) note.show("act", answer.notice, { look: "calm" });
    return true;
  }

  /**
   * @param {Element} button
   * @param {"follow" | "accept"} act
   * @param {() => void} again
   */
  async function begin(button, act, again) {
    if (busy.has(button)) return;
    busy.add(button);
    try {
      if (!(await may(button, act))) return;
      allowed.add(button);
      again();
      allowed.delete(button);
    } finally {
      busy.delete(button);
    }
  }

  return Object.freeze({
    /**
     * The intent behind a button that follows or accepts somebody.
     * @param {Element} button
     */
    of(button) {
      const act = kind(button);
      if (!act) return null;
      return { clear: () => allowed.has(button), begin: (/** @type {() => void} */ again) => void begin(button, act, again) };
    },
  });
})();
