/** Where one is: whose phone, and which chat on it. The address holds it: #user=ID, then &bot=NAME or &chat=ID. */

let here = null;
let firstBot = null; // its chat is the one that an address without bot= means

export const current = () => here;
export const setCurrent = (place) => (here = place);
export const setFirstBot = (username) => (firstBot = username);

/** A person's chat with a bot, or with everybody in a group (an id below zero). */
export function place(user, { bot, chat } = {}) {
  if (chat) return { user, chat };
  return bot && bot !== firstBot ? { user, bot } : { user };
}

/** The place that the address names, or null. */
export function fromAddress() {
  const asked = new URLSearchParams(location.hash.slice(1));
  const user = Number(asked.get("user"));
  return user ? place(user, { bot: asked.get("bot"), chat: Number(asked.get("chat")) }) : null;
}

export const linkTo = (where) => `#${new URLSearchParams(where)}`;
export const same = (one, other) => Boolean(one && other) && linkTo(one) === linkTo(other);

/** Whether an event happened in the chat that is open. A group has one chat for everybody in it. */
export function isHere(event) {
  if (!here) return false;
  if (event.chat) return event.chat === here.chat && (event.user ?? here.user) === here.user;
  return !here.chat && event.user === here.user && (event.bot ?? here.bot ?? firstBot) === (here.bot ?? firstBot);
}

/** One's own message: in a group by the account that wrote it, in private whatever is not the bot's. */
export function isMine(message) {
  if (message.chat.type === "private") return !message.from?.is_bot;
  // Of a quoted message only the sender is known; nobody (null) is the author of what Telegram itself forwards.
  return (message.author === undefined ? message.from?.id : message.author) === here?.user;
}
