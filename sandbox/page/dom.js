/** The only way this page makes elements: names, attributes and text nodes. Markup is never parsed. */

const SVG = "http://www.w3.org/2000/svg";

/** Make an element. `onclick` and the like are listeners; null, undefined and false are left out. */
export function el(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value === true ? "" : String(value));
  }
  node.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

export const byId = (id) => document.getElementById(id);

/** Line drawings on a 24 × 24 grid, drawn with the colour of the text around them. */
const DRAWINGS = {
  back: "M15 5l-7 7 7 7",
  plus: "M12 5v14M5 12h14",
  clip: "M19 11.5l-7.4 7.4a4.6 4.6 0 0 1-6.5-6.5l8-8a3.1 3.1 0 0 1 4.4 4.4l-7.7 7.7a1.5 1.5 0 0 1-2.2-2.2l6.9-6.9",
  send: "M4 12l16-8-6 16-3-6.5z",
  keys: "M3 6.5h18v11H3zM6.5 10h1M10 10h1M13.5 10h1M17 10h.5M8 14h8",
  menu: "M5 7h14M5 12h14M5 17h9",
  clock: "M12 7v5l3.5 2M12 3.5a8.5 8.5 0 1 1 0 17 8.5 8.5 0 0 1 0-17z",
  calls: "M8 7l-5 5 5 5M16 7l5 5-5 5M14 4.5l-4 15",
  close: "M6 6l12 12M18 6L6 18",
  down: "M6 9.5l6 6 6-6",
  reply: "M10 6l-6 5.5L10 17v-3.5c5 0 8 1.5 10 4.5-.5-6-4-9-10-9z",
  file: "M7 3.5h7l4.5 4.5v12.5h-11.5zM14 3.5V8h4.5",
  picture: "M4 5h16v14H4zM4 16l4.5-4.5 4 4 2.5-2.5 5 5M15.5 9.5h.01",
  open: "M8 6h10v10M18 6L7 17",
  pencil: "M4.5 19.5l1-4.5L16 4.5l3.5 3.5L9 18.5z",
  copy: "M9 9h10.5v10.5H9zM5 15H4.5V4.5H15V5",
  block: "M12 3.5a8.5 8.5 0 1 1 0 17 8.5 8.5 0 0 1 0-17zM6 6l12 12",
  bin: "M5 7h14M9.5 7V4.5h5V7M7 7l1 12.5h8L17 7M10.5 10.5v5.5M13.5 10.5v5.5",
  bot: "M5.5 9h13v9.5h-13zM12 9V5.5M12 5.5h.01M9 13h.01M15 13h.01M10 16h4M3 12v3M21 12v3",
  people:
    "M9 11.5a3.2 3.2 0 1 0 0-6.4 3.2 3.2 0 0 0 0 6.4zM3 19c0-3.2 2.6-5 6-5s6 1.8 6 5M15.5 5.4a3.2 3.2 0 0 1 0 6M17 14.4c2.4.6 4 2.2 4 4.6",
  horn: "M4 10v4h3.5l9.5 4.5v-13L7.5 10zM20 10.5v3M8 14.5l1.5 5",
  save: "M12 4v11M7.5 11l4.5 4.5 4.5-4.5M5 19.5h14",
};

export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", DRAWINGS[name]);
  svg.append(path);
  return svg;
}

/** A round button that is only a drawing; its name is read aloud and shown on hover. */
export function iconButton(name, label, attributes = {}) {
  return el("button", { type: "button", class: "round", "aria-label": label, title: label, ...attributes }, icon(name));
}

/** A modal dialog that leaves the page when it is closed. Escape and a click outside close it. */
export function dialog(attributes, ...children) {
  const box = el("dialog", attributes, ...children);
  box.addEventListener("close", () => box.remove());
  box.addEventListener("click", (event) => {
    if (event.target === box) box.close();
  });
  document.body.append(box);
  box.showModal();
  return box;
}
