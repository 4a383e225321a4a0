/** Telegram's own limits: on or off, and the calls that did not wait as long as they were told. */

import { api } from "./api.js";
import { early } from "./call-row.js";
import { el } from "./dom.js";
import { failed } from "./notices.js";
import { precise } from "./time.js";
import { w } from "./words.js";

const SHOWN = 50; // of the impatient, the newest

/** The folded part of the drawer. */
export function limitSwitch() {
  const enforced = el("input", { type: "checkbox", name: "enforced" });
  const numbers = el("p", { class: "hint" });
  const count = el("span", { class: "badge bad", hidden: true });
  const list = el("ul", { class: "planned", "aria-label": w("impatient") });
  const none = el("p", { class: "hint" }, w("noImpatient"));

  function show(limits) {
    enforced.checked = limits.enforced;
    numbers.textContent = w("limitNumbers", limits);
  }

  function judge(calls) {
    count.hidden = !calls.length;
    count.textContent = calls.length ? String(calls.length) : "";
    none.hidden = calls.length > 0;
    list.replaceChildren(...calls.slice(-SHOWN).reverse().map(line));
  }

  function refresh() {
    if (box.isConnected) Promise.all([api.limits().then(show), api.impatient().then(judge)]).catch(failed);
  }

  enforced.addEventListener("change", () => api.setLimits(enforced.checked).then(show, failed));
  const box = el(
    "details",
    { class: "panel limits" },
    el("summary", {}, w("limits"), count),
    el("label", { class: "check" }, enforced, w("limitsOn")),
    numbers,
    el("h3", {}, w("impatient")),
    none,
    list,
  );
  return { box, refresh };
}

const line = (call) =>
  el(
    "li",
    {},
    el("strong", {}, call.method),
    ` ${precise(Date.parse(call.time) / 1000)} `,
    el("span", { class: "call-why" }, early(call)),
  );
