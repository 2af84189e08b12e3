/**
 * Where no guard is paired, links and hashtags alone are checked with the company's office, if the company set an address. They are
 * picked out here, roughly; the text itself never leaves the browser.
 */
import { policy } from "./policy.js";

const PATIENCE = 3000; // ms
const GOOD_FOR = 30_000; // ms: a draft is looked at at every pause, and its links seldom change
const MOST = { links: 25, hashtags: 50, link: 2000, hashtag: 140 }; // what the office takes at once
const ADDRESS = /(?<![\p{L}\p{N}])https?:\/\/[^\s<>"'`]+/giu;
/** A bare domain: no part of an e-mail address or a mention, and none where a space was forgotten ("went well.Anna was"). */
const DOMAIN =
  /(?<![\p{L}\p{N}@._%+-])(?:[\p{L}\p{N}-]+\.)+(?:\p{Ll}{2,24}|\p{Lu}{2,24}|\p{Lo}{2,24}|xn--[a-z0-9-]+)(?![\p{L}\p{N}_-])(?![\p{L}\p{N}._%+-]*@)(?::\d{1,5})?(?:[/?#][^\s<>"'`]*)?/gu;
const TAG = /(?<![\p{L}\p{N}_&])[#＃][\p{L}\p{M}\p{N}_]+/gu;

/** @type {{ asked: string, at: number, findings: Finding[] }} what was asked last, and the answer */
let last = { asked: "", at: 0, findings: [] };

/**
 * @param {string} text
 * @param {RegExp} shape
 */
const picked = (text, shape) => [...new Set(text.match(shape) ?? [])];

/**
 * All that leaves the browser of a draft.
 * @param {Draft} draft
 * @returns {{ links: string[], hashtags: string[], platform?: string }}
 */
export function alone({ text, links = [], platform }) {
  const rest = text.replace(ADDRESS, " ");
  const found = [...picked(text, ADDRESS), ...picked(rest, DOMAIN), ...links].map((link) => link.replace(/[.,;:!?)\]}'"»”]+$/u, "").slice(0, MOST.link));
  const hashtags = picked(rest.replace(DOMAIN, " "), TAG).map((tag) => tag.slice(0, MOST.hashtag));
  return { links: found, hashtags, ...(platform ? { platform } : {}) };
}

/**
 * @param {Draft} draft
 * @returns {Promise<Reply<Checked> | null>} null: the company set no office
 */
export async function checked(draft) {
  const { office, officeToken } = await policy();
  if (!office.startsWith("https://")) return null;
  const found = alone(draft);
  const { links, hashtags } = found;
  if (links.length + hashtags.length === 0) return { answer: { findings: [], by: "office" } };
  if (links.length > MOST.links || hashtags.length > MOST.hashtags) return { failed: "office" };
  const asked = JSON.stringify(found);
  if (last.asked !== asked || Date.now() - last.at > GOOD_FOR) {
    const findings = await put(office, officeToken, asked);
    if (!findings) return { failed: "office" };
    last = { asked, at: Date.now(), findings };
  }
  return { answer: { findings: last.findings, by: "office" } };
}

/**
 * @param {string} office
 * @param {string} token
 * @param {string} body
 * @returns {Promise<Finding[] | null>} null: no answer, for whatever reason
 */
async function put(office, token, body) {
  try {
    const response = await fetch(new URL("/api/adviser/v1/check", office), {
      method: "POST",
      headers: { "content-type": "application/json", authorization: `Bearer ${token}` },
      body,
      credentials: "omit",
      redirect: "error",
      signal: AbortSignal.timeout(PATIENCE),
    });
    return response.ok ? (await response.json()).findings : null;
  } catch {
    return null;
  }
}
