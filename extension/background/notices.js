/**
 * The guard's own words, over a WebSocket that is open while a tab of a guarded site is: its pings keep the worker alive for as
 * long (Chromium by themselves, Firefox by what is asked of the browser at each). Nothing depends on it: what it would have said also comes with the next answer.
 */
import { policy } from "./policy.js";
import { count, deliver } from "./reports.js";
import { renew } from "./sites.js";
import { token } from "./token.js";

const WAITS = [500, 2000, 10_000, 20_000]; // ms before it is tried again; after 30 s without work the worker sleeps
/** @type {WebSocket | null} */
let socket = null;
let tries = 0;
let connecting = false;
/** @type {Promise<void>} */
let turn = Promise.resolve();

/** @returns {Promise<number[]>} */
async function tabs() {
  const { tabs: known = [] } = await chrome.storage.session.get("tabs");
  return /** @type {number[]} */ (known);
}

/**
 * Several come and go at once when a browser starts: one after the other, or each would forget the one before.
 * @param {(known: number[]) => number[]} change
 */
function changed(change) {
  const work = async () => chrome.storage.session.set({ tabs: [...new Set(change(await tabs()))] });
  turn = turn.then(work, work);
  return turn;
}

/** @param {number} tab */
export async function visited(tab) {
  await changed((known) => [...known, tab]);
  await connect();
}

/** @param {number} tab */
export async function left(tab) {
  await changed((known) => known.filter((one) => one !== tab));
  await rest();
}

/** With no such tab there is nothing to listen for. */
async function rest() {
  if ((await tabs()).length === 0) socket?.close();
}

/** There may be tabs from the worker's last life, or reports that wait for the guard. */
export async function wake() {
  if ((await tabs()).length > 0 || (await count()) > 0) await connect();
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
      void deliver().then(rest);
    };
    socket.onmessage = ({ data }) => void spread(JSON.parse(data));
    socket.onclose = closed;
  } finally {
    connecting = false;
  }
}

function closed() {
  socket = null;
  setTimeout(() => void wake(), WAITS[Math.min(tries++, WAITS.length - 1)]);
  if (tries > 1) void badge(false);
}

/**
 * Passes on what a page can show; `state` brings the questions that are still open.
 * @param {any} said
 */
async function spread(said) {
  const open = await tabs();
  if (said.sites) await resited(said.sites);
  const told = said.type === "state" ? (said.holds ?? []).map((/** @type {object} */ hold) => ({ ...hold, type: "hold" })) : [said];
  for (const one of told) if (["hold", "ended", "notice"].includes(one.type)) for (const tab of open) void pass(tab, one);
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
