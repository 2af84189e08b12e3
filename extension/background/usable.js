/**
 * Can content scripts work with that site as data? What ships can; what comes from the company was checked in its office, but perhaps
 * by a newer one than this extension, so it is looked at again: every list is one of texts, and every expression can be read.
 */

/** @type {Omit<Site, "platform" | "hosts">} */
const EMPTY = { blind: [], composers: [], sends: [], threads: [], profiles: [], posts: [], reserved: [], peers: [], acts: { follow: [], accept: [] } };

/** @param {unknown} value */
const text = (value) => typeof value === "string" && value !== "";
/** @param {unknown} value */
const perhaps = (value) => value === undefined || text(value);
/**
 * @param {unknown} value
 * @param {(one: any) => boolean} fits
 */
const list = (value, fits) => Array.isArray(value) && value.every(fits);

/** @param {unknown} value */
function expression(value) {
  try {
    return typeof value === "string" && new RegExp(value, "u") instanceof RegExp;
  } catch {
    return false;
  }
}

/** @param {any} one */
const composer = (one) => text(one?.match) && perhaps(one.kind) && perhaps(one.enter);
/** @param {any} one */
const peer = (one) => text(one?.match) && perhaps(one.attribute) && expression(one.pattern);

/**
 * With what was left out filled in.
 * @param {any} said
 * @returns {Site | null}
 */
export function usable(said) {
  if (!text(said?.platform) || !list(said.hosts, text) || said.hosts.length === 0) return null;
  const { acts, ...whole } = { ...EMPTY, ...said, acts: { ...EMPTY.acts, ...said.acts } };
  const named = [whole.sends, whole.reserved, acts.follow, acts.accept].every((one) => list(one, text));
  const read = [whole.blind, whole.threads, whole.profiles, whole.posts].every((one) => list(one, expression));
  const shown = list(whole.composers, composer) && list(whole.peers, peer) && perhaps(whole.own);
  const linked = whole.privacy === undefined || (text(whole.privacy) && whole.privacy.startsWith("https://"));
  return named && read && shown && linked ? { ...whole, acts } : null;
}
