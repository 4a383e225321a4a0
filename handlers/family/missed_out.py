"""`Что было без меня`: what a child missed last, lesson by lesson, and what there is to get ready for."""

from collections.abc import Iterable
from datetime import datetime
from functools import partial
from itertools import groupby
from typing import Final

from aiogram import Router
from aiogram.types import CallbackQuery

from db.engine import Database
from handlers.family import wording
from handlers.family.wording import Screen
from handlers.filters import Prefixes, Tap
from handlers.screen import show
from journal.access import Actor
from journal.family import missed_out
from journal.family.homework import Task
from journal.family.missed_out import Missed, Page
from journal.family.tests import TestAhead
from keyboards import family as kb
from keyboards.data import clip
from keyboards.sections import MissedOutOf
from locales import Texts

router = Router(name="family missed out")
router.callback_query.filter(Prefixes(MissedOutOf))

TEXT: Final = 400
"""Characters of a homework or a topic: `📝 Домашнее задание` shows them whole."""


@router.callback_query(Tap(MissedOutOf))
async def of_child(query: CallbackQuery, tap: MissedOutOf, actor: Actor, db: Database, t: Texts, now: datetime) -> None:
    """The last absence of the child."""
    async with db.read() as session:
        page = await missed_out.page(session, actor, student_id=tap.student_id, now=now)
    await show(query, *screen(t, page, tap.part))


def screen(t: Texts, page: Page, part: int = 0) -> Screen:
    """A block a lesson under its day; the tests ahead at the end."""
    student_id = page.child.student_id
    head = [t("missed-out-title", own=int(page.child.own), whose=wording.whose(t, page.child))]
    if not page.missed:
        return Screen("\n".join([*head, "", t("missed-out-nothing")]), kb.missed_out(t, student_id, parts=kb.Parts()))
    blocks = [
        block for _, lessons in groupby(page.missed, key=lambda one: one.date) for block in _day(t, list(lessons))
    ]
    shown = wording.parted(head, blocks, _ahead(t, page.ahead), part=part)
    keyboard = kb.missed_out(t, student_id, parts=shown.parts(partial(MissedOutOf, student_id=student_id)))
    return Screen(shown.text, keyboard)


def _day(t: Texts, lessons: list[Missed]) -> Iterable[str]:
    """The day stands over its first lesson, so that a page never ends with a bare date."""
    for number, lesson in enumerate(lessons):
        block = "\n".join(_lesson(t, lesson))
        yield block if number else "\n".join([t("missed-out-day", day=t.day_heading(lesson.date)), block])


def _lesson(t: Texts, lesson: Missed) -> Iterable[str]:
    subject, period = wording.named(lesson.subject), str(lesson.period)
    if lesson.topic:
        yield t("missed-out-lesson-topic", period=period, subject=subject, topic=clip(lesson.topic, TEXT))
    else:
        yield t("missed-out-lesson", period=period, subject=subject)
    for work in lesson.tests:
        yield t("missed-out-test", work=clip(work))
    for task in lesson.tasks:
        yield _task(t, task)


def _task(t: Texts, task: Task) -> str:
    due = t.day(task.due_on) if task.due_on else t.label("push-homework-no-day")
    return t("missed-out-task", day=due, text=clip(task.text, TEXT), minutes=task.minutes or 0, files=task.files)


def _ahead(t: Texts, tests: Iterable[TestAhead]) -> list[str]:
    lines = [
        t("missed-out-ahead", day=t.day(one.date), subject=wording.named(one.subject), work=clip(one.work))
        for one in tests
    ]
    return ["", t("missed-out-ahead-title"), *lines] if lines else []
