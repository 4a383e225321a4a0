"""The deputy head cancels a lesson, brings it back, or moves it; homework that was due on it and its test go along.

A lesson that anything was entered into took place: it is neither cancelled nor moved. A moved one keeps its id.
"""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any, Final, NamedTuple

from sqlalchemy import and_, exists, or_, select, update
from sqlalchemy.orm import aliased

from db.engine import Session
from db.homework import Homework, HomeworkKind
from db.lessons import Lesson, LessonState
from db.people import Duty, Enrolment
from db.substitutions import Substitution, SubstitutionState
from db.timetable import Course, CourseTeacher
from journal import access, audit, rules
from journal.access import STANDING_IN, Actor, LessonFacts, in_the_place_of, sits_in, teaches_on_its_day
from journal.assessments import following
from journal.homework import assigning
from journal.lessons import sheet
from journal.refusals import NotFound
from journal.substitutions import lines, news
from journal.substitutions.refusals import LessonFilled, PlaceTaken
from journal.timetable import calendar, changed

AHEAD: Final = timedelta(days=14)
"""A lesson is moved no further: later ones are not made yet."""


class Place(NamedTuple):
    """An hour of a day, and whether it is free for the students and the teacher of a lesson."""

    period: int
    begins: time
    ends: time
    free: bool


class Done(NamedTuple):
    """What became of a lesson, and how many homeworks went along, to which day."""

    lesson: LessonFacts
    homework: int = 0
    due_on: date | None = None


async def cancel(session: Session, actor: Actor, lesson_id: int, *, now: datetime) -> Done:
    """The lesson does not take place. Again it changes nothing. Families of today's hear at once.

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
    moved = await _carry(session, actor, lesson, lesson.date, now=now)
    await following.cancelled(session, actor, lesson, now=now)
    await changed.promise(session, [lesson_id], now=now, at_once=True)
    return moved._replace(lesson=lesson._replace(state=LessonState.CANCELLED))


async def restore(session: Session, actor: Actor, lesson_id: int, *, now: datetime) -> Done:
    """It takes place after all. Homework that went to a later day stays there: whoever set it may call it back.

    Raises LessonFilled where another subject is taught instead: that substitution is taken back first.
    """
    lesson = await _planned(session, actor, lesson_id)
    if lesson.state is not LessonState.CANCELLED:
        return Done(lesson)
    stands_in = aliased(Lesson)
    taken = select(stands_in.id).where(stands_in.instead_of == lesson_id, stands_in.state != LessonState.CANCELLED)
    if await session.scalar(taken) is not None:
        raise LessonFilled
    await session.execute(update(Lesson).where(Lesson.id == lesson_id).values(state=LessonState.PLANNED))
    audit.record(session, actor, "lesson.restore", now, lesson=lesson_id)
    await following.restored(session, actor, lesson, now=now)
    await changed.promise(session, [lesson_id], now=now, at_once=True)
    return Done(lesson._replace(state=LessonState.PLANNED))


async def places(
    session: Session, actor: Actor, *, lesson_id: int, day: date, now: datetime
) -> tuple[LessonFacts, list[Place]]:
    """The hours of a day for this lesson; none on a day without lessons. A deputy head's."""
    lesson = await _look(session, actor, lesson_id)
    if not now.date() <= day <= now.date() + AHEAD:
        raise NotFound
    return lesson, await _places(session, lesson, day, now.date())


async def move(session: Session, actor: Actor, lesson_id: int, *, day: date, period: int, now: datetime) -> Done:
    """Move a lesson to another hour; it keeps its id, and whoever was asked to take it is asked no more.

    The same place again changes nothing. Raises LessonFilled, and PlaceTaken where the students, the teacher or the
    course itself have a lesson; NotFound for an hour that no bell rings, or a day that is past or too far.
    """
    lesson = await _planned(session, actor, lesson_id)
    if (lesson.date, lesson.period) == (day, period):
        return Done(lesson)
    if lesson.state is not LessonState.PLANNED:
        raise LessonFilled
    if not now.date() <= day <= now.date() + AHEAD:
        raise NotFound
    place = next((it for it in await _places(session, lesson, day, now.date()) if it.period == period), None)
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
    moved = await _carry(session, actor, there, lesson.date, now=now)
    await changed.promise(session, [lesson_id], now=now, at_once=True, days={lesson.date, day})
    return moved._replace(lesson=there)


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


