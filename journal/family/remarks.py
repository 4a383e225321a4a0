"""A child's remarks as the family sees them: praise and concern, newest first, once the hold has passed (П 4.2.3)."""

from datetime import date, datetime
from typing import Final, NamedTuple

from sqlalchemy import ColumnElement, select, true

from db.engine import Session
from db.lessons import Lesson
from db.people import Person
from db.remarks import Audience, Remark, RemarkKind
from db.timetable import Course, Subject
from journal import access, rules
from journal.access import Actor, Child
from journal.names import initials

SHOWN: Final = 60
"""The latest ones; a student has a few in a year."""

Day = date
"""A field named `date` hides the type from those after it."""


class SeenRemark(NamedTuple):
    """A remark that the family may read."""

    id: int
    date: Day
    """Of its lesson, else when it was written."""
    kind: RemarkKind
    text: str
    subject: str | None
    author: str


class RemarksPage(NamedTuple):
    """`📣 Замечания и похвала`."""

    child: Child
    remarks: tuple[SeenRemark, ...]


async def page(session: Session, actor: Actor, *, student_id: int, now: datetime) -> RemarksPage:
    """The latest remarks about a child of the actor's; a student sees what is for the student too."""
    child = await access.child(session, actor, student_id, now.date())
    return RemarksPage(child, tuple(await of_child(session, child, now=now)))


async def of_child(
    session: Session, child: Child, first: date | None = None, last: date | None = None, *, now: datetime
) -> list[SeenRemark]:
    """Those of some days, or the latest. The child was loaded: that was the permission."""
    reads: ColumnElement[bool] = true() if not child.own else Remark.audience == Audience.FAMILY
    query = (
        select(
            Remark.id,
            Lesson.date,
            Remark.put_at,
            Remark.kind,
            Remark.text,
            Subject.name,
            Person.surname,
            Person.given_name,
            Person.patronymic,
        )
        .join(Person, Person.id == Remark.author_id)
        .outerjoin(Lesson, Lesson.id == Remark.lesson_id)
        .outerjoin(Course, Course.id == Lesson.course_id)
        .outerjoin(Subject, Subject.id == Course.subject_id)
        .where(
            Remark.student_id == child.student_id,
            Remark.withdrawn_at.is_(None),
            Remark.changed_at <= now - rules.of(session).hold,
            reads,
        )
        .order_by(Remark.put_at.desc(), Remark.id.desc())
    )
    rows = await session.execute(query if first is not None else query.limit(SHOWN))
    found = [
        SeenRemark(
            row.id,
            row.date or row.put_at.astimezone(now.tzinfo).date(),
            row.kind,
            row.text,
            row.name,
            initials(row.surname, row.given_name, row.patronymic),
        )
        for row in rows
    ]
    return [it for it in found if (first is None or it.date >= first) and (last is None or it.date <= last)]
