/**
 * What a screen reader says of its own accord: quietly (status), or at once (alert). Only a region that stands already is listened
 * to, so both stand in every box's layer, empty, and what is said goes in a little later, whole, and without any button's name.
 */
const voice = (() => {
  const HEARD = 100; // ms after which a screen reader knows of a new region

  /** @param {"status" | "alert"} role */
  function region(role) {
    const node = draw.element("div", { class: "unseen", role, "aria-live": role === "alert" ? "assertive" : "polite" });
    let told = "";
    /** @type {number | undefined} */
    let timer;

    /** @param {string} said what is new takes the place of what was said before */
    function tell(said) {
      clearTimeout(timer);
      node.replaceChildren();
      told = said;
      if (said) timer = window.setTimeout(() => node.replaceChildren(draw.element("span", {}, said)), HEARD);
    }

    /** @param {string} said is no longer so, if it was the last */
    const hush = (said) => said === told && tell("");

    return Object.freeze({ node, tell, hush });
  }

  const quiet = region("status");
  const loud = region("alert");

  return Object.freeze({
    quiet,
    loud,
    hush() {
      quiet.tell("");
      loud.tell("");
    },
  });
})();
