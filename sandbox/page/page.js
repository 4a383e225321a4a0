/** The chat page: which phone is open, and where each event of the sandbox goes. */

import { api, listen } from "./api.js";
import { refreshBadLuck, refreshCalls, startCalls, take as takeCall } from "./calls.js";
import { createChat } from "./chat.js";
import { startClock, takeClock } from "./clock.js";
import { byId } from "./dom.js";
import { closeMenu } from "./menus.js";
import { showGroups } from "./groups.js";
import { failed } from "./notices.js";
import { drawPeople, everybody, refreshPeople, startPeople, unreadElsewhere } from "./people.js";
import { current, fromAddress, isHere, linkTo } from "./places.js";
import { settle } from "./presses.js";
import { translate, w } from "./words.js";

translate(document);

const chat = createChat(recount);
let asked = 0; // how often a new count of the unread was asked for
let counting = false;

/** Read the people anew: many askings while one reading runs are answered by one more. */
async function recount() {
  asked += 1;
  if (counting) return;
  counting = true;
  try {
    for (let answered = 0; answered !== asked;) {
      answered = asked;
      await refreshPeople();
    }
    chat.agree(everybody().find((person) => person.id === chat.user()));
  } catch (error) {
    failed(error);
  } finally {
    counting = false;
  }
  title();
}

function title() {
  const unread = unreadElsewhere(chat.user());
  const who = chat.name();
  document.title = `${unread ? `(${unread}) ` : ""}${who ? `${who} · ` : ""}${w("sandbox")}`;
}

/** The address says whose phone is open and which chat: see places.js. */
async function route() {
  const where = fromAddress();
  const another = where?.user !== current()?.user;
  closeMenu();
  byId("app").dataset.view = where ? "chat" : "list";
  try {
    if (where) await chat.open(where);
    else chat.close();
  } catch (error) {
    failed(error);
    chat.close();
    byId("app").dataset.view = "list";
  }
  drawPeople();
  title();
  if (another && where) recount(); // another phone has other chats
}

/** Alt+↑ and Alt+↓: the neighbour's phone. */
function step(event) {
  const by = { ArrowUp: -1, ArrowDown: 1 }[event.key];
  if (!event.altKey || !by) return;
  event.preventDefault();
  const people = everybody();
  const at = people.findIndex((person) => person.id === chat.user());
  const next = people[(at + by + people.length) % people.length];
  if (next) location.hash = linkTo({ user: next.id });
}

function onEvent(event) {
  if (event.type === "call") takeCall(event.call ?? event);
  else if (event.type === "clock") takeClock(event, redated);
  else if (event.type === "faults" || event.type === "limits") refreshBadLuck();
  else if (event.type === "answer") settle(event);
  else if (isHere(event)) chat.take(event);
  if (ELSEWHERE.has(event.type) && !(isHere(event) && event.type === "message")) recount();
}

const ELSEWHERE = new Set(["people", "bots", "group", "message"]); // what may change the lists

/** «Сегодня» has become «Вчера». */
const redated = () => chat.reload();

/** The line is up, for the first time or again. The clock comes first: every time is shown in its zone. */
async function catchUp() {
  try {
    takeClock(await api.clock(), redated);
    await Promise.all([recount(), refreshCalls(), chat.user() === null ? route() : chat.reload()]);
  } catch (error) {
    failed(error);
  }
}

startClock(redated);
startCalls();
const go = (where) => (location.hash = linkTo(where));
startPeople(
  (person) => go({ user: person.id }),
  () => showGroups(go),
);
addEventListener("hashchange", route);
addEventListener("keydown", step);
listen(onEvent, catchUp, (up) => byId("app").classList.toggle("offline", !up));
