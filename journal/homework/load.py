"""How much homework a day has, all subjects together, against what its grade may have (domain: «Homework»)."""

from collections.abc import Collection
from datetime import date
from typing import NamedTuple

from sqlalchemy import ColumnElement, func, select

from db.engine import Session
from db.homework import Homework, HomeworkKind
from db.lessons import Lesson
from db.people import Enrolment
from db.timetable import Course, GroupClass
from journal import access, rules
from journal.access import LessonFacts
from journal.homework import whose
from journal.refusals import Overload

UNCOUNTED = (HomeworkKind.NONE, HomeworkKind.LONG_TERM)
"""What is done over weeks is no load of its last day."""


class Load(NamedTuple):
    """A day's homework without the one that is being set: the minutes of the student who has most."""

    day: date
    minutes: int
    limit: int

    def exceeded_by(self, more: int | None) -> bool:
        """Whether so many minutes more are over the limit."""
        return bool(more) and self.minutes + (more or 0) > self.limit

    @property
    def room(self) -> int:
        """How many minutes there is place for."""
        return max(0, self.limit - self.minutes)

    def refusal(self, more: int) -> Overload:
        """The numbers, as a refusal."""
        return Overload(others=self.minutes, limit=self.limit, minutes=more, total=self.minutes + more)


async def of_days(
    session: Session,
    lesson: LessonFacts,
    days: Collection[date],
    *,
    besides: Collection[int] = (),
    students: Collection[int] = (),
) -> dict[date, Load]:
    """The load of these days for the students of a lesson, or for these of them, without those homeworks `besides`.

    What a subgroup or a single student has of its own counts for those who have it; the fullest day of anybody decides.
    The caller loaded the lesson: that was the permission.
    """
    own_class = select(GroupClass.class_id).where(GroupClass.group_id == lesson.group_id)
    day: ColumnElement[date] = func.coalesce(Homework.due_on, Lesson.date)
    query = (
        select(day, func.sum(Homework.minutes))
        .join(Lesson, Lesson.id == Homework.lesson_id)
        .join(Course, Course.id == Lesson.course_id)
        .join(GroupClass, GroupClass.group_id == Course.group_id)
        .join(Enrolment, Enrolment.class_id == GroupClass.class_id)
        .where(
            Homework.due_on.in_(days),
            Homework.kind.not_in(UNCOUNTED),
            Homework.id.not_in(besides),
            Enrolment.class_id.in_(own_class),
            access.sits_in(lesson.group_id, lesson.date),
            access.sits_in(Course.group_id, day),
            whose.of(Enrolment.student_id),
        )
        .group_by(day, Enrolment.student_id)
    )
    if students:
        query = query.where(Enrolment.student_id.in_(students))
    most = dict.fromkeys(days, 0)
    for due_on, minutes in await session.execute(query):
        most[due_on] = max(most[due_on], int(minutes or 0))
    limit = rules.of(session).homework_limit(lesson.grade)
    return {day: Load(day, minutes, limit) for day, minutes in most.items()}


async def of_day(
    session: Session, lesson: LessonFacts, day: date, *, besides: Collection[int] = (), students: Collection[int] = ()
) -> Load:
    """The same of one day."""
    return (await of_days(session, lesson, [day], besides=besides, students=students))[day]
