/** The head of a chat: whose phone, which chat; its menu goes to the person's other chats and blocks the bot. */

import { avatar, chatLine } from "./people.js";
import { chatsOf } from "./chats.js";
import { byId, el, icon } from "./dom.js";
import { openMenu } from "./menus.js";
import { w } from "./words.js";

/**
 * Draw it for `person` in `group` (null in private) and give back the line under the name.
 * `act`: {block(), about()} are what the menu does.
 */
export function drawHead(person, group, note, act) {
  const subtitle = el("span", { class: "person-note" }, note);
  const more = el(
    "button",
    {
      type: "button",
      class: "holder",
      "aria-haspopup": "true",
      "aria-expanded": "false",
      onclick: () => openMenu(more, byId("talk-head"), { class: "person-menu" }, choices(person, group, act)),
    },
    avatar(group ? { id: group.id, name: group.title } : person),
    el("span", { class: "person-words" }, el("span", { class: "person-name" }, group?.title ?? person.name), subtitle),
  );
  byId("talk-head").replaceChildren(
    el("a", { class: "round back", href: "#", "aria-label": w("back"), title: w("back") }, icon("back")),
    more,
  );
  return subtitle;
}

function choices(person, group, act) {
  const chats = chatsOf(person.id);
  const choice = (drawing, word, onclick) => el("button", { type: "button", onclick }, icon(drawing), w(word));
  return [
    ...(chats.length > 1 ? chats.map((chat) => chatLine(person.id, chat)) : []),
    group
      ? choice("people", "aboutGroup", act.about)
      : choice("block", person.blocked ? "unblock" : "block", act.block),
  ];
}
