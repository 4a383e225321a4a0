"""The first rows of a database: the school, its first coordinator and its work types."""

from datetime import datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from sqlalchemy import select

from db.engine import Session, insert_missing
from db.marks import WorkType
from db.people import Duty, Person, School, Staff, StaffDuty
from journal import audit
from journal.names import search_key
from journal.refusals import Refusal

WEIGHTS = (
    ("answer", 1),
    ("homework", 1),
    ("quiz", 2),
    ("practical", 2),
    ("lab", 2),
    ("project", 2),
    ("dictation", 3),
    ("essay", 3),
    ("test", 3),
)
"""The work types a school starts with, and what they weigh once weights are switched on."""


class Founded(Refusal):
    """There is a school here: a database has one (architecture decision 12)."""

    key = "import-refusal-founded"


class Coordinator(NamedTuple):
    """The names of the first coordinator."""

    surname: str
    given_name: str
    patronymic: str = ""


class WorkTypeName(NamedTuple):
    """What a work type is called here."""

    name: str
    short_name: str


class Here(NamedTuple):
    """The school of this database."""

    name: str
    zone: ZoneInfo
    municipal: bool


async def school(session: Session) -> Here | None:
    """The school, or None before `init`."""
    row = (await session.execute(select(School.name, School.timezone, School.municipal))).one_or_none()
    return Here(row.name, ZoneInfo(row.timezone), row.municipal) if row else None


async def found(
    session: Session,
    *,
    name: str,
    zone: ZoneInfo,
    municipal: bool,
    coordinator: Coordinator,
    work_types: dict[str, WorkTypeName],
    now: datetime,
) -> int:
    """Make the school and its first coordinator; returns the coordinator's person. Raises Founded if one is there.

    The academic year, classes and all the rest come with the first import.
    """
    if (there := await school(session)) is not None:
        raise Founded(name=there.name)
    session.add(School(id=1, name=name, timezone=zone.key, municipal=municipal, created_at=now))
    person = Person(
        surname=coordinator.surname,
        given_name=coordinator.given_name,
        patronymic=coordinator.patronymic,
        search_key=search_key(" ".join(part for part in coordinator if part)),
        created_at=now,
    )
    session.add(person)
    await session.flush()
    session.add(Staff(person_id=person.id))
    await session.flush()
    session.add(StaffDuty(person_id=person.id, duty=Duty.COORDINATOR))
    rows = [
        {
            "code": code,
            "name": work_types[code].name,
            "short_name": work_types[code].short_name,
            "weight": weight,
            "position": position,
        }
        for position, (code, weight) in enumerate(WEIGHTS)
    ]
    await session.execute(insert_missing(session, WorkType), rows)
    audit.record(session, None, "school.found", now, coordinator=person.id)
    return person.id
