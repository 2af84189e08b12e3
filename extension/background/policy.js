/**
 * What the company set (storage.managed) and what the tutor chose. Chromium takes two seconds to read the first after a start, so
 * answers come from the last known copy and it is read again behind them. Secrets are copied to storage.session (memory) only.
 */

/**
 * @typedef {{ guard: string, onServiceDown: "hold" | "warn", language: string, office: string, officeToken: string, sites: string[] }} Policy
 */

/** @type {Policy} */
const DEFAULTS = { guard: "http://127.0.0.1:8119", onServiceDown: "hold", language: "", office: "", officeToken: "", sites: [] };
const GUARD = /^http:\/\/127\.0\.0\.1:\d{1,5}$/u;
const LANGUAGES = ["en_GB", "cy"];

/** Keeps what the company set and what is cached from content scripts, where the browser can. */
export async function shield() {
  for (const area of [chrome.storage.managed, chrome.storage.local]) {
    try {
      await area.setAccessLevel({ accessLevel: "TRUSTED_CONTEXTS" });
    } catch {
      // Firefox has no such thing: nothing secret stands in either
    }
  }
}

/** @returns {Promise<Partial<Policy>>} */
async function managed() {
  try {
    return await chrome.storage.managed.get(null);
  } catch {
    return {}; // Firefox without a policy
  }
}

async function refresh() {
  const read = await managed();
  const { officeToken: _, ...open } = read;
  await chrome.storage.session.set({ managed: read });
  await chrome.storage.local.set({ managed: open });
  return read;
}

/** @returns {Promise<Partial<Policy>>} what the company set */
export async function company() {
  const fresh = (await chrome.storage.session.get("managed"))["managed"];
  if (fresh) return fresh;
  const last = (await chrome.storage.local.get("managed"))["managed"];
  const reading = refresh();
  return last ?? reading;
}

/** @returns {Promise<Policy>} */
export async function policy() {
  const { language, guard } = await chrome.storage.local.get(["language", "guard"]);
  const own = { language: typeof language === "string" ? language : "", guard: typeof guard === "string" ? guard : DEFAULTS.guard };
  const set = { ...DEFAULTS, ...own, ...(await company()) };
  return { ...set, guard: GUARD.test(set.guard) ? set.guard : DEFAULTS.guard };
}

/** @param {string} language */
export async function choose(language) {
  await chrome.storage.local.set({ language: LANGUAGES.includes(language) ? language : "" });
}

/**
 * Where the guard of this computer answers, for a tutor whose guard is on another port than the usual.
 * @param {string} address
 * @returns {Promise<boolean>} false: this is no address of this computer
 */
export async function place(address) {
  if (!GUARD.test(address)) return false;
  await chrome.storage.local.set({ guard: address });
  return true;
}

/**
 * The messages of the chosen language; empty when the browser's own does.
 * @returns {Promise<Record<string, string>>}
 */
export async function messages() {
  const { language } = await policy();
  if (!LANGUAGES.includes(language)) return {};
  const file = await fetch(chrome.runtime.getURL(`_locales/${language}/messages.json`));
  const entries = Object.entries(/** @type {Record<string, { message: string }>} */ (await file.json()));
  return Object.fromEntries(entries.map(([key, { message }]) => [key, message]));
}
