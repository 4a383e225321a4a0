"""The deputy head cancels a lesson, brings it back, or moves it; homework that was due on it and its test go along.

A lesson that anything was entered into took place: it is neither cancelled nor moved. A moved one keeps its id.
"""

from datetime import date, datetime, timedelta
from typing import Final, NamedTuple

from sqlalchemy import select, update
from sqlalchemy.orm import aliased

from db.engine import Session
from db.lessons import Lesson, LessonState
from db.people import Duty
from db.substitutions import Substitution, SubstitutionState
from journal import access, audit, rules
from journal.access import STANDING_IN, Actor, LessonFacts
from journal.assessments import following
from journal.homework import carrying
from journal.homework.carrying import Carried
from journal.lessons import sheet
from journal.refusals import NotFound
from journal.substitutions import lines, news
from journal.substitutions.refusals import LessonFilled, PlaceTaken
from journal.timetable import changed, places, teachers
from journal.timetable.places import Place

AHEAD: Final = timedelta(days=14)
"""A lesson is moved no further: later ones are not made yet."""


class Done(NamedTuple):
    """What became of a lesson, what of its homework, and whether its room is somebody else's at that hour."""

    lesson: LessonFacts
    homework: Carried = Carried()
    roomless: bool = False


async def cancel(session: Session, actor: Actor, lesson_id: int, *, now: datetime) -> Done:
    """The lesson does not take place. Again it changes nothing. Its teachers hear at once, families too of today's.

    Raises LessonFilled where something is entered.
    """
    lesson = await _planned(session, actor, lesson_id)
    if lesson.state is LessonState.CANCELLED:
        return Done(lesson)
    if lesson.state is not LessonState.PLANNED:
        raise LessonFilled
    await session.execute(update(Lesson).where(Lesson.id == lesson_id).values(state=LessonState.CANCELLED))
    audit.record(session, actor, "lesson.cancel", now, lesson=lesson_id)
    await _release(session, lesson_id, now=now)
    await following.cancelled(session, actor, lesson, now=now)
    gone = await carrying.carry(session, actor, lesson.course_id, lesson.date, first=lesson.date, now=now)
    await teachers.tell(session, actor, lesson, days=[lesson.date], now=now)
    await changed.promise(session, [lesson_id], now=now, at_once=True)
    return Done(lesson._replace(state=LessonState.CANCELLED), gone)


async def restore(session: Session, actor: Actor, lesson_id: int, *, now: datetime) -> Done:
    """It takes place after all, and the homework that had gone to a later day is due on it again.

    Raises LessonFilled where another subject is taught instead: that substitution is taken back first; PlaceTaken where
    the students or the teacher were given another lesson at that hour meanwhile.
    """
    await places.take_turn(session, actor)
    lesson = await _planned(session, actor, lesson_id)
    if lesson.state is not LessonState.CANCELLED:
        return Done(lesson)
    stands_in = aliased(Lesson)
    taken = select(stands_in.id).where(stands_in.instead_of == lesson_id, stands_in.state != LessonState.CANCELLED)
    if await session.scalar(taken) is not None:
        raise LessonFilled
    if not await places.own_is_free(session, lesson, now.date()):
        raise PlaceTaken
    await session.execute(update(Lesson).where(Lesson.id == lesson_id).values(state=LessonState.PLANNED))
    audit.record(session, actor, "lesson.restore", now, lesson=lesson_id)
    await following.restored(session, actor, lesson, now=now)
    back = await carrying.call_back(session, actor, lesson.course_id, lesson.date, now=now)
    await teachers.tell(session, actor, lesson, days=[lesson.date], now=now)
    await changed.promise(session, [lesson_id], now=now, at_once=True)
    return Done(lesson._replace(state=LessonState.PLANNED), back)


async def hours(
    session: Session, actor: Actor, *, lesson_id: int, day: date, now: datetime
) -> tuple[LessonFacts, list[Place]]:
    """The hours of a day for this lesson; none on a day without lessons. A deputy head's."""
    lesson = await _look(session, actor, lesson_id)
    if not now.date() <= day <= now.date() + AHEAD:
        raise NotFound
    return lesson, await places.of_day(session, lesson, day, now.date())


