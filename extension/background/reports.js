/**
 * Reports to the safeguarding lead. The guard queues and delivers them; while it is away they wait here, in memory
 * (storage.session), and the tutor is told so. The key makes the same report the same one, however often it is sent.
 */
import { ask } from "./guard.js";

/** @returns {Promise<Report[]>} */
async function waiting() {
  const { reports = [] } = await chrome.storage.session.get("reports");
  return /** @type {Report[]} */ (reports);
}

/**
 * @param {Report} report
 * @returns {Promise<Reply<Receipt>>}
 */
export async function report(report) {
  const reply = await ask("/v1/report", report, 5000);
  if (reply.answer || reply.failed === "refused" || reply.failed === "unpaired") return reply;
  const others = (await waiting()).filter(({ key }) => key !== report.key);
  await chrome.storage.session.set({ reports: [...others, report] });
  return { answer: { receipt: null, state: "waiting", goes_to: "dsl", routes: [] } };
}

/** Sends what waits, now that the guard has answered. */
export async function deliver() {
  for (const one of await waiting()) {
    const reply = await ask("/v1/report", one, 5000);
    if (reply.failed && reply.failed !== "refused") return;
    await chrome.storage.session.set({ reports: (await waiting()).filter(({ key }) => key !== one.key) });
  }
}

/** How many wait here. */
export const count = async () => (await waiting()).length;

/**
 * A grave finding that the tutor sent all the same, with the reason (4.2.7, 5.7): the safeguarding lead hears of it; no text goes
 * along, and of a link its host alone.
 * @param {Anyway} anyway
 * @returns {Promise<boolean>} was it recorded?
 */
export async function anyway({ findings, platform, reason }) {
  if (!reason) return false;
  const about = findings.map(({ kind, verdict, host }) => [kind, verdict, host].filter(Boolean).join(" ")).join("; ");
  const words = `Sent anyway after a warning (${about}). Reason: ${reason}`;
  const shape = { kind: /** @type {const} */ ("other"), clause: findings[0]?.clause ?? "", words, key: crypto.randomUUID(), at: new Date().toISOString() };
  const reply = await report({ ...shape, ...(platform ? { platform } : {}) });
  return reply.answer !== undefined;
}
