"""Which course's page: the own ones of a teacher, those of a class that is read whole."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import ColumnElement, select

from db.engine import Session
from db.timetable import AcademicYear, StudyGroup, Subject
from journal import access
from journal.access import Actor, ClassToRead, CourseFacts
from journal.names import search_key


class Choice(NamedTuple):
    """The courses there are to choose from, and the class that is read whole (None: the actor's own courses)."""

    of: ClassToRead | None
    courses: Sequence[CourseFacts]


async def own(session: Session, actor: Actor, now: datetime) -> Choice:
    """The courses that the actor teaches today, by grade and group."""
    today = now.date()
    return Choice(None, await _courses(session, access.teaches(actor, today), today))


async def of_class(session: Session, actor: Actor, class_id: int, now: datetime) -> Choice:
    """Every course of a class or of a part of it; NotFound for who may not read the class whole."""
    today = now.date()
    of = await access.class_to_read(session, actor, class_id, today)
    return Choice(of, await _courses(session, access.sat_by(class_id), today))


async def _courses(session: Session, where: ColumnElement[bool], today: date) -> list[CourseFacts]:
    this_year = select(AcademicYear.id).where(AcademicYear.starts_on <= today, AcademicYear.ends_on >= today)
    rows = await session.execute(access.courses().where(where, StudyGroup.year_id.in_(this_year)).order_by(Subject.id))
    found = [CourseFacts(*row) for row in rows]
    return sorted(found, key=lambda it: (it.grade, search_key(it.group), search_key(it.subject), it.id))
