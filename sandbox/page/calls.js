/** A drawer with every call the bot has made, as it went over the wire; refused ones are red. */

import { api } from "./api.js";
import { byId, el, icon, iconButton } from "./dom.js";
import { faultSwitches } from "./faults.js";
import { failed } from "./notices.js";
import { precise } from "./time.js";
import { w } from "./words.js";

const KEPT = 400; // rows; the sandbox itself keeps more
const DULL = new Set(["getUpdates"]); // shown only when refused: it never stops

let rows;
let button;
let badge;
let last = 0;
let refused = 0;
let onlyRefused = false;
let faults;

/** `user()` is the person whose phone is open, for the faults that strike only there. */
export function startCalls(user) {
  badge = el("span", { class: "badge bad", hidden: true });
  button = iconButton("calls", w("showCalls"), { "aria-expanded": "false", "aria-controls": "calls", onclick: toggle });
  button.append(badge);
  byId("tools").append(button);

  rows = el("ol", { class: "calls-list", "aria-label": w("calls") });
  const filter = el("input", { type: "checkbox", onchange: () => ((onlyRefused = filter.checked), showEmpty()) });
  faults = faultSwitches(user);
  byId("calls").append(
    el("header", { class: "bar" }, el("h2", {}, w("calls")), iconButton("close", w("close"), { onclick: toggle })),
    el(
      "div",
      { class: "calls-tools" },
      el("label", { class: "check" }, filter, w("onlyRefused")),
      el("button", { type: "button", class: "quiet", onclick: clear }, w("clear")),
    ),
    faults.box,
    el("p", { class: "hint calls-empty" }),
    rows,
  );
  byId("calls").addEventListener("keydown", (event) => {
    if (event.key === "Escape") toggle();
  });
  showEmpty();
}

/** Read what was called since the last look. */
export async function refreshCalls() {
  try {
    for (const call of await api.calls(last)) take(call);
  } catch (error) {
    failed(error);
  }
}

/** One call: {number, time, method, params, status, result, error}; status 0 = it never got an answer. */
export function take(call) {
  if (call.number <= last) return;
  last = call.number;
  if (fine(call) && DULL.has(call.method)) return;
  rows.prepend(row(call));
  while (rows.childElementCount > KEPT) rows.lastElementChild.remove();
  if (!fine(call)) faults.refresh();
  if (!fine(call) && byId("calls").hidden) count(refused + 1);
  showEmpty();
}

const fine = (call) => call.status === 200;

function count(n) {
  refused = n;
  badge.hidden = n === 0;
  badge.textContent = String(n);
  button.setAttribute("aria-label", n ? `${w("showCalls")}: ${w("refused", { n })}` : w("showCalls"));
}

function row(call) {
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
      el("span", { class: fine(call) ? "call-gist" : "call-why" }, fine(call) ? brief(call.params) : call.error),
    ),
  );
  // Most rows are never opened: their long insides are made only then.
  details.addEventListener(
    "toggle",
    () => details.append(pretty("request", call.params), pretty("answer", call.error ?? call.result)),
    { once: true },
  );
  return el("li", { class: fine(call) ? "call" : "call bad" }, details);
}

const brief = ({ text, caption }) => (text ?? caption ?? "").slice(0, 120);

const pretty = (word, value) =>
  el("div", {}, el("h3", {}, w(word)), el("pre", { tabindex: 0 }, JSON.stringify(value ?? null, null, 2)));

function showEmpty() {
  rows.classList.toggle("only-bad", onlyRefused);
  const any = rows.querySelector(onlyRefused ? ".bad" : ".call");
  const hint = byId("calls").querySelector(".calls-empty");
  hint.hidden = Boolean(any);
  hint.textContent = w(onlyRefused ? "noRefused" : "noCalls");
}

function clear() {
  rows.replaceChildren();
  showEmpty();
}

function toggle() {
  const panel = byId("calls");
  panel.hidden = !panel.hidden;
  button.setAttribute("aria-expanded", String(!panel.hidden));
  byId("app").classList.toggle("with-calls", !panel.hidden);
  if (panel.hidden) {
    button.focus();
    return;
  }
  count(0);
  panel.querySelector(".round").focus();
}
