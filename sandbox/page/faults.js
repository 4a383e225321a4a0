/** Switches for bad luck: what goes wrong with the next calls of the bots and on the way of their updates. */

import { api } from "./api.js";
import { chooser } from "./choosers.js";
import { el, iconButton } from "./dom.js";
import { failed } from "./notices.js";
import { everybody } from "./people.js";
import { current } from "./places.js";
import { w } from "./words.js";

const COUNTS = [1, 3, 10, null]; // null: until it is called off
const SHARES = [1, 0.5, 0.1];
const WAITS = { 429: "retry_after", slow: "delay" }; // the kinds that take seconds, and what these are called
const UPDATES = ["message", "callback_query", "edited_message", "my_chat_member", "chat_member", "channel_post"];

/** «429 · слишком часто», «Обрыв до исполнения». */
const named = (kind) => (/^\d/.test(kind) ? `${kind} · ${w(`fault-${kind}`)}` : w(`fault-${kind}`));
const times = (count) => (count === null ? w("untilCleared") : w("calledTimes", { n: count }));
const percent = (share) => w("inPercent", { percent: Math.round(share * 100) });

/** The folded part of the drawer; `methods()` are the names of the methods that have been called. */
export function faultSwitches(methods) {
  const kind = el("select", { class: "field", name: "kind", "aria-label": w("faultKind") });
  const count = chooser(
    "count",
    w("faultCount"),
    COUNTS.map((n) => [n ?? "", times(n)]),
  );
  const share = chooser(
    "probability",
    w("faultShare"),
    SHARES.map((value) => [value, value === 1 ? w("always") : percent(value)]),
  );
  const names = el("datalist", { id: "fault-methods" });
  const method = el("input", { class: "field", name: "method", list: names.id, autocomplete: "off" });
  method.setAttribute("aria-label", w("faultMethod"));
  const seconds = el("input", { class: "field", type: "number", min: 1, max: 3600, value: 5, name: "seconds" });
  const wait = el("label", { class: "seconds" }, w("faultSeconds"), seconds);
  const onlyHere = el("input", { type: "checkbox", name: "only" });
  const planned = el("ul", { class: "planned", "aria-live": "polite", "aria-label": w("faultsPlanned") });
  const form = el(
    "form",
    {},
    kind,
    count,
    method,
    share,
    names,
    wait,
    el("label", { class: "check" }, onlyHere, w("faultOnlyHere")),
    el("button", { type: "submit", class: "primary" }, w("faultPlan")),
  );
  let deliveries = [];

  function ask() {
    const delivery = deliveries.includes(kind.value);
    wait.hidden = !WAITS[kind.value];
    method.placeholder = w(delivery ? "anyUpdate" : "anyMethod");
    const known = delivery ? UPDATES : [...new Set(methods())].sort();
    names.replaceChildren(...known.map((value) => el("option", { value })));
  }

  /** A fault that is called off takes its button along: the focus goes where the next one is chosen. */
  function show(faults) {
    const held = planned.contains(document.activeElement);
    planned.replaceChildren(
      ...faults.map((fault) => line(fault, () => api.dropFault(fault.id).then(show, failed))),
      ...(faults.length > 1
        ? [el("li", {}, el("button", { type: "button", class: "quiet", onclick: () => plan([]) }, w("faultClear")))]
        : []),
    );
    if (held) kind.focus();
  }
  const plan = (faults) => api.planFaults(faults).then(show, failed);

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const here = current();
    plan({
      kind: kind.value,
      count: count.value ? Number(count.value) : null,
      probability: Number(share.value),
      ...(method.value.trim() ? { method: method.value.trim() } : {}),
      ...(WAITS[kind.value] ? { [WAITS[kind.value]]: Number(seconds.value) } : {}),
      ...(onlyHere.checked && here ? { user: here.chat ?? here.user } : {}),
    });
  });
  kind.addEventListener("change", ask);
  method.addEventListener("focus", ask);

  /** The kinds that this sandbox knows, asked for once. */
  async function fill() {
    if (kind.options.length) return;
    const kinds = await api.faultKinds();
    deliveries = kinds.deliveries;
    const group = (word, values) =>
      el(
        "optgroup",
        { label: w(word) },
        values.map((value) => el("option", { value }, named(value))),
      );
    kind.replaceChildren(group("faultsOfCalls", kinds.calls), group("faultsOfUpdates", kinds.deliveries));
    ask();
  }

  const refresh = () => box.open && Promise.all([fill(), api.faults().then(show)]).catch(failed);
  const box = el(
    "details",
    { class: "panel faults", ontoggle: refresh },
    el("summary", {}, w("faults")),
    form,
    planned,
  );
  return { box, refresh };
}

function line(fault, drop) {
  const facts = [
    named(fault.kind),
    times(fault.count),
    fault.probability < 1 ? percent(fault.probability) : null,
    fault.method,
    whose(fault),
  ];
  const words = facts.filter(Boolean).join(", ");
  return el("li", {}, el("span", {}, words), iconButton("close", `${w("faultDrop")}: ${words}`, { onclick: drop }));
}

function whose(fault) {
  if (fault.user === null) return w("faultAnybody");
  return everybody().find((person) => person.id === fault.user)?.name ?? String(fault.user);
}
