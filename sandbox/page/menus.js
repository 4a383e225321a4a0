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
  panel.querySelector("button, input")?.focus();
  return panel;
}

function walk(event, panel) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step || event.target.matches("input")) return;
  event.preventDefault();
  const buttons = [...panel.querySelectorAll("button")];
  const at = buttons.indexOf(document.activeElement);
  buttons[(at + step + buttons.length) % buttons.length].focus();
}

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") closeMenu();
});
document.addEventListener("pointerdown", (event) => {
  if (openOne && !openOne.panel.contains(event.target) && !openOne.button.contains(event.target)) closeMenu();
});
