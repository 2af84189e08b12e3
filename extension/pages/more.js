/** Further sites that the company named, and its office: the browser asks the tutor before the adviser may stand in them or ask it. */
import { stand, withdraw } from "../background/stand.js";
import { element, found, say } from "./page.js";

/**
 * @param {string} match
 * @param {boolean} on
 * @param {boolean} stands does the adviser stand in its pages?
 */
async function turn(match, on, stands) {
  if (!on) {
    if (stands) await withdraw(match);
    return chrome.permissions.remove({ origins: [match] });
  }
  if (!(await chrome.permissions.request({ origins: [match] }))) return false;
  if (stands) await stand(match);
  return true;
}

/**
 * @param {string[]} sites
 * @param {string} office where links and hashtags are checked if no guard is paired; asked, never looked at
 */
export async function switchable(sites, office) {
  found("sites", HTMLElement).hidden = sites.length === 0 && !office;
  const rows = sites.map((match) => row(match, true));
  if (office) rows.push(row(`${new URL(office).origin}/*`, false));
  found("site-list", HTMLUListElement).replaceChildren(...(await Promise.all(rows)));

  /**
   * @param {string} match
   * @param {boolean} stands
   */
  async function row(match, stands) {
    const on = await chrome.permissions.contains({ origins: [match] });
    const button = element("button", { type: "button" }, say(`${stands ? "site" : "office"}_${on ? "off" : "on"}`));
    button.addEventListener("click", async () => {
      if (await turn(match, !on, stands)) await switchable(sites, office);
    });
    return element("li", {}, element("code", {}, match), element("div", { class: "row" }, button));
  }
}
