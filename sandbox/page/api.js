/** What the page asks of the sandbox, and what the sandbox tells it. */

import { w } from "./words.js";

/** The sandbox said no, or could not be reached; the message is fit to be shown. */
export class Refused extends Error {}

async function ask(path, options) {
  let response;
  try {
    response = await fetch(path, options);
  } catch {
    throw new Refused(w("offline"));
  }
  const body = await response.json().catch(() => null);
  if (!response.ok) throw new Refused(body?.error ?? `HTTP ${response.status}`);
  return body;
}

const get = (path) => ask(path);
const post = (path, value) =>
  ask(path, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(value) });

/**
 * A place is whose phone it is and which of its chats: {user}, with the first bot; {user, bot}, with another one;
 * {user, chat}, a group or a channel.
 */
const at = ({ user, bot, chat }) => ({ user, ...(bot ? { bot } : {}), ...(chat ? { chat } : {}) });

const query = (facts) => (Object.keys(facts).length ? `?${new URLSearchParams(facts)}` : "");

export const api = {
  people: () => get("/page/people"),
  addPerson: (person) => post("/page/people", person),
  chats: (user) => get(`/page/chats/${user}`),
  chat: ({ user, ...where }) => get(`/page/chat/${user}${query(where)}`),
  read: (place) => post("/page/read", at(place)),
  say: (place, text, replyTo) => post("/page/say", { ...at(place), text, ...(replyTo ? { reply_to: replyTo } : {}) }),
  edit: (place, messageId, text) => post("/page/edit", { ...at(place), message_id: messageId, text }),
  remove: (place, messageId) => post("/page/delete", { ...at(place), message_id: messageId }),
  press: (place, messageId, data) => post("/page/press", { ...at(place), message_id: messageId, data }),
  block: (place, blocked) => post("/page/block", { ...at(place), blocked }),
  contact: (place, phone) => post("/page/contact", { ...at(place), phone_number: phone }),

  /** Several files go as one album, the caption under the first. */
  upload(place, files, kind, caption) {
    const form = new FormData();
    for (const [name, value] of Object.entries({ ...at(place), kind, caption })) form.append(name, value);
    for (const file of files) form.append("file", file, file.name);
    return ask("/page/upload", { method: "POST", body: form });
  },

  groups: () => get("/page/groups"),
  addGroup: (group) => post("/page/groups", group),
  member: (change) => post("/page/members", change),
  bots: () => get("/page/bots"),

  clock: () => get("/page/clock"),
  wind: (seconds) => post("/page/clock", { forward: seconds }),

  calls: (since) => get(`/page/calls?since=${since}`),
  impatient: () => get("/page/impatient"),
  limits: () => get("/page/limits"),
  setLimits: (enforced) => post("/page/limits", { enforced }),
  faults: () => get("/page/faults"),
  faultKinds: () => get("/page/faults/kinds"),
  planFaults: (faults) => post("/page/faults", faults),
  dropFault: (id) => ask(`/page/faults/${id}`, { method: "DELETE" }),
};

export const fileUrl = (fileId) => `/page/file/${encodeURIComponent(fileId)}`;

/**
 * Listen to the sandbox. `onBack` runs after every (re)connection, since events of the gap are gone;
 * `onState(true | false)` tells whether the line is up.
 */
export function listen(onEvent, onBack, onState) {
  const source = new EventSource("/page/events");
  let last = 0;
  source.onopen = () => {
    onState(true);
    onBack();
  };
  source.onerror = () => onState(false);
  source.onmessage = (message) => {
    const seq = Number(message.lastEventId);
    if (seq < last) location.reload(); // another sandbox counts anew at this address: nothing shown here is true
    last = seq;
    onEvent({ ...JSON.parse(message.data), seq });
  };
  return source;
}
