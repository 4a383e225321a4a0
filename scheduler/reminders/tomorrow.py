"""`📝 На завтра`: at the hour that a family picked, tomorrow's homework of each child, in one message."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from db.engine import Session
from journal import access, rules
from journal.family import homework
from journal.family.homework import DayPage, Task
from journal.operations.recipients import Recipient
from keyboards.data import Rows, button, clip
from keyboards.sections import HomeworkOf
from locales import Markup, Texts
from scheduler.pushes.push import LIMIT, SIZES, Push

NAMES = 400
"""Characters of a list of subjects."""


async def say(session: Session, to: Recipient, day: date, t: Texts, now: datetime) -> Push | None:
    """Of each child who has lessons tomorrow; None where none has."""
    tomorrow = day + timedelta(days=1)
    children = await access.children(session, to.actor, now.date())
    pages = [
        await homework.day_page(session, to.actor, student_id=child.student_id, day=tomorrow, now=now)
        for child in children
    ]
    pages = [page for page in pages if page.lessons]
    if not pages:
        return None
    return Push(_text(t, pages, tomorrow, detail=rules.of(session).detail), _doors(t, pages, tomorrow))


def _text(t: Texts, pages: Sequence[DayPage], tomorrow: date, *, detail: str) -> Markup:
    """As much as one message holds: texts are cut before subjects are left out; the screen shows them whole."""
    title = t("reminder-tomorrow-title", day=t.day(tomorrow))
    if detail == "none":
        names = ", ".join(clip(page.child.called) for page in pages)
        return Markup("\n".join([title, t("reminder-tomorrow-hushed", children=names)]))
    text = Markup("")
    for size in SIZES:
        blocks = [_block(t, page, size, named=len(pages) > 1 or not page.child.own) for page in pages]
        text = Markup("\n\n".join([title, *blocks]))
        if len(text) <= LIMIT:
            return text
    return Markup("\n".join([title, t("reminder-tomorrow-much")]))


def _block(t: Texts, page: DayPage, size: int, *, named: bool) -> Markup:
    lines = [t("reminder-tomorrow-child", child=clip(page.child.called))] if named else []
    lines += [
        t("family-tests-day", work=one.work, subject=clip(one.subject), period=str(one.period)) for one in page.tests
    ]
    lines += [_task(t, task, size) for task in page.tasks]
    if page.none:
        lines.append(t("reminder-tomorrow-none", subjects=clip(", ".join(page.none), NAMES)))
    if page.unwritten:
        lines.append(t("reminder-tomorrow-unwritten", subjects=clip(", ".join(page.unwritten), NAMES)))
    return Markup("\n".join(lines))


def _task(t: Texts, task: Task, size: int) -> Markup:
    return t(
        "reminder-tomorrow-task",
        subject=clip(task.subject),
        text=clip(task.text, size),
        minutes=task.minutes or 0,
        files=task.files,
    )


def _doors(t: Texts, pages: Sequence[DayPage], tomorrow: date) -> Rows:
    return [
        [
            button(
                t.label("push-open-homework")
                if len(pages) == 1
                else t.label("reminder-tomorrow-open-of", child=clip(page.child.called)),
                HomeworkOf(student_id=page.child.student_id, day=tomorrow),
            )
        ]
        for page in pages
    ]
