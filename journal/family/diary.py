"""A child's diary of a day: each lesson with its topic, attendance, marks and homework, and the remarks of the day.

Nothing of it is told before its hold has passed, as on the screens of each (`journal.family.visible`).
"""

from collections.abc import Sequence
from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import and_, case, func, select

from db.absences import Attendance, AttendanceCode
from db.engine import Session
from db.homework import HomeworkKind
from db.lessons import Lesson
from journal import access, rules
from journal.access import Actor, Child
from journal.family import days, homework, marks, remarks, visible
from journal.family.days import Neighbours, Sitting
from journal.family.homework import Task
from journal.family.marks import SeenMark
from journal.family.remarks import SeenRemark

FIELDS = len(Sitting._fields)


class Entry(NamedTuple):
    """A lesson of the day."""

    lesson: Sitting
    topic: str
    code: AttendanceCode | None
    marks: tuple[SeenMark, ...]
    due: tuple[Task, ...]
    """What was to be done for it."""
    set: tuple[Task, ...]
    """What it set; «не задано» too."""


class DiaryPage(NamedTuple):
    """`📒 Дневник` of a day; none where there are no lessons around."""

    child: Child
    day: date | None
    neighbours: Neighbours
    entries: tuple[Entry, ...]
    remarks: tuple[SeenRemark, ...]


async def page(session: Session, actor: Actor, *, student_id: int, day: date | None = None, now: datetime) -> DiaryPage:
    """A day of a child's; none is today, or the last school day before it, else the next."""
    today = now.date()
    child = await access.child(session, actor, student_id, today)
    near = day or today
    rows = await _lessons(session, child, near, now)
    lessons = [lesson for lesson, *_ in rows]
    day = day or _at_hand(lessons, today)
    if day is None:
        return DiaryPage(child, None, days.neighbours(lessons, today), (), ())
    seen = await marks.of_days(session, child, day, day, now=now) if child.grade != 1 else []
    tasks = await homework.of_days(session, child, day, day, now=now)
    said = await remarks.of_child(session, child, day, day, now=now)
    # Of two lessons of a subject on a day the first has what is due.
    first = {lesson.subject_id: lesson.lesson_id for lesson in reversed(lessons) if lesson.date == day}
    entries = tuple(
        Entry(
            lesson,
            topic,
            code,
            tuple(mark for mark in seen if mark.lesson_id == lesson.lesson_id),
            _due(tasks, lesson.subject_id, day) if first[lesson.subject_id] == lesson.lesson_id else (),
            tuple(task for task in tasks if task.lesson_id == lesson.lesson_id),
        )
        for lesson, topic, code in rows
        if lesson.date == day
    )
    return DiaryPage(child, day, days.neighbours(lessons, day), entries, tuple(said))


async def _lessons(
    session: Session, child: Child, near: date, now: datetime
) -> list[tuple[Sitting, str, AttendanceCode | None]]:
    """The lessons around a day with what was taught and whether the child was there, in one statement."""
    hold = rules.of(session).hold
    entered_at = func.coalesce(Lesson.first_entry_at, Lesson.starts_at)
    taught = case((visible.entry(entered_at, now=now, hold=hold), Lesson.topic), else_="")
    code = case((visible.entry(Attendance.changed_at, now=now, hold=hold), Attendance.code))
    own = and_(Attendance.lesson_id == Lesson.id, Attendance.student_id == child.student_id)
    query = days.sat_by(select(*days.COLUMNS, taught, code), child.student_id).outerjoin(Attendance, own)
    rows = await session.execute(
        query.where(Lesson.date.between(near - days.AROUND, near + days.AROUND), ~days.TAKEN_BACK).order_by(
            Lesson.date, Lesson.period, Lesson.id
        )
    )
    found = {row[0]: (Sitting(*row[:FIELDS]), row[FIELDS], row[FIELDS + 1]) for row in rows}
    return [(lesson, topic, AttendanceCode(code) if code else None) for lesson, topic, code in found.values()]


def _at_hand(lessons: Sequence[Sitting], today: date) -> date | None:
    if any(lesson.date == today for lesson in lessons):
        return today
    around = days.neighbours(lessons, today)
    return around.before or around.after


def _due(tasks: Sequence[Task], subject_id: int, day: date) -> tuple[Task, ...]:
    return tuple(
        task
        for task in tasks
        if task.due_on == day and task.subject_id == subject_id and task.kind is not HomeworkKind.NONE
    )
