/** A drawer with every call the bots have made, as it went over the wire; refused ones are red. */

import { api } from "./api.js";
import { walkList } from "./arrows.js";
import { callRow, fine, matches } from "./call-row.js";
import { byId, el, iconButton } from "./dom.js";
import { faultSwitches } from "./faults.js";
import { limitSwitch } from "./limits.js";
import { failed } from "./notices.js";
import { w } from "./words.js";

const KEPT = 400; // rows; the sandbox itself keeps more
const DULL = new Set(["getUpdates"]); // shown only when refused: it never stops

const shown = new Map(); // row → its call
let rows;
let button;
let badge;
let words;
let onlyRefused;
let faults;
let limits;
let last = 0;
let refused = 0;

export function startCalls() {
  badge = el("span", { class: "badge bad", hidden: true });
  button = iconButton("calls", w("showCalls"), { "aria-expanded": "false", "aria-controls": "calls", onclick: toggle });
  button.append(badge);
  byId("tools").append(button);

  rows = el("ol", { class: "calls-list", "aria-label": w("calls") });
  walkList(rows, "summary");
  words = el("input", { class: "field", type: "search", autocomplete: "off", oninput: sift });
  words.setAttribute("aria-label", w("findCall"));
  words.placeholder = w("findCall");
  onlyRefused = el("input", { type: "checkbox", onchange: sift });
  faults = faultSwitches(() => [...shown.values()].map((call) => call.method));
  limits = limitSwitch();
  byId("calls").append(
    el("header", { class: "bar" }, el("h2", {}, w("calls")), iconButton("close", w("close"), { onclick: toggle })),
    el(
      "div",
      { class: "calls-tools" },
      words,
      el("label", { class: "check" }, onlyRefused, w("onlyRefused")),
      el("button", { type: "button", class: "quiet", onclick: clear }, w("clear")),
    ),
    el("div", { class: "luck" }, faults.box, limits.box),
    el("p", { class: "hint calls-empty" }),
    rows,
  );
  byId("calls").addEventListener("keydown", (event) => {
    if (event.key === "Escape") toggle();
  });
  sift();
}

/** Read what was called since the last look. */
export async function refreshCalls() {
  try {
    for (const call of await api.calls(last)) take(call);
  } catch (error) {
    failed(error);
  }
}

/** Somebody, here or elsewhere, has switched faults or limits, or a fault has struck. */
export function refreshBadLuck() {
  faults.refresh();
  limits.refresh();
}

/** One call, as call-row.js describes it. */
export function take(call) {
  if (call.number <= last) return;
  last = call.number;
  if (call.impatient) limits.refresh();
  if (fine(call) && DULL.has(call.method)) return;
  const row = callRow(call);
  shown.set(row, call);
  rows.prepend(row);
  while (rows.childElementCount > KEPT) {
    shown.delete(rows.lastElementChild);
    rows.lastElementChild.remove();
  }
  if (!fine(call) && byId("calls").hidden) count(refused + 1);
  row.hidden = !wanted(call);
  showEmpty();
}

function count(n) {
  refused = n;
  badge.hidden = n === 0;
  badge.textContent = String(n);
  button.setAttribute("aria-label", n ? `${w("showCalls")}: ${w("refused", { n })}` : w("showCalls"));
}

const wanted = (call) => !(onlyRefused.checked && fine(call)) && matches(call, words.value.trim().toLowerCase());

/** Show what the words and the box ask for. */
function sift() {
  for (const [row, call] of shown) row.hidden = !wanted(call);
  showEmpty();
}

function showEmpty() {
  const hint = byId("calls").querySelector(".calls-empty");
  hint.hidden = [...shown.keys()].some((row) => !row.hidden);
  hint.textContent = w(words.value.trim() ? "nothingFound" : onlyRefused.checked ? "noRefused" : "noCalls");
}

function clear() {
  rows.replaceChildren();
  shown.clear();
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
  refreshBadLuck();
  panel.querySelector(".round").focus();
}
