"""Acts of the weekly control (П 5.6): read by the deputy heads, and by whom they concern the own part.

What an act found is stored as it was; whether it was put right is looked up each time, so a finding turns green by itself.
"""

from datetime import date, datetime
from typing import Any, Final, NamedTuple

from sqlalchemy import ColumnElement, Select, exists, func, select

from db.control import ControlAct, ControlFinding, ControlReading
from db.engine import Session
from db.people import Duty, Person
from journal import access, rules
from journal.access import Actor
from journal.control import looking
from journal.control.finding import Finding, Key, Looked, Week, in_order
from journal.control.on_lessons import full
from journal.control.rules import Rule
from journal.refusals import NotFound

LISTED: Final = 20
"""Acts on a screen, the newest first."""


class Act(NamedTuple):
    """An act without its findings."""

    id: int
    number: int
    monday: date
    held: int
    filled: int
    remarks: str
    due_on: date
    signed_by: str
    signed_at: datetime
    found: int
    """How many findings, each of co-teachers' once."""


class OfPerson(NamedTuple):
    """What an act says of one person, and what of it still stands."""

    person_id: int
    name: str
    findings: tuple[Finding, ...]
    standing: frozenset[Key]
    """The findings that were not put right by now."""
    read_at: datetime | None

    def fixed(self, it: Finding) -> bool:
        """Whether it was put right."""
        return it.key not in self.standing

    @property
    def left(self) -> tuple[Finding, ...]:
        """What is still to be put right."""
        return tuple(it for it in self.findings if not it.rule.lasting and not self.fixed(it))


class Page(NamedTuple):
    """An act by teacher."""

    act: Act
    people: tuple[OfPerson, ...]


def _acts() -> Select[*tuple[Any, ...]]:
    found = select(func.count(ControlFinding.id)).where(ControlFinding.act_id == ControlAct.id).scalar_subquery()
    return select(
        ControlAct.id,
        ControlAct.number,
        ControlAct.monday,
        ControlAct.held,
        ControlAct.filled,
        ControlAct.remarks,
        ControlAct.due_on,
        Person.surname,
        Person.given_name,
        Person.patronymic,
        ControlAct.signed_at,
        found,
    ).join(Person, Person.id == ControlAct.signed_by)


def _act(session: Session, row: Any) -> Act:
    act_id, number, monday, held, filled, remarks, due_on, surname, given_name, patronymic, signed_at, found = row
    at = signed_at.astimezone(rules.of(session).zone)
    who = full(surname, given_name, patronymic)
    return Act(act_id, number, monday, held, filled, remarks, due_on, who, at, found)


async def newest(session: Session, actor: Actor) -> list[Act]:
    """The last acts; NotFound for anybody but a deputy head."""
    await access.on_duty(session, actor, Duty.DEPUTY_HEAD)
    rows = await session.execute(_acts().order_by(ControlAct.id.desc()).limit(LISTED))
    return [_act(session, row) for row in rows]


async def of_week(session: Session, monday: date) -> list[int]:
    """The numbers of a week's acts; the caller's permission was asked."""
    return list(
        await session.scalars(select(ControlAct.number).where(ControlAct.monday == monday).order_by(ControlAct.id))
    )


async def page(session: Session, actor: Actor, act_id: int, *, now: datetime, looked: Looked | None = None) -> Page:
    """An act with what of it was put right by now; NotFound for anybody but a deputy head. `looked`: the week, if at hand."""
    await access.on_duty(session, actor, Duty.DEPUTY_HEAD)
    return await made(session, await _one(session, ControlAct.id == act_id), now=now, looked=looked)


async def mine(session: Session, actor: Actor, act_id: int, *, now: datetime) -> Page:
    """The actor's own part of an act; NotFound for an act that does not concern the actor."""
    person_id = await access.works(session, actor)
    act = await _one(session, ControlAct.id == act_id, _concerns(person_id))
    return await made(session, act, now=now, person_id=person_id)


async def of_actor(session: Session, actor: Actor, *, today: date) -> list[Act]:
    """The acts that concern the actor and are not over or not read; the actor's own, so nothing is refused."""
    own = exists().where(ControlReading.act_id == ControlAct.id, ControlReading.person_id == actor.staff_id)
    query = _acts().where(_concerns(actor.staff_id), (ControlAct.due_on >= today) | ~own)
    rows = await session.execute(query.order_by(ControlAct.id.desc()).limit(LISTED))
    return [_act(session, row) for row in rows]


def _concerns(person_id: int) -> ColumnElement[bool]:
    return exists().where(ControlFinding.act_id == ControlAct.id, ControlFinding.person_id == person_id)


async def _one(session: Session, *where: ColumnElement[bool]) -> Act:
    row = (await session.execute(_acts().where(*where))).one_or_none()
    if row is None:
        raise NotFound
    return _act(session, row)


async def made(
    session: Session, act: Act, *, now: datetime, person_id: int | None = None, looked: Looked | None = None
) -> Page:
    """The act's findings, everybody's or one person's, held against what is found now. The act was the permission."""
    query = (
        select(
            ControlFinding.rule,
            ControlFinding.person_id,
            ControlFinding.group_name,
            ControlFinding.subject,
            ControlFinding.day,
            ControlFinding.period,
            ControlFinding.lesson_id,
            ControlFinding.course_id,
            ControlFinding.class_id,
            ControlFinding.many,
            ControlReading.read_at,
            Person.surname,
            Person.given_name,
            Person.patronymic,
        )
        .join(Person, Person.id == ControlFinding.person_id)
        .outerjoin(
            ControlReading,
            (ControlReading.act_id == ControlFinding.act_id) & (ControlReading.person_id == ControlFinding.person_id),
        )
        .where(ControlFinding.act_id == act.id)
        .order_by(Person.search_key, Person.id, ControlFinding.id)
    )
    if person_id is not None:
        query = query.where(ControlFinding.person_id == person_id)
    findings: dict[int, list[Finding]] = {}
    who: dict[int, tuple[str, datetime | None]] = {}
    for row in await session.execute(query):
        lesson_id, course_id, class_id = (it or 0 for it in row[6:9])
        it = Finding(Rule(row[0]), *row[1:6], lesson_id, course_id, class_id, row[9])
        findings.setdefault(it.person_id, []).append(it)
        who[it.person_id] = (full(row[11], row[12], row[13]), row[10])
    if findings and looked is None:
        looked = await looking.look(session, Week(act.monday, now.date()), now, person_id=person_id)
    standing = frozenset(it.key for it in looked.findings) if looked is not None else frozenset()
    people = tuple(
        OfPerson(person, name, in_order(findings[person]), standing, read_at) for person, (name, read_at) in who.items()
    )
    return Page(act, people)
