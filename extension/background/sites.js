/** The sites as data, sites/*.json, read once for each life of the worker. */

/** @type {Promise<Site[]> | null} */
let reading = null;

/** @returns {Promise<any>} */
async function json(/** @type {string} */ name) {
  return (await fetch(chrome.runtime.getURL(`sites/${name}.json`))).json();
}

/** @returns {Promise<Site[]>} */
async function read() {
  const names = /** @type {string[]} */ (await json("index"));
  return Promise.all(names.map(json));
}

/**
 * The site of a host, or of a parent domain of it.
 * @param {string} host
 * @returns {Promise<Site | null>}
 */
export async function site(host) {
  reading ??= read();
  const sites = await reading;
  return sites.find(({ hosts }) => hosts.some((one) => host === one || host.endsWith(`.${one}`))) ?? null;
}
