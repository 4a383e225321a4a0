/** What stands in the place of the field where one can't write: the reason, and the way back when there is one. */

import { el } from "./dom.js";
import { w } from "./words.js";

const way = (word, onclick) => el("button", { type: "button", class: "primary", onclick }, w(word));

/** The words and buttons, or null where one may write. `act`: {unblock(), join()}. */
export function whyNot(person, chat, act) {
  if (person.deactivated) return [el("p", {}, w("youLeft"))];
  if (!chat.group) return person.blocked ? [el("p", {}, w("youBlocked")), way("unblock", act.unblock)] : null;
  if (chat.status === "left") return [el("p", {}, w("notMember")), way("join", act.join)];
  if (chat.status === "kicked") return [el("p", {}, w("banned"))];
  return chat.can_send ? null : [el("p", {}, w(chat.group.type === "channel" ? "channelReader" : "mayNotWrite"))];
}
