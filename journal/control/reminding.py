"""Whose reminder of the control is due (П 5.6): scans, each «what is due and not done»."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, String, and_, cast, exists, func, select

from db.control import ControlAct, ControlFinding
from db.engine import Session
from db.lessons import Lesson, LessonState
from db.operations import Reminder
from db.people import Duty, Grant, SchoolClass, Scope, Staff, StaffDuty
from db.timetable import AcademicYear
from journal import access
from journal.absences.week import WEEK
from journal.access import Actor
from journal.control import acts, rules
from journal.control.acts import Page
from journal.control.looking import last_week
from journal.operations.reminders import Due, unmade
from journal.timetable.rest import at_school

FINDINGS = "control"
"""The Monday's kind: on its day nobody is told twice."""


def _staff(kind: str, day: date, today: date, *where: ColumnElement[bool]) -> Select[*tuple[Any, ...]]:
    """Accounts of staff who were not told on that day; on a day without lessons it waits."""
    return (
        select(Grant.account_id)
        .join(Staff, and_(Staff.person_id == Grant.person_id, Staff.left_on.is_(None)))
        .where(
            Grant.scope == Scope.STAFF,
            Grant.ended_at.is_(None),
            unmade(kind, Grant.account_id, day),
            select(SchoolClass.id).where(at_school(today)).exists(),
            *where,
        )
        .distinct()
    )


def _deputy() -> ColumnElement[bool]:
    return exists().where(StaffDuty.person_id == Grant.person_id, StaffDuty.duty == Duty.DEPUTY_HEAD)


async def due(session: Session, kind: str, days: Sequence[date], now: datetime) -> list[Due]:
    """Deputy heads, of a week in which there were lessons and of which there is no act. One statement."""
    monday = last_week(days[0])
    held = exists().where(Lesson.date >= monday, Lesson.date < monday + WEEK, Lesson.state != LessonState.CANCELLED)
    acted = exists().where(ControlAct.monday == monday)
    query = _staff(
        kind, days[0], now.date(), _deputy(), held.correlate_except(Lesson), ~acted.correlate_except(ControlAct)
    )
    return [Due(account_id, days[0]) for account_id in await session.scalars(query)]


async def due_without_act(session: Session, kind: str, days: Sequence[date], now: datetime) -> list[Due]:
    """Deputy heads, once seven days passed without an act; again after seven more, and not beside the Monday's. One statement.

    Days are counted from the last act, or from the first lesson of the year.
    """
    today = days[0]
    before = today - timedelta(days=rules.ControlRules().act_days)
    lately = exists().where(
        Reminder.kind == kind,
        Reminder.scope == cast(Grant.account_id, String),
        Reminder.local_date > before,
        Reminder.local_date < today,
    )
    beside = exists().where(
        Reminder.kind == FINDINGS, Reminder.scope == cast(Grant.account_id, String), Reminder.local_date == today
    )
    acted = exists().where(ControlAct.signed_on > before)
    begun = exists().where(
        AcademicYear.starts_on <= today, AcademicYear.ends_on >= today,
        Lesson.date >= AcademicYear.starts_on, Lesson.date <= before, Lesson.state != LessonState.CANCELLED,
    )  # fmt: skip
    query = _staff(
        kind,
        today,
        now.date(),
        _deputy(),
        ~lately.correlate_except(Reminder),
        ~beside.correlate_except(Reminder),
        ~acted.correlate_except(ControlAct),
        begun.correlate_except(AcademicYear, Lesson),
    )
    return [Due(account_id, today) for account_id in await session.scalars(query)]


async def days_without(session: Session, actor: Actor, *, today: date) -> int | None:
    """How many days there is no act; None while it is no week. NotFound for anybody but a deputy head."""
    await access.on_duty(session, actor, Duty.DEPUTY_HEAD)
    first = (
        select(func.min(Lesson.date))
        .join(AcademicYear, and_(AcademicYear.starts_on <= Lesson.date, AcademicYear.ends_on >= Lesson.date))
        .where(AcademicYear.starts_on <= today, AcademicYear.ends_on >= today, Lesson.state != LessonState.CANCELLED)
        .scalar_subquery()
    )
    row = (await session.execute(select(select(func.max(ControlAct.signed_on)).scalar_subquery(), first))).one()
    since: date | None = max((day for day in row if day is not None), default=None)
    passed = (today - since).days if since is not None else 0
    return passed if passed >= rules.ControlRules().act_days else None


async def due_on_the_day(session: Session, kind: str, days: Sequence[date], now: datetime) -> list[Due]:
    """Whom an act concerns that is due on the day; what is left is asked when it is said. One statement."""
    today = days[0]
    concerned = exists().where(
        ControlFinding.person_id == Grant.person_id, ControlAct.id == ControlFinding.act_id, ControlAct.due_on == today
    )
    query = _staff(kind, today, now.date(), concerned.correlate_except(ControlFinding, ControlAct))
    return [Due(account_id, today) for account_id in await session.scalars(query)]


async def due_acts(session: Session, actor: Actor, *, day: date, now: datetime) -> list[Page]:
    """The actor's own parts of the acts that are due on a day, where something is left."""
    found = [act for act in await acts.of_actor(session, actor, today=day) if act.due_on == day]
    pages = [await acts.made(session, act, now=now, person_id=actor.staff_id) for act in found]
    return [page for page in pages if any(it.left for it in page.people)]
