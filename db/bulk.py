"""Many rows at once, for whoever writes a whole school: the demo and generated test data."""

from collections.abc import Sequence
from typing import Any, Final

from sqlalchemy import insert, select, update

from db.base import Table
from db.engine import Session

CHUNK: Final = 1000


async def insert_rows(session: Session, table: type[Table], rows: Sequence[dict[str, Any]]) -> None:
    """Insert rows that all have the same columns; ids may be given."""
    for start in range(0, len(rows), CHUNK):
        await (await session.connection()).execute(insert(table), list(rows[start : start + CHUNK]))


async def update_rows(session: Session, table: type[Table], rows: Sequence[dict[str, Any]]) -> None:
    """Update rows by their primary key, which every one carries; all set the same columns."""
    for start in range(0, len(rows), CHUNK):
        await session.execute(update(table), list(rows[start : start + CHUNK]))


async def read_rows(session: Session, *columns: Any) -> list[tuple[Any, ...]]:
    """These columns of every row of their table."""
    return [tuple(row) for row in await session.execute(select(*columns))]
