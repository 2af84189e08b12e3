/** The popup: is this tab watched, and why not; what is sent about the tutor; the way to a report. */
import { ask, begin, element, found, moment, say } from "./page.js";

/**
 * The site of the tab in front; null where the adviser does not stand. Its address is known only if the tab was asked, for the
 * extension may not read tabs.
 */
async function here() {
  const [tab] = await chrome.tabs.query({ active: true, currentWindow: true });
  if (tab?.id === undefined) return null;
  try {
    return /** @type {{ platform: string | null } | undefined} */ (await chrome.tabs.sendMessage(tab.id, { type: "where" }, { frameId: 0 })) ?? null;
  } catch {
    return null;
  }
}

/**
 * @param {"good" | "some" | "bad" | "none"} look
 * @param {string} title
 * @param {string[]} reasons
 */
function show(look, title, reasons) {
  const box = found("state", HTMLDivElement);
  box.className = `state ${look}`;
  box.replaceChildren(element("strong", {}, title), ...reasons.map((reason) => element("p", {}, reason)));
}

/**
 * @param {{ platform: string | null } | null} place
 * @param {Reply<GuardState>} reply
 * @param {any} settings
 */
function judge(place, reply, settings) {
  const state = reply.answer;
  if (!state) {
    if (reply.failed !== "unpaired") return show("bad", say("state_away"), [say(`failed_${reply.failed}`), say(`down_${settings.policy.onServiceDown}`)]);
    if (settings.policy.office) return show("some", say("state_office"), [say("state_office_why")]);
    return show("bad", say("state_unpaired"), [say("state_unpaired_why")]);
  }
  const reasons = state.reasons.map(({ text }) => text);
  if (!place) return show("none", say("state_elsewhere"), [say("state_elsewhere_why"), ...reasons]);
  const drift = state.drift.filter(({ site }) => site === place.platform).map(({ what }) => say(`drift_${what}`));
  if (state.platform && !state.platform.readable) reasons.unshift(say("state_unreadable"));
  else if (state.platform && !state.platform.watching) reasons.unshift(state.platform.why);
  const watching = state.state === "watching" && drift.length === 0;
  const title = watching ? "state_watching" : state.state === "cannot-check" ? "state_cannot_check" : "state_partly";
  show(watching ? "good" : state.state === "cannot-check" ? "bad" : "some", say(title), [...drift, ...reasons].filter(Boolean));
}

/** @param {GuardState["sent"]} sent */
function list({ queued, delivered, last }) {
  found("counts", HTMLParagraphElement).textContent = say("popup_counts", String(delivered), String(queued));
  const rows = last.slice(0, 3).map(({ at, text }) => element("li", {}, element("span", { class: "soft" }, moment(at)), element("div", {}, text)));
  found("sent", HTMLUListElement).replaceChildren(...rows);
}

const settings = await begin();
const place = await here();
const reply = await ask("state", place?.platform ? { platform: place.platform } : {});
judge(place, reply, settings);
if (reply.answer) list(reply.answer.sent);
else found("counts", HTMLParagraphElement).textContent = say("popup_counts_unknown");

found("report", HTMLButtonElement).addEventListener("click", async () => {
  await ask("compose", place?.platform ? { platform: place.platform } : {});
  window.close();
});
found("options", HTMLButtonElement).addEventListener("click", () => void chrome.runtime.openOptionsPage());
const page = found("page", HTMLAnchorElement);
page.href = `${settings.policy.guard}/`;
page.target = "_blank";
page.hidden = !reply.answer;
