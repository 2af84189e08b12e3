/**
 * Does what the tutor did again, the way it came, once it may go. The text is never touched. A key that the page does not take
 * for itself gets what the browser would have done with it: a new line.
 */
const replay = (() => {
  /**
   * @param {Element} target
   * @param {string} type
   * @param {KeyboardEvent} like
   */
  function strike(target, type, like) {
    const { key, code, ctrlKey, metaKey, shiftKey, altKey } = like;
    const number = key === " " ? 32 : 13; // Draft.js goes by numbers
    const options = { key, code, ctrlKey, metaKey, shiftKey, altKey, keyCode: number, which: number, charCode: type === "keypress" ? number : 0 };
    return target.dispatchEvent(new KeyboardEvent(type, { ...options, bubbles: true, cancelable: true, composed: true, view: window }));
  }

  /**
   * @param {Element} target
   * @param {KeyboardEvent} like
   * @returns {boolean} did the page leave the key to the browser?
   */
  function key(target, like) {
    const left = strike(target, "keydown", like) && strike(target, "keypress", like);
    strike(target, "keyup", like);
    return left;
  }

  /** @param {Element} host */
  function line(host) {
    const field = host instanceof HTMLTextAreaElement;
    const inputType = field ? "insertLineBreak" : "insertParagraph";
    const before = new InputEvent("beforeinput", { inputType, bubbles: true, cancelable: true, composed: true });
    if (host.dispatchEvent(before)) document.execCommand(field ? "insertText" : "insertParagraph", false, field ? "\n" : undefined);
  }

  /** @param {Element} button */
  function press(button) {
    const { left, top, width, height } = button.getBoundingClientRect();
    const where = { clientX: left + width / 2, clientY: top + height / 2, button: 0, bubbles: true, cancelable: true, composed: true, view: window };
    const pointer = { ...where, pointerId: 1, pointerType: "mouse", isPrimary: true };
    button.dispatchEvent(new PointerEvent("pointerdown", { ...pointer, buttons: 1 }));
    button.dispatchEvent(new MouseEvent("mousedown", { ...where, buttons: 1 }));
    button.dispatchEvent(new PointerEvent("pointerup", pointer));
    button.dispatchEvent(new MouseEvent("mouseup", where));
    if (button instanceof HTMLElement) button.click();
  }

  return Object.freeze({
    key,
    line,
    press,

    /**
     * @param {HTMLFormElement} form
     * @param {HTMLElement | null} submitter
     */
    submit(form, submitter) {
      form.requestSubmit(submitter?.isConnected ? submitter : null);
    },
  });
})();
