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

export const api = {
  people: () => get("/page/people"),
  addPerson: (person) => post("/page/people", person),
  chat: (user) => get(`/page/chat/${user}`),
  read: (user) => post("/page/read", { user }),
  say: (user, text, replyTo) => post("/page/say", { user, text, ...(replyTo ? { reply_to: replyTo } : {}) }),
  press: (user, messageId, data) => post("/page/press", { user, message_id: messageId, data }),
  block: (user, blocked) => post("/page/block", { user, blocked }),
  clock: () => get("/page/clock"),
  wind: (seconds) => post("/page/clock", { forward: seconds }),
  faults: () => get("/page/faults"),
  planFaults: (faults) => post("/page/faults", faults),
  calls: (since) => get(`/page/calls?since=${since}`),

  edit: (user, messageId, text) => post("/page/edit", { user, message_id: messageId, text }),

  /** Several files go as one album, the caption under the first. */
  upload(user, files, kind, caption) {
    const form = new FormData();
    form.append("user", user);
    form.append("kind", kind);
    form.append("caption", caption);
    for (const file of files) form.append("file", file, file.name);
    return ask("/page/upload", { method: "POST", body: form });
  },
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
