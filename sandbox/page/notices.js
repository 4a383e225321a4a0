/** Small notes over the page: toasts, the bot's alerts, and what the screen reader says. */

import { byId, dialog, el } from "./dom.js";
import { w } from "./words.js";

/** A note that leaves by itself. It stays longer the more there is to read. */
export function toast(text, { bad = false } = {}) {
  const note = el("p", { class: bad ? "toast bad" : "toast" }, text);
  byId("toasts").append(note);
  setTimeout(
    () => {
      note.classList.add("leaving");
      setTimeout(() => note.remove(), 250);
    },
    2500 + 50 * text.length,
  );
}

export const failed = (error) => toast(w("failed", { why: error.message }), { bad: true });

/** An alert of the bot: it waits until it has been read. */
export function alertBox(text) {
  const box = dialog(
    { class: "box alert", role: "alertdialog", "aria-labelledby": "alert-text" },
    el("p", { id: "alert-text" }, text),
    el(
      "div",
      { class: "box-buttons" },
      el("button", { type: "button", class: "primary", onclick: () => box.close() }, w("ok")),
    ),
  );
}

/** Say a line to a screen reader without moving anybody's eyes. */
export function announce(text) {
  byId("announcer").textContent = text;
}

export async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    toast(w("copied"));
  } catch (error) {
    failed(error);
  }
}
