"""The school itself: its name, zone and kind."""

from typing import NamedTuple
from zoneinfo import ZoneInfo

from sqlalchemy import select

from db.engine import Session
from db.people import School


class SchoolFacts(NamedTuple):
    """What `init` was told."""

    name: str
    zone: ZoneInfo
    municipal: bool


async def school(session: Session) -> SchoolFacts | None:
    """The school of this database; None before `init`."""
    row = (await session.execute(select(School.name, School.timezone, School.municipal))).one_or_none()
    return None if row is None else SchoolFacts(row.name, ZoneInfo(row.timezone), row.municipal)


async def name(session: Session) -> str:
    """What it is called."""
    return await session.scalar(select(School.name)) or ""
