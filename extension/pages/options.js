/** The options: pairing with the guard by a one-time code, the language, further sites, and what the company set, to be read. */
import { ask, begin, element, found, say } from "./page.js";
import { switchable } from "./more.js";

/** @param {{ paired: boolean, policy: Record<string, unknown>, company: Record<string, unknown> }} settings */
function show(settings) {
  found("paired", HTMLParagraphElement).textContent = say(settings.paired ? "paired" : "not_paired");
  found("pair", HTMLFormElement).hidden = settings.paired;
  found("unpair-row", HTMLDivElement).hidden = !settings.paired;
}

/** @param {{ policy: Record<string, unknown>, company: Record<string, unknown> }} settings */
function table({ policy, company }) {
  const rows = Object.entries(policy).flatMap(([name, value]) => {
    const set = Object.hasOwn(company, name) ? "" : ` ${say("company_default")}`;
    const text = name === "officeToken" ? say(value ? "company_set" : "company_none") : String(value) || say("company_none");
    return [element("dt", {}, say(`setting_${name}`)), element("dd", {}, text, element("span", { class: "soft" }, set))];
  });
  found("company", HTMLDListElement).replaceChildren(...rows);
}

/**
 * @param {string} text
 * @param {boolean} wrong
 */
function tell(text, wrong) {
  const said = found("pair-said", HTMLDivElement);
  said.className = wrong ? "said wrong" : "said";
  said.textContent = text;
}

const settings = await begin();
show(settings);
table(settings);
await switchable(settings.policy.sites, settings.paired ? "" : settings.policy.office);

found("pair", HTMLFormElement).addEventListener("submit", async (event) => {
  event.preventDefault();
  const field = found("code", HTMLInputElement);
  const reply = await ask("pair", { code: field.value, guard: found("guard", HTMLInputElement).value.trim() });
  if (!reply.answer) {
    tell(reply.failed === "refused" ? say("pair_wrong") : say(`failed_${reply.failed}`), true);
    return field.focus();
  }
  field.value = "";
  show({ ...settings, paired: true });
  tell(say("pair_done"), false);
});
found("unpair", HTMLButtonElement).addEventListener("click", async () => {
  await ask("unpair");
  show({ ...settings, paired: false });
  tell("", false);
});

const guard = found("guard", HTMLInputElement);
guard.value = settings.policy.guard;
guard.disabled = Object.hasOwn(settings.company, "guard");

const language = found("language", HTMLSelectElement);
language.value = settings.policy.language;
language.disabled = Object.hasOwn(settings.company, "language");
language.addEventListener("change", async () => {
  await ask("language", { language: language.value });
  location.reload();
});
