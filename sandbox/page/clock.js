/** The school's clock in the corner: what time it is there, and how to let the evening come sooner. */

import { api } from "./api.js";
import { byId, el, icon } from "./dom.js";
import { closeMenu, openMenu } from "./menus.js";
import { failed, toast } from "./notices.js";
import {
  dayNumber,
  fieldValue,
  hhmm,
  hourOfDay,
  instantOf,
  longDay,
  now,
  offset,
  setClock,
  span,
  weekday,
  weekdayAndDay,
} from "./time.js";
import { w } from "./words.js";

const STEPS = [60, 600, 3600, 86_400];
const MOMENTS = [8, 14, 18]; // hours worth waiting for: before lessons, after them, the evening

let button;
let face;
let shownDay;

/** Put the clock on the page; `turned()` runs when the school's day has changed. */
export function startClock(turned) {
  face = el("time", {});
  button = el(
    "button",
    { type: "button", class: "clock", "aria-haspopup": "dialog", "aria-expanded": "false", onclick: open },
    icon("clock"),
    face,
  );
  byId("tools").append(button);
  setInterval(() => tick(turned), 1000);
}

function tick(turned) {
  const time = hhmm(now());
  const wound = Math.abs(offset()) >= 60;
  button.classList.toggle("wound", wound);
  if (face.textContent !== time) {
    face.textContent = time;
    button.setAttribute("aria-label", w("clock", { time: `${weekdayAndDay(now())}, ${time}` }));
    button.title = `${w("clockTitle")}: ${weekdayAndDay(now())}, ${time}`;
  }
  const today = dayNumber(now());
  if (shownDay !== undefined && shownDay !== today) turned();
  shownDay = today;
}

/** The sandbox says what time it is. */
export function takeClock(clock, turned) {
  setClock(clock);
  tick(turned);
}

async function wind(seconds) {
  closeMenu();
  if (seconds <= 0) {
    toast(w("onlyForward"), { bad: true });
    return;
  }
  try {
    takeClock(await api.wind(Math.round(seconds)), () => {});
    toast(`${weekdayAndDay(now())}, ${hhmm(now())}`);
  } catch (error) {
    failed(error);
  }
}

/** The next few moments worth waiting for: [words, instant]. */
function moments() {
  const today = MOMENTS.map((hour) => hourOfDay(0, hour)).filter((at) => at > now() + 60);
  const tomorrow = hourOfDay(1, MOMENTS[0]);
  const named = [
    ...today.map((at) => [w("todayAt", { time: hhmm(at) }), at]),
    [w("tomorrowAt", { time: hhmm(tomorrow) }), tomorrow],
  ];
  const toMonday = (8 - weekday()) % 7 || 7;
  if (toMonday > 1) {
    const monday = hourOfDay(toMonday, MOMENTS[0]);
    named.push([`${longDay(monday)}, ${hhmm(monday)}`, monday]);
  }
  return named;
}

function open() {
  const state = Math.abs(offset()) < 60 ? "realTime" : offset() > 0 ? "ahead" : "behind";
  const field = el("input", {
    type: "datetime-local",
    class: "field",
    required: true,
    value: fieldValue(now()),
    min: fieldValue(now()),
    "aria-label": w("dateAndTime"),
  });
  const form = el("form", { class: "wind-to" }, field, el("button", { type: "submit", class: "primary" }, w("wind")));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const [year, month, day, hour, minute] = field.value.split(/\D/).map(Number);
    wind(instantOf(year, month, day, hour, minute) - now());
  });
  openMenu(
    button,
    byId("tools"),
    { class: "clock-menu", role: "dialog", "aria-label": w("clockTitle") },
    el("p", { class: "clock-now" }, el("strong", {}, hhmm(now())), el("span", {}, longDay(now()))),
    el("p", { class: "hint" }, w(state, { span: span(offset()) })),
    el("h3", {}, w("forward")),
    el(
      "div",
      { class: "steps" },
      STEPS.map((step) => el("button", { type: "button", class: "chip", onclick: () => wind(step) }, `+${span(step)}`)),
    ),
    el("h3", {}, w("until")),
    moments().map(([words, at]) => el("button", { type: "button", onclick: () => wind(at - now()) }, words)),
    form,
  );
}
