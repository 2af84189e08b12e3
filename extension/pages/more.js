/** Further sites that the company named: the browser asks the tutor before the adviser may stand in them. */
import { element, found, say } from "./page.js";

/**
 * The content scripts as the manifest lists them, for one more site.
 * @param {string} match
 */
function script(match) {
  const [listed] = chrome.runtime.getManifest().content_scripts ?? [];
  return { id: match, matches: [match], js: listed?.js ?? [], runAt: /** @type {const} */ ("document_start"), allFrames: true, matchOriginAsFallback: true };
}

/**
 * @param {string} match
 * @param {boolean} on
 */
async function turn(match, on) {
  if (!on) {
    await chrome.scripting.unregisterContentScripts({ ids: [match] });
    return chrome.permissions.remove({ origins: [match] });
  }
  if (!(await chrome.permissions.request({ origins: [match] }))) return false;
  await chrome.scripting.registerContentScripts([script(match)]);
  return true;
}

/** @param {string[]} matches */
export async function switchable(matches) {
  found("sites", HTMLElement).hidden = matches.length === 0;
  const running = (await chrome.scripting.getRegisteredContentScripts()).map(({ id }) => id);
  const rows = matches.map((match) => {
    const on = running.includes(match);
    const button = element("button", { type: "button" }, say(on ? "site_off" : "site_on"));
    button.addEventListener("click", async () => {
      if (await turn(match, !on)) await switchable(matches);
    });
    return element("li", {}, element("code", {}, match), element("div", { class: "row" }, button));
  });
  found("site-list", HTMLUListElement).replaceChildren(...rows);
}
