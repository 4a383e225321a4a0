/** Inline keyboards under messages, the reply keyboard under the composer. */

import { el, icon } from "./dom.js";
import { link } from "./entities.js";
import { w } from "./words.js";

/** A name for «this button of this message», the same after the message is edited. */
export const pressKey = (message, data) => `${message.chat.id} ${message.message_id} ${data}`;

/** The keyboard of a message, or null. `act`: {press(message, data, button), start, copy, cannot}. */
export function inlineKeyboard(message, act) {
  const rows = message.reply_markup?.inline_keyboard;
  if (!rows?.length) return null;
  return el(
    "div",
    { class: "keys" },
    rows.map((row) =>
      el(
        "div",
        { class: "keys-row" },
        row.map((button) => inlineButton(message, button, act)),
      ),
    ),
  );
}

function inlineButton(message, button, act) {
  const face = { class: "key", title: button.text, "data-style": button.style ?? null };
  const words = el("span", { class: "key-words" }, button.text);
  if (button.callback_data !== undefined) {
    const press = () => act.press(message, button.callback_data);
    const key = pressKey(message, button.callback_data);
    return el("button", { ...face, type: "button", "data-press": key, onclick: press }, words);
  }
  if (button.url !== undefined) {
    const node = link(button.url, act, face);
    node.append(words, corner("open"));
    return node;
  }
  if (button.copy_text !== undefined) {
    const copy = () => act.copy(button.copy_text.text);
    return el("button", { ...face, type: "button", onclick: copy }, words, corner("copy"));
  }
  return el("button", { ...face, type: "button", onclick: act.cannot }, words);
}

function corner(drawing) {
  return el("span", { class: "key-corner" }, icon(drawing));
}

/** The reply keyboard the bot has put under the composer; `press(button)` is a tap. */
export function replyKeyboard(keyboard, press) {
  return el(
    "div",
    { class: keyboard.resize_keyboard ? "reply-keys" : "reply-keys tall", role: "group", "aria-label": w("keyboard") },
    keyboard.keyboard.map((row) =>
      el(
        "div",
        { class: "keys-row" },
        row.map((given) => {
          const button = typeof given === "string" ? { text: given } : given;
          const { text } = button;
          return el(
            "button",
            { class: "key", type: "button", title: text, onclick: () => press(button) },
            el("span", { class: "key-words" }, text),
          );
        }),
      ),
    ),
  );
}
