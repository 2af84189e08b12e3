/**
 * Findings that the tutor answered with "send anyway": not asked again for ten minutes, in any tab. Kept in storage.session
 * (memory) as hashes: neither a link nor a tag can be read from them.
 */
const GOOD_FOR = 600_000; // ms

/** @param {Finding} finding */
async function key({ clause, kind, verdict, host, text }) {
  const bytes = new TextEncoder().encode(JSON.stringify([clause, kind, verdict, host || text]));
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return btoa(String.fromCharCode(...hash.subarray(0, 15)));
}

/** @returns {Promise<Record<string, number>>} */
async function times() {
  const { answered = {} } = await chrome.storage.session.get("answered");
  return Object.fromEntries(Object.entries(/** @type {Record<string, number>} */ (answered)).filter(([, until]) => until > Date.now()));
}

/**
 * @param {Finding[]} findings
 * @returns {Promise<Finding[]>}
 */
export async function marked(findings) {
  const until = await times();
  if (Object.keys(until).length === 0) return findings;
  return Promise.all(findings.map(async (finding) => ({ ...finding, answered: (await key(finding)) in until })));
}

/** @param {Finding[]} findings */
export async function remember(findings) {
  const until = await times();
  const lasting = findings.filter(({ kind }) => kind !== "image"); // a picture's name says nothing: many are image.png
  for (const finding of lasting) until[await key(finding)] = Date.now() + GOOD_FOR;
  await chrome.storage.session.set({ answered: until });
}
