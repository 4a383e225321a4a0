"""Who is on a duty of the school: coordinator, deputy head."""

from sqlalchemy import ColumnElement, exists, select

from db.engine import Session
from db.people import (
    Duty,
    Staff,
    StaffDuty,
)
from journal.access.actors import Actor
from journal.refusals import NotFound


def serves(person_id: int, duty: Duty) -> ColumnElement[bool]:
    """The person works here and is on this duty; a coordinator is the first chain of П 5.2 (H1)."""
    return exists().where(
        StaffDuty.person_id == person_id,
        StaffDuty.duty == duty,
        Staff.person_id == StaffDuty.person_id,
        Staff.left_on.is_(None),
    )


async def on_duty(session: Session, actor: Actor, duty: Duty) -> int:
    """The actor's person, if on this duty now (coordinator, deputy head); NotFound otherwise."""
    found = await session.scalar(
        select(StaffDuty.person_id)
        .join(Staff, Staff.person_id == StaffDuty.person_id)
        .where(StaffDuty.person_id == actor.staff_id, StaffDuty.duty == duty, Staff.left_on.is_(None))
    )
    if found is None:
        raise NotFound
    return found


async def works(session: Session, actor: Actor) -> int:
    """The actor's person, if they work here now; NotFound otherwise."""
    found = await session.scalar(
        select(Staff.person_id).where(Staff.person_id == actor.staff_id, Staff.left_on.is_(None))
    )
    if found is None:
        raise NotFound
    return found
