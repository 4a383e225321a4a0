/** Inline buttons that were pressed and wait for the bot: a spinner until its answer arrives. */

import { api } from "./api.js";
import { byId } from "./dom.js";
import { pressKey } from "./keyboards.js";
import { alertBox, failed, toast } from "./notices.js";
import { w } from "./words.js";

const PATIENCE = 30_000; // then the spinner stops, as Telegram's apps give up

const waiting = new Map(); // callback_id → {key, timer}
const sent = new Set(); // keys on their way to the sandbox
const early = new Map(); // callback_id → answer that overtook the reply to the press

/** Put spinners on the buttons that wait; called after every redraw. */
export function markWaiting() {
  const keys = new Set([...sent, ...[...waiting.values()].map(({ key }) => key)]);
  for (const button of byId("rows").querySelectorAll("[data-press]")) {
    const waits = keys.has(button.dataset.press);
    button.classList.toggle("waiting", waits);
    if (waits) button.setAttribute("aria-busy", "true");
    else button.removeAttribute("aria-busy");
  }
}

export async function press(place, message, data) {
  const key = pressKey(message, data);
  sent.add(key);
  markWaiting();
  try {
    const { callback_id: id } = await api.press(place, message.message_id, data);
    waiting.set(id, { key, timer: setTimeout(() => giveUp(id), PATIENCE) });
    if (early.has(id)) settle(early.get(id));
  } catch (error) {
    failed(error);
  } finally {
    sent.delete(key);
    markWaiting();
  }
}

/** The bot has answered a press: {callback_id, text?, show_alert?}. */
export function settle(answer) {
  const press = waiting.get(answer.callback_id);
  if (!press) {
    // Either it overtook our own request, or another window pressed: only the first is ours to show.
    if (sent.size) early.set(answer.callback_id, answer);
    return;
  }
  clearTimeout(press.timer);
  waiting.delete(answer.callback_id);
  early.delete(answer.callback_id);
  markWaiting();
  if (!answer.text) return;
  if (answer.show_alert) alertBox(answer.text);
  else toast(answer.text);
}

function giveUp(id) {
  waiting.delete(id);
  markWaiting();
  toast(w("noAnswer"), { bad: true });
}
