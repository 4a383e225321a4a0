/** Pictures, stickers and files inside bubbles, and the large view of a picture. */

import { fileUrl } from "./api.js";
import { dialog, el, icon, iconButton } from "./dom.js";
import { language, w } from "./words.js";

const OTHERS = ["animation", "video_note", "location", "venue", "poll", "dice"];
const UNITS = ["byte", "kilobyte", "megabyte", "gigabyte"];

/** What a message carries beside its text, or null. */
export function media(message) {
  if (message.photo?.length) return photo(message);
  if (message.sticker) return sticker(message.sticker);
  if (message.document) return document_(message.document);
  if (message.voice ?? message.audio)
    return el("audio", { controls: true, src: fileUrl((message.voice ?? message.audio).file_id) });
  if (message.video) return el("video", { controls: true, src: fileUrl(message.video.file_id) });
  if (message.contact)
    return el("p", { class: "other" }, `${message.contact.first_name}, ${message.contact.phone_number}`);
  const other = OTHERS.find((kind) => message[kind]);
  return other ? el("p", { class: "other" }, w("otherMedia", { kind: other })) : null;
}

/** The pictures of one album as a grid, its documents as a list. */
export function album(messages) {
  const pictures = messages.every((message) => message.photo?.length);
  return el("div", { class: pictures ? "album" : "files", "data-count": messages.length }, messages.map(media));
}

const largest = (sizes) => sizes.reduce((best, size) => (size.width > best.width ? size : best));

function photo(message) {
  const size = largest(message.photo);
  const url = fileUrl(size.file_id);
  const label = message.caption ? `${w("openPhoto")}: ${message.caption}` : w("openPhoto");
  const picture = el("img", { src: url, width: size.width, height: size.height, alt: "", decoding: "async" });
  return el("button", { class: "photo", type: "button", "aria-label": label, onclick: () => show(url) }, picture);
}

function sticker(file) {
  const alt = file.emoji ? `${w("sticker")} ${file.emoji}` : w("sticker");
  return el("img", { class: "sticker", src: fileUrl(file.file_id), alt, width: 160, height: 160 });
}

function document_(file) {
  const name = file.file_name ?? w("attachFile");
  return el(
    "a",
    { class: "file", href: fileUrl(file.file_id), download: name, title: `${w("download")}: ${name}` },
    el("span", { class: "file-icon" }, icon("file"), el("span", { class: "file-kind" }, extension(name))),
    el(
      "span",
      { class: "file-words" },
      el("span", { class: "file-name" }, name),
      file.file_size === undefined ? null : el("span", { class: "file-size" }, size(file.file_size)),
    ),
  );
}

const extension = (name) => (/\.(\w{1,4})$/.exec(name)?.[1] ?? "").toLowerCase();

/** 12 345 → «12 кБ». */
export function size(bytes) {
  const power = Math.min(Math.floor(Math.log10(Math.max(bytes, 1)) / 3), UNITS.length - 1);
  const value = bytes / 1000 ** power;
  const style = { style: "unit", unit: UNITS[power], unitDisplay: "short", maximumFractionDigits: value < 10 ? 1 : 0 };
  return new Intl.NumberFormat(language, style).format(value);
}

function show(url) {
  const box = dialog(
    { class: "lightbox", "aria-label": w("photo") },
    el("img", { src: url, alt: w("photo"), onclick: () => box.close() }),
    el(
      "div",
      { class: "lightbox-tools" },
      el(
        "a",
        { class: "round", href: url, download: "", "aria-label": w("download"), title: w("download") },
        icon("save"),
      ),
      iconButton("close", w("close"), { onclick: () => box.close() }),
    ),
  );
}
