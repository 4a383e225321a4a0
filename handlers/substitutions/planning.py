"""The deputy head's `🔁 Замены`: a day, a teacher's lessons, who takes them, what else becomes of a lesson."""

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
from journal.substitutions import assigning, covering
from journal.timetable import changing
from journal.typed import is_seen
from keyboards.sections import LessonToCover, SubstitutionsOf, TeacherAway
from keyboards.substitutions import planning as kb
from locales import Texts

router = Router(name="planning substitutions")
router.callback_query.filter(
    Prefixes(
        *(SubstitutionsOf, TeacherAway, LessonToCover, kb.Teachers, kb.Pick, kb.PickForDays, kb.How, kb.HowForDays),
        *(kb.Assign, kb.AssignDays, kb.TakeBack, kb.Because, kb.Paid, kb.AskOrder),
        *(kb.CancelLesson, kb.RestoreLesson, kb.MoveLesson, kb.MoveTo),
    )
)


@router.callback_query(Tap(SubstitutionsOf))
async def of_day(
    query: CallbackQuery, tap: SubstitutionsOf, actor: Actor, db: Database, t: Texts, now: datetime
) -> None:
    """The substitutions of a day."""
    async with db.read() as session:
        page = await covering.day_page(session, actor, day=tap.day)
    await show(query, *saying.day(t, page, now))


@router.callback_query(Tap(kb.Teachers))
async def teachers(query: CallbackQuery, tap: kb.Teachers, actor: Actor, db: Database, t: Texts) -> None:
    """Whose lessons."""
    async with db.read() as session:
        found = await covering.teachers(session, actor, day=tap.day)
    await show(query, *saying.teachers(t, found, tap.day))


@router.callback_query(Tap(TeacherAway))
async def of_teacher(query: CallbackQuery, tap: TeacherAway, actor: Actor, db: Database, t: Texts) -> None:
    """The lessons of one teacher."""
    async with db.read() as session:
        page = await covering.teacher_page(session, actor, person_id=tap.person_id, first=tap.first, last=tap.last)
    await show(query, *saying.teacher(t, page))


@router.callback_query(Tap(LessonToCover))
async def of_lesson(
    query: CallbackQuery, tap: LessonToCover, actor: Actor, db: Database, t: Texts, now: datetime
) -> None:
    """One lesson as it is planned."""
    await _lesson(query, tap.lesson_id, actor=actor, db=db, t=t, now=now)


async def _lesson(
    event: CallbackQuery | Message,
    lesson_id: int,
    *,
    actor: Actor,
    db: Database,
    t: Texts,
    now: datetime,
    alert: str = "",
) -> None:
    async with db.read() as session:
        page = await covering.lesson_page(session, actor, lesson_id=lesson_id)
    await show(event, *saying.lesson(t, page, now), alert=alert)


# --- who takes it ----------------------------------------------------------------------------------------------------------


@router.callback_query(Tap(kb.Pick))
async def pick(query: CallbackQuery, tap: kb.Pick, actor: Actor, db: Database, t: Texts, now: datetime) -> None:
    """Who could take one lesson."""
    async with db.read() as session:
        found = await covering.choice(session, actor, lesson_id=tap.lesson_id, absent_id=tap.absent_id, now=now)
    day = found.lessons[0].date
    await show(query, *saying.pick(t, found, tap.page, first=day, last=day, whole=False))


@router.callback_query(Tap(kb.PickForDays))
async def pick_for_days(
    query: CallbackQuery, tap: kb.PickForDays, actor: Actor, db: Database, t: Texts, now: datetime
) -> None:
    """Who could take all that nobody takes."""
    async with db.read() as session:
        found = await covering.choice_of_days(
            session, actor, person_id=tap.person_id, first=tap.first, last=tap.last, now=now
        )
    await show(query, *saying.pick(t, found, tap.page, first=tap.first, last=tap.last, whole=True))


@router.callback_query(Tap(kb.How))
async def how(query: CallbackQuery, tap: kb.How, actor: Actor, db: Database, t: Texts, now: datetime) -> None:
    """How somebody could take one lesson."""
    async with db.read() as session:
        found = await covering.choice(session, actor, lesson_id=tap.lesson_id, absent_id=tap.absent_id, now=now)
        page = await covering.kinds(session, found, tap.substitute_id)
    day = found.lessons[0].date
    await show(query, *saying.kinds(t, page, first=day, last=day, whole=False))


@router.callback_query(Tap(kb.HowForDays))
async def how_for_days(
    query: CallbackQuery, tap: kb.HowForDays, actor: Actor, db: Database, t: Texts, now: datetime
) -> None:
    """How somebody could take them all."""
    async with db.read() as session:
        found = await covering.choice_of_days(
            session, actor, person_id=tap.person_id, first=tap.first, last=tap.last, now=now
        )
        page = await covering.kinds(session, found, tap.substitute_id)
    await show(query, *saying.kinds(t, page, first=tap.first, last=tap.last, whole=True))


@router.callback_query(Tap(kb.Assign))
async def assign(query: CallbackQuery, tap: kb.Assign, actor: Actor, db: Database, t: Texts, now: datetime) -> None:
    """Ask."""
    async with db.write() as session:
        await assigning.assign(
            session,
            actor,
            lessons=[tap.lesson_id],
            absent_id=tap.absent_id,
            substitute_id=tap.substitute_id,
            kind=tap.kind,
            now=now,
        )
    await _lesson(query, tap.lesson_id, actor=actor, db=db, t=t, now=now, alert=t.label("cover-asked"))


