/** Where a person writes: text, a reply, attachments, commands, the bot's reply keyboard. */

import { attachChoices, confirmFiles } from "./attach.js";
import { walkKeys } from "./arrows.js";
import { gist, sender } from "./bubbles.js";
import { askPhone } from "./contact.js";
import { byId, el, icon, iconButton } from "./dom.js";
import { replyKeyboard } from "./keyboards.js";
import { closeMenu, openMenu } from "./menus.js";
import { parts } from "./parts.js";
import { isMine, linkTo } from "./places.js";
import { whyNot } from "./why-not.js";
import { w } from "./words.js";

const TOUCH = matchMedia("(pointer: coarse)");

/** `act`: {say(text, replyTo?, place?), edit(message, text, place), upload, contact(phone), unblock, join, messages}. */
export function createComposer(act) {
  const root = byId("composer");
  const drafts = new Map(); // place → text half typed
  let key = null; // of the place whose draft is in the field
  let where = null;
  let keyboard = null;
  let commands = [];
  let about = null; // {message, editing}: what is being answered or edited

  const field = el("textarea", {
    id: "message",
    class: "writing",
    rows: 1,
    placeholder: w("message"),
    "aria-label": w("message"),
    autocomplete: "off",
    enterkeyhint: "send",
  });
  const menuButton = el(
    "button",
    {
      type: "button",
      class: "menu-button",
      "aria-haspopup": "true",
      "aria-expanded": "false",
      "aria-label": w("commands"),
      title: w("commands"),
      onclick: showCommands,
    },
    icon("menu"),
  );
  const clip = iconButton("clip", w("attach"), {
    "aria-haspopup": "true",
    "aria-expanded": "false",
    onclick: showAttach,
  });
  const keysButton = iconButton("keys", w("keyboard"), { onclick: () => showKeys(keysPlace.hidden) });
  const sendButton = el(
    "button",
    { type: "submit", class: "round send", "aria-label": w("send"), title: w("send") },
    icon("send"),
  );
  const quote = el("div", { class: "replying", hidden: true });
  const keysPlace = el("div", { class: "keys-place", hidden: true });
  const fieldBox = el("div", { class: "field-box" }, field, keysButton, clip);
  const form = el("form", { class: "compose-row" }, menuButton, fieldBox, sendButton);
  const instead = el("div", { class: "unblock", hidden: true });
  root.append(quote, form, keysPlace, instead);
  walkKeys(keysPlace, () => field);

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    send();
  });
  field.addEventListener("input", fit);
  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      send();
    } else if (event.key === "Escape" && about) {
      setAbout(null);
    } else if (event.key === "ArrowUp" && !field.value && !event.altKey && !event.ctrlKey && !event.metaKey) {
      editLast(event);
    } else if ((event.ctrlKey || event.metaKey) && ["ArrowUp", "ArrowDown"].includes(event.key)) {
      event.preventDefault();
      stepReply(event.key === "ArrowUp" ? -1 : 1);
    }
  });

  /** The field is as tall as its text, up to what the style allows. */
  function fit() {
    field.style.height = "auto";
    field.style.height = `${field.scrollHeight}px`;
    sendButton.disabled = !field.value.trim();
  }

  async function send() {
    const text = field.value.trim();
    if (!text) return;
    const [place, target, draft] = [where, about, key];
    setAbout(null);
    field.value = "";
    fit();
    const pieces = target?.editing ? [text] : parts(text);
    for (const [index, piece] of pieces.entries()) {
      const sent = target?.editing
        ? await act.edit(target.message, piece, place)
        : await act.say(piece, index === 0 ? target?.message.message_id : undefined, place);
      if (sent) continue;
      drafts.set(draft, text); // nothing typed is ever lost
      if (key === draft && !field.value) field.value = text;
      fit();
      return;
    }
  }

  /** Answer a message, edit an own one, or neither (null). */
  function setAbout(message, { editing = false } = {}) {
    if (about?.editing) field.value = "";
    about = message && { message, editing };
    quote.hidden = !message;
    if (message) {
      const title = editing ? w("editing") : sender(message);
      quote.replaceChildren(
        icon(editing ? "pencil" : "reply"),
        el(
          "p",
          { class: "quote-text" },
          el("span", { class: "quote-who" }, title),
          el("span", { class: "quote-words" }, gist(message)),
        ),
        iconButton("close", w(editing ? "stopEdit" : "stopReply"), { onclick: () => (setAbout(null), field.focus()) }),
      );
      if (editing) field.value = message.text;
      field.focus();
    } else {
      quote.replaceChildren();
    }
    fit();
  }

  /** ↑ in an empty field takes up one's own last text, as on the desktop. */
  function editLast(event) {
    const last = act.messages().findLast((message) => isMine(message) && message.text);
    if (!last) return;
    event.preventDefault();
    setAbout(last, { editing: true });
  }

  /** Ctrl+↑ and Ctrl+↓ walk through the messages to answer, as on the desktop. */
  function stepReply(step) {
    const all = act.messages();
    const now = about?.message ?? null;
    const at = now ? all.findIndex((message) => message.message_id === now.message_id) : all.length;
    setAbout(all[at + step] ?? (step > 0 ? null : now));
  }

  function showKeys(visible) {
    keysPlace.hidden = !visible;
    keysButton.setAttribute("aria-expanded", String(visible));
  }

  /** A button of the bot's reply keyboard says its words, or hands over one's number; a one-time one folds itself. */
  function pressed(button) {
    if (button.request_contact) askPhone(act.contact);
    else if (Object.keys(button).some((name) => name.startsWith("request_") || name === "web_app")) act.cannot();
    else act.say(button.text);
    if (keyboard.one_time_keyboard) showKeys(false);
  }

  function showCommands() {
    const choose = (command) => (closeMenu(), act.say(`/${command}`), field.focus());
    openMenu(
      menuButton,
      root,
      { class: "commands", role: "group", "aria-label": w("commands") },
      commands.map(({ command, description }) =>
        el(
          "button",
          { type: "button", onclick: () => choose(command) },
          el("span", {}, description),
          el("code", {}, `/${command}`),
        ),
      ),
    );
  }

  function showAttach() {
    const chosen = (files, kind) => confirmFiles(files, kind, act.upload);
    const panel = openMenu(
      clip,
      root,
      { class: "attach", role: "group", "aria-label": w("attach") },
      attachChoices(chosen, act.upload),
    );
    panel?.addEventListener("click", closeMenu);
  }

  return {
    ready: () => !form.hidden,
    reply: (message) => setAbout(message),
    edit: (message) => setAbout(message, { editing: true }),
    focus() {
      if (!TOUCH.matches && !form.hidden) field.focus();
    },

    /** Another chat is open: its draft, at once, since one may type before the chat has been read. */
    open(place) {
      where = place;
      if (key === linkTo(place)) return;
      setAbout(null);
      drafts.set(key, field.value);
      key = linkTo(place);
      field.value = drafts.get(key) ?? "";
      fit();
    },

    /** The chat has been read: its commands, its keyboard, and whether one may write there. */
    show(person, chat) {
      commands = chat.commands ?? [];
      menuButton.hidden = !commands.length;
      const reason = whyNot(person, chat, act);
      const back = form.hidden && !reason;
      form.hidden = Boolean(reason);
      instead.hidden = !reason;
      instead.replaceChildren(...(reason ?? []));
      if (back) this.focus();
      this.setKeyboard(reason ? null : chat.keyboard);
    },

    setKeyboard(next) {
      const same = JSON.stringify(next) === JSON.stringify(keyboard);
      keyboard = next ?? null;
      keysButton.hidden = !keyboard?.keyboard;
      field.placeholder = keyboard?.input_field_placeholder ?? w("message");
      if (!keyboard?.keyboard) {
        keysPlace.replaceChildren();
        showKeys(false);
      } else if (!same) {
        keysPlace.replaceChildren(replyKeyboard(keyboard, pressed));
        showKeys(true);
      }
    },
  };
}
