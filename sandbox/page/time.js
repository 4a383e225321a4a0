/** School time: the sandbox's clock (which people wind) shown in the school's zone. Seconds since 1970 everywhere. */

import { language, w } from "./words.js";

const locale = language === "en" ? "en-GB" : "ru-RU";
const DAY = 86_400;

let read = { now: Date.now() / 1000, offset: 0 };
let readAt = performance.now();
let zone; // undefined = the browser's own
let formats = {};

function format(name, options) {
  formats[name] ??= new Intl.DateTimeFormat(locale, { timeZone: zone, ...options });
  return (seconds) => formats[name].format(new Date(seconds * 1000));
}

/** Take the sandbox's word for what time it is: {now: ISO 8601, offset: seconds, zone?: the school's}. */
export function setClock(clock) {
  read = { now: Date.parse(clock.now) / 1000, offset: clock.offset };
  readAt = performance.now();
  if (clock.zone && clock.zone !== zone) {
    zone = clock.zone;
    formats = {};
  }
}

export const now = () => read.now + (performance.now() - readAt) / 1000;
export const offset = () => read.offset;

export const hhmm = (seconds) => format("hhmm", { hour: "2-digit", minute: "2-digit" })(seconds);
export const weekdayAndDay = (seconds) => format("day", { weekday: "short", day: "numeric", month: "short" })(seconds);
export const longDay = (seconds) =>
  capital(format("longDay", { weekday: "long", day: "numeric", month: "long" })(seconds));
const capital = (text) => text[0].toUpperCase() + text.slice(1);
export const precise = (seconds) =>
  format("precise", { hour: "2-digit", minute: "2-digit", second: "2-digit" })(seconds);

/** The wall clock's {year, month, day, hour, minute, second} at an instant. */
function wall(seconds) {
  formats.wall ??= new Intl.DateTimeFormat("en-US", {
    timeZone: zone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  });
  const parts = formats.wall.formatToParts(new Date(seconds * 1000));
  return Object.fromEntries(parts.map(({ type, value }) => [type, Number(value)]));
}

/** Seconds by which the school's wall clock runs ahead of UTC at an instant. */
function ahead(seconds) {
  const t = wall(seconds);
  return Date.UTC(t.year, t.month - 1, t.day, t.hour, t.minute, t.second) / 1000 - Math.floor(seconds);
}

/** The instant at which the school's wall clock shows this. Twice, since the zone may change between. */
export function instantOf(year, month, day, hour, minute) {
  const shown = Date.UTC(year, month - 1, day, hour, minute) / 1000;
  const guess = shown - ahead(shown);
  return shown - ahead(guess);
}

/** The instant of `hour`:00 on the school's day that is `days` after today. */
export function hourOfDay(days, hour) {
  const t = wall(now());
  return instantOf(t.year, t.month, t.day + days, hour, 0);
}

/** 0 Sunday … 6 Saturday, of the school's today. */
export function weekday() {
  const t = wall(now());
  return new Date(Date.UTC(t.year, t.month - 1, t.day)).getUTCDay();
}

/** A number that is the same through one school day and grows by one with the next. */
export function dayNumber(seconds) {
  const t = wall(seconds);
  return Math.round(Date.UTC(t.year, t.month - 1, t.day) / 1000 / DAY);
}

/** How a day is called above its messages: «Сегодня», «Вчера», or its date. */
export function dayName(seconds) {
  const apart = dayNumber(seconds) - dayNumber(now());
  if (apart === 0) return w("today");
  if (apart === -1) return w("yesterday");
  const sameYear = wall(seconds).year === wall(now()).year;
  return sameYear
    ? format("date", { day: "numeric", month: "long" })(seconds)
    : format("dateYear", { day: "numeric", month: "long", year: "numeric" })(seconds);
}

/** The value a datetime-local field understands. */
export function fieldValue(seconds) {
  const t = wall(seconds);
  const two = (number) => String(number).padStart(2, "0");
  return `${t.year}-${two(t.month)}-${two(t.day)}T${two(t.hour)}:${two(t.minute)}`;
}

/** «1 д 3 ч», «10 мин»: the two largest parts of a span. */
export function span(seconds) {
  const minutes = Math.round(Math.abs(seconds) / 60);
  const parts = [
    ["days", Math.floor(minutes / 1440)],
    ["hours", Math.floor(minutes / 60) % 24],
    ["minutes", minutes % 60],
  ].filter(([, n]) => n > 0);
  return (
    parts
      .slice(0, 2)
      .map(([unit, n]) => w(unit, { n }))
      .join(" ") || w("minutes", { n: 0 })
  );
}
