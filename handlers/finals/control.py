"""A deputy head's `🏁 Итоговые`: what is missing by teacher, the courses of a class, unlocking with a reason."""

from datetime import datetime

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from db.engine import Database
from handlers.filters import Prefixes, Tap
from handlers.finals import wording
from handlers.screen import place, show
from journal.access import Actor
from journal.finals import half_typed, overdue
from journal.operations.drafts import DraftFacts
from journal.typed import is_seen
from keyboards.finals.control import ClassFinals
from keyboards.finals.filling import AskUnlock
from keyboards.sections import FinalsOfSchool
from locales import Texts

router = Router(name="control of finals")
router.callback_query.filter(Prefixes(FinalsOfSchool, ClassFinals, AskUnlock))


@router.callback_query(Tap(FinalsOfSchool))
async def of_school(query: CallbackQuery, actor: Actor, db: Database, t: Texts, now: datetime) -> None:
    """Missing finals by teacher."""
    async with db.read() as session:
        shown = await overdue.of_school(session, actor, now)
    await show(query, *wording.school(t, shown))


@router.callback_query(Tap(ClassFinals))
async def of_class(query: CallbackQuery, tap: ClassFinals, actor: Actor, db: Database, t: Texts, now: datetime) -> None:
    """The courses of a class and how they stand."""
    async with db.read() as session:
        shown = await overdue.of_class(session, actor, tap.class_id, now)
    await show(query, *wording.of_class(t, shown, now))


@router.callback_query(Tap(AskUnlock))
async def ask_unlock(query: CallbackQuery, tap: AskUnlock, actor: Actor, db: Database, t: Texts, now: datetime) -> None:
    """The next message is the reason."""
    async with db.write() as session:
        shown = await half_typed.ask_unlock(
            session, actor, course_id=tap.course_id, column_id=tap.column_id, screen=place(query), now=now
        )
    await show(query, *wording.unlocking(t, shown))


async def read_reason(
    message: Message, draft: DraftFacts, *, actor: Actor, db: Database, t: Texts, now: datetime
) -> None:
    """Why the column is unlocked; then it is, for 24 hours."""
    if not is_seen(message.text or ""):
        await show(message, t("text-expected"))
        return
    async with db.write() as session:
        shown = await half_typed.give_unlock(session, actor, draft, message.text or "", now=now)
    await show(message, *wording.course(t, shown, now))
