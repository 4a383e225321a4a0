/** What happened to a group, as one grey line: who came and left, what it is called now. */

import { w } from "./words.js";

const names = (users) => users.map((user) => user.first_name).join(", ");
const who = (message) => message.sender_chat?.title ?? message.from?.first_name ?? message.chat.title;

const LINES = {
  new_chat_members: (message) => {
    const joined = message.new_chat_members;
    const alone = joined.length === 1 && joined[0].id === message.from?.id;
    return alone ? w("joined", { who: names(joined) }) : w("added", { who: who(message), whom: names(joined) });
  },
  left_chat_member: (message) => {
    const left = message.left_chat_member;
    const whom = left.first_name;
    return left.id === message.from?.id ? w("left", { who: whom }) : w("removed", { who: who(message), whom });
  },
  new_chat_title: (message) => w("renamed", { title: message.new_chat_title }),
  group_chat_created: (message) => w("groupMade", { title: message.chat.title }),
  supergroup_chat_created: (message) => w("groupMade", { title: message.chat.title }),
  channel_chat_created: (message) => w("channelMade", { title: message.chat.title }),
  migrate_to_chat_id: () => w("upgraded"),
  migrate_from_chat_id: () => w("upgraded"),
  pinned_message: (message) => w("pinned", { who: who(message) }),
};

/** The line of a service message; null for an ordinary one. */
export function serviceLine(message) {
  const kind = Object.keys(LINES).find((name) => message[name] !== undefined);
  return kind ? LINES[kind](message) : null;
}
