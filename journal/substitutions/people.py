"""Who could take a lesson: those who are free at its time first, then those who know the subject or the class."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import and_, exists, select
from sqlalchemy.orm import aliased

from db.engine import Session
from db.lessons import Lesson, LessonState
from db.people import Person, Staff
from db.substitutions import StaffAbsence, Substitution
from db.timetable import Course, CourseTeacher, GroupClass
from journal.access import LessonFacts, answering, during, in_the_place_of, teaches_on_its_day
from journal.names import initials


class Candidate(NamedTuple):
    """A member of staff as a substitute for some lessons."""

    person_id: int
    name: str
    busy: int
    """In how many of these hours the person has a lesson."""
    joins: bool
    """All those lessons are with students of the same classes: the groups can be taught together."""
    same_subject: bool
    knows_class: bool
    away: bool
    """Said not to be at work on one of the days."""

    @property
    def free(self) -> bool:
        """Nothing stands in the way."""
        return not self.busy and not self.away


async def candidates(
    session: Session, lessons: Sequence[LessonFacts], *, absent_id: int, only: int | None = None, now: datetime
) -> list[Candidate]:
    """Everybody on the staff but the absent teacher, the likeliest first; `only`: this one person. Two statements.

    The caller loaded the lessons as a deputy head: that was the permission.
    """
    days = {lesson.date for lesson in lessons}
    busy, joined = await _busy(session, lessons, days, now.date())
    taught = aliased(CourseTeacher)
    own, shared = aliased(GroupClass), aliased(GroupClass)
    teaches = (
        select(taught.id)
        .join(Course, Course.id == taught.course_id)
        .where(taught.person_id == Staff.person_id, during(taught.valid_from, taught.valid_to, min(days)))
        .correlate(Staff)
    )
    classes = select(shared.class_id).where(shared.group_id.in_({lesson.group_id for lesson in lessons}))
    query = (
        select(
            Staff.person_id,
            Person.surname,
            Person.given_name,
            Person.patronymic,
            teaches.where(Course.subject_id.in_({lesson.subject_id for lesson in lessons})).exists(),
            teaches.join(own, own.group_id == Course.group_id).where(own.class_id.in_(classes)).exists(),
            exists().where(
                StaffAbsence.person_id == Staff.person_id,
                StaffAbsence.withdrawn_at.is_(None),
                StaffAbsence.first_on <= max(days),
                StaffAbsence.last_on >= min(days),
            ),
        )
        .join(Person, Person.id == Staff.person_id)
        .where(Staff.left_on.is_(None), Staff.person_id != absent_id)
        .order_by(Person.search_key, Staff.person_id)
    )
    if only is not None:
        query = query.where(Staff.person_id == only)
    found = [
        Candidate(
            person_id,
            initials(*name),
            busy.get(person_id, 0),
            joins=person_id in joined,
            same_subject=bool(subject),
            knows_class=bool(form),
            away=bool(away),
        )
        for person_id, *name, subject, form, away in await session.execute(query)
    ]
    return sorted(found, key=lambda it: (it.away, it.busy, not it.joins, not it.same_subject, not it.knows_class))


async def _busy(
    session: Session, lessons: Sequence[LessonFacts], days: set[date], today: date
) -> tuple[dict[int, int], set[int]]:
    """By person: in how many of these hours there is a lesson to give; and whose are all with the same classes."""
    own, shared = aliased(GroupClass), aliased(GroupClass)
    together = exists().where(
        own.group_id == Course.group_id,
        own.class_id == shared.class_id,
        shared.group_id.in_({lesson.group_id for lesson in lessons}),
    )
    rows = await session.execute(
        select(answering(), Lesson.starts_at, Lesson.ends_at, together)
        .select_from(Lesson)
        .join(Course, Course.id == Lesson.course_id)
        .join(CourseTeacher, teaches_on_its_day())
        .outerjoin(Substitution, in_the_place_of(CourseTeacher.person_id, today))
        .where(
            Lesson.date.in_(days),
            Lesson.state != LessonState.CANCELLED,
            Lesson.id.not_in({lesson.id for lesson in lessons}),
        )
    )
    hours: dict[int, set[int]] = {}
    apart: set[int] = set()
    for person_id, starts_at, ends_at, shares in rows:
        for lesson in lessons:
            if starts_at < lesson.ends_at and lesson.starts_at < ends_at:
                hours.setdefault(person_id, set()).add(lesson.id)
                if not shares:
                    apart.add(person_id)
    return {person_id: len(taken) for person_id, taken in hours.items()}, hours.keys() - apart


async def own_course(session: Session, person_id: int, lesson: LessonFacts) -> int | None:
    """A course that this person teaches the same students: what could be taught instead."""
    return await session.scalar(
        select(Course.id)
        .join(
            CourseTeacher,
            and_(
                CourseTeacher.course_id == Course.id,
                CourseTeacher.person_id == person_id,
                during(CourseTeacher.valid_from, CourseTeacher.valid_to, lesson.date),
            ),
        )
        .where(Course.group_id == lesson.group_id, Course.id != lesson.course_id)
        .order_by(Course.id)
        .limit(1)
    )
