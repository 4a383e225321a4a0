/** The chats on the phone in hand: one with each bot, and the groups and channels its owner is in. */

import { api } from "./api.js";
import { place, setFirstBot } from "./places.js";

let owner = null;
let chats = [];
let bots = [];

/** Read the bots, and the chats of `user` (nobody's when null). */
export async function refreshChats(user) {
  const [all, theirs] = await Promise.all([api.bots(), user === null ? [] : api.chats(user)]);
  bots = all;
  setFirstBot(bots[0]?.username ?? null);
  [owner, chats] = [user, theirs];
}

export const allBots = () => bots;
export const chatsOf = (user) => (user === owner ? chats : []);
export const placeOf = (user, chat) =>
  chat.type === "private" ? place(user, { bot: chat.bot }) : place(user, { chat: chat.id });
