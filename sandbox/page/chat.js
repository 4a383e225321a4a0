/** The phone in your hands: one person's chat with the bot. */

import { api } from "./api.js";
import { watchDrops, confirmFiles } from "./attach.js";
import { gist, isMine } from "./bubbles.js";
import { createComposer } from "./composer.js";
import { byId, el, icon, iconButton } from "./dom.js";
import { createLog } from "./log.js";
import { closeMenu, openMenu } from "./menus.js";
import { announce, copy, failed, toast } from "./notices.js";
import { avatar } from "./people.js";
import { markWaiting, press } from "./presses.js";
import { w } from "./words.js";

const TYPING = 5000; // ms, as long as Telegram shows one chat action

/** `onRead()` runs when unread counts may have changed. */
export function createChat(onRead) {
  let person = null;
  let seq = 0; // the last event that the chat, as it was read, already knows
  let loading = 0; // readings of the chat that have not come back yet
  let late = []; // events that came before the reading did
  let below = 0; // messages that came while the reader looked further up
  let turn = Promise.resolve();
  let typingTimer;
  let subtitle;

  /** Do it and say whether it worked; when not, the person is told why. */
  async function tried(deed) {
    try {
      await deed();
      return true;
    } catch (error) {
      failed(error);
      return false;
    }
  }
  /** One after another: what was sent first arrives first, however fast one types. */
  const inTurn = (deed) => (turn = turn.then(() => tried(deed)));
  const say = (text, replyTo, user = person.id) => inTurn(() => api.say(user, text, replyTo));
  const edit = (message, text, user = person.id) => inTurn(() => api.edit(user, message.message_id, text));
  const upload = (files, kind, caption, user = person.id) => inTurn(() => api.upload(user, files, kind, caption));
  const block = (blocked) => {
    closeMenu();
    return tried(() => api.block(person.id, blocked).then(() => load()));
  };

  const log = createLog(
    {
      press: (message, data) => press(person.id, message, data),
      command: (text) => say(text),
      start: (payload) => say(`/start ${payload}`),
      begin: () => say("/start"),
      cannot: () => toast(w("cannotPress")),
      copy,
      reply: (message) => composer.reply(message),
      edit: (message) => composer.edit(message),
      find: (messageId) => log.find(messageId) || toast(w("deletedReply")),
    },
    () => (log.isAtBottom() ? seen() : null, showJump()),
  );
  const composer = createComposer({ say, edit, upload, unblock: () => block(false), messages: log.messages });
  watchDrops(
    byId("talk"),
    () => person && !person.blocked,
    (files, kind) => confirmFiles(files, kind, upload),
  );
  byId("to-bottom").addEventListener("click", () => log.toBottom("smooth"));
  document.addEventListener("visibilitychange", seen);

  function seen() {
    if (!person || document.hidden || !log.isAtBottom()) return;
    below = 0;
    if (!person.unread) return;
    person.unread = 0;
    api.read(person.id).then(onRead, failed);
  }

  function showJump() {
    const jump = byId("to-bottom");
    jump.hidden = log.isAtBottom();
    jump.setAttribute("aria-label", below ? w("newBelow", { n: below }) : w("toBottom"));
    jump.replaceChildren(icon("down"), ...(below ? [el("span", { class: "badge" }, String(below))] : []));
  }

  function head() {
    const more = el(
      "button",
      {
        type: "button",
        class: "holder",
        "aria-haspopup": "true",
        "aria-expanded": "false",
        onclick: () => openMenu(more, byId("talk-head"), { class: "person-menu" }, menuItem()),
      },
      avatar(person),
      el(
        "span",
        { class: "person-words" },
        el("span", { class: "person-name" }, person.name),
        (subtitle = el("span", { class: "person-note" }, note())),
      ),
    );
    byId("talk-head").replaceChildren(
      el("a", { class: "round back", href: "#", "aria-label": w("back"), title: w("back") }, icon("back")),
      more,
    );
  }

  const note = () => person.note || (person.username ? `@${person.username}` : "");
  const menuItem = () =>
    el(
      "button",
      { type: "button", onclick: () => block(!person.blocked) },
      icon("block"),
      w(person.blocked ? "unblock" : "block"),
    );

  /** Read the chat whole. What happens meanwhile waits, then happens to what was read. */
  async function load({ fresh = false } = {}) {
    const asked = person.id;
    loading += 1;
    try {
      const chat = await api.chat(asked);
      if (person?.id === asked) take(chat, fresh); // else the reader went on to another phone meanwhile
    } finally {
      loading -= 1;
      if (!loading) catchUp();
    }
  }

  function catchUp() {
    const missed = late.filter((event) => event.user === person?.id);
    late = [];
    missed.forEach(happen);
  }

  function take(chat, fresh) {
    person = chat.person;
    seq = chat.seq;
    if (fresh || !byId("talk-head").childElementCount) head();
    log.show(chat.messages, { fresh });
    composer.show(person, chat);
    markWaiting();
    seen();
    showJump();
  }

  function typing(on) {
    clearTimeout(typingTimer);
    subtitle?.classList.toggle("typing", on);
    if (subtitle) subtitle.textContent = on ? w("typing") : note();
    if (on) typingTimer = setTimeout(() => typing(false), TYPING);
  }

  function happen(event) {
    if (event.seq <= seq) return;
    if (event.type === "typing") typing(true);
    if (event.type === "keyboard") composer.setKeyboard(event.keyboard);
    if (event.type === "delete") log.remove(event.message_id);
    if (event.type === "message" || event.type === "edit") told(event);
    markWaiting();
    seen();
    showJump();
  }

  function told({ type, message }) {
    const further = !log.isAtBottom();
    log.put(message);
    if (isMine(message)) return;
    typing(false);
    announce(`${w("bot")}: ${gist(message)}`);
    if (type === "edit") return;
    person.unread += 1;
    if (further) below += 1;
  }

  return {
    user: () => person?.id ?? null,
    name: () => person?.name ?? null,
    reload: () => person && load(),

    /** What the list of people says now; blocked elsewhere, blocked here. */
    agree(listed) {
      if (person && listed && listed.blocked !== person.blocked) load().catch(failed);
    },

    async open(id) {
      person = { id, name: "", unread: 0, blocked: false };
      below = 0;
      typing(false);
      byId("talk").hidden = false;
      byId("nobody").hidden = true;
      composer.open(id);
      composer.focus();
      await load({ fresh: true });
    },

    close() {
      person = null;
      byId("talk").hidden = true;
      byId("nobody").hidden = false;
    },

    /** Something happened in this person's chat. */
    take: (event) => (loading ? late.push(event) : happen(event)),
  };
}
