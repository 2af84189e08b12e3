/**
 * The guard's own words, over a WebSocket that is open while a tab of a guarded site is: its pings keep the worker alive for as
 * long. Nothing depends on it: what it would have said also comes with the next answer.
 */
import { policy } from "./policy.js";
import { renew } from "./sites.js";
import { token } from "./token.js";

const WAITS = [500, 2000, 10_000, 30_000]; // ms before it is tried again
/** @type {WebSocket | null} */
let socket = null;
let tries = 0;
let connecting = false;

/** @returns {Promise<number[]>} */
async function tabs() {
  const { tabs: known = [] } = await chrome.storage.session.get("tabs");
  return /** @type {number[]} */ (known);
}

/** @param {number} tab */
export async function visited(tab) {
  const known = await tabs();
  if (!known.includes(tab)) await chrome.storage.session.set({ tabs: [...known, tab] });
  await connect();
}

/** @param {number} tab */
export async function left(tab) {
  const known = await tabs();
  if (!known.includes(tab)) return;
  const rest = known.filter((one) => one !== tab);
  await chrome.storage.session.set({ tabs: rest });
  if (rest.length === 0) socket?.close();
}

export async function connect() {
  if (socket || connecting) return;
  connecting = true;
  try {
    const held = await token();
    if (!held) return;
    const { guard } = await policy();
    socket = new WebSocket(`${guard.replace("http", "ws")}/v1/notices`, ["tutor-guard", `bearer.${held}`]);
    socket.onopen = () => {
      tries = 0;
      void badge(true);
    };
    socket.onmessage = ({ data }) => void spread(JSON.parse(data));
    socket.onclose = closed;
  } finally {
    connecting = false;
  }
}

function closed() {
  socket = null;
  setTimeout(async () => {
    if ((await tabs()).length > 0) await connect();
  }, WAITS[Math.min(tries++, WAITS.length - 1)]);
  if (tries > 1) void badge(false);
}

/**
 * Passes on what a page can show; `state` brings the questions that are still open.
 * @param {any} said
 */
async function spread(said) {
  if (said.sites) await resited(said.sites);
  const told = said.type === "state" ? (said.holds ?? []).map((/** @type {object} */ hold) => ({ ...hold, type: "hold" })) : [said];
  for (const one of told) if (["hold", "ended", "notice"].includes(one.type)) for (const tab of await tabs()) void pass(tab, one);
}

/**
 * The company replaced sites: the pages that are open ask anew which they are, in all their frames.
 * @param {string} tag
 */
async function resited(tag) {
  const { sited } = await chrome.storage.session.get("sited");
  if (sited === tag) return;
  await chrome.storage.session.set({ sited: tag });
  renew();
  for (const tab of await tabs()) void pass(tab, { type: "sites" }, {});
}

/**
 * @param {number} tab
 * @param {Told} said
 * @param {chrome.tabs.MessageSendOptions} to
 */
async function pass(tab, said, to = { frameId: 0 }) {
  try {
    await chrome.tabs.sendMessage(tab, said, to);
  } catch {
    await left(tab); // the tab went to another site
  }
}

/** A mark on the toolbar when nobody watches; it says nothing else. */
async function badge(/** @type {boolean} */ watching) {
  await chrome.action.setBadgeText({ text: watching ? "" : "!" });
}
