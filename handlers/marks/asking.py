"""`Кого спросить` on a lesson, and `Не писали`: who owes the work that the class wrote."""

from datetime import datetime

from aiogram import Router
from aiogram.types import CallbackQuery

from db.engine import Database
from handlers.filters import Prefixes, Tap
from handlers.heading import Screen, heading, names
from handlers.screen import show
from journal.access import Actor
from journal.marks import page, to_ask
from journal.marks.page import Page
from journal.marks.to_ask import Asked, ToAsk
from keyboards.marks import asking as kb
from keyboards.sections import Unwritten, WhoToAsk
from locales import Markup, Texts

router = Router(name="whom to ask")
router.callback_query.filter(Prefixes(WhoToAsk, Unwritten))


@router.callback_query(Tap(WhoToAsk))
async def who_to_ask(query: CallbackQuery, tap: WhoToAsk, actor: Actor, db: Database, t: Texts) -> None:
    """Those with the fewest marks first; a name opens its row of marks."""
    async with db.read() as session:
        found = await to_ask.of_lesson(session, actor, tap.lesson_id)
    await show(query, *_to_ask(t, found))


@router.callback_query(Tap(Unwritten))
async def unwritten(query: CallbackQuery, tap: Unwritten, actor: Actor, db: Database, t: Texts, now: datetime) -> None:
    """Who has no mark for the work yet; a name opens its row of marks."""
    async with db.read() as session:
        found = await page.page(session, actor, tap.lesson_id)
    await show(query, *_unwritten(t, found, now))


def _to_ask(t: Texts, found: ToAsk) -> Screen:
    lines = [t("asking-title"), *heading(t, found.lesson), ""]
    lines += [_asked(t, number, it) for number, it in enumerate(found.students, start=1)]
    if not found.students:
        lines.append(t("asking-nobody"))
    if found.missing:
        lines += ["", t("asking-missing", names=names(found.missing))]
    if found.asked:
        lines.append(t("asking-done", count=found.asked))
    return Screen("\n".join(lines), kb.to_ask(t, found))


def _asked(t: Texts, number: int, it: Asked) -> Markup:
    name = it.line.pupil.full
    if it.last_on is None:
        return t("asking-never", number=str(number), name=name)
    return t("asking-student", number=str(number), name=name, marks=it.marks, day=t.day(it.last_on))


def _unwritten(t: Texts, found: Page, now: datetime) -> Screen:
    waiting = found.unwritten
    lines = [t("unwritten-title", work=found.work.name), *heading(t, found.lesson), ""]
    lines.append(t("unwritten-some", count=len(waiting)) if waiting else t("unwritten-nobody"))
    absent = [line for line in waiting if line.attendance.absent]
    if absent:
        lines.append(t("unwritten-own-day" if found.sheet.own_day(now) else "unwritten-later"))
    later = [
        t("unwritten-wrote", name=line.pupil.full, cell=line.cell, day=t.day(day))
        for line in found.sheet.lines
        for mark in line.marks
        if (day := found.sheet.later(line, mark)) is not None
    ]
    if later:
        lines += ["", t("unwritten-wrote-title"), *later]
    return Screen("\n".join(lines), kb.unwritten(t, found.lesson.id, waiting))
