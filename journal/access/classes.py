"""A class is led by its homeroom teacher of the day, and read whole by the deputy head too."""

from datetime import date
from typing import NamedTuple

from sqlalchemy import ColumnElement, SQLColumnExpression, exists, or_, select

from db.engine import Session
from db.people import (
    ClassLead,
    Duty,
    SchoolClass,
    Staff,
)
from journal.access.actors import Actor
from journal.access.dates import during
from journal.access.duties import serves
from journal.refusals import NotFound


def leads(person_id: SQLColumnExpression[int] | int, day: date) -> ColumnElement[bool]:
    """The person is homeroom teacher of the `SchoolClass` on that day, or was appointed to act as one (H1)."""
    return exists().where(
        ClassLead.class_id == SchoolClass.id,
        ClassLead.person_id == person_id,
        during(ClassLead.valid_from, ClassLead.valid_to, day),
        Staff.person_id == ClassLead.person_id,
        Staff.left_on.is_(None),
    )


class ClassFacts(NamedTuple):
    """A class by name."""

    id: int
    grade: int
    letter: str

    @property
    def name(self) -> str:
        """8Б."""
        return f"{self.grade}{self.letter}"


async def classes_led(session: Session, actor: Actor, today: date) -> list[ClassFacts]:
    """The classes whose homeroom teacher the actor is today."""
    rows = await session.execute(
        select(SchoolClass.id, SchoolClass.grade, SchoolClass.letter)
        .where(leads(actor.staff_id, today))
        .order_by(SchoolClass.grade, SchoolClass.letter)
    )
    return [ClassFacts(*row) for row in rows]


async def class_led(session: Session, actor: Actor, class_id: int, today: date) -> ClassFacts:
    """The class, if the actor is its homeroom teacher today; NotFound otherwise."""
    row = (
        await session.execute(
            select(SchoolClass.id, SchoolClass.grade, SchoolClass.letter).where(
                SchoolClass.id == class_id, leads(actor.staff_id, today)
            )
        )
    ).one_or_none()
    if row is None:
        raise NotFound
    return ClassFacts(*row)


class ClassToRead(NamedTuple):
    """A class whose marks the actor may read, in every subject."""

    facts: ClassFacts
    own: bool
    """Its homeroom teacher; otherwise a deputy head."""


async def class_to_read(session: Session, actor: Actor, class_id: int, today: date) -> ClassToRead:
    """The class, if the actor may read it whole: today's homeroom teacher, or a deputy head.

    NotFound otherwise, for a teacher of the class too (П 5.4.1).
    """
    own = leads(actor.staff_id, today)
    row = (
        await session.execute(
            select(SchoolClass.id, SchoolClass.grade, SchoolClass.letter, own).where(
                SchoolClass.id == class_id, or_(own, serves(actor.staff_id, Duty.DEPUTY_HEAD))
            )
        )
    ).one_or_none()
    if row is None:
        raise NotFound
    return ClassToRead(ClassFacts(row[0], row[1], row[2]), own=bool(row[3]))
