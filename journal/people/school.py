"""The school itself."""

from sqlalchemy import select

from db.engine import Session
from db.people import School


async def name(session: Session) -> str:
    """What it is called."""
    return await session.scalar(select(School.name)) or ""
