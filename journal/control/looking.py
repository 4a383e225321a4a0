"""`📈 Контроль`: what is found in a week, for the deputy head by teacher, for a teacher the own (П 5.6).

Findings are never stored while the week is looked at: what was put right is gone at the next look.
"""

from datetime import date, datetime
from typing import NamedTuple

from db.engine import Session
from db.people import Duty
from journal import access
from journal.absences.week import WEEK, monday_of
from journal.access import Actor
from journal.control import on_lessons, on_students, rules
from journal.control.finding import Finding, Looked, Week, in_order
from journal.refusals import NotFound


class OfPerson(NamedTuple):
    """One person's findings of a week."""

    week: Week
    person_id: int
    name: str
    findings: tuple[Finding, ...]


class OfSchool(NamedTuple):
    """Everybody's."""

    week: Week
    looked: Looked


def last_week(today: date) -> date:
    """The Monday of the week before: the one that is controlled."""
    return monday_of(today) - WEEK


async def look(session: Session, week: Week, now: datetime, *, person_id: int | None = None) -> Looked:
    """Go through the journal of a week; the caller's permission was asked. Six statements at most, whatever the school's size."""
    known = await rules.of(session)
    lessons = await on_lessons.of_week(session, week, known, now, person_id=person_id)
    cells = await on_lessons.in_cells(session, week, known, person_id=person_id)
    behind = (
        await on_students.behind(session, week, now, person_id=person_id)
        if lessons.held and known.on(rules.Rule.BEHIND)
        else on_students.Students([], [])
    )
    unexplained = (
        await on_students.unexplained(session, week, known, person_id=person_id)
        if known.on(rules.Rule.UNEXPLAINED)
        else on_students.Students([], [])
    )
    findings = [*lessons.findings, *cells.findings, *behind.findings, *unexplained.findings]
    people = sorted({*lessons.names, *cells.names, *behind.names, *unexplained.names})
    names = {person: name for _, person, name in people}
    return Looked(in_order(findings), names, lessons.held, lessons.filled)


async def of_school(session: Session, actor: Actor, *, monday: date, now: datetime) -> OfSchool:
    """A week's findings by teacher; NotFound for anybody but a deputy head."""
    await access.on_duty(session, actor, Duty.DEPUTY_HEAD)
    week = Week(monday_of(monday), now.date())
    return OfSchool(week, await look(session, week, now))


async def of_person(session: Session, actor: Actor, person_id: int, *, monday: date, now: datetime) -> OfPerson:
    """One teacher's findings of a week; NotFound for anybody but a deputy head, and for who has none to do with it."""
    await access.on_duty(session, actor, Duty.DEPUTY_HEAD)
    week = Week(monday_of(monday), now.date())
    looked = await look(session, week, now, person_id=person_id)
    if person_id not in looked.names:
        raise NotFound
    return OfPerson(week, person_id, looked.names[person_id], looked.findings)


async def mine(session: Session, actor: Actor, *, monday: date, now: datetime) -> OfPerson:
    """The actor's own findings of a week; NotFound for who does not work here."""
    person_id = await access.works(session, actor)
    week = Week(monday_of(monday), now.date())
    looked = await look(session, week, now, person_id=person_id)
    return OfPerson(week, person_id, looked.names.get(person_id, ""), looked.findings)
