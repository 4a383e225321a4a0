"""What a family asks of the school itself: who teaches the child, and when there are holidays."""

from datetime import date, datetime
from itertools import groupby
from typing import NamedTuple

from sqlalchemy import exists, or_, select

from db.engine import Session
from db.people import ClassLead, Enrolment, Person, SchoolClass
from db.timetable import (
    AcademicYear,
    Course,
    CourseTeacher,
    GroupClass,
    Holiday,
    HolidayGrade,
    StudyGroup,
    Subject,
)
from journal import access
from journal.access import Actor, Child, during, sits_in
from journal.family import terms
from journal.family.terms import Span


class Taught(NamedTuple):
    """A subject of the child's, and who teaches it: surname, name, patronymic."""

    subject: str
    teachers: tuple[str, ...]


class TeachersPage(NamedTuple):
    """The answer to «кто ведёт физику»."""

    child: Child
    subjects: tuple[Taught, ...]
    homeroom: tuple[str, ...] = ()
    """Of the class, where no subject was named."""


class Break(NamedTuple):
    """A holiday that is not over."""

    name: str
    first: date
    last: date


class HolidaysPage(NamedTuple):
    """The answer to «когда каникулы»."""

    child: Child
    breaks: tuple[Break, ...]
    term: Span | None
    """The current one, whose end is asked for as often."""
    year_ends_on: date | None


async def teachers(
    session: Session, actor: Actor, *, student_id: int, subject_id: int | None = None, now: datetime
) -> TeachersPage:
    """Who teaches the child today, all subjects or one. Only the child's own groups: another class is nobody's here."""
    today = now.date()
    child = await access.child(session, actor, student_id, today)
    query = (
        select(Subject.name, Person.surname, Person.given_name, Person.patronymic)
        .select_from(Enrolment)
        .join(GroupClass, GroupClass.class_id == Enrolment.class_id)
        .join(StudyGroup, StudyGroup.id == GroupClass.group_id)
        .join(Course, Course.group_id == StudyGroup.id)
        .join(Subject, Subject.id == Course.subject_id)
        .join(CourseTeacher, CourseTeacher.course_id == Course.id)
        .join(Person, Person.id == CourseTeacher.person_id)
        .where(
            Enrolment.student_id == child.student_id,
            sits_in(Course.group_id, today),
            during(CourseTeacher.valid_from, CourseTeacher.valid_to, today),
        )
        .distinct()
        .order_by(Subject.name, Person.surname, Person.given_name, Person.patronymic)
    )
    if subject_id is not None:
        query = query.where(Subject.id == subject_id)
    rows = (await session.execute(query)).all()
    taught = tuple(
        Taught(subject, tuple(" ".join(filter(None, row[1:])) for row in one))
        for subject, one in groupby(rows, key=lambda row: row[0])
    )
    if subject_id is not None or child.class_id is None:
        return TeachersPage(child, taught)
    leads = await session.execute(
        select(Person.surname, Person.given_name, Person.patronymic)
        .join(ClassLead, ClassLead.person_id == Person.id)
        .where(
            ClassLead.class_id == child.class_id,
            during(ClassLead.valid_from, ClassLead.valid_to, today),
        )
        .order_by(ClassLead.acting.desc(), ClassLead.id)
    )
    return TeachersPage(child, taught, tuple(" ".join(filter(None, row)) for row in leads))


async def holidays(session: Session, actor: Actor, *, student_id: int, now: datetime) -> HolidaysPage:
    """The holidays of the child's grade that are not over, the end of the term and of the year."""
    today = now.date()
    child = await access.child(session, actor, student_id, today)
    if child.class_id is None:
        return HolidaysPage(child, (), None, None)
    grades = exists().where(HolidayGrade.holiday_id == Holiday.id)
    rows = await session.execute(
        select(Holiday.name, Holiday.starts_on, Holiday.ends_on)
        .where(Holiday.ends_on >= today, or_(~grades, grades.where(HolidayGrade.grade == child.grade)))
        .order_by(Holiday.starts_on, Holiday.id)
    )
    year_ends_on = await session.scalar(
        select(AcademicYear.ends_on)
        .join(SchoolClass, SchoolClass.year_id == AcademicYear.id)
        .where(SchoolClass.id == child.class_id)
    )
    term = terms.current(await terms.spans(session, child, today), today)
    return HolidaysPage(child, tuple(Break(*row) for row in rows), term, year_ends_on)
