/** What only the tutor can say of a picture: whom it shows, whether there is consent, whose it is. Asked in the box that holds it. */
const asking = (() => {
  let numbers = 0;

  /**
   * @param {string} label
   * @param {[string, string][]} choices value and words
   */
  function choice(label, choices) {
    const id = `a${++numbers}`;
    const options = choices.map(([value, said]) => draw.element("option", { value }, said));
    const field = draw.element("select", { id }, ...options);
    return { field, box: draw.element("div", {}, draw.element("label", { for: id }, label), field) };
  }

  /** @param {string} label */
  function line(label) {
    const id = `a${++numbers}`;
    const field = draw.element("input", { id, maxlength: "300", autocomplete: "off" });
    return { field, box: draw.element("div", {}, draw.element("label", { for: id }, label), field) };
  }

  /**
   * The questions for one picture, by the clauses that speak of it.
   * @param {string} name
   * @param {Finding[]} found
   */
  function picture(name, found) {
    const clauses = found.map(({ clause }) => clause);
    /** @type {[string, string][]} */
    const yesNo = [["", words.say("not_said")], ["no", words.say("no")], ["yes", words.say("yes")]];
    const pupils = found.some(findings.blocking) ? choice(words.say("ask_pupils"), yesNo) : null;
    const consent = clauses.includes("4.2.4") ? choice(words.say("ask_consent"), yesNo) : null;
    const licence = clauses.includes("5.12") ? line(words.say("ask_licence")) : null;
    const permission = clauses.includes("6.3") ? line(words.say("ask_permission")) : null;
    const gone = draw.element("input", { type: "checkbox" });
    const left = draw.element("label", { class: "tick" }, gone, words.say("picture_gone"));
    const fields = [pupils, consent, licence, permission].filter((one) => one !== null);
    return {
      box: draw.element("fieldset", {}, draw.element("legend", {}, name), ...fields.map(({ box }) => box), left),
      keep() {
        if (gone.checked) return pictures.drop(name);
        /** @type {PictureAnswers} */
        const answers = {};
        if (pupils?.field.value) answers.pupils = pupils.field.value === "yes";
        if (consent?.field.value) answers.consent = consent.field.value === "yes";
        if (licence?.field.value.trim()) answers.licence = licence.field.value.trim();
        if (permission?.field.value.trim()) answers.permission = permission.field.value.trim();
        pictures.answer(name, answers);
      },
    };
  }

  return Object.freeze({
    /**
     * The questions about all pictures among the findings; null when there are none.
     * @param {Finding[]} found
     */
    about(found) {
      const names = [...new Set(found.filter(({ kind }) => kind === "image").map(({ text: name }) => name))];
      const forms = names.map((name) => picture(name, found.filter((one) => one.kind === "image" && one.text === name)));
      const boxes = forms.map((form) => form.box);
      return boxes.length ? { box: draw.element("div", {}, ...boxes), keep: () => forms.forEach((form) => form.keep()) } : null;
    },
  });
})();
