"""The deputy head's screen of one lesson: who takes it on which terms, or that it is cancelled or moved."""

from datetime import datetime
from typing import Final

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from db.engine import Database
from handlers.filters import Prefixes, Tap
from handlers.reading import Reader
from handlers.screen import place, show
from handlers.substitutions import saying
from journal.access import Actor
from journal.operations.drafts import DraftFacts
from journal.substitutions import assigning, covering, terms
from journal.timetable import changing
from journal.typed import is_seen
from keyboards.sections import LessonToCover
from keyboards.substitutions import lesson as kb
from locales import Texts

router = Router(name="lesson to cover")
router.callback_query.filter(
    Prefixes(
        *(LessonToCover, kb.TakeBack, kb.Because, kb.Paid, kb.AskOrder),
        *(kb.CancelLesson, kb.RestoreLesson, kb.MoveLesson, kb.MoveTo),
    )
)


@router.callback_query(Tap(LessonToCover))
async def of_lesson(
    query: CallbackQuery, tap: LessonToCover, actor: Actor, db: Database, t: Texts, now: datetime
) -> None:
    """One lesson as it is planned."""
    await show_lesson(query, tap.lesson_id, actor=actor, db=db, t=t, now=now)


async def show_lesson(
    event: CallbackQuery | Message,
    lesson_id: int,
    *,
    actor: Actor,
    db: Database,
    t: Texts,
    now: datetime,
    alert: str = "",
) -> None:
    """The lesson as it is planned now."""
    async with db.read() as session:
        page = await covering.lesson_page(session, actor, lesson_id=lesson_id)
    await show(event, *saying.lesson(t, page, now), alert=alert)


@router.callback_query(Tap(kb.TakeBack))
async def take_back(
    query: CallbackQuery, tap: kb.TakeBack, actor: Actor, db: Database, t: Texts, now: datetime
) -> None:
    """`Снять замену`."""
    async with db.write() as session:
        lesson_id = await assigning.cancel(session, actor, tap.substitution_id, now=now)
    await show_lesson(query, lesson_id, actor=actor, db=db, t=t, now=now)


# --- on which terms ----------------------------------------------------------------------------------------------------------


@router.callback_query(Tap(kb.Because))
async def because(query: CallbackQuery, tap: kb.Because, actor: Actor, db: Database, t: Texts, now: datetime) -> None:
    """Why the teacher is away."""
    async with db.write() as session:
        lesson_id = await terms.describe(session, actor, tap.substitution_id, reason=tap.reason, now=now)
    await show_lesson(query, lesson_id, actor=actor, db=db, t=t, now=now)


@router.callback_query(Tap(kb.Paid))
async def paid(query: CallbackQuery, tap: kb.Paid, actor: Actor, db: Database, t: Texts, now: datetime) -> None:
    """Whether the hours are paid."""
    async with db.write() as session:
        lesson_id = await terms.describe(session, actor, tap.substitution_id, paid=tap.paid, now=now)
    await show_lesson(query, lesson_id, actor=actor, db=db, t=t, now=now)


@router.callback_query(Tap(kb.AskOrder))
async def ask_order(
    query: CallbackQuery, tap: kb.AskOrder, actor: Actor, db: Database, t: Texts, now: datetime
) -> None:
    """The next message is the order's number."""
    async with db.write() as session:
        line = await terms.ask_order(session, actor, tap.substitution_id, screen=place(query), now=now)
    await show(query, *saying.order(t, line))


async def read_order(
    message: Message, draft: DraftFacts, *, actor: Actor, db: Database, t: Texts, now: datetime
) -> None:
    """The order's number."""
    if not is_seen(message.text or ""):
        await show(message, t("text-expected"))
        return
    async with db.write() as session:
        lesson_id = await terms.save_order(session, actor, draft, message.text or "", now=now)
    await show_lesson(message, lesson_id, actor=actor, db=db, t=t, now=now)


# --- what else becomes of it ---------------------------------------------------------------------------------------------------


@router.callback_query(Tap(kb.CancelLesson))
async def cancel_lesson(
    query: CallbackQuery, tap: kb.CancelLesson, actor: Actor, db: Database, t: Texts, now: datetime
) -> None:
    """It does not take place."""
    async with db.write() as session:
        made = await changing.cancel(session, actor, tap.lesson_id, now=now)
    said = saying.done(t, "cover-cancelled", made)
    await show_lesson(query, tap.lesson_id, actor=actor, db=db, t=t, now=now, alert=said)


@router.callback_query(Tap(kb.RestoreLesson))
async def restore_lesson(
    query: CallbackQuery, tap: kb.RestoreLesson, actor: Actor, db: Database, t: Texts, now: datetime
) -> None:
    """It takes place after all."""
    async with db.write() as session:
        made = await changing.restore(session, actor, tap.lesson_id, now=now)
    said = saying.done(t, "cover-restored", made)
    await show_lesson(query, tap.lesson_id, actor=actor, db=db, t=t, now=now, alert=said)


@router.callback_query(Tap(kb.MoveLesson))
async def where_to(
    query: CallbackQuery, tap: kb.MoveLesson, actor: Actor, db: Database, t: Texts, now: datetime
) -> None:
    """The free hours of a day."""
    async with db.read() as session:
        lesson, found = await changing.hours(session, actor, lesson_id=tap.lesson_id, day=tap.day, now=now)
    await show(query, *saying.places(t, lesson, tap.day, found, now.date()))


@router.callback_query(Tap(kb.MoveTo))
async def move(query: CallbackQuery, tap: kb.MoveTo, actor: Actor, db: Database, t: Texts, now: datetime) -> None:
    """Move it there."""
    async with db.write() as session:
        made = await changing.move(session, actor, tap.lesson_id, day=tap.day, period=tap.period, now=now)
    said = saying.done(t, "cover-moved", made)
    await show_lesson(query, tap.lesson_id, actor=actor, db=db, t=t, now=now, alert=said)


READERS: Final[dict[str, Reader]] = {terms.ORDER: read_order}
