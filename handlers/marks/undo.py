"""`↩️ Отменить`: the own last entry into a lesson is shown, and taken back by one more tap."""

from collections.abc import Iterator
from datetime import datetime

from aiogram import Router
from aiogram.types import CallbackQuery, InlineKeyboardMarkup

from db.engine import Database
from db.homework import HomeworkKind
from handlers.filters import Prefixes, Tap
from handlers.heading import Screen, heading
from handlers.screen import show
from journal.access import Actor
from journal.lessons import undo
from journal.lessons.undo import Undoable
from keyboards.data import clip
from keyboards.lessons import undo as kb
from locales import Texts

router = Router(name="undo")
router.callback_query.filter(Prefixes(kb.LastEntry, kb.Undo))

SHOWN = 40
"""Cells that the screen names; a whole class and a little more."""
TOPIC = 200


@router.callback_query(Tap(kb.LastEntry))
async def last(query: CallbackQuery, tap: kb.LastEntry, actor: Actor, db: Database, t: Texts, now: datetime) -> None:
    """What would be taken back."""
    async with db.read() as session:
        found = await undo.last(session, actor, tap.lesson_id, now=now)
    await show(query, *_screen(t, found, kb.last(t, tap.lesson_id, found.version), done=0))


@router.callback_query(Tap(kb.Undo))
async def take_back(query: CallbackQuery, tap: kb.Undo, actor: Actor, db: Database, t: Texts, now: datetime) -> None:
    """Take it back, with a history of its own."""
    async with db.write() as session:
        found = await undo.undo(session, actor, tap.lesson_id, tap.version, reason=t.label("undo-reason"), now=now)
    await show(query, *_screen(t, found, kb.done(t, tap.lesson_id), done=1))


def _screen(t: Texts, found: Undoable, keyboard: InlineKeyboardMarkup, *, done: int) -> Screen:
    lines = [*heading(t, found.sheet.lesson), "", t("undo-title", done=done)]
    said = list(_said(t, found))
    lines += said[:SHOWN]
    if len(said) > SHOWN:
        lines.append(t("undo-more", count=len(said) - SHOWN))
    return Screen("\n".join(lines), keyboard)


def _said(t: Texts, found: Undoable) -> Iterator[str]:
    """From what stands there now to what stood before."""
    for mark in found.was.marks:
        line = found.line(mark.student_id)
        there = line.marks[mark.slot - 1].value or "—"
        yield t("undo-cell", name=line.pupil.short, now=there, before=mark.value or "—")
    for code in found.was.codes:
        line = found.line(code.student_id)
        there = line.attendance.code or "—"
        yield t("undo-cell", name=line.pupil.short, now=there, before=code.code or "—")
    if found.was.taken:
        yield t("undo-taken")
    for task in found.was.homework:
        now = found.homework[task.number]
        yield t(
            "undo-homework",
            own=int(task.number > 0),
            now=_task(t, now.kind, now.text),
            before=_task(t, task.kind, task.text),
        )
    if topic := found.was.topic:
        yield t("undo-topic", now=clip(topic.now, TOPIC), before=clip(topic.title, TOPIC) or "—")


def _task(t: Texts, kind: HomeworkKind | None, text: str) -> str:
    if kind is None:
        return "—"
    return t.label("undo-homework-none") if kind is HomeworkKind.NONE else clip(text, TOPIC) or t.label("undo-files")
