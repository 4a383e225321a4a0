"""`📈 Контроль`: what is found in a week, for the deputy head by teacher, for a teacher the own (П 5.6)."""

from datetime import date, datetime
from typing import NamedTuple

from db.engine import Session
from db.people import Duty
from journal import access
from journal.absences.week import monday_of
from journal.access import Actor
from journal.control import acts
from journal.control.acts import Act
from journal.control.finding import Finding, Looked, Week
from journal.control.looking import look
from journal.refusals import NotFound


class OfPerson(NamedTuple):
    """One person's findings of a week."""

    week: Week
    person_id: int
    name: str
    findings: tuple[Finding, ...]
    acts: tuple[Act, ...] = ()
    """To the person: the acts that are not over, or not read."""


class OfSchool(NamedTuple):
    """Everybody's."""

    week: Week
    looked: Looked
    acts: tuple[int, ...] = ()
    """The numbers of the week's acts."""


async def of_school(session: Session, actor: Actor, *, monday: date, now: datetime) -> OfSchool:
    """A week's findings by teacher; NotFound for anybody but a deputy head."""
    await access.on_duty(session, actor, Duty.DEPUTY_HEAD)
    week = Week(monday_of(monday), now.date())
    return OfSchool(week, await look(session, week, now), tuple(await acts.of_week(session, week.monday)))


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
    theirs = tuple(await acts.of_actor(session, actor, today=now.date()))
    return OfPerson(week, person_id, looked.names.get(person_id, ""), looked.findings, theirs)