async def _carry(session: Session, actor: Actor, lesson: LessonFacts, was_on: date, *, now: datetime) -> Done:
    """Homework due on the lesson's old day goes to the course's next one; families that were told are told again.

    Where the course has another lesson that day, it stays.
    """
    other = aliased(Lesson)
    still = exists().where(
        other.course_id == lesson.course_id,
        other.date == was_on,
        other.state != LessonState.CANCELLED,
    )
    rows = (
        await session.execute(
            access.lessons()
            .join(Homework, Homework.lesson_id == Lesson.id)
            .where(
                Lesson.course_id == lesson.course_id,
                Homework.due_on == was_on,
                Homework.kind != HomeworkKind.NONE,
                ~still,
            )
            .add_columns(Homework.id, Homework.version)
        )
    ).all()
    due_on = None
    for *facts, homework_id, version in rows:
        of = LessonFacts(*facts)
        ahead = await assigning.days_of_course(session, of, limit=20)
        due_on = next((day for day in ahead if day >= min(was_on, lesson.date)), None)
        await session.execute(
            update(Homework)
            .where(Homework.id == homework_id)
            .values(due_on=due_on, version=version + 1, changed_at=now)
        )
        audit.record(session, actor, "homework.carry", now, lesson=of.id, due=due_on.isoformat() if due_on else None)
        await assigning.correct(session, of, now=now)
    return Done(lesson, len(rows), due_on)


async def _places(session: Session, lesson: LessonFacts, day: date, today: date) -> list[Place]:
    """The bells of a day for the lesson's grade, each with whether anybody is in the way."""
    plan = await calendar.load(session)
    if plan.weekday(day, lesson.grade) is None:
        return []
    bells = plan.periods(day, lesson.grade)
    taken = await _taken(session, lesson, day, today)
    zone = rules.of(session).zone

    def free(period: int, begins: time, ends: time) -> bool:
        first, last = datetime.combine(day, begins, zone), datetime.combine(day, ends, zone)
        return not any(
            (course_id == lesson.course_id and number == period) or (held and starts_at < last and first < ends_at)
            for course_id, number, held, starts_at, ends_at in taken
        )

    return [Place(period, *bell, free=free(period, *bell)) for period, bell in sorted(bells.items())]


async def _taken(session: Session, lesson: LessonFacts, day: date, today: date) -> Sequence[Any]:
    """The lessons of a day that are in the way: of the same students, of the same teacher, of the course itself."""
    of_course, replacing = aliased(CourseTeacher), aliased(Substitution)
    teachers = (
        select(of_course.person_id)
        .where(of_course.course_id == lesson.course_id, access.during(of_course.valid_from, of_course.valid_to, day))
        .scalar_subquery()
    )
    replaced = exists().where(
        replacing.lesson_id == Lesson.id,
        replacing.absent_id == CourseTeacher.person_id,
        replacing.state.in_(STANDING_IN),
    )
    busy = exists().where(teaches_on_its_day(), CourseTeacher.person_id.in_(teachers), ~replaced).correlate(Lesson)
    covers = exists().where(in_the_place_of(Substitution.absent_id, today), Substitution.substitute_id.in_(teachers))
    shares = exists().where(
        sits_in(Course.group_id, day), sits_in(lesson.group_id, day), Enrolment.student_id.is_not(None)
    )
    rows = await session.execute(
        select(Lesson.course_id, Lesson.period, Lesson.state != LessonState.CANCELLED, Lesson.starts_at, Lesson.ends_at)
        .join(Course, Course.id == Lesson.course_id)
        .where(
            Lesson.date == day,
            Lesson.id != lesson.id,
            or_(
                Lesson.course_id == lesson.course_id,
                and_(Lesson.state != LessonState.CANCELLED, or_(busy, covers, shares)),
            ),
        )
    )
    return rows.all()


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
