"""The substitution journal of a month: every line of it, and the hours by teacher (П 5.4.2)."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from sqlalchemy import select

from db.engine import Session
from db.lessons import Lesson
from db.people import Duty, School
from db.substitutions import Substitution, SubstitutionState
from journal import access
from journal.access import Actor
from journal.substitutions import lines
from journal.substitutions.lines import Line


class Hours(NamedTuple):
    """Lessons that somebody gave for others in a month; only what is signed counts."""

    person_id: int
    name: str
    paid: int
    unpaid: int
    unsigned: int

    @property
    def total(self) -> int:
        """All that is signed."""
        return self.paid + self.unpaid


class Book(NamedTuple):
    """A month of the journal."""

    month: date
    """Its first day."""
    school: str
    lines: tuple[Line, ...]

    @property
    def hours(self) -> list[Hours]:
        """By substitute, in order of names."""
        return hours(self.lines)


def bounds(month: date) -> tuple[date, date]:
    """The first and the last day of the month that a day lies in."""
    first = month.replace(day=1)
    return first, (first + timedelta(days=32)).replace(day=1) - timedelta(days=1)


def hours(found: Sequence[Line]) -> list[Hours]:
    """One lesson is one hour."""
    by_person: dict[int, Hours] = {}
    for line in found:
        was = by_person.get(line.substitute_id, Hours(line.substitute_id, line.substitute, 0, 0, 0))
        name = "unsigned" if not line.signed else "paid" if line.paid else "unpaid"
        by_person[line.substitute_id] = was._replace(**{name: getattr(was, name) + 1})
    return sorted(by_person.values(), key=lambda it: (it.name, it.person_id))


async def permitted(session: Session, actor: Actor) -> None:
    """NotFound for anybody but a deputy head."""
    await access.on_duty(session, actor, Duty.DEPUTY_HEAD)


async def of_month(session: Session, actor: Actor, *, month: date) -> Book:
    """What was accepted for the lessons of a month, signed or not yet. A deputy head's. Three statements."""
    await access.on_duty(session, actor, Duty.DEPUTY_HEAD)
    first, last = bounds(month)
    found = await lines.read(
        session, Lesson.date.between(first, last), Substitution.state == SubstitutionState.ACCEPTED
    )
    school = await session.scalar(select(School.name)) or ""
    return Book(first, school, tuple(found))
