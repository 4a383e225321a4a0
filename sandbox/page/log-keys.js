/**
 * The log without a mouse. ↑ and ↓ go from message to message, → into the links and buttons of one and on through
 * them, ← back, Enter answers it, Escape goes to the place to write. The arrows in a bot's keyboard are in arrows.js.
 */

import { walkKeys } from "./arrows.js";

const INSIDE = "a, button, audio, video, [role=button]";

/** `find(id)` gives a message; `act`: {reply(message), write()}. */
export function walkLog(scroller, find, act) {
  const bubbles = () => [...scroller.querySelectorAll(".bubble")];

  function step(bubble, by) {
    const all = bubbles();
    const next = all[all.indexOf(bubble) + by];
    next?.focus({ preventScroll: true });
    next?.scrollIntoView({ block: "nearest" });
  }

  /** Along what can be pressed in one message; −1 from the first is the message itself. */
  function along(bubble, by) {
    const inside = [...bubble.closest(".row").querySelectorAll(INSIDE)].filter((node) => node.getClientRects().length);
    const to = inside.indexOf(document.activeElement) + by;
    (to < 0 ? bubble : inside[to])?.focus();
  }

  const DEEDS = {
    ArrowUp: (bubble) => step(bubble, -1),
    ArrowDown: (bubble) => step(bubble, 1),
    ArrowRight: (bubble) => along(bubble, 1),
    ArrowLeft: (bubble) => along(bubble, -1),
    Escape: () => act.write(),
  };

  walkKeys(scroller, (key) => key.closest(".row").querySelector(".bubble")); // first: it takes its arrows away
  scroller.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const { target, key } = event;
    const bubble = target.closest(".bubble") ?? target.closest(".row")?.querySelector(".bubble");
    if (target === scroller) {
      if (key !== "ArrowUp") return; // what else moves the log is the browser's
      bubbles().at(-1)?.focus({ preventScroll: true });
    } else if (target === bubble && key === "Enter") {
      act.reply(find(Number(bubble.closest(".row").dataset.id)));
    } else if (bubble && DEEDS[key] && !target.matches("audio, video")) {
      DEEDS[key](bubble);
    } else {
      return;
    }
    event.preventDefault();
  });
}