async def move(session: Session, actor: Actor, lesson_id: int, *, day: date, period: int, now: datetime) -> Done:
    """Move a lesson to another hour; it keeps its id, and whoever was asked to take it is asked no more.

    The same place again changes nothing. Raises LessonFilled, and PlaceTaken where the students, the teacher or the
    course itself have a lesson: of two who want one hour in the same second one gets it. A room that is another's at
    that hour is given up. NotFound for an hour that no bell rings, or a day that is past or too far.
    """
    await places.take_turn(session, actor)
    lesson = await _planned(session, actor, lesson_id)
    if (lesson.date, lesson.period) == (day, period):
        return Done(lesson)
    if lesson.state is not LessonState.PLANNED:
        raise LessonFilled
    if not now.date() <= day <= now.date() + AHEAD:
        raise NotFound
    place = next((it for it in await places.of_day(session, lesson, day, now.date()) if it.period == period), None)
    if place is None:
        raise NotFound
    if not place.free:
        raise PlaceTaken
    await _place(session, lesson, day, place)
    audit.record(
        session, actor, "lesson.move", now, lesson=lesson_id, day=day.isoformat(), period=period,
        old=f"{lesson.date.isoformat()}/{lesson.period}",
    )  # fmt: skip
    await _release(session, lesson_id, now=now)
    there = await _look(session, actor, lesson_id)
    await following.moved(session, actor, lesson, there, now=now)
    along = await carrying.carry(session, actor, lesson.course_id, lesson.date, first=min(lesson.date, day), now=now)
    if not along.homeworks:
        along = await carrying.call_back(session, actor, lesson.course_id, day, now=now)
    await teachers.tell(session, actor, lesson, days={lesson.date, day}, now=now)
    await changed.promise(session, [lesson_id], now=now, at_once=True, days={lesson.date, day})
    return Done(there, along, roomless=not place.room_free)


# --- the steps of it ---------------------------------------------------------------------------------------------------


async def _place(session: Session, lesson: LessonFacts, day: date, place: Place) -> None:
    """Put the lesson there; back in its own hour it is as the timetable has it."""
    zone = rules.of(session).zone
    home = await session.execute(select(Lesson.from_date, Lesson.from_period).where(Lesson.id == lesson.id))
    from_date, from_period = home.one()
    if from_date is None:
        from_date, from_period = lesson.date, lesson.period
    back = (from_date, from_period) == (day, place.period)
    await session.execute(
        update(Lesson)
        .where(Lesson.id == lesson.id)
        .values(
            date=day,
            period=place.period,
            starts_at=datetime.combine(day, place.begins, zone),
            ends_at=datetime.combine(day, place.ends, zone),
            from_date=None if back else from_date,
            from_period=None if back else from_period,
            **({} if place.room_free else {"room": ""}),
        )
    )


async def _release(session: Session, lesson_id: int, *, now: datetime) -> None:
    """Nobody is asked to take the lesson any more."""
    found = await lines.read(
        session, Substitution.lesson_id == lesson_id, Substitution.state.in_(STANDING_IN), lock=True
    )
    if not found:
        return
    await session.execute(
        update(Substitution)
        .where(Substitution.id.in_([line.id for line in found]), Substitution.signed_at.is_(None))
        .values(state=SubstitutionState.CANCELLED, ended_at=now)
    )
    for line in found:
        if not line.signed:
            await news.cancelled(session, line, now=now)


async def _look(session: Session, actor: Actor, lesson_id: int) -> LessonFacts:
    row = (
        await session.execute(
            access.lessons().where(Lesson.id == lesson_id, access.serves(actor.staff_id, Duty.DEPUTY_HEAD))
        )
    ).one_or_none()
    if row is None:
        raise NotFound
    return sheet.local(session, LessonFacts(*row))


async def _planned(session: Session, actor: Actor, lesson_id: int) -> LessonFacts:
    """The lesson, locked, for a deputy head."""
    row = (
        await session.execute(
            access.lessons()
            .where(Lesson.id == lesson_id, access.serves(actor.staff_id, Duty.DEPUTY_HEAD))
            .with_for_update(of=Lesson)
        )
    ).one_or_none()
    if row is None:
        raise NotFound
    return sheet.local(session, LessonFacts(*row))
