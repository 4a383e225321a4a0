/** Small menus that open beside a button: commands, attachments, the clock. */

import { el } from "./dom.js";

let openOne = null;

/** Close whatever menu is open; focus returns to its button when it was inside. */
export function closeMenu() {
  if (!openOne) return;
  const { panel, button } = openOne;
  openOne = null;
  const held = panel.contains(document.activeElement);
  panel.remove();
  button.setAttribute("aria-expanded", "false");
  if (held) button.focus();
}

/**
 * Open a panel next to `button`, inside `place`; a second press closes it.
 * Arrow keys walk through its buttons, Escape and a click elsewhere close it.
 */
export function openMenu(button, place, attributes, ...children) {
  const again = openOne?.button === button;
  closeMenu();
  if (again) return null;
  const panel = el("div", { ...attributes, class: `menu ${attributes.class}` }, ...children);
  place.append(panel);
  button.setAttribute("aria-expanded", "true");
  openOne = { panel, button };
  panel.addEventListener("keydown", (event) => walk(event, panel));
  panel.querySelector("button, a, input")?.focus();
  return panel;
}

function walk(event, panel) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (event.target.matches("input")) return;
  const buttons = [...panel.querySelectorAll("button, a")];
  const at = buttons.indexOf(document.activeElement);
  const to = { Home: 0, End: -1 }[event.key] ?? (step ? (at + step) % buttons.length : null);
  if (to === null) return;
  event.preventDefault();
  buttons.at(to).focus();
}

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") closeMenu();
});
document.addEventListener("pointerdown", (event) => {
  if (openOne && !openOne.panel.contains(event.target) && !openOne.button.contains(event.target)) closeMenu();
});
