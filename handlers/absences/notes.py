"""`🤒 Сообщить об отсутствии`: a legal representative says why a child is missing and when; `Отозвать` takes it back."""

from datetime import datetime, timedelta
from typing import Final

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from db.absences import NoteReason
from db.engine import Database, Session
from handlers.absences import wording
from handlers.filters import Prefixes, Tap
from handlers.heading import Screen
from handlers.reading import Reader
from handlers.screen import place, show
from journal.absences import note_days, notes
from journal.absences.notes import NoteSettled
from journal.access import Actor, Child
from journal.dates import Days
from journal.family import days
from journal.operations import drafts
from journal.operations.drafts import DraftFacts
from keyboards.absences import notes as kb
from keyboards.sections import NotesOf
from locales import Texts
from locales.written import WRITTEN

router = Router(name="absence notes")
router.callback_query.filter(Prefixes(NotesOf, kb.NoteDays, kb.TypeDays, kb.CheckNote, kb.SendNote, kb.WithdrawNote))

KIND: Final = "note-days"
"""The kind of draft in which the days of a note are typed."""


@router.callback_query(Tap(NotesOf))
async def open_page(query: CallbackQuery, tap: NotesOf, actor: Actor, db: Database, t: Texts, now: datetime) -> None:
    """The notes there are, and why the child is missing."""
    async with db.read() as session:
        page = await notes.of_child(session, actor, tap.student_id, now.date())
    await show(query, *wording.of_child(t, page))


@router.callback_query(Tap(kb.NoteDays))
async def ask_days(query: CallbackQuery, tap: kb.NoteDays, actor: Actor, db: Database, t: Texts, now: datetime) -> None:
    """The days to choose from; whoever comes back from typing them has given that up."""
    async with db.write() as session:
        await drafts.drop(session, actor, kind=KIND)
        screen = await _when(session, actor, tap.student_id, tap.reason, t, now)
    await show(query, *screen)


@router.callback_query(Tap(kb.TypeDays))
async def type_days(
    query: CallbackQuery, tap: kb.TypeDays, actor: Actor, db: Database, t: Texts, now: datetime
) -> None:
    """The next message is the days."""
    async with db.write() as session:
        child = await notes.represented(session, actor, tap.student_id, now.date())
        payload = {"student": tap.student_id, "reason": tap.reason.value}
        await drafts.put(session, actor, kind=KIND, payload=payload, screen=place(query), now=now)
    await show(query, *wording.typing(t, child, tap.reason))


async def read_days(
    message: Message, draft: DraftFacts, *, actor: Actor, db: Database, t: Texts, now: datetime
) -> None:
    """Days that were typed; the question stands, so that a further message corrects them."""
    reason = NoteReason(draft.payload["reason"])
    chosen = note_days.read(message.text or "", now.date(), WRITTEN)
    async with db.read() as session:
        child = await notes.represented(session, actor, draft.payload["student"], now.date())
    if chosen is None:
        await show(message, *wording.typing(t, child, reason, misread=True))
        return
    await show(message, *wording.check(t, child, reason, chosen))


@router.callback_query(Tap(kb.CheckNote))
async def check(query: CallbackQuery, tap: kb.CheckNote, actor: Actor, db: Database, t: Texts, now: datetime) -> None:
    """The whole note with its exact dates; nothing is sent yet."""
    async with db.read() as session:
        child = await notes.represented(session, actor, tap.student_id, now.date())
    await show(query, *wording.check(t, child, tap.reason, Days(tap.first, tap.last)))


@router.callback_query(Tap(kb.SendNote))
async def send(query: CallbackQuery, tap: kb.SendNote, actor: Actor, db: Database, t: Texts, now: datetime) -> None:
    """It is sent; the list shows it."""
    async with db.write() as session:
        page = await notes.send(
            session, actor, tap.student_id, reason=tap.reason, first=tap.first, last=tap.last, now=now
        )
        await drafts.drop(session, actor, kind=KIND)
    await show(query, *wording.of_child(t, page, done="note-sent"))


@router.callback_query(Tap(kb.WithdrawNote))
async def withdraw(
    query: CallbackQuery, tap: kb.WithdrawNote, actor: Actor, db: Database, t: Texts, now: datetime
) -> None:
    """It is taken back, unless the homeroom teacher was faster: then the list shows the answer."""
    try:
        async with db.write() as session:
            page = await notes.withdraw(session, actor, tap.note_id, now=now)
    except NoteSettled as settled:
        async with db.read() as session:
            page = await notes.of_author(session, actor, tap.note_id, now.date())
        await show(query, *wording.of_child(t, page), alert=t.label(settled.key, **settled.facts))
        return
    await show(query, *wording.of_child(t, page, done="note-withdrawn"))


async def _when(session: Session, actor: Actor, student_id: int, reason: NoteReason, t: Texts, now: datetime) -> Screen:
    child: Child = await notes.represented(session, actor, student_id, now.date())
    coming = await days.sittings(session, child, now.date(), now.date() + timedelta(days=14))
    school_days = {lesson.date for lesson in coming if lesson.takes_place}
    return wording.when(t, child, reason, note_days.offers(now.date(), school_days))


READERS: Final[dict[str, Reader]] = {KIND: read_days}
