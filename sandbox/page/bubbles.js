/** One message (or one album) → its row in the log. Pure: the same message always gives the same row. */

import { el, iconButton } from "./dom.js";
import { formatted } from "./entities.js";
import { inlineKeyboard } from "./keyboards.js";
import { album, media } from "./media.js";
import { isMine } from "./places.js";
import { serviceLine } from "./service.js";
import { hhmm, precise, weekdayAndDay } from "./time.js";
import { w } from "./words.js";

/** A few words of a message, for quotes, titles and the screen reader. */
export function gist(message) {
  const words = message.text ?? message.caption ?? serviceLine(message);
  if (words) return words;
  if (message.photo) return w("photo");
  if (message.sticker) return `${message.sticker.emoji ?? ""} ${w("sticker")}`.trim();
  return message.document?.file_name ?? "…";
}

const grouped = (message) => message.chat.type !== "private";

/** Who wrote a message. In a group that is a name: of a person, of the group for its anonymous, of a channel. */
export function sender(message) {
  if (!grouped(message)) return isMine(message) ? w("you") : w("bot");
  if (isMine(message) && !message.sender_chat) return w("you");
  const name = message.sender_chat?.title ?? message.from?.first_name ?? message.chat.title;
  return message.author_signature ? `${name} · ${message.author_signature}` : name;
}

/**
 * The row of `messages` (one, or an album's parts).
 * `act`: {press, command, start, copy, cannot, reply(message), edit(message), remove(message), find(messageId)}.
 */
export function row(messages, act) {
  const message = messages[0];
  const mine = isMine(message);
  const captioned = messages.find((part) => part.text ?? part.caption) ?? message;
  const pictures = messages.some((part) => part.photo?.length);
  const bare = Boolean(message.sticker) && !message.reply_to_message;

  const bubble = el(
    "article",
    {
      class: ["bubble", pictures && "with-photo", bare && "bare"].filter(Boolean).join(" "),
      tabindex: -1,
      "aria-label": `${sender(message)}, ${hhmm(message.date)}`,
    },
    grouped(message) ? from(message) : null,
    quote(message.reply_to_message, act),
    messages.length > 1 ? album(messages) : media(message),
    words(captioned, messages, act),
    deeds(message, mine, act),
  );
  return el(
    "li",
    { class: `row ${mine ? "mine" : "theirs"}`, "data-id": message.message_id },
    el("div", { class: "stack" }, bubble, inlineKeyboard(message, act)),
  );
}

/** The name over a bubble of a group: everybody else's, and one's own when it is not one's own name. */
function from(message) {
  if (isMine(message) && !message.sender_chat) return null;
  const hue = Math.abs(message.sender_chat?.id ?? message.from?.id ?? message.chat.id) % 8;
  return el("p", { class: "from", "data-hue": hue }, sender(message));
}

/** What can be done with a message; shown while the pointer or the focus is on it. */
function deeds(message, mine, act) {
  const deed = (drawing, word, onclick) => iconButton(drawing, w(word), { tabindex: -1, onclick });
  return el(
    "div",
    { class: "deeds" },
    deed("reply", "replyTo", () => act.reply(message)),
    mine && message.text ? deed("pencil", "editOwn", () => act.edit(message)) : null,
    mine ? deed("bin", "removeOwn", () => act.remove(message)) : null,
  );
}

function words(captioned, messages, act) {
  const text = captioned.text ?? captioned.caption ?? "";
  const entities = captioned.entities ?? captioned.caption_entities;
  const large = text && !entities?.length && emojiOnly(text) ? " large" : "";
  return el("div", { class: `words${text ? large : " none"}` }, formatted(text, entities, act), meta(messages));
}

/** One to three emoji alone are drawn large, as messengers do. */
function emojiOnly(text) {
  return /^(\p{RGI_Emoji}){1,3}$/v.test(text.trim());
}

function meta(messages) {
  const message = messages.at(-1);
  const edited = messages.some((part) => part.edited || part.edit_date);
  return el(
    "span",
    { class: "meta" },
    edited ? `${w("edited")} ` : null,
    el("time", { title: `${weekdayAndDay(message.date)}, ${precise(message.date)}` }, hhmm(message.date)),
  );
}

function quote(original, act) {
  if (!original) return null;
  return el(
    "button",
    { class: "quote", type: "button", onclick: () => act.find(original.message_id) },
    el("span", { class: "quote-who" }, sender(original)),
    el("span", { class: "quote-words" }, gist(original)),
  );
}
