/** One question, one answer: what content scripts may ask, and what the extension's own pages may ask besides. */
import { marked, remember } from "./answered.js";
import { ask, pair, picture } from "./guard.js";
import { connect, wake } from "./notices.js";
import { checked } from "./office.js";
import { choose, company, messages, place, policy } from "./policy.js";
import { anyway, count, deliver, report } from "./reports.js";
import { site } from "./sites.js";
import { keep, token } from "./token.js";

const LOOKING_UP = 5000; // ms: somebody never seen is looked up at the office

/** @type {Record<string, (of: any) => Promise<Reply<any>>>} */
const ANYBODY = {
  async hello({ host }) {
    const [known, { onServiceDown }] = await Promise.all([site(host), policy()]);
    return { answer: { site: known, onServiceDown, messages: await messages(), paired: (await token()) !== null } };
  },
  draft: judged,
  async picture({ name, type, bytes }) {
    return picture(name, type, Uint8Array.from(atob(bytes), (char) => char.charCodeAt(0)));
  },
  account: (of) => ask("/v1/account", of, LOOKING_UP),
  intent: (of) => ask("/v1/intent", of, LOOKING_UP),
  decide: (of) => ask("/v1/answer", of),
  async anyway(of) {
    await remember(of.findings);
    const recorded = await anyway(of);
    void wake();
    return { answer: { recorded } };
  },
  ask: (of) => ask("/v1/ask", of, LOOKING_UP),
  async report(of) {
    const reply = await report(of);
    void wake();
    return reply;
  },
  broken: (of) => ask("/v1/drift", of),
  async compose(of) {
    await chrome.storage.session.set({ compose: of });
    await chrome.tabs.create({ url: chrome.runtime.getURL("pages/report.html") });
    return { answer: {} };
  },
};

/** @type {Record<string, (of: any) => Promise<Reply<any>>>} */
const PAGES = {
  async pair({ code, guard }) {
    if (guard && !(await place(guard))) return { failed: "refused" };
    const reply = await pair(code);
    if (!reply.answer) return reply;
    await keep(reply.answer.token);
    await connect();
    return { answer: {} };
  },
  async unpair() {
    await keep(null);
    return { answer: {} };
  },
  async state(of) {
    const reply = await ask("/v1/state", of);
    if (reply.answer) await deliver();
    return reply;
  },
  reports: () => ask("/v1/reports", {}),
  async settings() {
    return { answer: { policy: await policy(), company: await company(), paired: (await token()) !== null, messages: await messages(), waiting: await count() } };
  },
  async language({ language }) {
    await choose(language);
    return { answer: {} };
  },
  async composed() {
    const { compose = {} } = await chrome.storage.session.get("compose");
    await chrome.storage.session.remove("compose");
    return { answer: compose };
  },
  site: async ({ host }) => ({ answer: await site(host) }),
};

/**
 * A guard looks at everything; without one the office looks at links and hashtags; with neither nobody does, and the popup says so.
 * @param {Draft} draft
 * @returns {Promise<Reply<Checked>>}
 */
async function judged(draft) {
  const whole = { ...draft, text: draft.text.toWellFormed() }; // half an emoji is no JSON
  const guarded = await ask("/v1/draft", whole);
  const reply = guarded.failed === "unpaired" ? ((await checked(whole)) ?? { answer: { findings: [], by: "nobody" } }) : guarded;
  if (!reply.answer) return reply;
  return { answer: { by: "guard", ...reply.answer, findings: await marked(reply.answer.findings) } };
}

/**
 * @param {{ ask: string, of: any }} message
 * @param {chrome.runtime.MessageSender} sender
 * @returns {Promise<Reply<any>>}
 */
export async function route(message, sender) {
  const own = sender.url?.startsWith(chrome.runtime.getURL("")) ?? false;
  const answer = Object.hasOwn(ANYBODY, message.ask) ? ANYBODY[message.ask] : own && Object.hasOwn(PAGES, message.ask) ? PAGES[message.ask] : null;
  return answer ? answer(message.of) : { failed: "refused" };
}
