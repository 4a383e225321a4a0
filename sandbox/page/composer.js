/** Where a person writes: text, a reply, attachments, commands, the bot's reply keyboard. */

import { attachChoices, confirmFiles } from "./attach.js";
import { gist, isMine } from "./bubbles.js";
import { byId, el, icon, iconButton } from "./dom.js";
import { replyKeyboard } from "./keyboards.js";
import { closeMenu, openMenu } from "./menus.js";
import { w } from "./words.js";

const LONGEST = 4096; // of one message, in code points; a longer one goes in parts, as Telegram's apps do it
const TOUCH = matchMedia("(pointer: coarse)");

/** `act`: {say(text, replyTo?, user?), edit(message, text), upload(files, kind, caption), unblock(), messages()}. */
export function createComposer(act) {
  const root = byId("composer");
  const drafts = new Map(); // user → text half typed
  let user = null;
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
  const unblock = el(
    "div",
    { class: "unblock", hidden: true },
    el("p", {}, w("youBlocked")),
    el("button", { type: "button", class: "primary", onclick: act.unblock }, w("unblock")),
  );
  root.append(quote, form, keysPlace, unblock);

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
    const [sender, target] = [user, about];
    setAbout(null);
    field.value = "";
    fit();
    const pieces = target?.editing ? [text] : parts(text);
    for (const [index, piece] of pieces.entries()) {
      const sent = target?.editing
        ? await act.edit(target.message, piece, sender)
        : await act.say(piece, index === 0 ? target?.message.message_id : undefined, sender);
      if (sent) continue;
      drafts.set(sender, text); // nothing typed is ever lost
      if (user === sender && !field.value) field.value = text;
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
      const title = editing ? w("editing") : isMine(message) ? w("you") : w("bot");
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
    reply: (message) => setAbout(message),
    edit: (message) => setAbout(message, { editing: true }),
    focus() {
      if (!TOUCH.matches && !form.hidden) field.focus();
    },

    /** Another phone is in hand: its draft, at once, since one may type before the chat has been read. */
    open(id) {
      if (user === id) return;
      setAbout(null);
      drafts.set(user, field.value);
      user = id;
      field.value = drafts.get(user) ?? "";
      fit();
    },

    /** The chat has been read: its commands, its keyboard. */
    show(person, chat) {
      commands = chat.commands ?? [];
      menuButton.hidden = !commands.length;
      const back = form.hidden && !person.blocked;
      form.hidden = person.blocked;
      unblock.hidden = !person.blocked;
      if (back) this.focus();
      this.setKeyboard(person.blocked ? null : chat.keyboard);
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
        keysPlace.replaceChildren(replyKeyboard(keyboard, (text) => act.say(text)));
        showKeys(true);
      }
    },
  };
}

/** Split at a line, else at a space, else anywhere, never inside a character. */
export function parts(text) {
  const letters = Array.from(text);
  const result = [];
  while (letters.length > LONGEST) {
    const window = letters.slice(0, LONGEST);
    const border = Math.max(window.lastIndexOf("\n"), 0) || Math.max(window.lastIndexOf(" "), 0) || LONGEST;
    result.push(letters.splice(0, border).join("").trim());
  }
  return [...result, letters.join("").trim()].filter(Boolean);
}
