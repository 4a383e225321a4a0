/** A chooser of one of several: [value, words]. */

import { el } from "./dom.js";

export function chooser(name, label, options) {
  return el(
    "select",
    { class: "field", name, "aria-label": label },
    options.map(([value, words]) => el("option", { value }, words)),
  );
}
