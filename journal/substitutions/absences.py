"""`🤒 Не выйду на работу`: a teacher says so for some days, and the deputy heads get the lessons to cover.

No reason is asked for: it is between the teacher and the school's office (domain, «No diagnosis is asked for»).
"""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any, Final, NamedTuple

from sqlalchemy import ColumnElement, and_, select, update
from sqlalchemy.orm import aliased

from db.engine import Session, insert_missing
from db.lessons import Lesson
from db.people import Person, Staff
from db.substitutions import StaffAbsence, Substitution, SubstitutionState
from db.timetable import CourseTeacher
from journal import access, audit
from journal.access import STANDING_IN, Actor, LessonFacts, teaches_on_its_day
from journal.lessons import sheet
from journal.names import initials
from journal.refusals import NotFound
from journal.substitutions import news
from journal.substitutions.news import News

AHEAD: Final = timedelta(days=30)
"""How far ahead an absence may begin, and how long it may be."""


class Away(NamedTuple):
    """A teacher's word for some days."""

    id: int
    person_id: int
    name: str
    first_on: date
    last_on: date


class Cover(NamedTuple):
    """Who takes a lesson of an absent teacher."""

    substitution_id: int
    state: SubstitutionState
    substitute: str


class Covered(NamedTuple):
    """A lesson of an absent teacher, and who takes it, if anybody."""

    lesson: LessonFacts
    cover: Cover | None


class Page(NamedTuple):
    """`🤒 Не выйду на работу`: what was said, and who takes which lesson."""

    said: tuple[Away, ...]
    lessons: tuple[Covered, ...]


async def page(session: Session, actor: Actor, *, now: datetime) -> Page:
    """The actor's own word of today and later; NotFound for who does not work here."""
    await access.works(session, actor)
    said = await read(session, StaffAbsence.person_id == actor.staff_id, StaffAbsence.last_on >= now.date())
    if not said:
        return Page((), ())
    first, last = min(it.first_on for it in said), max(it.last_on for it in said)
    lessons = await of_teacher(session, actor.staff_id, max(first, now.date()), last)
    meant = [it for it in lessons if any(away.first_on <= it.lesson.date <= away.last_on for away in said)]
    return Page(tuple(said), tuple(meant))


async def meant(session: Session, actor: Actor, *, first: date, last: date, now: datetime) -> list[LessonFacts]:
    """The own lessons of these days, to be looked at before it is said; NotFound for days that cannot be said."""
    await access.works(session, actor)
    _check(first, last, now)
    return [it.lesson for it in await of_teacher(session, actor.staff_id, first, last)]


async def tell(session: Session, actor: Actor, *, first: date, last: date, now: datetime) -> None:
    """Say it; the deputy heads are told at once. The same days again change nothing."""
    await access.works(session, actor)
    _check(first, last, now)
    made = await session.scalar(
        insert_missing(session, StaffAbsence)
        .values(person_id=actor.staff_id, first_on=first, last_on=last, told_at=now)
        .returning(StaffAbsence.id)
    )
    if made is None:
        return
    audit.record(session, actor, "absence.tell", now, absence=made, first=first.isoformat(), last=last.isoformat())
    await news.away(session, made, News.AWAY, now=now)


async def withdraw(session: Session, actor: Actor, *, absence_id: int, now: datetime) -> None:
    """Take the own word back. Who was asked already stays asked until the deputy head says otherwise."""
    row = await session.scalar(
        select(StaffAbsence)
        .where(StaffAbsence.id == absence_id, StaffAbsence.person_id == actor.staff_id)
        .with_for_update()
    )
    if row is None:
        raise NotFound
    if row.withdrawn_at is not None:
        return
    await session.execute(update(StaffAbsence).where(StaffAbsence.id == absence_id).values(withdrawn_at=now))
    audit.record(session, actor, "absence.withdraw", now, absence=absence_id)
    await news.away(session, absence_id, News.BACK, now=now)


def _check(first: date, last: date, now: datetime) -> None:
    if not now.date() <= first <= last <= first + AHEAD or first > now.date() + AHEAD:
        raise NotFound


# --- read --------------------------------------------------------------------------------------------------------------


async def read(session: Session, *where: ColumnElement[bool], withdrawn: bool = False) -> list[Away]:
    """What was said and stands, in order of days and names. The clauses are the permission."""
    stands = [] if withdrawn else [StaffAbsence.withdrawn_at.is_(None)]
    rows = await session.execute(
        select(
            StaffAbsence.id,
            StaffAbsence.person_id,
            StaffAbsence.first_on,
            StaffAbsence.last_on,
            Person.surname,
            Person.given_name,
            Person.patronymic,
        )
        .join(Staff, and_(Staff.person_id == StaffAbsence.person_id, Staff.left_on.is_(None)))
        .join(Person, Person.id == StaffAbsence.person_id)
        .where(*stands, *where)
        .order_by(StaffAbsence.first_on, Person.search_key, StaffAbsence.id)
    )
    return [Away(id_, person_id, initials(*name), first, last) for id_, person_id, first, last, *name in rows]


async def of_teacher(session: Session, person_id: int, first: date, last: date) -> list[Covered]:
    """The lessons of a teacher on some days with who takes each, in order. The caller asked for permission."""
    substitute = aliased(Person)
    rows = await session.execute(
        access.lessons()
        .join(CourseTeacher, and_(teaches_on_its_day(), CourseTeacher.person_id == person_id))
        .outerjoin(
            Substitution,
            and_(
                Substitution.lesson_id == Lesson.id,
                Substitution.absent_id == person_id,
                Substitution.state.in_(STANDING_IN),
            ),
        )
        .outerjoin(substitute, substitute.id == Substitution.substitute_id)
        .where(Lesson.date.between(first, last))
        .add_columns(
            Substitution.id, Substitution.state, substitute.surname, substitute.given_name, substitute.patronymic
        )
        .order_by(Lesson.date, Lesson.starts_at, Lesson.period, Lesson.id)
    )
    return [_covered(session, row) for row in rows]


def _covered(session: Session, row: Sequence[Any]) -> Covered:
    *facts, substitution_id, state, surname, given_name, patronymic = row
    cover = Cover(substitution_id, state, initials(surname, given_name, patronymic)) if substitution_id else None
    return Covered(sheet.local(session, LessonFacts(*facts)), cover)
