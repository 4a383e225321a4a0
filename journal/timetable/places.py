"""The hours of a day for a lesson: which are free for its students and its teacher, and who may take one (one at a time)."""

from collections.abc import Sequence
from datetime import date, datetime, time
from typing import NamedTuple

from sqlalchemy import and_, case, exists, false, or_, select
from sqlalchemy.orm import aliased

from db.engine import Session
from db.lessons import Lesson, LessonState
from db.people import Duty, Enrolment, School
from db.substitutions import Substitution
from db.timetable import Course, CourseTeacher
from journal import access, rules
from journal.access import STANDING_IN, Actor, LessonFacts, in_the_place_of, sits_in, teaches_on_its_day
from journal.refusals import NotFound
from journal.timetable import calendar


class Place(NamedTuple):
    """An hour of a day: whether it is free for the students and the teacher of a lesson, and its room then."""

    period: int
    begins: time
    ends: time
    free: bool
    room_free: bool = True


class Taken(NamedTuple):
    """A lesson in the way: of the same people or the same course, or only in the same room."""

    course_id: int
    period: int
    starts_at: datetime
    ends_at: datetime
    people: bool = False
    room: bool = False


async def take_turn(session: Session, actor: Actor) -> None:
    """One who changes the school's timetable by hand at a time; NotFound for anybody but a deputy head.

    Two who look for a free hour in the same second would both find it: the second waits here, and then sees what the
    first one did. SQLite has one writer anyway. Whoever locks lessons too does so afterwards.
    """
    # NO KEY UPDATE: whoever only refers to the school goes on.
    turn = select(School.id).where(access.serves(actor.staff_id, Duty.DEPUTY_HEAD)).with_for_update(key_share=True)
    if await session.scalar(turn) is None:
        raise NotFound


async def of_day(session: Session, lesson: LessonFacts, day: date, today: date) -> list[Place]:
    """The bells of a day for the lesson's grade, each with whether anybody is in the way; none on a day without lessons."""
    plan = await calendar.load_hours(session)
    if plan.weekday(day, lesson.grade) is None:
        return []
    taken = await _taken(session, lesson, day, today)
    zone = rules.of(session).zone
    found = []
    for period, (begins, ends) in sorted(plan.periods(day, lesson.grade).items()):
        first, last = datetime.combine(day, begins, zone), datetime.combine(day, ends, zone)
        found.append(
            Place(
                period, begins, ends,
                free=_is_free(taken, lesson, period, first, last),
                room_free=not any(it.room and it.starts_at < last and first < it.ends_at for it in taken),
            )
        )  # fmt: skip
    return found


async def own_is_free(session: Session, lesson: LessonFacts, today: date) -> bool:
    """Whether nobody took the lesson's own hour meanwhile."""
    taken = await _taken(session, lesson, lesson.date, today)
    return _is_free(taken, lesson, lesson.period, lesson.starts_at, lesson.ends_at)


def _is_free(taken: Sequence[Taken], lesson: LessonFacts, period: int, first: datetime, last: datetime) -> bool:
    return not any(
        (it.course_id == lesson.course_id and it.period == period)
        or (it.people and it.starts_at < last and first < it.ends_at)
        for it in taken
    )


async def _taken(session: Session, lesson: LessonFacts, day: date, today: date) -> list[Taken]:
    """The lessons of a day that are in the way: of the same students, of the same teacher, of the course, of the room."""
    of_course, replacing = aliased(CourseTeacher), aliased(Substitution)
    teachers = (
        select(of_course.person_id)
        .where(of_course.course_id == lesson.course_id, access.during(of_course.valid_from, of_course.valid_to, day))
        .scalar_subquery()
    )
    replaced = (
        exists()
        .where(
            replacing.lesson_id == Lesson.id,
            replacing.absent_id == CourseTeacher.person_id,
            replacing.state.in_(STANDING_IN),
        )
        .correlate(Lesson, CourseTeacher)
    )
    busy = exists().where(teaches_on_its_day(), CourseTeacher.person_id.in_(teachers), ~replaced).correlate(Lesson)
    covers = exists().where(in_the_place_of(Substitution.absent_id, today), Substitution.substitute_id.in_(teachers))
    shares = exists().where(
        sits_in(Course.group_id, day), sits_in(lesson.group_id, day), Enrolment.student_id.is_not(None)
    )
    people = and_(Lesson.state != LessonState.CANCELLED, or_(busy, covers, shares))
    room = and_(Lesson.state != LessonState.CANCELLED, Lesson.room == lesson.room) if lesson.room else false()
    in_the_way = (
        select(
            Lesson.course_id, Lesson.period, Lesson.starts_at, Lesson.ends_at,
            case((people, 1), else_=0).label("people"), case((room, 1), else_=0).label("room"),
        )
        .join(Course, Course.id == Lesson.course_id)
        .where(Lesson.date == day, Lesson.id != lesson.id)
        .subquery()
    )  # fmt: skip
    rows = await session.execute(
        select(in_the_way).where(
            or_(in_the_way.c.course_id == lesson.course_id, in_the_way.c.people == 1, in_the_way.c.room == 1)
        )
    )
    return [Taken._make(row) for row in rows]
