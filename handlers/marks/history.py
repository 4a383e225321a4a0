"""`🕓 История`: of a cell for its teacher; of any cell of a class for its homeroom teacher and the deputy head."""

from collections.abc import Iterator
from datetime import datetime

from aiogram import Router
from aiogram.types import CallbackQuery

from db.engine import Database
from handlers.filters import Prefixes, Tap
from handlers.heading import clock, heading
from handlers.screen import show
from journal.access import Actor
from journal.marks import history
from journal.marks.history import CellHistory, Change
from keyboards.data import clip
from keyboards.marks import history as kb
from keyboards.marks.cells import OneCell
from keyboards.marks.term_sheet import term
from keyboards.sections import HistoryOf
from locales import Texts

router = Router(name="history of marks")
router.callback_query.filter(Prefixes(kb.History, kb.HistoryRead, HistoryOf, kb.HistoryStudent, kb.HistorySubject))

SHOWN = 30
"""Changes that the screen names, the newest ones."""
REASON = 120


@router.callback_query(Tap(kb.History))
async def of_cell(query: CallbackQuery, tap: kb.History, actor: Actor, db: Database, t: Texts, now: datetime) -> None:
    """A cell of an own lesson."""
    async with db.read() as session:
        found = await history.of_cell(session, actor, tap.lesson_id, tap.student_id, now=now)
    back = OneCell(lesson_id=tap.lesson_id, student_id=tap.student_id, slot=1)
    await show(query, _text(t, found), kb.cell(t, back))


@router.callback_query(Tap(kb.HistoryRead))
async def read_cell(
    query: CallbackQuery, tap: kb.HistoryRead, actor: Actor, db: Database, t: Texts, now: datetime
) -> None:
    """A cell of a class that the actor reads whole."""
    async with db.read() as session:
        found = await history.of_cell(session, actor, tap.lesson_id, tap.student_id, now=now)
    back = kb.HistorySubject(
        class_id=tap.class_id, student_id=tap.student_id, span_id=tap.span_id, subject_id=tap.subject_id
    )
    await show(query, _text(t, found), kb.cell(t, back))


@router.callback_query(Tap(HistoryOf))
async def of_class(query: CallbackQuery, tap: HistoryOf, actor: Actor, db: Database, t: Texts, now: datetime) -> None:
    """The students of a class."""
    async with db.read() as session:
        found = await history.of_class(session, actor, class_id=tap.class_id, span_id=tap.span_id or None, now=now)
    text = t("history-class", form=found.heading.of.facts.name, term=term(t, found.heading.span))
    await show(query, text, kb.of_class(t, found, tap.part))


@router.callback_query(Tap(kb.HistoryStudent))
async def of_student(
    query: CallbackQuery, tap: kb.HistoryStudent, actor: Actor, db: Database, t: Texts, now: datetime
) -> None:
    """The subjects of a student."""
    async with db.read() as session:
        found = await history.of_student(
            session, actor, class_id=tap.class_id, student_id=tap.student_id, span_id=tap.span_id, now=now
        )
    key = "history-student" if found.subjects else "history-student-none"
    text = t(key, name=clip(found.row.name), term=term(t, found.heading.span))
    await show(query, text, kb.of_student(t, found))


@router.callback_query(Tap(kb.HistorySubject))
async def of_subject(
    query: CallbackQuery, tap: kb.HistorySubject, actor: Actor, db: Database, t: Texts, now: datetime
) -> None:
    """The cells of a subject."""
    async with db.read() as session:
        found = await history.of_subject(
            session,
            actor,
            class_id=tap.class_id,
            student_id=tap.student_id,
            span_id=tap.span_id,
            subject_id=tap.subject_id,
            now=now,
        )
    term_name = term(t, found.heading.span)
    text = t("history-of-subject", name=clip(found.row.name), subject=clip(found.subject), term=term_name)
    await show(query, text, kb.of_subject(t, found, tap.subject_id, tap.part))


# --- said --------------------------------------------------------------------------------------------------------------


def _text(t: Texts, found: CellHistory) -> str:
    lines = [t("history-title", name=clip(found.student)), *heading(t, found.lesson), ""]
    for change in found.changes[-SHOWN:]:
        lines += _change(t, change)
    return "\n".join(lines if found.changes else [*lines, t("history-none")])


def _change(t: Texts, change: Change) -> Iterator[str]:
    yield t(
        "history-change",
        day=t.day(change.at.date()),
        time=clock(change.at),
        old=change.old or "—",
        new=change.new or "—",
        slot=change.slot,
    )
    about = [change.work, change.author, t.label("history-late") if change.late else ""]
    yield t("history-about", about=", ".join(filter(None, about)))
    if change.reason:
        yield t("history-reason", reason=clip(change.reason, REASON))
