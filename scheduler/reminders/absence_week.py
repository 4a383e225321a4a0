"""To the homeroom teacher: whose absences of the week have no reason yet (H6, A7)."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Final

from db.engine import Session
from journal import rules
from journal.absences import week
from journal.absences.week import WEEK, ClassWeek, monday_of
from journal.operations.recipients import Recipient
from keyboards.data import Rows, button, clip
from keyboards.sections import WeekOfClass
from locales import Markup, Texts
from scheduler.pushes.push import Push

SHOWN: Final = 20
"""Students a class that are named; the rest are counted."""


async def say(session: Session, to: Recipient, day: date, t: Texts, now: datetime) -> Push | None:
    """Of the day's week; None once it was gone through, or nobody leads a class any more (G26)."""
    return await _of_week(session, to, monday_of(day), t, now)


async def say_again(session: Session, to: Recipient, day: date, t: Texts, now: datetime) -> Push | None:
    """Of the week before."""
    return await _of_week(session, to, monday_of(day) - WEEK, t, now)


async def _of_week(session: Session, to: Recipient, monday: date, t: Texts, now: datetime) -> Push | None:
    weeks = await week.to_remind_of(session, to.actor, monday, now)
    if not weeks:
        return None
    hushed = rules.of(session).detail == "none"
    rows: Rows = [
        [
            button(
                t.label("absences-week-open", form=one.school_class.name),
                WeekOfClass(class_id=one.school_class.id, monday=monday),
            )
        ]
        for one in weeks
    ]
    return Push(Markup("\n\n".join(_class(t, one, hushed=hushed) for one in weeks)), rows)


def _class(t: Texts, one: ClassWeek, *, hushed: bool) -> Markup:
    head = t("absences-week-reminder", form=one.school_class.name, count=len(one.absent))
    if hushed:
        return head
    lines = [
        t("absences-week-line", name=clip(it.name), count=str(it.missed), days=_days(t, it.days))
        for it in one.absent[:SHOWN]
    ]
    if len(one.absent) > SHOWN:
        lines.append(t("reminder-more", count=len(one.absent) - SHOWN))
    return Markup("\n".join([head, *lines]))


def _days(t: Texts, days: Sequence[date]) -> str:
    return ", ".join(t.day(day) for day in days)
