"""What a child still needs for a mark in a subject, as far as its family knows: the marks they see, the lessons left.

Lessons are left from today on: those that are there and neither cancelled nor closed, and beyond the last that is made
the timetable's, less the days off. A test ahead weighs what its type weighs, once its planning is told (the hold).
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any, Final, NamedTuple

from sqlalchemy import ColumnElement, Select, exists

from db.assessments import Assessment, AssessmentState
from db.engine import Session
from db.lessons import LessonState
from db.marks import WorkType
from db.people import Enrolment
from db.timetable import Course, StudyGroup
from journal import access, rules
from journal.access import Actor, Child
from journal.family import marks, terms
from journal.family.marks import SubjectMarks
from journal.marks import goal
from journal.marks.averages import Weighed
from journal.marks.goal import Outlook
from journal.marks.works import USUAL
from journal.programme import days
from journal.programme.days import Days
from journal.programme.pace import Hour

TEST, BEGINS, WEIGHT = "test", "marks from", "weight"
TESTS: Final = {"B": "2", "C": "3", "D": "4", "E": "5"}
"""How an imagined mark for a test is written; one for any other lesson is its digit."""
MOST: Final = 12
"""So many marks may be imagined."""


class Ahead(NamedTuple):
    """A lesson that can still bring a mark."""

    weight: int
    test: bool = False


class GoalPage(NamedTuple):
    """`🎯 Что нужно до 5`."""

    child: Child
    place: terms.Place
    subject: SubjectMarks
    goes_on: bool
    target: int
    outlook: Outlook
    """With the imagined marks among those there are, and their lessons no longer left."""
    imagined: str
    """As far as there are lessons for them."""
    left: tuple[Ahead, ...]
    usual: int
    """What a mark of a lesson without a test weighs."""

    @property
    def tests(self) -> int:
        """How many of the lessons left have a test."""
        return sum(one.test for one in self.left)

    def room_for(self, *, test: bool) -> bool:
        """Whether one mark more of that kind can be imagined. Where weights are off a test is a lesson like any."""
        if len(self.imagined) >= MOST:
            return False
        return bool(_fitting(self.left, test=test, weights=self.subject.averaging.weights))


async def page(
    session: Session,
    actor: Actor,
    *,
    student_id: int,
    subject_id: int,
    goal_mark: int,
    imagined: str = "",
    span_id: int | None = None,
    now: datetime,
) -> GoalPage:
    """Where the target stands in a term. NotFound for anybody else's child (H9), and for a subject not the child's."""
    found = await marks.subject_page(
        session, actor, student_id=student_id, subject_id=subject_id, span_id=span_id, now=now
    )
    child, place, subject, today = found.child, found.place, found.subject, now.date()
    sits = exists().where(Enrolment.student_id == child.student_id, access.sits_in(Course.group_id, today))
    courses = (Course.subject_id == subject.id) & sits
    told = Assessment.changed_at <= now - rules.of(session).hold
    parts = _parts(courses, told & (Assessment.date >= today))
    school = await days.load(session, courses, today=today, besides=parts)
    weight = next((it.number or 0 for it in school.besides if it.kind == WEIGHT), 1)
    horizon = today + rules.of(session).lessons_ahead
    seen = {(mark.date, mark.period) for mark in subject.marks}
    ahead = _ahead(school, place.span, today, horizon, weight, seen) if found.goes_on else []
    there = [Weighed(mark.value, mark.weight) for mark in subject.marks]
    put, left, kept = imagine(ahead, imagined, weights=subject.averaging.weights)
    outlook = goal.outlook([*there, *put], [one.weight for one in left], subject.averaging, goal_mark)
    return GoalPage(child, place, subject, found.goes_on, goal_mark, outlook, kept, tuple(left), weight)


def imagine(left: Iterable[Ahead], imagined: str, *, weights: bool) -> tuple[list[Weighed], list[Ahead], str]:
    """The imagined marks with their weights, the lessons that stay, and the marks for which there was a lesson."""
    rest, put, kept = list(left), list[Weighed](), ""
    for sign in imagined:
        fitting = _fitting(rest, test=sign in TESTS, weights=weights)
        if fitting:
            rest.remove(fitting[0])
            put.append(Weighed(TESTS.get(sign, sign), fitting[0].weight))
            kept += sign
    return put, rest, kept


def _fitting(left: Sequence[Ahead], *, test: bool, weights: bool) -> list[Ahead]:
    """The lessons for such a mark: the heaviest test; where weights are off any lesson, those without a test first."""
    if weights:
        return sorted((one for one in left if one.test is test), reverse=True)
    return [] if test else sorted(left, key=lambda one: one.test)


def _ahead(school: Days, span: terms.Span, today: date, horizon: date, usual: int, seen: set[Hour]) -> list[Ahead]:
    """A lesson of today counts until its mark is seen. A type of weight 0 brings nothing."""
    tests = {(it.owner, it.first, it.number): it.other or 0 for it in school.besides if it.kind == TEST}
    begins = {it.owner: it.first for it in school.besides if it.kind == BEGINS}
    left = []
    for course_id in {*school.slots, *school.lessons}:
        there = [
            (lesson.day, lesson.period)
            for lesson in school.lessons.get(course_id, ())
            if lesson.state not in {LessonState.CANCELLED, LessonState.CLOSED}
        ]
        hours = school.by_calendar(course_id, span.grade, today)
        first = max(today, begins.get(course_id) or today)
        for day, period in [*there, *school.unmade(course_id, hours, today, horizon)]:
            if first <= day <= span.last and (day, period) not in seen:
                weight = tests.get((course_id, day, period))
                left.append(Ahead(usual) if weight is None else Ahead(weight, test=True))
    return [one for one in left if one.weight > 0]


def _parts(courses: ColumnElement[bool], told: ColumnElement[bool]) -> list[Select[*tuple[Any, ...]]]:
    """The planned tests with their weights, the days from which marks are put, and what a usual mark weighs."""
    planned = Assessment.state == AssessmentState.PLANNED
    tests = days.row(
        TEST, Assessment.course_id, Assessment.date, days.no_day, Assessment.period, WorkType.weight, days.nothing
    )
    begins = days.row(BEGINS, Course.id, Course.marks_from, days.no_day, days.nobody, days.nobody, days.nothing)
    weight = days.row(WEIGHT, days.nobody, days.no_day, days.no_day, WorkType.weight, days.nobody, days.nothing)
    return [
        tests.select_from(Assessment)
        .join(Course, Course.id == Assessment.course_id)
        .join(StudyGroup, StudyGroup.id == Course.group_id)
        .join(WorkType, WorkType.id == Assessment.work_type_id)
        .where(courses, planned, told),
        begins.join(StudyGroup, StudyGroup.id == Course.group_id).where(courses, Course.marks_from.is_not(None)),
        weight.where(WorkType.code == USUAL),
    ]
