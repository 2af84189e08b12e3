/** The report: what the page knew is filled in, the words are the tutor's own; no page content and no attachments go along. */
import { ask, begin, element, found, moment, say } from "./page.js";

const MOST = 20; // reports in the list: the rest is on the guard's own page
const kind = found("kind", HTMLSelectElement);
const platform = found("platform", HTMLInputElement);
const who = found("who", HTMLInputElement);
const at = found("at", HTMLInputElement);
const text = found("words", HTMLTextAreaElement);
const aboutDsl = found("about-dsl", HTMLInputElement);
const aboutOwner = found("about-owner", HTMLInputElement);
const said = found("said", HTMLDivElement);

/** A time as the field takes it: the minute, in the tutor's own zone. */
function local(/** @type {Date} */ time) {
  return new Date(time.getTime() - time.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

/** @param {Partial<Report>} about */
function fill(about) {
  kind.value = about.kind ?? (about.clause === "5.4" || about.identifiers ? "contact" : "concern");
  platform.value = about.platform ?? "";
  who.value = about.identifiers?.join(", ") ?? "";
  at.value = local(about.at ? new Date(about.at) : new Date());
}

/**
 * @param {string} words
 * @param {boolean} wrong
 * @param {Receipt["routes"]} [routes]
 */
function tell(words, wrong, routes = []) {
  said.className = wrong ? "said wrong" : "said";
  said.replaceChildren(element("p", {}, words), ...routes.map((route) => element("p", {}, element("strong", {}, `${route.who}: `), route.how)));
  said.focus();
}

/** @returns {Report} */
function report() {
  const people = who.value.split(/[\s,]+/u).filter(Boolean).slice(0, 8);
  return {
    kind: /** @type {Report["kind"]} */ (kind.value),
    words: text.value.trim(),
    key: key,
    about_dsl: aboutDsl.checked,
    about_owner: aboutOwner.checked,
    ...(at.value ? { at: new Date(at.value).toISOString() } : {}),
    ...(platform.value ? { platform: platform.value.trim().toLowerCase() } : {}),
    ...(people.length && platform.value ? { identifiers: people } : {}),
    ...(about.clause ? { clause: about.clause } : {}),
    ...(about.notice ? { notice: about.notice } : {}),
  };
}

/** @param {Reported} one */
function row(one) {
  const title = [say(`kind_${one.kind}`), one.platform, one.clause && say("clause", one.clause)].filter(Boolean).join(" · ");
  const state = say(one.state === "delivered" ? "report_delivered" : "report_queued");
  const receipt = element("code", {}, one.receipt.slice(0, 8));
  return element("li", {}, element("strong", {}, title), element("div", { class: "soft" }, `${moment(one.at)} · ${state} · `, receipt));
}

async function history() {
  const { answer } = await ask("reports");
  const reports = /** @type {Reported[]} */ (answer?.reports ?? []);
  found("none", HTMLParagraphElement).hidden = reports.length > 0;
  found("history", HTMLOListElement).replaceChildren(...reports.slice(0, MOST).map(row));
}

/** @type {Partial<Report>} */
let about = {};
let key = crypto.randomUUID();

found("form", HTMLFormElement).addEventListener("submit", async (event) => {
  event.preventDefault();
  if (!text.value.trim() && !about.notice) {
    tell(say("form_empty"), true);
    return text.focus();
  }
  const reply = await ask("report", report());
  if (!reply.answer) return tell(reply.text || say(`failed_${reply.failed}`), true);
  const { goes_to: to, state, receipt, routes } = /** @type {Receipt} */ (reply.answer);
  const where = to === "outside" ? "report_outside" : state === "waiting" ? "report_waiting" : to === "owner" ? "report_to_owner" : "report_to_dsl";
  tell(say(where, receipt?.slice(0, 8) ?? ""), false, routes);
  text.value = "";
  key = crypto.randomUUID();
  await history();
});

await begin();
about = (await ask("composed")).answer ?? {};
fill(about);
await history();
