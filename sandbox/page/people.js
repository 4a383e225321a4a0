/** The list of people: whose phone is in your hands, who has unread messages. */

import { api } from "./api.js";
import { walkList } from "./arrows.js";
import { chatsOf, placeOf, refreshChats } from "./chats.js";
import { byId, dialog, el, icon } from "./dom.js";
import { failed } from "./notices.js";
import { current, linkTo, same } from "./places.js";
import { w } from "./words.js";

const MANY = 9; // people; with more of them the list gets a search field
const HUES = 8; // see --hue-* in people.css

let people = [];
let last = null;

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

export const everybody = () => people;

/** What waits for a person on the phone: in private and in groups. */
const waiting = (person) => person.total ?? person.unread;
export const unreadElsewhere = (user) =>
  people.reduce((sum, person) => sum + (person.id === user ? 0 : waiting(person)), 0);

/** Read the list anew, and the chats of the person in hand. */
export async function refreshPeople() {
  const [all] = await Promise.all([api.people(), refreshChats(held())]);
  people = all;
  drawPeople();
}

/** Whose phone is in hand, or was a moment ago: on a narrow screen the list stands alone. */
function held() {
  last = current()?.user ?? last;
  return last;
}

export function drawPeople() {
  const find = byId("find-person");
  find.hidden = people.length < MANY;
  const asked = find.value.trim().toLowerCase();
  const matching = people.filter((person) =>
    `${person.name} ${person.note ?? ""} ${person.username ?? ""}`.toLowerCase().includes(asked),
  );
  const focused = document.activeElement?.closest?.("#people-list a")?.getAttribute("href");
  byId("people-list").replaceChildren(
    ...matching.map((person) => el("li", {}, line(person, person.id === current()?.user), chatList(person))),
    ...(matching.length ? [] : people.length ? [el("li", { class: "hint" }, w("nothingFound"))] : []),
  );
  if (focused) byId("people-list").querySelector(`a[href="${focused}"]`)?.focus({ preventScroll: true });
}

/** The chats of the person in hand, when there is more than the one with the bot. */
function chatList(person) {
  const chats = chatsOf(person.id);
  if (chats.length < 2) return null;
  const lines = chats.map((chat) => el("li", {}, chatLine(person.id, chat)));
  return el("ul", { class: "chats", "aria-label": w("chatsOf", { who: person.name }) }, lines);
}

const DRAWINGS = { private: "bot", channel: "horn" };

/** One chat of a person: a link to it, with what is unread there. */
export function chatLine(user, chat) {
  const where = placeOf(user, chat);
  const here = same(where, current());
  return el(
    "a",
    { class: "chat-line", href: linkTo(where), "aria-current": here ? "page" : null },
    icon(DRAWINGS[chat.type] ?? "people"),
    el("span", { class: "person-name" }, chat.title),
    chat.unread > 0 && !here ? unreadBadge(chat.unread) : null,
  );
}

function line(person, current) {
  const note = person.blocked ? w("blockedNote") : person.note || (person.username ? `@${person.username}` : "");
  return el(
    "a",
    { class: "person", href: linkTo({ user: person.id }), "aria-current": current ? "page" : null },
    avatar(person),
    el(
      "span",
      { class: "person-words" },
      el("span", { class: "person-name" }, person.name),
      el("span", { class: "person-note" }, note),
    ),
    person.blocked ? icon("block") : null,
    waiting(person) > 0 && !current ? unreadBadge(waiting(person)) : null,
  );
}

function unreadBadge(n) {
  const aloud = el("span", { class: "unseen" }, w("unread", { n }));
  return el("span", { class: "badge" }, el("span", { "aria-hidden": "true" }, String(n)), aloud);
}

/** Wire the search field, the arrows and the buttons; `open(person)` after one is added, `groups()` shows the groups. */
export function startPeople(open, groups) {
  byId("find-person").addEventListener("input", drawPeople);
  walkList(byId("people-list"), "a");
  byId("add-person").append(icon("plus"), w("addPerson"));
  byId("add-person").addEventListener("click", () => askForPerson(open));
  byId("show-groups").append(icon("people"), w("groups"));
  byId("show-groups").addEventListener("click", groups);
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
