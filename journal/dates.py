"""Days as people write them, relative to a given day: «завтра», «в пятницу», «12 ноября», «за неделю»."""

import calendar
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from enum import Enum
from typing import Literal, NamedTuple

from journal.words import Token, Words, tokens


class Days(NamedTuple):
    """From the first day to the last, both included; one day is both."""

    first: date
    last: date


class Relative(Enum):
    """Days that only the calendar or the timetable can tell."""

    NEXT_LESSON = "next_lesson"
    TERM = "term"
    LAST_TERM = "last_term"
    YEAR = "year"


When = Days | Relative
Lean = Literal["after", "ahead", "back"]
"""Where a day is looked for: a homework is due after today, a timetable is wanted from today on, marks lie back."""


class Said(NamedTuple):
    """A day found in a text, and where it stands there with its preposition."""

    start: int
    end: int
    when: When


def parse(text: str, today: date, words: Words, *, lean: Lean = "ahead") -> When | None:
    """The day or days that the whole text names; None where it says anything else, or names no real day (31.02)."""
    said = find(text, today, words, lean=lean)
    bare = text.strip()
    return said.when if said and text[said.start : said.end] == bare else None


def find(text: str, today: date, words: Words, *, lean: Lean = "ahead") -> Said | None:
    """The first day or days named in the text.

    A weekday is the nearest one in the direction of `lean`; «следующая» and «прошлая» are of the next and the last
    week. A date without a year is the nearest one, where the wrong direction counts twice as far. «За неделю» are the
    seven days up to today, «на неделю» is the calendar week (on a Sunday the coming one).
    """
    reader = _Reader(text, tokens(text), today, words, lean)
    for index in range(len(reader.tokens)):
        if found := reader.at(index):
            size, when = found
            first = index - 1 if index and reader.key(index - 1) in words.at | words.due | words.back else index
            return Said(reader.tokens[first].start, reader.tokens[index + size - 1].end, when)
    return None


Read = tuple[int, When]
"""How many tokens were read, and what they mean."""


class _Reader(NamedTuple):
    text: str
    tokens: list[Token]
    today: date
    words: Words
    lean: Lean

    def key(self, index: int) -> str:
        return self.tokens[index].key if 0 <= index < len(self.tokens) else ""

    def at(self, index: int) -> Read | None:
        """The longest reading that begins here."""
        readings = (_range, _date, _named_day, _weekday, _turned, _later, _span)
        found: Iterable[Read] = filter(None, (read(self, index) for read in readings))
        return max(found, key=lambda read: read[0], default=None)

    def close(self, index: int) -> bool:
        """Whether this token touches the one before."""
        return 0 < index < len(self.tokens) and self.tokens[index - 1].end == self.tokens[index].start

    def number(self, index: int) -> int | None:
        key = self.key(index)
        return int(key) if key.isdecimal() and len(key) <= 4 else None

    def spoken(self, index: int) -> tuple[int, int] | None:
        """«пятнадцатого», «двадцать пятое»: the day and how many words it takes."""
        ordinals = self.words.ordinals
        first, second = ordinals.get(self.key(index)), ordinals.get(self.key(index + 1))
        if first in (20, 30) and second is not None and second < 10:
            return first + second, 2
        return (first, 1) if first is not None else None

    def nearest(self, candidates: Iterable[date | None]) -> date | None:
        def distance(day: date) -> int:
            ahead = (day - self.today).days
            wrong = ahead > 0 if self.lean == "back" else ahead < 0
            return abs(ahead) * (2 if wrong else 1)

        return min(filter(None, candidates), key=distance, default=None)

    @property
    def monday(self) -> date:
        return self.today - timedelta(days=self.today.weekday())


def _one(day: date) -> Days:
    return Days(day, day)


def _named_day(read: _Reader, index: int) -> Read | None:
    shift = read.words.days.get(read.key(index))
    if shift is None:
        return None
    return 1 + (read.key(index + 1) in read.words.day), _one(read.today + timedelta(days=shift))


def _weekday(read: _Reader, index: int) -> Read | None:
    weekday = read.words.weekdays.get(read.key(index))
    if weekday is None:
        return None
    ahead = (weekday - read.today.isoweekday()) % 7
    if read.lean == "back":
        return 1, _one(read.today - timedelta(days=-ahead % 7))
    return 1, _one(read.today + timedelta(days=ahead or (7 if read.lean == "after" else 0)))


def _turned(read: _Reader, index: int) -> Read | None:
    """«следующая пятница», «прошлый месяц», «этот урок»."""
    key, noun, words = read.key(index), read.key(index + 1), read.words
    turn = 0 if key in words.this else 1 if key in words.next else -1 if key in words.last else None
    if turn is None:
        return None
    if noun in words.lesson:
        return (2, Relative.NEXT_LESSON) if turn == 1 else None
    if noun in words.weekdays:
        if turn == 0:
            return _longer(_weekday(read, index + 1))
        return 2, _one(read.monday + timedelta(days=7 * turn + words.weekdays[noun] - 1))
    if noun in words.week:
        return 2, _week(read.monday + timedelta(days=7 * turn))
    if noun in words.month:
        return 2, _month(read.today.year, read.today.month + turn)
    if turn == -1 and noun in words.term:
        return 2, Relative.LAST_TERM
    return _longer(_span(read, index + 1)) if turn == 0 else None


