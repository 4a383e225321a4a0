"""The deputy head's `🔁 Замены`: a day, a teacher's lessons, who takes them."""

from datetime import datetime

from aiogram import Router
from aiogram.types import CallbackQuery

from db.engine import Database
from handlers.filters import Prefixes, Tap
from handlers.screen import show
from handlers.substitutions import saying
from handlers.substitutions.lesson import show_lesson
from journal.access import Actor
from journal.substitutions import assigning, covering
from keyboards.sections import SubstitutionsOf, TeacherAway
from keyboards.substitutions import planning as kb
from locales import Texts

router = Router(name="planning substitutions")
router.callback_query.filter(
    Prefixes(
        *(SubstitutionsOf, TeacherAway, kb.Teachers, kb.Assign, kb.AssignDays),
        *(kb.Pick, kb.PickForDays, kb.How, kb.HowForDays),
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
    await show_lesson(query, tap.lesson_id, actor=actor, db=db, t=t, now=now, alert=t.label("cover-asked"))


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
