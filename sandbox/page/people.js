/** The list of people: whose phone is in your hands, who has unread messages. */

import { api } from "./api.js";
import { byId, dialog, el, icon } from "./dom.js";
import { failed } from "./notices.js";
import { w } from "./words.js";

const MANY = 9; // people; with more of them the list gets a search field
const HUES = 8; // see --hue-* in people.css

let people = [];

/** A round picture with the person's initials; its colour stays theirs. */
export function avatar(person) {
  const names = person.name.trim().split(/\s+/);
  const initials = [names[0], ...names.slice(1).slice(-1)].map((word) => Array.from(word)[0] ?? "").join("");
  return el(
    "span",
    { class: "avatar", "data-hue": Math.abs(person.id) % HUES, "aria-hidden": "true" },
    initials.toUpperCase(),
  );
}

export const linkTo = (person) => `#user=${person.id}`;
export const everybody = () => people;
export const unreadElsewhere = (user) =>
  people.reduce((sum, person) => sum + (person.id === user ? 0 : person.unread), 0);

/** Read the list anew and draw it with `user` marked as the one in hand. */
export async function refreshPeople(user) {
  people = await api.people();
  drawPeople(user);
}

export function drawPeople(user) {
  const find = byId("find-person");
  find.hidden = people.length < MANY;
  const asked = find.value.trim().toLowerCase();
  const matching = people.filter((person) =>
    `${person.name} ${person.note ?? ""} ${person.username ?? ""}`.toLowerCase().includes(asked),
  );
  const focused = document.activeElement?.closest?.("#people-list a")?.getAttribute("href");
  byId("people-list").replaceChildren(
    ...matching.map((person) => el("li", {}, line(person, person.id === user))),
    ...(matching.length ? [] : people.length ? [el("li", { class: "hint" }, w("nothingFound"))] : []),
  );
  if (focused) byId("people-list").querySelector(`a[href="${focused}"]`)?.focus({ preventScroll: true });
}

function line(person, current) {
  const note = person.blocked ? w("blockedNote") : person.note || (person.username ? `@${person.username}` : "");
  return el(
    "a",
    { class: "person", href: linkTo(person), "aria-current": current ? "page" : null },
    avatar(person),
    el(
      "span",
      { class: "person-words" },
      el("span", { class: "person-name" }, person.name),
      el("span", { class: "person-note" }, note),
    ),
    person.blocked ? icon("block") : null,
    person.unread > 0 && !current ? unreadBadge(person.unread) : null,
  );
}

function unreadBadge(n) {
  const aloud = el("span", { class: "unseen" }, w("unread", { n }));
  return el("span", { class: "badge" }, el("span", { "aria-hidden": "true" }, String(n)), aloud);
}

/** Wire the search field and the «new person» button; `open(person)` after one is added. */
export function startPeople(current, open) {
  byId("find-person").addEventListener("input", () => drawPeople(current()));
  byId("add-person").append(icon("plus"), w("addPerson"));
  byId("add-person").addEventListener("click", () => askForPerson(open));
}

function askForPerson(open) {
  const input = (name, attributes) =>
    el("label", {}, w(name), el("input", { class: "field", name, autocomplete: "off", ...attributes }));
  const form = el(
    "form",
    { method: "dialog" },
    el("h2", {}, w("addPerson")),
    input("name", { required: true, maxlength: 64 }),
    input("username", { pattern: "@?[A-Za-z0-9_]{4,32}" }),
    input("note", { maxlength: 80 }),
    el(
      "div",
      { class: "box-buttons" },
      el("button", { type: "button", class: "quiet", onclick: () => box.close() }, w("cancel")),
      el("button", { type: "submit", class: "primary" }, w("add")),
    ),
  );
  const box = dialog({ class: "box", "aria-label": w("addPerson") }, form);
  form.addEventListener("submit", async () => {
    const { name, username, note } = Object.fromEntries(new FormData(form));
    try {
      open(await api.addPerson({ name: name.trim(), username: username.replace(/^@/, ""), note: note.trim() }));
    } catch (error) {
      failed(error);
    }
  });
}
