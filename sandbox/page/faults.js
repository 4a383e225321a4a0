/** Switches for bad luck: the next calls of the bot are refused, or their answers lost on the way. */

import { api } from "./api.js";
import { el } from "./dom.js";
import { failed } from "./notices.js";
import { everybody } from "./people.js";
import { w } from "./words.js";

const KINDS = ["429", "403", "500", "401", "cut-before", "cut-after"];
const COUNTS = [1, 3, 10];
const KIND_WORDS = { "cut-before": "cutBefore", "cut-after": "cutAfter" };

const named = (kind) => (KIND_WORDS[kind] ? w(KIND_WORDS[kind]) : `${kind} · ${w(`fault${kind}`)}`);

/** The folded part of the drawer; `user()` is the person whose phone is open. */
export function faultSwitches(user) {
  const kind = chooser(
    "kind",
    w("faultKind"),
    KINDS.map((value) => [value, named(value)]),
  );
  const count = chooser(
    "count",
    w("faultCount"),
    COUNTS.map((n) => [n, w("calledTimes", { n })]),
  );
  const onlyHere = el("input", { type: "checkbox", name: "only" });
  const planned = el("ul", { class: "planned", "aria-live": "polite" });
  const form = el(
    "form",
    {},
    kind,
    count,
    el("label", { class: "check" }, onlyHere, w("faultOnlyHere")),
    el("button", { type: "submit", class: "primary" }, w("faultPlan")),
  );

  const show = (faults) =>
    planned.replaceChildren(
      ...faults.map((fault) =>
        el("li", {}, [named(fault.kind), w("calledTimes", { n: fault.count }), whose(fault)].join(", ")),
      ),
      ...(faults.length
        ? [el("li", {}, el("button", { type: "button", class: "quiet", onclick: () => plan([]) }, w("faultClear")))]
        : []),
    );
  const plan = (faults) => api.planFaults(faults).then(show, failed);

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const chosen = user();
    const whom = onlyHere.checked && chosen !== null ? { user: chosen } : {};
    plan([{ kind: kind.value, count: Number(count.value), ...whom }]);
  });
  const box = el("details", { class: "faults" }, el("summary", {}, w("faults")), form, planned);
  box.addEventListener("toggle", () => box.open && api.faults().then(show, failed));

  return {
    box,
    /** A call went by: one of the planned ones may have struck. */
    refresh() {
      if (box.open && planned.childElementCount) api.faults().then(show, failed);
    },
  };
}

const whose = (fault) => everybody().find((person) => person.id === fault.user)?.name ?? w("faultAnybody");

function chooser(name, label, options) {
  return el(
    "select",
    { class: "field", name, "aria-label": label },
    options.map(([value, words]) => el("option", { value }, words)),
  );
}
