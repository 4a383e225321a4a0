"""What is found beside single lessons: too few marks by now in a course, absences of a class that nobody explained."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any, Final, NamedTuple

from sqlalchemy import Select, and_, func, select

from db.absences import Attendance, AttendanceCode
from db.engine import Session
from db.lessons import Lesson, LessonState
from db.marks import Mark, MarkValue
from db.people import ClassLead, Enrolment, Person, SchoolClass
from db.timetable import Course, CourseTeacher, GroupClass, StudyGroup
from journal import access
from journal.access import during
from journal.control.finding import Finding, Week
from journal.control.on_lessons import full
from journal.control.rules import ControlRules, Rule
from journal.finals import courses
from journal.finals.columns import CourseFacts, TermFacts
from journal.finals.rules import FinalsRules

LOOK_BACK: Final = timedelta(days=28)
"""Absences older than this were told of in the weeks before."""


class Students(NamedTuple):
    """Findings, with the names of whose they are."""

    findings: list[Finding]
    names: list[tuple[str, int, str]]


def needed(wanted: int, term: TermFacts, day: date) -> int:
    """How many marks a student should have by the end of a day: the share of «enough» that the term has gone through."""
    gone = min(max((day - term.first).days + 1, 0), (term.last - term.first).days + 1)
    return wanted * gone // ((term.last - term.first).days + 1)


async def behind(session: Session, week: Week, now: datetime, *, person_id: int | None = None) -> Students:
    """Courses in which somebody has fewer marks than the term needs by the week's end; marks put since then count.

    Who joined in the middle of the term is not asked about. Two statements.
    """
    where = and_(courses.current_year(week.last), StudyGroup.grade > 1)
    if person_id is not None:
        where = and_(where, access.course_taught_by(person_id, courses.clamped(week.last)))
    wanted: dict[int, tuple[CourseFacts, TermFacts, int]] = {}
    for found in await courses.load(session, where, now):
        term = next((it.term for it in found.columns if it.term and it.term.first <= week.last <= it.term.last), None)
        if term is not None and (least := _least(found.rules, found.facts, term, week.last)):
            wanted[found.facts.id] = (found.facts, term, least)
    if not wanted:
        return Students([], [])
    short: defaultdict[tuple[int, int], int] = defaultdict(int)
    names: dict[int, tuple[str, int, str]] = {}
    for first, last in {(term.first, term.last) for _, term, _ in wanted.values()}:
        in_term = {key: it for key, it in wanted.items() if (it[1].first, it[1].last) == (first, last)}
        rows = await session.execute(_counted(in_term, first, min(last, now.date()), week.last))
        for course_id, has, students, person, key, *name in rows:
            if has < wanted[course_id][2] and person_id in (None, person):
                short[course_id, person] += students
                names[person] = (key, person, full(*name))
    findings = [
        Finding(Rule.BEHIND, person, wanted[it][0].group, wanted[it][0].subject, course_id=it, many=students)
        for (it, person), students in short.items()
    ]
    return Students(findings, list(names.values()))


def _least(known: FinalsRules, course: CourseFacts, term: TermFacts, day: date) -> int:
    return needed(known.wanted(term.kind, course.hours), term, day)


def _counted(of_courses: Iterable[int], first: date, last: date, day: date) -> Select[*tuple[Any, ...]]:
    """By course, number of marks and teacher: how many students have so many. A debt is no mark."""
    there = (
        select(Course.id.label("course_id"), Enrolment.student_id, func.count(Mark.id).label("has"))
        .join(GroupClass, GroupClass.group_id == Course.group_id)
        .join(Enrolment, Enrolment.class_id == GroupClass.class_id)
        .outerjoin(
            Lesson,
            and_(
                Lesson.course_id == Course.id,
                Lesson.date.between(first, last),
                Lesson.state != LessonState.CANCELLED,
            ),
        )
        .outerjoin(
            Mark,
            and_(
                Mark.lesson_id == Lesson.id, Mark.student_id == Enrolment.student_id, Mark.value != MarkValue.DEBT.value
            ),
        )
        .where(Course.id.in_(list(of_courses)), Enrolment.valid_from <= first, access.sits_in(Course.group_id, day))
        .group_by(Course.id, Enrolment.student_id)
        .subquery()
    )
    return (
        select(
            there.c.course_id,
            there.c.has,
            func.count(),
            Person.id,
            Person.search_key,
            Person.surname,
            Person.given_name,
            Person.patronymic,
        )
        .join(CourseTeacher, CourseTeacher.course_id == there.c.course_id)
        .join(Person, Person.id == CourseTeacher.person_id)
        .where(during(CourseTeacher.valid_from, CourseTeacher.valid_to, day))
        .group_by(there.c.course_id, there.c.has, Person.id)
    )


async def unexplained(session: Session, week: Week, known: ControlRules, *, person_id: int | None = None) -> Students:
    """Classes whose students have Н without a reason for longer than the school allows; their homeroom teacher's. One statement."""
    until = week.last - known.unexplained_for
    query = (
        select(
            SchoolClass.id,
            SchoolClass.grade,
            SchoolClass.letter,
            func.count(Attendance.student_id.distinct()),
            func.min(Lesson.date),
            Person.id,
            Person.search_key,
            Person.surname,
            Person.given_name,
            Person.patronymic,
        )
        .select_from(Attendance)
        .join(Lesson, Lesson.id == Attendance.lesson_id)
        .join(
            Enrolment,
            and_(
                Enrolment.student_id == Attendance.student_id,
                during(Enrolment.valid_from, Enrolment.valid_to, Lesson.date),
            ),
        )
        .join(SchoolClass, SchoolClass.id == Enrolment.class_id)
        .join(
            ClassLead,
            and_(ClassLead.class_id == SchoolClass.id, during(ClassLead.valid_from, ClassLead.valid_to, week.today)),
        )
        .join(Person, Person.id == ClassLead.person_id)
        .where(
            Attendance.code == AttendanceCode.ABSENT,
            Lesson.state != LessonState.CANCELLED,
            Lesson.date < until,
            Lesson.date >= until - LOOK_BACK,
        )
        .group_by(SchoolClass.id, Person.id)
    )
    if person_id is not None:
        query = query.where(Person.id == person_id)
    findings: list[Finding] = []
    names: dict[int, tuple[str, int, str]] = {}
    for class_id, grade, letter, students, since, person, key, *name in await session.execute(query):
        names[person] = (key, person, full(*name))
        findings.append(
            Finding(Rule.UNEXPLAINED, person, f"{grade}{letter}", day=since, class_id=class_id, many=students)
        )
    return Students(findings, list(names.values()))
