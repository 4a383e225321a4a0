/** The phone in your hands: one chat of one person, with a bot or in a group. */

import { api } from "./api.js";
import { watchDrops, confirmFiles } from "./attach.js";
import { gist, sender } from "./bubbles.js";
import { drawHead } from "./chat-head.js";
import { createComposer } from "./composer.js";
import { byId, el, icon } from "./dom.js";
import { showGroup } from "./group-box.js";
import { createLog } from "./log.js";
import { closeMenu } from "./menus.js";
import { announce, copy, failed, toast } from "./notices.js";
import { current, isHere, isMine, linkTo, same, setCurrent } from "./places.js";
import { markWaiting, press } from "./presses.js";
import { w } from "./words.js";

const TYPING = 5000; // ms, as long as Telegram shows one chat action

/** `onRead()` runs when unread counts may have changed. */
export function createChat(onRead) {
  let person = null;
  let group = null; // where one is, if it is a group or a channel
  let seq = 0; // the last event that the chat, as it was read, already knows
  let loading = 0; // readings of the chat that have not come back yet
  let late = []; // events that came before the reading did
  let below = 0; // messages that came while the reader looked further up
  let unread = 0;
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
  const say = (text, replyTo, at = current()) => inTurn(() => api.say(at, text, replyTo));
  const edit = (message, text, at = current()) => inTurn(() => api.edit(at, message.message_id, text));
  const upload = (files, kind, caption, at = current()) => inTurn(() => api.upload(at, files, kind, caption));
  const contact = (phone, at = current()) => inTurn(() => api.contact(at, phone));
  const remove = (message) => inTurn(() => api.remove(current(), message.message_id));
  const block = (blocked) => {
    closeMenu();
    return tried(() => api.block(current(), blocked).then(() => load()));
  };
  const join = () => tried(() => api.member({ ...current(), status: "member" }).then(() => load()));
  const cannot = () => toast(w("cannotPress"));

  const log = createLog(
    {
      press: (message, data) => press(current(), message, data),
      command: (text) => say(text),
      start: (payload) => say(`/start ${payload}`),
      begin: () => say("/start"),
      cannot,
      copy,
      remove,
      reply: (message) => composer.reply(message),
      edit: (message) => composer.edit(message),
      write: () => composer.focus(),
      find: (messageId) => log.find(messageId) || toast(w("deletedReply")),
    },
    () => (log.isAtBottom() ? seen() : null, showJump()),
  );
  const composer = createComposer({
    say,
    edit,
    upload,
    contact,
    cannot,
    join,
    unblock: () => block(false),
    messages: log.messages,
  });
  watchDrops(
    byId("talk"),
    () => person && composer.ready(),
    (files, kind) => confirmFiles(files, kind, upload),
  );
  byId("to-bottom").addEventListener("click", () => log.toEnd());
  document.addEventListener("visibilitychange", seen);

  function seen() {
    if (!person || document.hidden || !log.isAtBottom()) return;
    below = 0;
    if (!unread) return;
    unread = 0;
    api.read(current()).then(onRead, failed);
  }

  function showJump() {
    const jump = byId("to-bottom");
    jump.hidden = log.isAtBottom();
    jump.setAttribute("aria-label", below ? w("newBelow", { n: below }) : w("toBottom"));
    jump.replaceChildren(icon("down"), ...(below ? [el("span", { class: "badge" }, String(below))] : []));
  }

  function note() {
    if (group) return `${person.name} · ${w("members", { n: group.members.length })}`;
    if (current().bot) return `${person.name} · @${current().bot}`;
    return person.note || (person.username ? `@${person.username}` : "");
  }

  const head = () =>
    (subtitle = drawHead(person, group, note(), {
      block: () => block(!person.blocked),
      about: () => (closeMenu(), showGroup(group, current().user)),
    }));

  /** Read the chat whole. What happens meanwhile waits, then happens to what was read. */
  async function load({ fresh = false } = {}) {
    const asked = current();
    loading += 1;
    try {
      const chat = await api.chat(asked);
      if (same(asked, current())) take(chat, fresh); // else the reader went on to another chat meanwhile
    } finally {
      loading -= 1;
      if (!loading) catchUp();
    }
  }

  function catchUp() {
    const missed = late.filter(isHere);
    late = [];
    missed.forEach(happen);
  }

  function take(chat, fresh) {
    person = chat.person;
    group = chat.group ?? null;
    seq = chat.seq;
    unread = group ? 1 : person.unread; // a group does not say how many, so it is read whenever it is looked at
    if (fresh || group || !byId("talk-head").childElementCount) head();
    log.show(chat.messages, { fresh });
    composer.show(person, chat);
    markWaiting();
    seen();
    showJump();
  }

  function typing(on) {
    clearTimeout(typingTimer);
    subtitle?.classList.toggle("typing", on);
    if (subtitle && person) subtitle.textContent = on ? w("typing") : note();
    if (on) typingTimer = setTimeout(() => typing(false), TYPING);
  }

  function happen(event) {
    if (event.seq <= seq) return;
    if (event.type === "typing") typing(true);
    if (event.type === "keyboard") composer.setKeyboard(event.keyboard);
    if (event.type === "group") regroup(event.group);
    if (event.type === "delete") {
      log.remove(event.message_id);
      announce(w("deleted"));
    }
    if (event.type === "message" || event.type === "edit") told(event);
    markWaiting();
    seen();
    showJump();
  }

  /** The group has changed. A private one that was left can't be seen any more: back to the bot. */
  function regroup(now) {
    const { user } = current();
    const inside = now.members.some((member) => member.id === user && member.status !== "kicked");
    if (now.migrated_to) location.hash = linkTo({ user, chat: now.migrated_to });
    else if (inside || now.username) load().catch(failed);
    else location.hash = linkTo({ user });
  }

  function told({ type, message }) {
    const further = !log.isAtBottom();
    log.put(message);
    if (isMine(message)) return;
    typing(false);
    announce(`${sender(message)}${type === "edit" ? `, ${w("edited")}` : ""}: ${gist(message)}`);
    if (type === "edit") return;
    unread += 1;
    if (further) below += 1;
  }

  return {
    user: () => current()?.user ?? null,
    name: () => group?.title ?? person?.name ?? null,
    reload: () => current() && load(),

    /** What the list of people says now; blocked elsewhere, blocked here. */
    agree(listed) {
      if (person && !group && !current()?.bot && listed && listed.blocked !== person.blocked) load().catch(failed);
    },

    async open(place) {
      setCurrent(place);
      person = { id: place.user, name: "", unread: 0, blocked: false };
      group = null;
      below = unread = 0;
      typing(false);
      byId("talk").hidden = false;
      byId("nobody").hidden = true;
      composer.open(place);
      composer.focus();
      await load({ fresh: true });
    },

    close() {
      setCurrent(null);
      person = null;
      byId("talk").hidden = true;
      byId("nobody").hidden = false;
    },

    /** Something happened in this chat. */
    take: (event) => (loading ? late.push(event) : happen(event)),
  };
}
