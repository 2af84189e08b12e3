/** What the extension's own pages share: asking the worker, saying things in the tutor's language, building elements. */

/** @type {Record<string, string>} */
let chosen = {};

/**
 * @template [T=any]
 * @param {string} question
 * @param {unknown} [of]
 * @returns {Promise<Reply<T>>}
 */
export async function ask(question, of = {}) {
  try {
    return await chrome.runtime.sendMessage({ ask: question, of });
  } catch {
    return { failed: "away" };
  }
}

/**
 * @param {string} key
 * @param {...string} parts
 */
export function say(key, ...parts) {
  const text = chosen[key];
  if (text === undefined) return chrome.i18n.getMessage(key, parts) || key;
  return parts.reduce((said, part, at) => said.replaceAll(`$${at + 1}`, () => part), text);
}

/**
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag
 * @param {Record<string, string>} attributes
 * @param {...(Node | string)} children
 * @returns {HTMLElementTagNameMap[T]}
 */
export function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

/**
 * The element of this page with that id.
 * @template {HTMLElement} T
 * @param {string} id
 * @param {new () => T} shape
 * @returns {T}
 */
export function found(id, shape) {
  const one = document.getElementById(id);
  if (!(one instanceof shape)) throw new TypeError(id);
  return one;
}

/** @param {string | null} time */
export const moment = (time) => (time ? new Date(time).toLocaleString(document.documentElement.lang, { dateStyle: "medium", timeStyle: "short" }) : "");

/** Fills in the words of the page, then gives the settings. */
export async function begin() {
  const { answer: settings } = await ask("settings");
  chosen = settings?.messages ?? {};
  document.documentElement.lang = say("language_tag");
  for (const one of document.querySelectorAll("[data-say]")) one.textContent = say(one.getAttribute("data-say") ?? "");
  for (const one of document.querySelectorAll("[data-say-label]")) one.setAttribute("aria-label", say(one.getAttribute("data-say-label") ?? ""));
  document.title = document.querySelector("h1")?.textContent ?? document.title;
  document.body.hidden = false;
  return settings;
}
