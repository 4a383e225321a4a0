/** One call of a bot → its row in the drawer: unfolded it shows what went over the wire, and lets it be copied. */

import { allBots } from "./chats.js";
import { el, icon } from "./dom.js";
import { copy } from "./notices.js";
import { precise } from "./time.js";
import { w } from "./words.js";

export const fine = (call) => call.status === 200;

/** {number, time, method, params, status, result, error, impatient?, bot?}; status 0 = it never got an answer. */
export function callRow(call) {
  const details = el(
    "details",
    {},
    el(
      "summary",
      {},
      icon("down"),
      el("span", { class: "call-method" }, call.method),
      el("span", { class: "call-status" }, String(call.status || "—")),
      el("time", {}, precise(Date.parse(call.time) / 1000)),
      el("span", { class: fine(call) ? "call-gist" : "call-why" }, fine(call) ? brief(call) : call.error),
      call.impatient ? el("span", { class: "call-why" }, early(call)) : null,
    ),
  );
  // Most rows are never opened: their long insides are made only then.
  details.addEventListener("toggle", () => details.append(...inside(call)), { once: true });
  return el("li", { class: fine(call) ? "call" : "call bad" }, details);
}

export const early = (call) => w("tooEarly", { seconds: Math.ceil(call.impatient * 10) / 10 });

/** Whether the words asked for occur in the method, in what was asked or in the refusal. */
export const matches = (call, words) =>
  `${call.method} ${JSON.stringify(call.params)} ${call.error ?? ""} ${call.status}`.toLowerCase().includes(words);

/** Which of several bots called, and the words that it sent. */
function brief({ bot, params: { text, caption } }) {
  const words = (text ?? caption ?? "").slice(0, 120);
  return allBots().length > 1 ? `@${bot} ${words}` : words;
}

function inside(call) {
  const { method, params, status, error, result } = call;
  const whole = { method, params, status, ...(error ? { error } : { result }) };
  const button = el(
    "button",
    { type: "button", class: "quiet copy", onclick: () => copy(JSON.stringify(whole, null, 2)) },
    icon("copy"),
    w("copy"),
  );
  return [pretty("request", params), pretty("answer", error ?? result), button];
}

const pretty = (word, value) =>
  el(
    "div",
    {},
    el("h3", {}, w(word)),
    el("pre", { tabindex: 0, role: "group", "aria-label": w(word) }, JSON.stringify(value ?? null, null, 2)),
  );
