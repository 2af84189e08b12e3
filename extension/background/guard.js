/** Calls to the guard on this machine (docs/loopback.md): POST, the bearer token, a time-out, and a word for each way to fail. */
import { policy } from "./policy.js";
import { token } from "./token.js";

const PATIENCE = 1500; // ms

/**
 * @param {string} path
 * @param {unknown} body
 * @param {number} [patience]
 * @returns {Promise<Reply<any>>}
 */
export async function ask(path, body, patience = PATIENCE) {
  return post(path, JSON.stringify(body), "application/json", patience);
}

/**
 * @param {string} name
 * @param {string} type
 * @param {Uint8Array<ArrayBuffer>} bytes
 * @returns {Promise<Reply<Seen>>}
 */
export async function picture(name, type, bytes) {
  return post(`/v1/picture?name=${encodeURIComponent(name)}`, bytes, type.startsWith("image/") ? type : "application/octet-stream", 5000);
}

/** Nothing but the code is proof here, so no token goes along. */
export async function pair(/** @type {string} */ code) {
  const { guard } = await policy();
  return call(`${guard}/v1/pair`, JSON.stringify({ code }), { "content-type": "application/json" }, PATIENCE);
}

/**
 * @param {string} path
 * @param {BodyInit} body
 * @param {string} type
 * @param {number} patience
 */
async function post(path, body, type, patience) {
  const held = await token();
  if (!held) return { failed: /** @type {const} */ ("unpaired") };
  const { guard } = await policy();
  return call(guard + path, body, { "content-type": type, authorization: `Bearer ${held}` }, patience);
}

/**
 * @param {string} url
 * @param {BodyInit} body
 * @param {Record<string, string>} headers
 * @param {number} patience
 * @returns {Promise<Reply<any>>}
 */
async function call(url, body, headers, patience) {
  try {
    const how = { cache: /** @type {const} */ ("no-store"), credentials: /** @type {const} */ ("omit"), redirect: /** @type {const} */ ("error") };
    const response = await fetch(url, { method: "POST", headers, body, ...how, signal: AbortSignal.timeout(patience) });
    const said = await response.json().catch(() => ({})); // an error of the server itself is no JSON
    return response.ok ? { answer: said } : { failed: "refused", text: typeof said.error === "string" ? said.error : "" };
  } catch (error) {
    return { failed: error instanceof DOMException && error.name === "TimeoutError" ? "slow" : "away" };
  }
}
