/** What a group or a channel is: its members and what one may do with them. Every choice is sent as it is chosen. */

import { api } from "./api.js";
import { allBots } from "./chats.js";
import { chooser } from "./choosers.js";
import { dialog, el } from "./dom.js";
import { failed } from "./notices.js";
import { avatar, everybody } from "./people.js";
import { w } from "./words.js";

const STATUSES = ["member", "administrator", "restricted", "left", "kicked"];
const STATUS_WORDS = {
  creator: "isCreator",
  member: "isMember",
  administrator: "isAdministrator",
  restricted: "isRestricted",
  left: "isRemoved",
  kicked: "isBanned",
};

/** Open it for the person `user`, who does whatever is done there. */
export function showGroup(group, user) {
  const inside = el("div", { class: "group-inside" });
  const box = dialog({ class: "box group-box", "aria-label": w("aboutGroup") }, inside);
  const change = (what) => api.member({ user, chat: group.id, ...what }).then(draw, failed);

  function draw(now) {
    const held = document.activeElement?.getAttribute("data-member");
    const me = now.members.find((member) => member.id === user);
    inside.replaceChildren(
      el("h2", {}, now.title),
      el("p", { class: "hint" }, `${w(now.type)} · ${w("members", { n: now.members.length })}`),
      el(
        "ul",
        { class: "members" },
        now.members.map((member) => line(member, me, change)),
      ),
      ...now.requests.map((id) => request(id, change)),
      rules(me) ? adding(now, change) : null,
      rules(me) ? anonymity(me, change) : null,
      el(
        "div",
        { class: "box-buttons" },
        me && me.status !== "kicked"
          ? button("quiet", "leave", () => change({ status: "left" }))
          : button("quiet", "join", () => change({ status: "member" })),
        button("primary", "ok", () => box.close()),
      ),
    );
    if (held) inside.querySelector(`[data-member="${held}"]`)?.focus();
  }

  draw(group);
}

const rules = (member) => ["creator", "administrator"].includes(member?.status);
const button = (look, word, onclick) => el("button", { type: "button", class: look, onclick }, w(word));

function line(member, me, change) {
  const status = w(STATUS_WORDS[member.status]);
  const about = member.anonymous ? `${status}, ${w("anonymously")}` : member.title || status;
  const fixed = member.status === "creator" || member.id === me?.id || !rules(me);
  const choice = chooser(
    "status",
    `${w("statusOf")}: ${member.name}`,
    STATUSES.map((value) => [value, w(STATUS_WORDS[value])]),
  );
  choice.value = member.status;
  choice.dataset.member = member.id;
  choice.addEventListener("change", () => change({ member: member.id, status: choice.value }));
  return el(
    "li",
    {},
    avatar(member),
    el("span", { class: "person-words" }, el("span", { class: "person-name" }, member.name), el("small", {}, about)),
    fixed ? null : choice,
  );
}

function request(id, change) {
  const name = everybody().find((person) => person.id === id)?.name ?? String(id);
  return el(
    "p",
    { class: "request" },
    el("span", {}, w("asksToJoin", { who: name })),
    button("quiet", "decline", () => change({ member: id, status: "left" })),
    button("primary", "approve", () => change({ member: id, status: "member" })),
  );
}

/** People and bots who are not there yet. */
function adding(group, change) {
  const there = new Set(group.members.map((member) => member.id));
  const absent = [...everybody(), ...allBots()].filter((account) => !there.has(account.id));
  if (!absent.length) return null;
  const whom = chooser(
    "whom",
    w("addMember"),
    absent.map((account) => [account.id, account.name]),
  );
  return el(
    "div",
    { class: "adding" },
    whom,
    button("quiet", "add", () => change({ member: Number(whom.value), status: "member" })),
  );
}

function anonymity(me, change) {
  const box = el("input", { type: "checkbox", checked: me.anonymous, "data-member": "anonymous" });
  box.addEventListener("change", () => change({ status: me.status, anonymous: box.checked }));
  return el("label", { class: "check" }, box, w("writeAnonymously"));
}
