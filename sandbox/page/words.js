/** The page's own few words, in the reader's language. What bots say is never touched. */

import { EN } from "./words-en.js";
import { RU } from "./words-ru.js";

function chosen() {
  const asked = new URLSearchParams(location.search).get("lang") ?? navigator.language ?? "ru";
  return asked.toLowerCase().startsWith("en") ? "en" : "ru";
}

export const language = chosen();
const words = language === "en" ? EN : RU;
const plural = new Intl.PluralRules(language);

/** The words for `key`, with `{facts}` filled in; `n` chooses the plural. */
export function w(key, facts = {}) {
  const entry = words[key];
  const text = typeof entry === "string" ? entry : (entry[plural.select(facts.n)] ?? entry.many ?? entry.other);
  return text.replace(/\{(\w+)\}/g, (_, name) => String(facts[name]));
}

/** Give the static part of the page its words. */
export function translate(root) {
  document.documentElement.lang = language;
  document.title = w("sandbox");
  for (const node of root.querySelectorAll("[data-word]")) node.textContent = w(node.dataset.word);
  for (const node of root.querySelectorAll("[data-label]")) node.setAttribute("aria-label", w(node.dataset.label));
  for (const node of root.querySelectorAll("[data-placeholder]")) node.placeholder = w(node.dataset.placeholder);
}
