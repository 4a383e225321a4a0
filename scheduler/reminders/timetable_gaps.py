"""To the coordinator: what next week's timetable lacks (H2)."""

from datetime import date, datetime
from typing import Final

from db.engine import Session
from journal.operations.recipients import Recipient
from journal.refusals import NotFound
from journal.timetable import holes
from journal.timetable.holes import Hole, HoleKind
from keyboards.data import clip
from locales import Markup, Texts
from scheduler.pushes.push import Push

SHOWN: Final = 25
"""Lines of a message; the rest are counted."""


async def say(session: Session, to: Recipient, day: date, t: Texts, _: datetime) -> Push | None:
    """The week after the day's; None where nothing is missing, or the recipient is no coordinator any more (G26)."""
    monday = holes.next_monday(day)
    try:
        found = await holes.of_week(session, to.actor, monday=monday)
    except NotFound:
        return None
    if not found:
        return None
    lines = [t("reminder-timetables", day=t.day(monday), count=len(found)), *(_line(t, hole) for hole in found[:SHOWN])]
    if len(found) > SHOWN:
        lines.append(t("reminder-more", count=len(found) - SHOWN))
    return Push(Markup("\n".join(lines)))


def _line(t: Texts, hole: Hole) -> Markup:
    group, subject = clip(hole.group), clip(hole.subject)
    if hole.kind is HoleKind.HOURS:
        return t(
            "reminder-timetable-hours",
            group=group,
            subject=subject,
            placed=f"{hole.placed.normalize():f}",
            hours=f"{hole.hours.normalize():f}",
        )
    day = t.day(hole.day) if hole.day else ""
    if hole.kind is HoleKind.TEACHER:
        return t("reminder-timetable-teacher", group=group, subject=subject, day=day)
    return t("reminder-timetable-day", group=group, day=day)