def _longer(read: Read | None) -> Read | None:
    return (read[0] + 1, read[1]) if read else None


def _span(read: _Reader, index: int) -> Read | None:
    """«за неделю», «на неделю», «за ноябрь», «за четверть»."""
    key, words = read.key(index), read.words
    back = read.key(index - 1) in words.back or (read.lean == "back" and read.key(index - 1) not in words.at)
    if key in words.week:
        if back:
            return 1, Days(read.today - timedelta(days=6), read.today)
        return 1, _week(read.monday + timedelta(days=7 if read.today.isoweekday() == 7 else 0))
    if key in words.month:
        return 1, Days(read.today - timedelta(days=29), read.today) if back else _month(
            read.today.year, read.today.month
        )
    if key in words.months:
        nearest = read.nearest(_day(year, words.months[key], 1) for year in _years(read.today))
        return (1, _month(nearest.year, nearest.month)) if nearest else None
    if key in words.term:
        return 1, Relative.TERM
    return (1, Relative.YEAR) if key in words.year else None


def _week(monday: date) -> Days:
    return Days(monday, monday + timedelta(days=6))


def _month(year: int, month: int) -> Days:
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    return Days(date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1]))


def _later(read: _Reader, index: int) -> Read | None:
    """«через неделю», «через 3 дня»."""
    if read.key(index) not in read.words.later:
        return None
    number = read.number(index + 1)
    noun = index + (1 if number is None else 2)
    key, words = read.key(noun), read.words
    days = 7 if key in words.week else 1 if key in words.day and number else None
    if days is None or (number or 1) > 99:
        return None
    return noun - index + 1, _one(read.today + timedelta(days=days * (number or 1)))


def _date(read: _Reader, index: int) -> Read | None:
    """«12.11», «12.11.2026», «12 ноября», «12-го ноября 2026 года», «12 числа»."""
    day = read.number(index)
    if day is None:
        return _spoken_date(read, index)
    if read.key(index + 1) in (".", "/") and read.close(index + 1) and read.close(index + 2):
        month = read.number(index + 2)
        if month is None or month > 12:
            return None
        year = read.number(index + 4) if read.key(index + 3) == "." and read.close(index + 4) else None
        return _dated(read, day, month, year, size=3 if year is None else 5)
    ordinal, after = _ordinal(read, index + 1)
    month = read.words.months.get(read.key(after))
    if month:
        year = read.number(after + 1)
        year = year if year and year > 1900 else None
        size = after - index + 1 + (year is not None)
        return _dated(
            read, day, month, year, size=size + (year is not None and read.key(index + size) in read.words.year)
        )
    if not ordinal:
        return None
    months = ((read.today.year, read.today.month + shift) for shift in (-1, 0, 1))
    nearest = read.nearest(_day(year + (month - 1) // 12, (month - 1) % 12 + 1, day) for year, month in months)
    return (after - index, _one(nearest)) if nearest else None


def _spoken_date(read: _Reader, index: int) -> Read | None:
    """«пятнадцатого декабря», «двадцать пятое ноября»."""
    day, size = read.spoken(index) or (0, 0)
    month = read.words.months.get(read.key(index + size)) if size else None
    return _dated(read, day, month, None, size=size + 1) if month else None


def _ordinal(read: _Reader, index: int) -> tuple[bool, int]:
    """Whether «-го» or «числа» follows, and where what comes next begins."""
    skip = index + (read.key(index) == "-" and read.close(index))
    return (True, skip + 1) if read.key(skip) in read.words.ordinal else (False, index)


def _dated(read: _Reader, day: int, month: int, year: int | None, *, size: int) -> Read | None:
    if year is not None:
        found = _day(year + 2000 if year < 100 else year, month, day)
    else:
        found = read.nearest(_day(near, month, day) for near in _years(read.today))
    return (size, _one(found)) if found else None


def _years(today: date) -> range:
    return range(today.year - 1, today.year + 2)


def _day(year: int, month: int, day: int) -> date | None:
    """None for 31.02."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


_Ends = Callable[[_Reader, int], Read | None]
_WEEK = timedelta(days=7)


def _range(read: _Reader, index: int) -> Read | None:
    """«с 12 по 15 ноября», «12.11–15.11», «с понедельника по среду»."""
    start = index + (read.key(index) in read.words.since)
    for end in (_date, _weekday, _named_day):
        if found := _ended(read, index, start, end):
            return found
    return None


def _ended(read: _Reader, index: int, start: int, end: _Ends) -> Read | None:
    first = end(read, start)
    bare = read.number(start) if first is None else None
    if first is None and bare is None:
        return None
    joint = start + (first[0] if first else 1)
    if read.key(joint) != "-" and (read.key(joint) not in read.words.until or start == index):
        return None
    last = end(read, joint + 1)
    if last is None or not isinstance(last[1], Days):
        return None
    to = last[1].last
    since = first[1].first if first and isinstance(first[1], Days) else _day(to.year, to.month, bare or 0)
    if since and since > to and end is _weekday:
        since, to = (since - _WEEK, to) if read.lean == "back" else (since, to + _WEEK)
    if since is None or since > to:
        return None
    return joint + 1 + last[0] - index, Days(since, to)
