/** Groups and channels there are, to go into; and a new one. */

import { api } from "./api.js";
import { allBots } from "./chats.js";
import { chooser } from "./choosers.js";
import { dialog, el, icon } from "./dom.js";
import { failed } from "./notices.js";
import { everybody } from "./people.js";
import { current, place } from "./places.js";
import { w } from "./words.js";

const TYPES = ["supergroup", "group", "channel"];

/** The dialog of all groups; `open(place)` goes into one, as the person who is chosen at its top. */
export async function showGroups(open) {
  let groups;
  try {
    groups = await api.groups();
  } catch (error) {
    failed(error);
    return;
  }
  const who = chooser(
    "who",
    w("asWhom"),
    everybody().map((person) => [person.id, person.name]),
  );
  if (current()) who.value = String(current().user);
  const go = (group) => (box.close(), enter(group, Number(who.value), open));
  const box = dialog(
    { class: "box", "aria-label": w("groups") },
    el("h2", {}, w("groups")),
    el("label", {}, w("asWhom"), who),
    el(
      "ul",
      { class: "groups" },
      groups.filter((group) => !group.migrated_to).map((group) => line(group, go)),
    ),
    newGroup(
      () => Number(who.value),
      go,
      () => box.close(),
    ),
  );
}

/** Go in; into a private one, which is seen from inside only, by joining it. */
async function enter(group, user, open) {
  const inside = group.members.some((member) => member.id === user && member.status !== "kicked");
  try {
    if (!inside && !group.username) await api.member({ user, chat: group.id, status: "member" });
    open(place(user, { chat: group.id }));
  } catch (error) {
    failed(error);
  }
}

function line(group, go) {
  return el(
    "li",
    {},
    el(
      "button",
      { type: "button", class: "chat-line", onclick: () => go(group) },
      icon(group.type === "channel" ? "horn" : "people"),
      el("span", { class: "person-name" }, group.title),
      el("small", {}, w(group.type)),
    ),
  );
}

function newGroup(creator, go, close) {
  const title = el("input", { class: "field", name: "title", required: true, maxlength: 128, autocomplete: "off" });
  const type = chooser(
    "type",
    w("kindOfGroup"),
    TYPES.map((value) => [value, w(value)]),
  );
  const bots = allBots().map((bot) =>
    el("input", { type: "checkbox", name: "bot", value: bot.username, checked: true }),
  );
  const form = el(
    "form",
    { method: "dialog" },
    el("h3", {}, w("newGroup")),
    el("label", {}, w("groupTitle"), title),
    el("label", {}, w("kindOfGroup"), type),
    bots.map((bot) => el("label", { class: "check" }, bot, w("withBot", { bot: `@${bot.value}` }))),
    el(
      "div",
      { class: "box-buttons" },
      el("button", { type: "button", class: "quiet", onclick: close }, w("cancel")),
      el("button", { type: "submit", class: "primary" }, w("create")),
    ),
  );
  form.addEventListener("submit", async () => {
    const invited = bots.filter((bot) => bot.checked).map((bot) => bot.value);
    try {
      go(await api.addGroup({ user: creator(), title: title.value.trim(), type: type.value, bots: invited }));
    } catch (error) {
      failed(error);
    }
  });
  return form;
}
