/** The chat page: which phone is open, and where each event of the sandbox goes. */

import { api, listen } from "./api.js";
import { refreshCalls, startCalls, take as takeCall } from "./calls.js";
import { createChat } from "./chat.js";
import { startClock, takeClock } from "./clock.js";
import { byId } from "./dom.js";
import { closeMenu } from "./menus.js";
import { failed } from "./notices.js";
import { drawPeople, everybody, linkTo, refreshPeople, startPeople, unreadElsewhere } from "./people.js";
import { settle } from "./presses.js";
import { translate, w } from "./words.js";

translate(document);

const chat = createChat(recount);
let recounting = false;

/** Read the people anew, once however many events ask for it. */
async function recount() {
  if (recounting) return;
  recounting = true;
  try {
    await refreshPeople(chat.user());
    chat.agree(everybody().find((person) => person.id === chat.user()));
  } catch (error) {
    failed(error);
  } finally {
    recounting = false;
  }
  title();
}

function title() {
  const unread = unreadElsewhere(chat.user());
  const who = chat.name();
  document.title = `${unread ? `(${unread}) ` : ""}${who ? `${who} · ` : ""}${w("sandbox")}`;
}

/** The address says whose phone is open: #user=ID. */
async function route() {
  const id = Number(new URLSearchParams(location.hash.slice(1)).get("user"));
  closeMenu();
  byId("app").dataset.view = id ? "chat" : "list";
  try {
    if (id) await chat.open(id);
    else chat.close();
  } catch (error) {
    failed(error);
    chat.close();
    byId("app").dataset.view = "list";
  }
  drawPeople(chat.user());
  title();
}

/** Alt+↑ and Alt+↓: the neighbour's phone. */
function step(event) {
  const by = { ArrowUp: -1, ArrowDown: 1 }[event.key];
  if (!event.altKey || !by) return;
  event.preventDefault();
  const people = everybody();
  const at = people.findIndex((person) => person.id === chat.user());
  const next = people[(at + by + people.length) % people.length];
  if (next) location.hash = linkTo(next);
}

function onEvent(event) {
  if (event.type === "call") takeCall(event.call ?? event);
  else if (event.type === "clock") takeClock(event, redated);
  else if (event.type === "answer") settle(event);
  else if (event.type === "people") recount();
  else if (event.user === chat.user()) chat.take(event);
  else if (event.type === "message") recount();
}

/** «Сегодня» has become «Вчера». */
const redated = () => chat.reload();

async function catchUp() {
  try {
    takeClock(await api.clock(), redated);
    await Promise.all([recount(), chat.reload(), refreshCalls()]);
  } catch (error) {
    failed(error);
  }
}

startClock(redated);
startCalls();
startPeople(chat.user, (person) => {
  location.hash = linkTo(person);
});
addEventListener("hashchange", route);
addEventListener("keydown", step);
listen(onEvent, catchUp, (up) => byId("app").classList.toggle("offline", !up));
await route();
