"""`👥 Мой класс` → `🤒 Записки`: the homeroom teacher reads the notes of the own class, accepts or declines."""

from datetime import datetime
from typing import Final

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from db.engine import Database
from handlers.absences import wording
from handlers.filters import Prefixes, Tap
from handlers.reading import Reader
from handlers.screen import place, show
from journal.absences import settling
from journal.absences.notes import NoteSettled
from journal.access import Actor
from journal.operations import drafts
from journal.operations.drafts import DraftFacts
from journal.typed import is_seen
from keyboards.absences import notes as kb
from keyboards.sections import ClassNotes, NoteCard
from locales import Texts

router = Router(name="absence notes of a class")
router.callback_query.filter(
    Prefixes(ClassNotes, NoteCard, kb.AcceptNote, kb.AskComment, kb.DeclineNote, kb.DeclineSaid, kb.KeepNote)
)


@router.callback_query(Tap(ClassNotes))
async def of_class(query: CallbackQuery, tap: ClassNotes, actor: Actor, db: Database, t: Texts, now: datetime) -> None:
    """The notes of the class."""
    async with db.read() as session:
        school_class, found = await settling.of_class(session, actor, tap.class_id, now.date())
    await show(query, *wording.of_class(t, school_class, found))


@router.callback_query(Tap(NoteCard))
async def one(query: CallbackQuery, tap: NoteCard, actor: Actor, db: Database, t: Texts, now: datetime) -> None:
    """One note."""
    async with db.read() as session:
        found = await settling.one(session, actor, tap.note_id, now.date())
    await show(query, *wording.card(t, found, now))


@router.callback_query(Tap(kb.AcceptNote))
async def accept(query: CallbackQuery, tap: kb.AcceptNote, actor: Actor, db: Database, t: Texts, now: datetime) -> None:
    """The note explains the absence. If somebody settled it otherwise meanwhile, show that (G16)."""
    try:
        async with db.write() as session:
            found = await settling.accept(session, actor, tap.note_id, version=tap.version, now=now)
    except NoteSettled as settled:
        await _settled(query, tap.note_id, settled, actor=actor, db=db, t=t, now=now)
        return
    await show(query, *wording.card(t, found, now))


@router.callback_query(Tap(kb.AskComment))
async def ask_comment(
    query: CallbackQuery, tap: kb.AskComment, actor: Actor, db: Database, t: Texts, now: datetime
) -> None:
    """The next message is what the guardian is told."""
    async with db.write() as session:
        found = await settling.ask_comment(
            session, actor, tap.note_id, version=tap.version, screen=place(query), now=now
        )
    await show(query, *wording.asking(t, found, tap.version))


async def read_comment(
    message: Message, draft: DraftFacts, *, actor: Actor, db: Database, t: Texts, now: datetime
) -> None:
    """Is this text the comment? It goes to a parent, and somebody may have left the question long ago."""
    if not is_seen(message.text or ""):
        await show(message, t("text-expected"))
        return
    async with db.write() as session:
        found, kept, comment = await settling.keep_comment(session, actor, draft, message.text or "", now=now)
    await show(message, *wording.sure(t, found, comment, draft_id=kept.id, version=kept.version))


@router.callback_query(Tap(kb.DeclineNote))
async def decline(
    query: CallbackQuery, tap: kb.DeclineNote, actor: Actor, db: Database, t: Texts, now: datetime
) -> None:
    """Declined without a comment."""
    try:
        async with db.write() as session:
            await drafts.drop(session, actor, kind=settling.KIND)
            found = await settling.decline(session, actor, tap.note_id, version=tap.version, now=now)
    except NoteSettled as settled:
        await _settled(query, tap.note_id, settled, actor=actor, db=db, t=t, now=now)
        return
    await show(query, *wording.card(t, found, now))


@router.callback_query(Tap(kb.DeclineSaid))
async def decline_said(
    query: CallbackQuery, tap: kb.DeclineSaid, actor: Actor, db: Database, t: Texts, now: datetime
) -> None:
    """Declined with the comment. If somebody settled it otherwise meanwhile, that is said and the text stays."""
    async with db.write() as session:
        found = await settling.decline_said(session, actor, tap.draft_id, version=tap.version, now=now)
    await show(query, *wording.card(t, found, now))


@router.callback_query(Tap(kb.KeepNote))
async def keep(query: CallbackQuery, tap: kb.KeepNote, actor: Actor, db: Database, t: Texts, now: datetime) -> None:
    """Nothing is declined, and what is typed from now on is no comment."""
    async with db.write() as session:
        await drafts.drop(session, actor, kind=settling.KIND)
        found = await settling.one(session, actor, tap.note_id, now.date())
    await show(query, *wording.card(t, found, now))


async def _settled(
    query: CallbackQuery, note_id: int, settled: NoteSettled, *, actor: Actor, db: Database, t: Texts, now: datetime
) -> None:
    async with db.read() as session:
        found = await settling.one(session, actor, note_id, now.date())
    await show(query, *wording.card(t, found, now), alert=t.label(settled.key, **settled.facts))


READERS: Final[dict[str, Reader]] = {settling.KIND: read_comment}
