/**
 * Asks the extension's worker, which alone may talk to the guard. A worker that was put to sleep in the middle of a question
 * answers the second time. Once the extension was updated or removed, this script is an orphan: it says so once, and goes.
 */
const worker = (() => {
  const PATIENCE = 6000; // ms; the worker itself gives up earlier, and says why
  /** @type {() => void} */
  let orphaned = () => {};

  /** @param {unknown} question */
  async function once(question) {
    /** @type {number | undefined} */
    let timer;
    const late = new Promise((_, reject) => {
      timer = setTimeout(() => reject(new Error("late")), PATIENCE);
    });
    try {
      return await Promise.race([chrome.runtime.sendMessage(question), late]);
    } finally {
      clearTimeout(timer);
    }
  }

  return Object.freeze({
    /** @param {() => void} leave what to do when the extension is gone */
    onorphaned(leave) {
      orphaned = leave;
    },

    /**
     * @template {keyof Questions} K
     * @param {K} ask
     * @param {Questions[K]["of"]} of
     * @returns {Promise<Reply<Questions[K]["answer"]>>}
     */
    async ask(ask, of) {
      for (let tries = 0; tries < 2; tries++) {
        if (!chrome.runtime?.id) {
          orphaned();
          return { failed: "gone" };
        }
        try {
          const reply = await once({ ask, of });
          if (reply) return reply;
        } catch {
          // the worker was stopped, or took too long: asked once more
        }
      }
      return { failed: "away" };
    },
  });
})();
