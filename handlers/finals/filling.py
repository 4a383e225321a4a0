"""A teacher's finals: own courses, a column of one, a student, accepting and confirming."""

from datetime import datetime

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from db.engine import Database
from db.marks import MarkValue
from handlers.filters import Prefixes, Tap
from handlers.finals import wording
from handlers.screen import place, show
from journal.access import Actor
from journal.finals import counts, half_typed, page, putting
from journal.finals.putting import Cell
from journal.finals.refusals import CommentNeeded, FinalsChanged
from journal.operations.drafts import DraftFacts
from journal.refusals import Stale
from journal.typed import is_seen
from keyboards.finals import filling as kb
from keyboards.sections import Finals, FinalsOf
from locales import Texts

router = Router(name="filling finals")
router.callback_query.filter(
    Prefixes(
        *(Finals, FinalsOf, kb.OneFinal, kb.PutFinal, kb.RemoveFinal),
        *(kb.CancelFinal, kb.AcceptAll, kb.AskConfirm, kb.Confirm),
    )
)


@router.callback_query(Tap(Finals))
async def own(query: CallbackQuery, actor: Actor, db: Database, t: Texts, now: datetime) -> None:
    """The own courses, each with its column at hand."""
    async with db.read() as session:
        found = await counts.own(session, actor, now)
    await show(query, *wording.own(t, found, now))


@router.callback_query(Tap(FinalsOf))
async def course(query: CallbackQuery, tap: FinalsOf, actor: Actor, db: Database, t: Texts, now: datetime) -> None:
    """A column of a course."""
    async with db.read() as session:
        shown = (
            await page.of(session, actor, tap.course_id, tap.column_id, now=now)
            if tap.column_id
            else await page.at_hand(session, actor, tap.course_id, now=now)
        )
    await show(query, *wording.course(t, shown, now, part=tap.part))


@router.callback_query(Tap(kb.OneFinal))
async def one(query: CallbackQuery, tap: kb.OneFinal, actor: Actor, db: Database, t: Texts, now: datetime) -> None:
    """A student's arithmetic, and what may stand there."""
    cell = Cell(tap.course_id, tap.column_id, tap.student_id)
    async with db.read() as session:
        shown = await putting.one(session, actor, cell, now=now)
    await show(query, *wording.one(t, shown, now))


@router.callback_query(Tap(kb.PutFinal))
async def put(query: CallbackQuery, tap: kb.PutFinal, actor: Actor, db: Database, t: Texts, now: datetime) -> None:
    """Put a final; one that differs from the marks asks why first (the answer is typed)."""
    cell = Cell(tap.course_id, tap.column_id, tap.student_id)
    try:
        await _change(query, cell, tap.value, tap.version, actor=actor, db=db, t=t, now=now)
    except CommentNeeded:
        async with db.write() as session:
            shown = await half_typed.ask_comment(
                session, actor, cell, value=tap.value, version=tap.version, screen=place(query), now=now
            )
        await show(query, *wording.comment(t, shown, shown.line(tap.student_id), tap.value))


@router.callback_query(Tap(kb.RemoveFinal))
async def remove(
    query: CallbackQuery, tap: kb.RemoveFinal, actor: Actor, db: Database, t: Texts, now: datetime
) -> None:
    """Take a final away."""
    cell = Cell(tap.course_id, tap.column_id, tap.student_id)
    await _change(query, cell, None, tap.version, actor=actor, db=db, t=t, now=now)


async def _change(
    query: CallbackQuery,
    cell: Cell,
    value: MarkValue | None,
    version: int,
    *,
    actor: Actor,
    db: Database,
    t: Texts,
    now: datetime,
) -> None:
    """What somebody else put meanwhile is shown, with the button to replace it (G16)."""
    try:
        async with db.write() as session:
            shown = await putting.put(session, actor, cell, value=value, version=version, now=now)
    except Stale as stale:
        async with db.read() as session:
            there = await putting.one(session, actor, cell, now=now)
        await show(query, *wording.one(t, there, now), alert=t.label(stale.key, **stale.facts))
        return
    await show(query, *wording.course(t, shown, now, done=shown.line(cell.student_id), at=cell.student_id))


async def read_comment(
    message: Message, draft: DraftFacts, *, actor: Actor, db: Database, t: Texts, now: datetime
) -> None:
    """Why a final differs from its marks."""
    if not is_seen(message.text or ""):
        await show(message, t("text-expected"))
        return
    async with db.write() as session:
        shown = await half_typed.give_comment(session, actor, draft, message.text or "", now=now)
    student_id = Cell(*draft.payload["cell"]).student_id
    await show(message, *wording.course(t, shown, now, done=shown.line(student_id), at=student_id))


@router.callback_query(Tap(kb.CancelFinal))
async def cancel(
    query: CallbackQuery, tap: kb.CancelFinal, actor: Actor, db: Database, t: Texts, now: datetime
) -> None:
    """No comment and no reason after all."""
    async with db.write() as session:
        await half_typed.leave(session, actor)
        shown = await page.of(session, actor, tap.course_id, tap.column_id, now=now)
    await show(query, *wording.course(t, shown, now, at=tap.student_id))


@router.callback_query(Tap(kb.AskConfirm))
async def ask_confirm(
    query: CallbackQuery, tap: kb.AskConfirm, actor: Actor, db: Database, t: Texts, now: datetime
) -> None:
    """What confirming does, and whose marks are few."""
    async with db.read() as session:
        shown = await putting.sure(session, actor, course_id=tap.course_id, column_id=tap.column_id, now=now)
    await show(query, *wording.sure(t, shown))


@router.callback_query(Tap(kb.AcceptAll))
async def accept_all(
    query: CallbackQuery, tap: kb.AcceptAll, actor: Actor, db: Database, t: Texts, now: datetime
) -> None:
    """Every proposal where nothing stands yet."""
    await _decide(query, tap, putting.accept_all, actor=actor, db=db, t=t, now=now)


@router.callback_query(Tap(kb.Confirm))
async def confirm(query: CallbackQuery, tap: kb.Confirm, actor: Actor, db: Database, t: Texts, now: datetime) -> None:
    """Families will hear, and the term is locked."""
    await _decide(query, tap, putting.confirm, actor=actor, db=db, t=t, now=now)


async def _decide(
    query: CallbackQuery,
    tap: kb.AcceptAll | kb.Confirm,
    decide: putting.OfList,
    *,
    actor: Actor,
    db: Database,
    t: Texts,
    now: datetime,
) -> None:
    """What is done with the whole list; marks that changed since it was drawn are shown first."""
    of = {"course_id": tap.course_id, "column_id": tap.column_id}
    alert = ""
    try:
        async with db.write() as session:
            shown = await decide(session, actor, **of, seen=tap.seen, now=now)
    except FinalsChanged as changed:
        alert = t.label(changed.key)
        async with db.read() as session:
            shown = await page.of(session, actor, **of, now=now)
    await show(query, *wording.course(t, shown, now), alert=alert)
