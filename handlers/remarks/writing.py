"""Writing a remark: about whom and for whom by taps, the text as a message, and taking it back."""

from datetime import datetime

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from db.engine import Database
from handlers.filters import Prefixes, Tap
from handlers.remarks import wording
from handlers.screen import place, show
from journal.access import Actor
from journal.operations.drafts import DraftFacts
from journal.remarks import writing
from journal.remarks.writing import NamesAnother
from journal.typed import is_seen
from keyboards import remarks as kb
from locales import Texts

router = Router(name="remarks written")
router.callback_query.filter(
    Prefixes(
        kb.RemarksOnLesson,
        kb.RemarkOnLesson,
        kb.RemarkInClass,
        kb.RemarkCard,
        kb.SetRemark,
        kb.RewriteRemark,
        kb.WithdrawRemark,
        kb.InsistOnRemark,
    )
)


@router.callback_query(Tap(kb.RemarksOnLesson))
async def of_lesson(
    query: CallbackQuery, tap: kb.RemarksOnLesson, actor: Actor, db: Database, t: Texts, now: datetime
) -> None:
    """The students of the lesson; what was half typed about one of them is no remark any more."""
    async with db.write() as session:
        page = await writing.choose(session, actor, tap.lesson_id, now=now)
    await show(query, *wording.of_lesson(t, page, tap.part))


@router.callback_query(Tap(kb.RemarkOnLesson))
async def on_lesson(
    query: CallbackQuery, tap: kb.RemarkOnLesson, actor: Actor, db: Database, t: Texts, now: datetime
) -> None:
    """The next message is a remark about this student, on this lesson."""
    async with db.write() as session:
        shown = await writing.on_lesson(
            session,
            actor,
            tap.lesson_id,
            student_id=tap.student_id,
            kind=tap.kind,
            audience=tap.audience,
            screen=place(query),
            now=now,
        )
    await show(query, *wording.composing(t, shown, now))


@router.callback_query(Tap(kb.RemarkInClass))
async def in_class(
    query: CallbackQuery, tap: kb.RemarkInClass, actor: Actor, db: Database, t: Texts, now: datetime
) -> None:
    """The next message is the homeroom teacher's remark about this student."""
    async with db.write() as session:
        shown = await writing.in_class(
            session,
            actor,
            tap.class_id,
            student_id=tap.student_id,
            kind=tap.kind,
            audience=tap.audience,
            screen=place(query),
            now=now,
        )
    await show(query, *wording.composing(t, shown, now))


async def read_text(
    message: Message, draft: DraftFacts, *, actor: Actor, db: Database, t: Texts, now: datetime
) -> None:
    """The typed remark. One that names somebody else of the class is kept, and asked about."""
    if not is_seen(message.text or ""):
        await show(message, t("text-expected"))
        return
    async with db.write() as session:
        made = await writing.hear(session, actor, draft, message.text or "", now=now)
    if isinstance(made, NamesAnother):
        await show(message, *wording.named(t, made))
        return
    await show(message, *wording.card(t, made, now, done=True))


@router.callback_query(Tap(kb.InsistOnRemark))
async def insist(
    query: CallbackQuery, tap: kb.InsistOnRemark, actor: Actor, db: Database, t: Texts, now: datetime
) -> None:
    """It is no student's name: written as it is."""
    async with db.write() as session:
        made = await writing.insist(session, actor, tap.draft_id, tap.version, now=now)
    await show(query, *wording.card(t, made, now, done=True))


# --- an own remark -------------------------------------------------------------------------------------------------------


@router.callback_query(Tap(kb.RemarkCard))
async def open_card(
    query: CallbackQuery, tap: kb.RemarkCard, actor: Actor, db: Database, t: Texts, now: datetime
) -> None:
    """An own remark; whoever comes back from rewriting it has given that up."""
    async with db.write() as session:
        shown = await writing.leave(session, actor, tap.remark_id, now=now)
    await show(query, *wording.card(t, shown, now))


@router.callback_query(Tap(kb.SetRemark))
async def change(query: CallbackQuery, tap: kb.SetRemark, actor: Actor, db: Database, t: Texts, now: datetime) -> None:
    """What it is, and who reads it."""
    async with db.write() as session:
        shown = await writing.change(session, actor, tap.remark_id, kind=tap.kind, audience=tap.audience, now=now)
    await show(query, *wording.card(t, shown, now))


@router.callback_query(Tap(kb.RewriteRemark))
async def rewrite(
    query: CallbackQuery, tap: kb.RewriteRemark, actor: Actor, db: Database, t: Texts, now: datetime
) -> None:
    """The next message is its new text."""
    async with db.write() as session:
        shown = await writing.again(session, actor, tap.remark_id, screen=place(query), now=now)
    await show(query, *wording.rewriting(t, shown))


@router.callback_query(Tap(kb.WithdrawRemark))
async def withdraw(
    query: CallbackQuery, tap: kb.WithdrawRemark, actor: Actor, db: Database, t: Texts, now: datetime
) -> None:
    """Taken back; the card says so."""
    async with db.write() as session:
        shown = await writing.withdraw(session, actor, tap.remark_id, now=now)
    await show(query, *wording.card(t, shown, now))
