/**
 * Where no guard is paired, links and hashtags alone are checked with the company's office, if the company set an address. They are
 * picked out here, roughly; the text itself never leaves the browser.
 */
import { policy } from "./policy.js";

const PATIENCE = 3000; // ms
const MOST = { links: 25, hashtags: 50, link: 2000, hashtag: 140 }; // what the office takes at once
const LINK = /\b(?:https?:\/\/[^\s<>"'`]+|(?:[\p{L}\p{N}-]+\.)+[\p{L}]{2,24}(?:[/?#][^\s<>"'`]*)?)/giu;
const TAG = /(?<![\p{L}\p{N}_&])[#＃][\p{L}\p{M}\p{N}_]+/gu;

/**
 * @param {string} text
 * @param {RegExp} shape
 */
const picked = (text, shape) => [...new Set(text.match(shape) ?? [])];

/**
 * @param {Draft} draft
 * @returns {Promise<Reply<Checked> | null>} null: the company set no office
 */
export async function checked(draft) {
  const { office, officeToken } = await policy();
  if (!office.startsWith("https://")) return null;
  const links = [...picked(draft.text, LINK), ...(draft.links ?? [])].map((link) => link.replace(/[.,;:!?)\]}'"»”]+$/u, "").slice(0, MOST.link));
  const hashtags = picked(draft.text.replace(LINK, " "), TAG).map((tag) => tag.slice(0, MOST.hashtag));
  if (links.length + hashtags.length === 0) return { answer: { findings: [], by: "office" } };
  if (links.length > MOST.links || hashtags.length > MOST.hashtags) return { failed: "refused" };
  const asked = { links, hashtags, ...(draft.platform ? { platform: draft.platform } : {}) };
  try {
    const response = await fetch(new URL("/api/adviser/v1/check", office), {
      method: "POST",
      headers: { "content-type": "application/json", authorization: `Bearer ${officeToken}` },
      body: JSON.stringify(asked),
      credentials: "omit",
      redirect: "error",
      signal: AbortSignal.timeout(PATIENCE),
    });
    if (!response.ok) return { failed: "refused" };
    return { answer: { findings: (await response.json()).findings, by: "office" } };
  } catch (error) {
    return { failed: error instanceof DOMException && error.name === "TimeoutError" ? "slow" : "away" };
  }
}
