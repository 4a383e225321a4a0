/** The list of messages of one chat: drawn anew after every change, touching only the rows that differ. */

import { row, sender } from "./bubbles.js";
import { byId, el } from "./dom.js";
import { walkLog } from "./log-keys.js";
import { isMine } from "./places.js";
import { serviceLine } from "./service.js";
import { dayName, dayNumber } from "./time.js";
import { w } from "./words.js";

const PAGE = 120; // rows at first and with each «earlier»: a long chat must open at once
const CLOSE = 300; // seconds between two messages of one sender that stand together

/** `act` as in bubbles.js; `onScroll()` runs when the reader or the log has moved. */
export function createLog(act, onScroll) {
  const scroller = byId("log");
  const list = byId("rows");
  let messages = [];
  let shown = PAGE;
  let drawn = new Map(); // key → {signature, node}
  let stuck = true; // the reader is at the bottom and wants to stay there
  let heading = false; // the button took the reader down: a scroll still under way must not keep them above
  let heights = ""; // of the log at the last scroll: a scroll that only follows a new layout is nobody's wish

  const isAtBottom = () => scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < 60;
  const toBottom = (behavior = "instant") => scroller.scrollTo({ top: scroller.scrollHeight, behavior });

  scroller.addEventListener("scroll", () => {
    const measured = `${scroller.scrollHeight} ${scroller.clientHeight}`;
    if (isAtBottom()) stuck = true;
    else if (measured === heights) stuck = false;
    heights = measured;
    onScroll();
  });
  // Chromium drops a smooth scroll asked for while the one of a key (Home, Page Up) still runs.
  scroller.addEventListener("scrollend", () => {
    if (heading && !isAtBottom()) toBottom();
    heading = false;
  });
  for (const own of ["wheel", "touchstart", "keydown"]) scroller.addEventListener(own, () => (heading = false), { passive: true });
  // The composer grows, a picture arrives, a phone turns: the last message stays in sight.
  const watcher = new ResizeObserver(() => stuck && toBottom());
  watcher.observe(scroller);
  watcher.observe(list);

  /** Messages → rows: day lines, albums joined, senders' runs known. */
  function rows() {
    const groups = [];
    for (const message of messages.slice(-shown)) {
      const previous = groups.at(-1)?.at(-1);
      const joins = message.media_group_id && previous?.media_group_id === message.media_group_id;
      if (joins) groups.at(-1).push(message);
      else groups.push([message]);
    }
    const result = [];
    groups.forEach((group, index) => {
      const [first] = group;
      const day = dayNumber(first.date);
      if (index === 0 || day !== dayNumber(groups[index - 1][0].date)) {
        const name = dayName(first.date);
        result.push({ key: `day ${day}`, signature: name, make: () => dayLine(name) });
      }
      const next = groups[index + 1]?.[0];
      const last = !next || !oneRun(first, next);
      const follows = index > 0 && oneRun(groups[index - 1][0], first);
      const service = serviceLine(first);
      result.push({
        key: String(first.message_id),
        signature: JSON.stringify(group),
        make: () => (service ? dayLine(service, first.message_id) : row(group, act)),
        last,
        follows,
      });
    });
    return result;
  }

  function draw() {
    const focused = whereFocusIs();
    const kept = new Map();
    let cursor = list.firstChild;
    for (const { key, signature, make, last, follows } of wanted()) {
      const old = drawn.get(key);
      const same = old?.signature === signature;
      const node = same ? old.node : make();
      if (old && !same && key !== "empty") {
        if (cursor === old.node) cursor = old.node.nextSibling;
        old.node.replaceWith(node);
        node.classList.add("changed");
      } else if (node === cursor) {
        cursor = cursor.nextSibling;
      } else {
        list.insertBefore(node, cursor);
        if (!old && drawn.size) node.classList.add("new");
      }
      node.classList.toggle("last", Boolean(last));
      node.classList.toggle("follows", Boolean(follows));
      kept.set(key, { signature, node });
    }
    for (const [key, { node }] of drawn) if (!kept.has(key)) leave(node);
    drawn = kept;
    if (stuck) toBottom();
    restoreFocus(focused);
  }

  function wanted() {
    if (!messages.length) return [{ key: "empty", signature: "", make: () => emptyChat(act.begin) }];
    const more = messages.length > shown;
    const earlier = { key: "earlier", signature: "", make: () => earlierButton(showEarlier) };
    return [...(more ? [earlier] : []), ...rows()];
  }

  function showEarlier() {
    const fromEnd = scroller.scrollHeight - scroller.scrollTop;
    shown += PAGE;
    list.replaceChildren();
    drawn = new Map();
    draw();
    scroller.scrollTop = scroller.scrollHeight - fromEnd;
    list.querySelector("button")?.focus({ preventScroll: true });
  }

  /** A keyboard user who pressed a button of a message stays on it when the bot redraws the message. */
  function whereFocusIs() {
    const owner = document.activeElement?.closest?.("#rows > li[data-id]");
    if (!owner) return null;
    const keys = [...owner.querySelectorAll(".key")];
    const { press } = document.activeElement.dataset;
    return { id: owner.dataset.id, node: owner, index: keys.indexOf(document.activeElement), press };
  }

  function restoreFocus(before) {
    if (!before || before.node.isConnected) return;
    const owner = list.querySelector(`li[data-id="${before.id}"]`);
    const keys = [...(owner?.querySelectorAll(".key") ?? [])];
    const same = keys.find((key) => before.press && key.dataset.press === before.press);
    const target =
      same ?? keys[Math.min(Math.max(before.index, 0), keys.length - 1)] ?? owner?.querySelector(".bubble");
    (target ?? scroller).focus({ preventScroll: true });
  }

  walkLog(scroller, (id) => messages.find((message) => message.message_id === id), act);

  return {
    /** Down to the last message, as asked for by hand. */
    toEnd() {
      heading = true;
      toBottom("smooth");
    },

    isAtBottom,
    messages: () => messages,

    /** Show another chat (or the same one, read anew). */
    show(all, { fresh }) {
      messages = all;
      if (fresh) {
        shown = PAGE;
        stuck = true;
        drawn = new Map();
        list.replaceChildren();
      }
      draw();
    },

    /** A message came, or an old one changed. */
    put(message) {
      const at = messages.findIndex((known) => known.message_id === message.message_id);
      if (at >= 0) messages = messages.with(at, message);
      else messages = [...messages, message];
      if (isMine(message) && at < 0) stuck = true;
      draw();
    },

    remove(messageId) {
      messages = messages.filter((message) => message.message_id !== messageId);
      draw();
    },

    /** Bring a message into sight and light it up for a moment; false when it is not drawn. */
    find(messageId) {
      const node = list.querySelector(`li[data-id="${messageId}"]`);
      if (!node) return false;
      node.scrollIntoView({ block: "center" });
      node.classList.remove("changed");
      requestAnimationFrame(() => node.classList.add("changed"));
      return true;
    },
  };
}

function leave(node) {
  if (!node.dataset.id || matchMedia("(prefers-reduced-motion: reduce)").matches) {
    node.remove();
    return;
  }
  node.classList.add("gone");
  node.inert = true;
  node.addEventListener("animationend", () => node.remove(), { once: true });
}

const dayLine = (words, id) => el("li", { class: "day", "data-id": id }, el("span", {}, words));

/** Two messages of one sender, soon after one another, stand together. */
function oneRun(one, next) {
  const line = serviceLine(one) ?? serviceLine(next);
  return !line && isMine(one) === isMine(next) && sender(one) === sender(next) && next.date - one.date <= CLOSE;
}

const earlierButton = (onclick) =>
  el("li", { class: "day" }, el("button", { type: "button", class: "quiet", onclick }, w("earlier")));

function emptyChat(begin) {
  return el(
    "li",
    { class: "empty" },
    el("h3", {}, w("emptyTitle")),
    el("p", {}, w("emptyText")),
    el("button", { type: "button", class: "primary", onclick: begin }, w("start")),
  );
}
