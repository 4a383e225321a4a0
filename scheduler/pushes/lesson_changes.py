"""To a lesson's own teachers: it was cancelled, moved or brought back, and what became of its test and homework."""

from datetime import datetime

from db.engine import Session
from journal.operations.queue import Claimed
from journal.operations.recipients import Recipient
from journal.timetable import teachers
from journal.timetable.teachers import Change
from keyboards.data import button, clip
from keyboards.sections import Day, LessonTests
from locales import Markup, Texts
from scheduler.pushes.push import Push


async def render(session: Session, to: Recipient, notice: Claimed, t: Texts, now: datetime) -> Push | None:
    """What is true now; None for what was told already, is past, or is no longer the recipient's to hear (G26)."""
    found = await teachers.change(session, to.actor, notice.account_id, notice.facts, now)
    if found is None:
        return None
    lesson = found.lesson
    line = t(
        "push-substitution-line",
        day=t.day(lesson.date),
        period=str(lesson.period),
        begins=f"{lesson.starts_at:%H:%M}",
        group=clip(lesson.group),
        subject=clip(lesson.subject),
    )
    return Push(
        Markup("\n".join([_head(t, found), line, *_test(t, found), *_homework(t, found)])),
        [
            [button(t.label("push-lesson-day", day=t.day(lesson.date)), Day(day=lesson.date))],
            *([[button(t.label("push-test-open"), LessonTests())]] if found.test else []),
        ],
        values={teachers.cell(lesson.id): found.mark},
    )


def _head(t: Texts, found: Change) -> Markup:
    if found.cancelled:
        return t("push-lesson-cancelled")
    if found.from_date is None:
        return t("push-lesson-restored")
    return t("push-lesson-moved", day=t.day(found.from_date), period=str(found.from_period))


def _test(t: Texts, found: Change) -> list[Markup]:
    if not found.test:
        return []
    if found.cancelled:
        return [t("push-test-lost")]
    return [t("push-test-moved") if found.from_date else t("push-test-back")]


def _homework(t: Texts, found: Change) -> list[Markup]:
    if not found.homework:
        return []
    if not found.cancelled and found.from_date is None:
        return [t("push-lesson-homework-back")]
    if found.due_on is None:
        return [t("push-lesson-homework-open")]
    return [t("push-lesson-homework", day=t.day(found.due_on))]
