/** Builds elements. Text goes in as text: no HTML is ever parsed, whatever a guard or a page says. */
const draw = (() => {
  const SVG = "http://www.w3.org/2000/svg";
  const SHAPES = {
    shield: ["M12 2 4 5v6c0 5 3.4 9.2 8 11 4.6-1.8 8-6 8-11V5z"],
    stop: ["M8 2h8l6 6v8l-6 6H8l-6-6V8z", "M12 7v6m0 4h.01"],
    warn: ["M12 3 2 21h20z", "M12 10v5m0 3h.01"],
    note: ["M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20z", "M12 11v6m0-9.5h.01"],
    good: ["M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20z", "m7.5 12 3 3 6-6"],
    close: ["M6 6l12 12M18 6 6 18"],
  };

  /** @typedef {Node | string | null | false | undefined} Child */

  /**
   * @template {keyof HTMLElementTagNameMap} T
   * @param {T} tag
   * @param {Record<string, string>} attributes
   * @param {...Child} children
   * @returns {HTMLElementTagNameMap[T]}
   */
  function element(tag, attributes = {}, ...children) {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
    for (const child of children) if (child) made.append(child);
    return made;
  }

  /** @param {keyof typeof SHAPES} shape */
  function icon(shape) {
    const drawn = document.createElementNS(SVG, "svg");
    drawn.setAttribute("viewBox", "0 0 24 24");
    drawn.setAttribute("aria-hidden", "true");
    for (const d of SHAPES[shape]) {
      const path = document.createElementNS(SVG, "path");
      path.setAttribute("d", d);
      drawn.append(path);
    }
    return drawn;
  }

  /**
   * For a person to press: in Firefox a page can get hold of what stands in a closed root, and would press it itself.
   * @param {string} label
   * @param {() => void} press
   */
  function button(label, press, look = "plain") {
    const made = element("button", { type: "button", class: look }, label);
    made.addEventListener("click", (event) => event.isTrusted && press());
    return made;
  }

  return Object.freeze({ element, icon, button });
})();
