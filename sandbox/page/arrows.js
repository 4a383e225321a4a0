/** Arrow keys: up and down in a list, all four ways in a keyboard of buttons. Tab goes through everything as ever. */

const LINE = { ArrowUp: -1, ArrowDown: 1 };
const WAYS = { ...LINE, ArrowLeft: -1, ArrowRight: 1 };

const plain = (event) => !event.altKey && !event.ctrlKey && !event.metaKey && !event.shiftKey;
const seen = (node) => node.getClientRects().length > 0;

/** ↑, ↓, Home and End walk through what `selector` finds in `list`, when one of these has the focus. */
export function walkList(list, selector) {
  list.addEventListener("keydown", (event) => {
    if (!plain(event) || !event.target.matches(selector)) return;
    const all = [...list.querySelectorAll(selector)].filter(seen);
    const at = all.indexOf(event.target);
    const to = { Home: 0, End: all.length - 1 }[event.key] ?? at + (LINE[event.key] ?? NaN);
    if (!(to in all)) return;
    event.preventDefault();
    all[to].focus();
  });
}

/**
 * The arrows walk through the `.key`s of a keyboard of rows. Up from its first row goes to `above(node)`, when there
 * is such.
 */
export function walkKeys(place, above = () => null) {
  place.addEventListener("keydown", (event) => {
    const way = WAYS[event.key];
    if (!way || !plain(event) || !event.target.matches(".key")) return;
    const row = event.target.closest(".keys-row");
    const across = [...row.children];
    const at = across.indexOf(event.target);
    const target = event.key in LINE ? neighbour(row, way, (at + 0.5) / across.length) : across[at + way];
    const next = target ?? (event.key === "ArrowUp" ? above(event.target) : null);
    event.preventDefault();
    next?.focus();
  });
}

/** The key of the row above or below that stands most nearly over or under. */
function neighbour(row, way, share) {
  const keys = [...((way < 0 ? row.previousElementSibling : row.nextElementSibling)?.children ?? [])];
  return keys[Math.floor(share * keys.length)];
}
