"""For which days a note is: what is offered, what a guardian types, and how far a note may reach. Pure."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Final, NamedTuple

from db.absences import LONGEST_NOTE
from journal import dates
from journal.dates import Days
from journal.words import Words, tokens

BACK: Final = timedelta(days=7)
"""A reason may come some days after the absence."""
AHEAD: Final = timedelta(days=31)


class Offer(NamedTuple):
    """Days on a button. `kind` is the end of its text's key."""

    kind: str
    days: Days


def allowed(days: Days, today: date) -> bool:
    """Whether a note may be sent for these days."""
    within = today - BACK <= days.first <= days.last <= today + AHEAD
    return within and (days.last - days.first).days < LONGEST_NOTE


def offers(today: date, school_days: Iterable[date]) -> list[Offer]:
    """Today, tomorrow, both, the rest of the week: as far as there is school; else the next school day by its date."""
    ahead = sorted({day for day in school_days if day >= today})[:7] or [today, today + timedelta(days=1)]
    tomorrow, sunday = today + timedelta(days=1), today + timedelta(days=6 - today.weekday())
    found = [Offer(_kind(day, today), Days(day, day)) for day in (ahead[:2] if today in ahead else ahead[:1])]
    if {today, tomorrow} <= set(ahead):
        found.append(Offer("both", Days(today, tomorrow)))
    week = [day for day in ahead if day <= sunday]
    if len(week) > 2 or (len(week) == 2 and week != [today, tomorrow]):
        found.append(Offer("week", Days(week[0], week[-1])))
    return found


def _kind(day: date, today: date) -> str:
    return {0: "today", 1: "tomorrow"}.get((day - today).days, "day")


def read(text: str, today: date, words: Words) -> Days | None:
    """«25.11», «с 25 по 27 ноября», «до пятницы» (from today on), «сегодня и завтра»; None for anything else."""
    said = tokens(text)
    if len(said) > 1 and said[0].key in words.until | words.due and (last := _one(text[said[1].start :], today, words)):
        return Days(today, last.last) if last.last >= today else None
    if whole := _one(text, today, words):
        return whole
    since = said[1].start if len(said) > 1 and said[0].key in words.since else 0
    for joint in said[1:]:
        first, last = _one(text[since : joint.start], today, words), _one(text[joint.end :], today, words)
        if first is None or last is None or last.first <= first.last:
            continue
        if joint.key in words.until or (joint.key in words.and_ and last.first - first.last == timedelta(days=1)):
            return Days(first.first, last.last)
    return None


def _one(text: str, today: date, words: Words) -> Days | None:
    found = dates.parse(text, today, words)
    return found if isinstance(found, Days) else None
