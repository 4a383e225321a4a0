"""Homework goes along when the lesson that it was due on does not take place, and comes back when it does after all."""

from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import ColumnElement, exists, or_, select, update

from db.engine import Session
from db.homework import Homework, HomeworkKind
from db.lessons import Lesson, LessonState
from journal import access, audit
from journal.access import Actor, LessonFacts
from journal.homework import assigning

AHEAD = 20
"""Days of a course that are looked at for a new one."""


class Carried(NamedTuple):
    """How many homeworks changed their day, and to which."""

    homeworks: int = 0
    due_on: date | None = None


async def carry(session: Session, actor: Actor, course_id: int, was_on: date, *, first: date, now: datetime) -> Carried:
    """What was due on a day without a lesson of the course any more goes to the course's next one from `first` on.

    It remembers its own day. Families that were told are told again. Where the course has another lesson that day, it
    stays. The caller changed the lesson: that was the permission.
    """
    held = exists().where(Lesson.course_id == course_id, Lesson.date == was_on, Lesson.state != LessonState.CANCELLED)
    if await session.scalar(select(held)):
        return Carried()
    return await _settle(session, actor, course_id, Homework.due_on == was_on, first=first, now=now)


async def call_back(session: Session, actor: Actor, course_id: int, day: date, *, now: datetime) -> Carried:
    """The course has a lesson on that day again: what had gone from it, or over it, to a later one is due there.

    What was given another day by hand meanwhile stays there.
    """
    gone = (Homework.carried_from <= day, or_(Homework.due_on > day, Homework.due_on.is_(None)))
    return await _settle(session, actor, course_id, *gone, now=now)


async def _settle(
    session: Session,
    actor: Actor,
    course_id: int,
    *where: ColumnElement[bool],
    now: datetime,
    first: date | None = None,
) -> Carried:
    """Give each of these homeworks the course's first day from `first` on, or from its own day."""
    rows = (
        await session.execute(
            access.lessons()
            .join(Homework, Homework.lesson_id == Lesson.id)
            .where(Lesson.course_id == course_id, Homework.kind != HomeworkKind.NONE, *where)
            .add_columns(Homework.id, Homework.number, Homework.version, Homework.due_on, Homework.carried_from)
            .order_by(Homework.id)
        )
    ).all()
    moved = Carried()
    for *facts, homework_id, number, version, was_on, carried_from in rows:
        of = LessonFacts(*facts)
        home: date = carried_from or was_on
        ahead = await assigning.days_of_course(session, of, limit=AHEAD)
        due_on = next((day for day in ahead if day >= min(home, first or home)), None)
        if due_on == was_on:
            continue
        await session.execute(
            update(Homework)
            .where(Homework.id == homework_id)
            .values(due_on=due_on, carried_from=None if due_on == home else home, version=version + 1, changed_at=now)
        )
        audit.record(
            session, actor, "homework.carry", now, lesson=of.id, number=number or None,
            old=was_on.isoformat() if was_on else None, due=due_on.isoformat() if due_on else None,
        )  # fmt: skip
        await assigning.correct(session, of, number=number, now=now)
        moved = Carried(moved.homeworks + 1, due_on)
    return moved