@router.callback_query(Tap(kb.AssignDays))
async def assign_days(
    query: CallbackQuery, tap: kb.AssignDays, actor: Actor, db: Database, t: Texts, now: datetime
) -> None:
    """Ask for all that nobody takes; pressed again there is nothing left to ask."""
    async with db.write() as session:
        found = await covering.teacher_page(session, actor, person_id=tap.person_id, first=tap.first, last=tap.last)
        if found.uncovered:
            await assigning.assign(
                session,
                actor,
                lessons=[lesson.id for lesson in found.uncovered],
                absent_id=tap.person_id,
                substitute_id=tap.substitute_id,
                kind=tap.kind,
                now=now,
            )
    async with db.read() as session:
        page = await covering.teacher_page(session, actor, person_id=tap.person_id, first=tap.first, last=tap.last)
    await show(query, *saying.teacher(t, page), alert=t.label("cover-asked"))


@router.callback_query(Tap(kb.TakeBack))
async def take_back(
    query: CallbackQuery, tap: kb.TakeBack, actor: Actor, db: Database, t: Texts, now: datetime
) -> None:
    """`Снять замену`."""
    async with db.write() as session:
        lesson_id = await assigning.cancel(session, actor, tap.substitution_id, now=now)
    await _lesson(query, lesson_id, actor=actor, db=db, t=t, now=now)


# --- on which terms ----------------------------------------------------------------------------------------------------------


@router.callback_query(Tap(kb.Because))
async def because(query: CallbackQuery, tap: kb.Because, actor: Actor, db: Database, t: Texts, now: datetime) -> None:
    """Why the teacher is away."""
    async with db.write() as session:
        lesson_id = await assigning.describe(session, actor, tap.substitution_id, reason=tap.reason, now=now)
    await _lesson(query, lesson_id, actor=actor, db=db, t=t, now=now)


@router.callback_query(Tap(kb.Paid))
async def paid(query: CallbackQuery, tap: kb.Paid, actor: Actor, db: Database, t: Texts, now: datetime) -> None:
    """Whether the hours are paid."""
    async with db.write() as session:
        lesson_id = await assigning.describe(session, actor, tap.substitution_id, paid=tap.paid, now=now)
    await _lesson(query, lesson_id, actor=actor, db=db, t=t, now=now)


@router.callback_query(Tap(kb.AskOrder))
async def ask_order(
    query: CallbackQuery, tap: kb.AskOrder, actor: Actor, db: Database, t: Texts, now: datetime
) -> None:
    """The next message is the order's number."""
    async with db.write() as session:
        line = await assigning.ask_order(session, actor, tap.substitution_id, screen=place(query), now=now)
    await show(query, *saying.order(t, line))


async def read_order(
    message: Message, draft: DraftFacts, *, actor: Actor, db: Database, t: Texts, now: datetime
) -> None:
    """The order's number."""
    if not is_seen(message.text or ""):
        await show(message, t("text-expected"))
        return
    async with db.write() as session:
        lesson_id = await assigning.save_order(session, actor, draft, message.text or "", now=now)
    await _lesson(message, lesson_id, actor=actor, db=db, t=t, now=now)


# --- what else becomes of it ---------------------------------------------------------------------------------------------------


@router.callback_query(Tap(kb.CancelLesson))
async def cancel_lesson(
    query: CallbackQuery, tap: kb.CancelLesson, actor: Actor, db: Database, t: Texts, now: datetime
) -> None:
    """It does not take place."""
    async with db.write() as session:
        made = await changing.cancel(session, actor, tap.lesson_id, now=now)
    alert = saying.done(t, "cover-cancelled", made)
    await _lesson(query, tap.lesson_id, actor=actor, db=db, t=t, now=now, alert=alert)


@router.callback_query(Tap(kb.RestoreLesson))
async def restore_lesson(
    query: CallbackQuery, tap: kb.RestoreLesson, actor: Actor, db: Database, t: Texts, now: datetime
) -> None:
    """It takes place after all."""
    async with db.write() as session:
        made = await changing.restore(session, actor, tap.lesson_id, now=now)
    alert = saying.done(t, "cover-restored", made)
    await _lesson(query, tap.lesson_id, actor=actor, db=db, t=t, now=now, alert=alert)


@router.callback_query(Tap(kb.MoveLesson))
async def where_to(
    query: CallbackQuery, tap: kb.MoveLesson, actor: Actor, db: Database, t: Texts, now: datetime
) -> None:
    """The free hours of a day."""
    async with db.read() as session:
        lesson, found = await changing.places(session, actor, lesson_id=tap.lesson_id, day=tap.day, now=now)
    await show(query, *saying.places(t, lesson, tap.day, found, now.date()))


@router.callback_query(Tap(kb.MoveTo))
async def move(query: CallbackQuery, tap: kb.MoveTo, actor: Actor, db: Database, t: Texts, now: datetime) -> None:
    """Move it there."""
    async with db.write() as session:
        made = await changing.move(session, actor, tap.lesson_id, day=tap.day, period=tap.period, now=now)
    alert = saying.done(t, "cover-moved", made)
    await _lesson(query, tap.lesson_id, actor=actor, db=db, t=t, now=now, alert=alert)


READERS: Final[dict[str, Reader]] = {assigning.ORDER: read_order}
