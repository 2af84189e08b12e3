/**
 * A press of a button is one intent, however many events a browser makes of it: pointerdown to click, or a key down and up.
 * Some sites act on the first of them, so a press that has to wait waits from its first event on, and is begun at its last.
 */
const presses = (() => {
  /** @typedef {{ clear: () => boolean, begin: (again: () => void) => void }} Intent */
  const LAST = ["click", "keydown"];
  const UPS = ["keyup", "pointerup", "touchend", "mouseup"];
  /** @type {{ button: Element, begun: boolean, intent: Intent } | null} */
  let waiting = null;
  let again = false;

  /** @param {Event} event */
  function stop(event) {
    if (!event.type.startsWith("touch")) event.preventDefault(); // or the finger neither scrolls nor clicks
    event.stopImmediatePropagation();
  }

  /** @param {Event} event */
  const activates = (event) => !(event instanceof KeyboardEvent) || event.key === "Enter" || event.key === " ";

  /**
   * Is it the first event of a press? The last of the one before may have gone to a box that it opened.
   * @param {Event} event
   */
  const anew = (event) => event.type === "pointerdown" || (event instanceof KeyboardEvent && event.type === "keydown" && !event.repeat);

  /**
   * @param {Element} button
   * @param {Event} event
   */
  function repeat(button, event) {
    again = true;
    try {
      const native = button instanceof HTMLButtonElement || button instanceof HTMLInputElement;
      if (event instanceof KeyboardEvent && !native) replay.key(button, event);
      else replay.press(button);
    } finally {
      again = false;
    }
  }

  /**
   * @param {Event} event
   * @param {Element} button
   * @param {Intent} intent
   */
  function wait(event, button, intent) {
    stop(event);
    waiting ??= { button, begun: false, intent };
    if (!LAST.includes(event.type) || waiting.begun) return;
    waiting.begun = true;
    intent.begin(() => repeat(button, event));
    if (event.type === "click") waiting = null;
  }

  return Object.freeze({
    /**
     * @param {Event} event
     * @param {(button: Element) => Intent | null} recognise
     */
    on(event, recognise) {
      if (again || !activates(event)) return;
      const button = composers.button(event.composedPath());
      if (waiting && (anew(event) || waiting.button !== button)) waiting = null;
      if (waiting && button) {
        const { intent } = waiting;
        wait(event, button, intent);
        if (event.type === "keyup") waiting = null;
        return;
      }
      if (!button || UPS.includes(event.type)) return;
      const intent = recognise(button);
      if (intent && !intent.clear()) wait(event, button, intent);
    },

    stop,
  });
})();
