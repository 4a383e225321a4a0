/** Text with Bot API entities → elements. Offsets are UTF-16 units, which is what JavaScript's strings count. */

import { el } from "./dom.js";
import { w } from "./words.js";

const BLOCKS = new Set(["pre", "blockquote", "expandable_blockquote"]);
const SAFE = /^(https?|tg|mailto|tel):/i;

/**
 * Draw `text` with its `entities` (nested or overlapping) into a fragment.
 * `act` is what a tap in the text may do: {command(text), start(payload), copy(text)}.
 */
export function formatted(text, entities, act) {
  const queue = [...(entities ?? [])].sort(inOrder);
  const fragment = document.createDocumentFragment();
  fill(fragment, text, 0, text.length, queue, act);
  return fragment;
}

const inOrder = (a, b) => a.offset - b.offset || b.length - a.length;

/** Fill `parent` with text[from:to]; `queue` holds the entities that begin at or after `from`. */
function fill(parent, text, from, to, queue, act) {
  let at = from;
  while (queue.length && queue[0].offset < to) {
    const entity = queue.shift();
    const start = Math.max(entity.offset, at);
    const end = Math.min(entity.offset + entity.length, to);
    if (end <= start) continue;
    if (entity.offset + entity.length > to) {
      // It outlives its parent: the rest comes back when the parent is closed.
      queue.push({ ...entity, offset: to, length: entity.offset + entity.length - to });
      queue.sort(inOrder);
    }
    const isBlock = BLOCKS.has(entity.type);
    parent.append(text.slice(at, isBlock && text[start - 1] === "\n" ? start - 1 : start));
    const node = wrap(entity, text.slice(start, end), act);
    fill(node, text, start, end, queue, act);
    parent.append(node);
    at = isBlock && text[end] === "\n" ? end + 1 : end; // a block ends its line by itself
  }
  parent.append(text.slice(at, to));
}

/** The element of one entity whose whole text is `inner`. Anything unknown is plain text. */
function wrap(entity, inner, act) {
  switch (entity.type) {
    case "bold":
      return el("strong");
    case "italic":
      return el("em");
    case "underline":
      return el("u");
    case "strikethrough":
      return el("s");
    case "spoiler":
      return spoiler();
    case "code":
      return acting(el("code", { title: w("copy") }), () => act.copy(inner));
    case "pre":
      return el("pre", { "data-language": entity.language ?? null });
    case "blockquote":
      return el("blockquote");
    case "expandable_blockquote":
      return folded();
    case "text_link":
      return link(entity.url, act);
    case "url":
      return link(/^[a-z]+:/i.test(inner) ? inner : `https://${inner}`, act);
    case "email":
      return link(`mailto:${inner}`, act);
    case "phone_number":
      return link(`tel:${inner.replace(/[^+\d]/g, "")}`, act);
    case "bot_command":
      return acting(el("span", { class: "link" }), () => act.command(inner));
    case "mention":
    case "hashtag":
    case "cashtag":
    case "text_mention":
      return el("span", { class: "tinted" });
    default:
      return el("span");
  }
}

/** Make an element that is not a button behave as one, with mouse and keyboard. */
function acting(node, action) {
  node.setAttribute("role", "button");
  node.tabIndex = 0;
  node.addEventListener("click", action);
  node.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    action();
  });
  return node;
}

function spoiler() {
  const node = el("span", { class: "spoiler", "aria-label": w("spoiler"), "aria-expanded": "false" });
  return acting(node, () => {
    node.classList.add("shown");
    node.removeAttribute("aria-label");
    node.setAttribute("aria-expanded", "true");
  });
}

function folded() {
  const node = el("blockquote", { class: "folded", title: w("unfold"), "aria-expanded": "false" });
  return acting(node, () => node.setAttribute("aria-expanded", String(!node.classList.toggle("folded"))));
}

/** A link of a bot: a deep link t.me/<bot>?start=… is followed here, the rest in a tab of its own. */
export function link(url, act, attributes = {}) {
  const payload = deepLink(url);
  if (!SAFE.test(url)) return el("span", { ...attributes, title: url });
  return el("a", {
    ...attributes,
    href: url,
    title: url,
    target: "_blank",
    rel: "noopener noreferrer",
    onclick(event) {
      if (payload === null) return;
      event.preventDefault();
      act.start(payload);
    },
  });
}

/** The payload of https://t.me/<bot>?start=<payload>, or null. */
function deepLink(url) {
  if (!URL.canParse(url)) return null;
  const parsed = new URL(url);
  const ours = ["t.me", "telegram.me"].includes(parsed.hostname) || parsed.protocol === "tg:";
  return ours ? parsed.searchParams.get("start") : null;
}
