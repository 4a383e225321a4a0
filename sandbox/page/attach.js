/** Photos and files: chosen, dropped or pasted, looked at once more, then sent. And a few stickers. */

import { dialog, el, icon } from "./dom.js";
import { size } from "./media.js";
import { w } from "./words.js";

const CHOICES = [
  { kind: "photo", drawing: "picture", word: "attachPhoto", accept: "image/*" },
  { kind: "document", drawing: "file", word: "attachFile", accept: "" },
];
const STICKERS = ["👍", "❤️", "😂", "😮", "😢", "🎉"];

/** The buttons of the attach menu: `chosen(files, kind)` gets what was picked, `send(files, "sticker", "")` a sticker. */
export function attachChoices(chosen, send) {
  const choices = CHOICES.map(({ kind, drawing, word, accept }) =>
    el(
      "button",
      { type: "button", onclick: () => pick(accept, (files) => chosen(files, kind)) },
      icon(drawing),
      w(word),
    ),
  );
  const stickers = STICKERS.map((emoji) =>
    el(
      "button",
      {
        type: "button",
        "aria-label": `${w("sticker")} ${emoji}`,
        onclick: async () => send([await draw(emoji)], "sticker", ""),
      },
      emoji,
    ),
  );
  return [...choices, el("div", { class: "stickers" }, stickers)];
}

/** A sticker as Telegram wants it: a WebP of 512 × 512. */
function draw(emoji) {
  const canvas = el("canvas", { width: 512, height: 512 });
  const pen = canvas.getContext("2d");
  pen.font = "400px system-ui, sans-serif";
  pen.textAlign = "center";
  pen.textBaseline = "middle";
  pen.fillText(emoji, 256, 276);
  return new Promise((done) =>
    canvas.toBlob((blob) => done(new File([blob], "sticker.webp", { type: blob.type })), "image/webp"),
  );
}

function pick(accept, chosen) {
  const input = el("input", { type: "file", accept, multiple: true });
  input.addEventListener("change", () => chosen([...input.files]));
  input.click();
}

/** Show what is about to be sent and ask for a caption; then `send(files, kind, caption)`. */
export function confirmFiles(files, kind, send) {
  if (!files.length) return;
  const urls = files.filter(isPicture).map((file) => URL.createObjectURL(file));
  const caption = el("input", {
    class: "field",
    name: "caption",
    autocomplete: "off",
    placeholder: w("caption"),
    "aria-label": w("caption"),
  });
  const asPhoto = kind === "photo" && files.every(isPicture);
  const form = el(
    "form",
    { method: "dialog" },
    el("h2", {}, w("sendTitle", { n: files.length })),
    urls.length === files.length
      ? el(
          "div",
          { class: "previews" },
          urls.map((src) => el("img", { src, alt: "" })),
        )
      : el(
          "ul",
          { class: "names" },
          files.map((file) => el("li", {}, el("span", {}, file.name), el("small", {}, size(file.size)))),
        ),
    urls.length === files.length ? choice(asPhoto) : null,
    caption,
    el(
      "div",
      { class: "box-buttons" },
      el("button", { type: "button", class: "quiet", onclick: () => box.close() }, w("cancel")),
      el("button", { type: "submit", class: "primary" }, w("send")),
    ),
  );
  const box = dialog({ class: "box", "aria-label": w("attach") }, form);
  caption.focus();
  box.addEventListener("close", () => urls.forEach(URL.revokeObjectURL));
  form.addEventListener("submit", () => send(files, new FormData(form).get("as") ?? "document", caption.value.trim()));
}

function choice(asPhoto) {
  const option = (value, word, checked) =>
    el("label", {}, el("input", { type: "radio", name: "as", value, checked }), w(word));
  return el("div", { class: "choice" }, option("photo", "asPhoto", asPhoto), option("document", "asFile", !asPhoto));
}

const isPicture = (file) => /^image\/(png|jpeg|webp|gif)$/.test(file.type);

/** Files dragged over `target` or pasted into it. `allowed()` says whether this chat takes any now. */
export function watchDrops(target, allowed, dropped) {
  const veil = el("div", { class: "veil", hidden: true }, w("dropHere"));
  target.append(veil);
  const carriesFiles = (event) => allowed() && event.dataTransfer?.types.includes("Files");
  target.addEventListener("dragover", (event) => {
    if (!carriesFiles(event)) return;
    event.preventDefault();
    veil.hidden = false;
  });
  target.addEventListener("dragleave", (event) => {
    if (!target.contains(event.relatedTarget)) veil.hidden = true;
  });
  target.addEventListener("drop", (event) => {
    veil.hidden = true;
    if (!carriesFiles(event)) return;
    event.preventDefault();
    offer(event.dataTransfer.files);
  });
  target.addEventListener("paste", (event) => {
    if (!allowed() || !event.clipboardData?.files.length) return;
    event.preventDefault();
    offer(event.clipboardData.files);
  });
  const offer = (list) => {
    const files = [...list];
    dropped(files, files.every(isPicture) ? "photo" : "document");
  };
}
