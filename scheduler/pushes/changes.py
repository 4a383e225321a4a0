"""To a family: how the child's day differs from the timetable. Never why a teacher is away."""

from datetime import date, datetime
from typing import Final

from db.engine import Session
from journal import rules
from journal.access import Child
from journal.family.days import Sitting
from journal.operations import recipients
from journal.operations.queue import Claimed
from journal.timetable import changed
from journal.timetable.changed import Changes
from keyboards.data import button, clip
from keyboards.sections import TimetableOf
from locales import Markup, Texts
from scheduler.pushes.push import Push

SHOWN: Final = 12
"""Lines of a message; a day has no more lessons."""


async def render(session: Session, notice: Claimed, t: Texts, now: datetime) -> Push | None:
    """What is true now; None for a day that is past, for what was told already, or who may not hear of it (G26)."""
    day = date.fromisoformat(notice.facts["day"])
    to = await recipients.recipient(session, notice.account_id)
    child = await recipients.entitled(session, to.actor, notice.student_id or 0, now.date())
    if child is None or day < now.date():
        return None
    found = await changed.of_child(session, child, day, now=now)
    before = await changed.told_before(session, notice.account_id, child.student_id, day)
    if found.mark == (before or ""):
        return None
    hours = await recipients.school_day(session, [child.student_id], now.date()) if child.own else None
    return Push(
        _text(t, child, found, detail=rules.of(session).detail, now=now),
        [[button(t.label("changes-open"), TimetableOf(student_id=child.student_id, day=day))]],
        silent=hours is not None and hours[0] <= now <= hours[1],
        values={changed.cell(child.student_id, day): found.mark},
    )


def _text(t: Texts, child: Child, found: Changes, *, detail: str, now: datetime) -> Markup:
    name, day = clip(child.called), found.day
    if detail == "none":
        return t("changes-hushed", child=name, day=t.day(day))
    title = t("changes-title", child=name, away=(day - now.date()).days, day=t.day(day))
    return Markup("\n".join([title, *(_lines(t, found, now)[:SHOWN] or [t("changes-none")])]))


def _lines(t: Texts, found: Changes, now: datetime) -> list[Markup]:
    def test(it: Sitting) -> int:
        """A planned test goes where its lesson goes."""
        return int(it.lesson_id in found.tests)

    lines = [
        (it.period, t("changes-cancelled", period=str(it.period), subject=clip(it.subject), test=test(it)))
        for it in found.cancelled
    ]
    lines += [
        (
            held.period,
            t(
                "changes-instead",
                period=str(held.period),
                subject=clip(held.subject),
                lost=clip(lost.subject),
                test=test(lost),
            ),
        )
        for held, lost in found.instead
    ]
    lines += [
        (
            it.period,
            t(
                "changes-moved-away",
                subject=clip(it.subject),
                day=t.day(it.date),
                period=str(it.period),
                test=test(it),
            ),
        )
        for it in found.moved_away
    ]
    lines += [
        (
            it.period,
            t(
                "changes-moved-here",
                period=str(it.period),
                subject=clip(it.subject),
                begins=f"{it.starts_at.astimezone(now.tzinfo):%H:%M}",
                test=test(it),
            ),
        )
        for it in found.moved_here
    ]
    lines += [
        (it.period, t("changes-substituted", period=str(it.period), subject=clip(it.subject), name=clip(it.substitute)))
        for it in found.substituted
    ]
    return [line for _, line in sorted(lines, key=lambda line: line[0])]
