/** Sharing one's number, as a button of a bot asks for it. The sandbox knows nobody's: it is typed in. */

import { dialog, el } from "./dom.js";
import { w } from "./words.js";

const EXAMPLE = "+79001234567";

/** Ask for the number; `share(phone)` when it is given. */
export function askPhone(share) {
  const field = el("input", {
    class: "field",
    type: "tel",
    name: "phone",
    required: true,
    pattern: "[+]?[0-9 \\(\\)\\-]{5,20}",
    value: EXAMPLE,
    autocomplete: "off",
  });
  const form = el(
    "form",
    { method: "dialog" },
    el("h2", {}, w("shareContact")),
    el("label", {}, w("phone"), field),
    el(
      "div",
      { class: "box-buttons" },
      el("button", { type: "button", class: "quiet", onclick: () => box.close() }, w("cancel")),
      el("button", { type: "submit", class: "primary" }, w("share")),
    ),
  );
  const box = dialog({ class: "box", "aria-label": w("shareContact") }, form);
  form.addEventListener("submit", () => share(field.value.replace(/[^+\d]/g, "")));
}
