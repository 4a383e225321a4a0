"""Whose week of absences is gone through and whose is not: for the deputy head, and for the reminders (H6)."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import and_, func, select

from db.absences import AbsenceWeek, Attendance
from db.engine import Session
from db.people import ClassLead, Duty, Enrolment, Grant, Person, SchoolClass, Scope
from db.timetable import AcademicYear
from journal import access
from journal.absences.week import WEEK, monday_of, not_done, unexplained
from journal.access import Actor, during
from journal.operations.reminders import Due, unmade
from journal.timetable.rest import at_school


class SchoolLine(NamedTuple):
    """A class's week as the deputy head sees it: no student is named."""

    name: str
    homeroom: str
    unexplained: int
    done_at: datetime | None


async def of_school(session: Session, actor: Actor, *, monday: date, now: datetime) -> list[SchoolLine]:
    """Every class of the year: how many Н have no reason, and whether the homeroom teacher has gone through the week."""
    await access.on_duty(session, actor, Duty.DEPUTY_HEAD)
    monday, today = monday_of(monday), now.date()
    lead = (
        select(func.min(ClassLead.person_id))
        .where(ClassLead.class_id == SchoolClass.id, during(ClassLead.valid_from, ClassLead.valid_to, today))
        .scalar_subquery()
    )
    missed = (
        unexplained(monday, today)
        .with_only_columns(func.count(Attendance.id))
        .where(Enrolment.class_id == SchoolClass.id)
        .correlate(SchoolClass)
    )
    rows = await session.execute(
        select(
            SchoolClass.grade,
            SchoolClass.letter,
            Person.surname,
            Person.given_name,
            Person.patronymic,
            missed.scalar_subquery(),
            AbsenceWeek.done_at,
        )
        .join(AcademicYear, AcademicYear.id == SchoolClass.year_id)
        .outerjoin(Person, Person.id == lead)
        .outerjoin(AbsenceWeek, and_(AbsenceWeek.class_id == SchoolClass.id, AbsenceWeek.monday == monday))
        .where(AcademicYear.starts_on <= today, AcademicYear.ends_on >= today)
        .order_by(SchoolClass.grade, SchoolClass.letter)
    )
    return [
        SchoolLine(f"{grade}{letter}", " ".join(filter(None, name)), missed, done_at)
        for grade, letter, *name, missed, done_at in rows
    ]


async def due(session: Session, kind: str, days: Sequence[date], now: datetime) -> list[Due]:
    """Homeroom teachers whose class has Н without a reason in the day's week. One statement."""
    return await _due(session, kind, days[0], monday_of(days[0]), now)


async def due_last_week(session: Session, kind: str, days: Sequence[date], now: datetime) -> list[Due]:
    """The same of the week before, where it was not gone through."""
    return await _due(session, kind, days[0], monday_of(days[0]) - WEEK, now)


async def _due(session: Session, kind: str, day: date, monday: date, now: datetime) -> list[Due]:
    """On a day without lessons of the class it waits: nobody is reminded at the weekend or in holidays."""
    today = now.date()
    waiting = unexplained(monday, today).where(Enrolment.class_id == SchoolClass.id, not_done(monday))
    accounts = await session.scalars(
        select(Grant.account_id)
        .join(SchoolClass, access.leads(Grant.person_id, today))
        .where(
            Grant.scope == Scope.STAFF,
            Grant.ended_at.is_(None),
            waiting.correlate(SchoolClass).exists(),
            at_school(today),
            unmade(kind, Grant.account_id, day),
        )
        .distinct()
    )
    return [Due(account_id, day) for account_id in accounts]
