/**
 * The sites as data: those that ship, sites/*.json, read once for each life of the worker, and in the place of them those that the
 * company put into its signed bundle. The guard is asked for these as pages open, and shortly at that: until it has answered the
 * ones that it gave last (storage.session, memory) do, or those that ship.
 */
import { ask } from "./guard.js";
import { usable } from "./usable.js";

const PATIENCE = 300; // ms: a page waits for its site
const FRESH = 3000; // ms: a page has many frames, and each asks

/** @type {Promise<Site[]> | null} */
let reading = null;
/** @type {Promise<Site[]>} */
let company = Promise.resolve([]);
let asked = 0;

/** @returns {Promise<any>} */
async function json(/** @type {string} */ name) {
  return (await fetch(chrome.runtime.getURL(`sites/${name}.json`))).json();
}

/** @returns {Promise<Site[]>} */
async function shipped() {
  const names = /** @type {string[]} */ (await json("index"));
  return Promise.all(names.map(json));
}

/** @returns {Promise<Site[]>} */
async function replaced() {
  const { sites } = await chrome.storage.session.get("sites");
  const held = /** @type {{ etag: string, sites: Site[] }} */ (sites ?? { etag: "", sites: [] });
  const { answer } = await ask("/v1/sites", { etag: held.etag }, PATIENCE);
  if (!answer || answer.unchanged || !Array.isArray(answer.sites)) return held.sites;
  const found = answer.sites.map(usable).filter((/** @type {Site | null} */ one) => one !== null);
  await chrome.storage.session.set({ sites: { etag: answer.etag, sites: found } });
  return found;
}

/** What the company puts in their place has changed: asked for at the next question. */
export function renew() {
  asked = 0;
}

/**
 * The site of a host, or of a parent domain of it.
 * @param {string} host
 * @returns {Promise<Site | null>}
 */
export async function site(host) {
  reading ??= shipped();
  if (Date.now() - asked > FRESH) {
    asked = Date.now();
    company = replaced();
  }
  const [own, listed] = await Promise.all([company, reading]);
  const names = new Set(own.map(({ platform }) => platform));
  const sites = [...own, ...listed.filter(({ platform }) => !names.has(platform))];
  return sites.find(({ hosts }) => hosts.some((one) => host === one || host.endsWith(`.${one}`))) ?? null;
}
