"""`Что было без меня`: the lessons that a child missed last, with their topics, homework, tests, and the tests ahead."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Final, NamedTuple

from sqlalchemy import case, exists, func, literal, or_, select

from db.absences import Attendance
from db.engine import Session
from db.homework import HomeworkKind
from db.lessons import Lesson, LessonState
from db.timetable import Course, Subject
from journal import access, rules
from journal.access import Actor, Child
from journal.family import days, homework, tests, visible
from journal.family.homework import Task
from journal.family.tests import TestAhead
from journal.lessons.sheet import ABSENT

BACK: Final = timedelta(days=31)
"""How long ago an absence may be to be caught up with."""
AHEAD: Final = timedelta(days=7)
"""How far the tests to get ready for are looked for."""


class Missed(NamedTuple):
    """A lesson that the child missed."""

    lesson_id: int
    subject_id: int
    subject: str
    date: date
    period: int
    topic: str
    tasks: tuple[Task, ...]
    tests: tuple[str, ...]
    """What the class wrote meanwhile."""


class Page(NamedTuple):
    """The child's last absence, from its first lesson to its last; no lessons where there was none lately."""

    child: Child
    missed: tuple[Missed, ...]
    ahead: tuple[TestAhead, ...]

    @property
    def tasks(self) -> list[Task]:
        """What is to be made up for, by the day it is due."""
        return [task for lesson in self.missed for task in lesson.tasks]


class _Sat(NamedTuple):
    lesson_id: int
    subject_id: int
    subject: str
    date: date
    period: int
    topic: str
    missed: bool


async def page(session: Session, actor: Actor, *, student_id: int, now: datetime) -> Page:
    """The last absence of a child: school days in a row on which something was missed. Four statements.

    An absence is seen as it is on the other screens: once the lesson is closed or the hold has passed.
    """
    today = now.date()
    child = await access.child(session, actor, student_id, today)
    sat = await _sat(session, child, today, now)
    lessons = _last_absence(sat)
    if not lessons:
        return Page(child, (), ())
    found = await homework.of_days(session, child, lessons[0].date, lessons[-1].date, now=now)
    tasks = [task for task in found if task.kind is not HomeworkKind.NONE]
    planned = await tests.of_child(session, child, lessons[0].date, today + AHEAD, now=now)
    written = {(one.date, one.period): one.work for one in planned}
    missed = tuple(
        Missed(
            *one[:6],
            tuple(task for task in tasks if task.lesson_id == one.lesson_id),
            tuple([written[one.date, one.period]] if (one.date, one.period) in written else ()),
        )
        for one in lessons
    )
    gone = {(one.date, one.period) for one in lessons}
    ahead = tuple(one for one in planned if one.date >= today and (one.date, one.period) not in gone)
    return Page(child, missed, ahead)


async def is_due(session: Session, child: Child, *, now: datetime) -> bool:
    """Whether the child missed something on the last school day: on the first day back it is worth a line. One statement."""
    today = now.date()
    held = days.sat_by(select(func.max(Lesson.date)), child.student_id).where(
        Lesson.date.between(today - days.AROUND, today - timedelta(days=1)), Lesson.state != LessonState.CANCELLED
    )
    missed = exists().where(
        Attendance.student_id == child.student_id,
        Attendance.code.in_(ABSENT),
        Lesson.id == Attendance.lesson_id,
        Lesson.date == held.scalar_subquery(),
    )
    return bool(await session.scalar(select(missed)))


async def _sat(session: Session, child: Child, today: date, now: datetime) -> list[_Sat]:
    """The lessons of the last weeks that took place, in order, and whether the child is known to have missed them."""
    hold = rules.of(session).hold
    seen = visible.entry(Attendance.changed_at, now=now, hold=hold)
    # A topic that the teacher is just writing is no news yet.
    told = or_(Lesson.state == LessonState.CLOSED, Lesson.first_entry_at <= now - hold)
    rows = await session.execute(
        days.sat_by(
            select(
                Lesson.id,
                Course.subject_id,
                Subject.name,
                Lesson.date,
                Lesson.period,
                case((told, Lesson.topic), else_=literal("")),
                exists()
                .where(
                    Attendance.lesson_id == Lesson.id,
                    Attendance.student_id == child.student_id,
                    Attendance.code.in_(ABSENT),
                    seen,
                )
                .correlate(Lesson),
            ),
            child.student_id,
        )
        .where(Lesson.date.between(today - BACK, today), Lesson.starts_at <= now, Lesson.state != LessonState.CANCELLED)
        .order_by(Lesson.date, Lesson.period, Lesson.id)
    )
    # A student who changes class may belong to both on the day of it.
    return list({row[0]: _Sat(*row) for row in rows}.values())


def _last_absence(sat: Sequence[_Sat]) -> list[_Sat]:
    """What was missed on the last days in a row with something missed; days without school are no gap."""
    found: list[_Sat] = []
    for day in sorted({one.date for one in sat}, reverse=True):
        missed = [one for one in sat if one.date == day and one.missed]
        if found and not missed:
            break
        found = missed + found
    return found
