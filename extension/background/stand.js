/**
 * Further sites that the company named and the tutor allowed: the same content scripts as everywhere. The browser forgets such
 * registrations when the extension is updated, so they are made again then.
 */
import { policy } from "./policy.js";

/**
 * @param {string} match
 * @returns {chrome.scripting.RegisteredContentScript}
 */
function script(match) {
  const [listed] = chrome.runtime.getManifest().content_scripts ?? [];
  const js = (listed?.js ?? []).map((file) => file.replace(chrome.runtime.getURL(""), "/")); // Firefox gives whole addresses, and takes none
  return { id: match, matches: [match], js, runAt: "document_start", allFrames: true, matchOriginAsFallback: true };
}

/** @param {string} match */
export async function withdraw(match) {
  const standing = await chrome.scripting.getRegisteredContentScripts({ ids: [match] });
  if (standing.length > 0) await chrome.scripting.unregisterContentScripts({ ids: [match] });
}

/** @param {string} match */
export async function stand(match) {
  await withdraw(match);
  await chrome.scripting.registerContentScripts([script(match)]);
}

/** Stands again wherever the tutor has allowed it. */
export async function restand() {
  const { sites } = await policy();
  for (const match of sites) if (await chrome.permissions.contains({ origins: [match] })) await stand(match);
}
