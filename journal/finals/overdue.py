"""Which courses have no confirmed finals: for the deputy head's list, and for whoever is reminded (П 5.8, G23)."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import ColumnElement, and_, exists, select

from db.engine import Session
from db.finals import FinalKind
from db.people import Duty, Person, SchoolClass
from db.timetable import AcademicYear, Course, CourseTeacher, GroupClass, StudyGroup
from journal import access
from journal.access import Actor, ClassFacts
from journal.access.dates import during
from journal.finals import courses
from journal.finals.columns import Column, CourseFacts, Stage
from journal.finals.courses import Found


class Gap(NamedTuple):
    """A column of a course that is open or late, and not confirmed."""

    course: CourseFacts
    column: Column
    stage: Stage


class OfTeacher(NamedTuple):
    """Everything that a teacher has still to confirm; co-teachers each."""

    person_id: int
    teacher: str
    gaps: tuple[Gap, ...]


class School(NamedTuple):
    """`🏁 Итоговые` of a deputy head."""

    teachers: tuple[OfTeacher, ...]
    classes: tuple[ClassFacts, ...]


def gaps(found: Sequence[Found], now: datetime) -> list[Gap]:
    """What is missing in these courses: terms, and the year; the other columns of the year are for those who have them."""
    return [
        Gap(course.facts, column, stage)
        for course in found
        for column in course.columns
        if column.kind in (FinalKind.TERM, FinalKind.YEAR)
        and (stage := column.stage(now)) in (Stage.OPEN, Stage.LATE, Stage.UNLOCKED)
        and column.stored.confirmed_at is None
    ]


def inhabited(today: date) -> ColumnElement[bool]:
    """Somebody sits in the `Course`: groups without students are nobody's gap."""
    return exists().where(access.sits_in(Course.group_id, today))


async def of_school(session: Session, actor: Actor, now: datetime) -> School:
    """What is missing by teacher, and the classes to look into; NotFound for anybody but a deputy head."""
    today = now.date()
    classes = await _classes(session, actor, today)
    where = and_(courses.current_year(today), inhabited(today), StudyGroup.grade > 1)
    found = by_course(gaps(await courses.load(session, where, now), now))
    rows = await session.execute(
        select(Course.id, Person.id, Person.surname, Person.given_name, Person.patronymic)
        .join(CourseTeacher, CourseTeacher.course_id == Course.id)
        .join(StudyGroup, StudyGroup.id == Course.group_id)
        .join(AcademicYear, AcademicYear.id == StudyGroup.year_id)
        .join(Person, Person.id == CourseTeacher.person_id)
        .where(courses.current_year(today), access.course_taught_by(Person.id, courses.clamped(today)))
        .where(during(CourseTeacher.valid_from, CourseTeacher.valid_to, courses.clamped(today)))
        .order_by(Person.search_key, Person.id, Course.id)
    )
    names: dict[int, str] = {}
    of: defaultdict[int, list[Gap]] = defaultdict(list)
    for course_id, person_id, surname, given_name, patronymic in rows:
        if course_id in found:
            names[person_id] = " ".join(filter(None, (surname, given_name, patronymic)))
            of[person_id] += found[course_id]
    teachers = tuple(OfTeacher(person_id, name, tuple(of[person_id])) for person_id, name in names.items())
    return School(teachers, classes)


def by_course(found: Sequence[Gap]) -> dict[int, list[Gap]]:
    """The gaps of each course."""
    grouped: defaultdict[int, list[Gap]] = defaultdict(list)
    for gap in found:
        grouped[gap.course.id].append(gap)
    return dict(grouped)


async def _classes(session: Session, actor: Actor, today: date) -> tuple[ClassFacts, ...]:
    """The classes of this year, for a deputy head; a school without any is asked who that is."""
    rows = await session.execute(
        select(SchoolClass.id, SchoolClass.grade, SchoolClass.letter)
        .join(AcademicYear, AcademicYear.id == SchoolClass.year_id)
        .where(courses.current_year(today), SchoolClass.grade > 1)
        .where(access.serves(actor.staff_id, Duty.DEPUTY_HEAD))
        .order_by(SchoolClass.grade, SchoolClass.letter)
    )
    found = tuple(ClassFacts(*row) for row in rows)
    if not found:
        await access.on_duty(session, actor, Duty.DEPUTY_HEAD)
    return found


class OfClass(NamedTuple):
    """The courses of a class, for a deputy head."""

    school_class: ClassFacts
    courses: tuple[Found, ...]


async def of_class(session: Session, actor: Actor, class_id: int, now: datetime) -> OfClass:
    """The courses of a class; NotFound for anybody but a deputy head."""
    await access.on_duty(session, actor, Duty.DEPUTY_HEAD)
    form = await access.class_to_read(session, actor, class_id, now.date())
    sits = exists().where(GroupClass.group_id == Course.group_id, GroupClass.class_id == class_id)
    found = await courses.load(session, and_(sits, StudyGroup.grade > 1), now)
    return OfClass(form.facts, tuple(course for course in found if course.columns))
