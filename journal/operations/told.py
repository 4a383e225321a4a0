"""What each account was last told of each cell: nothing is told twice, and a correction can say from what to what."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import select

from db.engine import Session, insert
from db.operations import Told


def mark_cell(lesson_id: int, student_id: int, slot: int) -> str:
    """The name of a mark's cell; its told value is the mark, empty when removed."""
    return f"mark:{lesson_id}:{student_id}:{slot}"


def attendance_cell(lesson_id: int, student_id: int) -> str:
    """The name of an attendance cell; its told value is the code, empty for present."""
    return f"attendance:{lesson_id}:{student_id}"


def homework_cell(lesson_id: int) -> str:
    """The name of a lesson's homework; its told value is a fingerprint."""
    return f"homework:{lesson_id}"


def named_cell(lesson_id: int, number: int, student_id: int | str) -> str:
    """The name of a homework for named students, one a student: a guardian of two in a class hears of one's alone."""
    return f"homework:{lesson_id}:{number}:{student_id}"


async def told(session: Session, account_id: int, cells: Collection[str]) -> dict[str, str]:
    """What the account was last told of these cells; a cell never told is absent."""
    rows = await session.execute(
        select(Told.cell, Told.value).where(Told.account_id == account_id, Told.cell.in_(cells))
    )
    return {row.cell: row.value for row in rows}


async def who_heard(session: Session, cell: str) -> set[int]:
    """The accounts that were told of a cell."""
    return set(await session.scalars(select(Told.account_id).where(Told.cell == cell)))


async def tell_all(session: Session, heard: Collection[tuple[int, str, str]], now: datetime) -> None:
    """Write down what was just told: account, cell and value of each, in one statement. The last word of a cell counts."""
    if not heard:
        return
    last = {(account_id, cell): value for account_id, cell, value in heard}
    statement = insert(session, Told).values(
        [
            {"account_id": account_id, "cell": cell, "value": value, "told_at": now}
            for (account_id, cell), value in last.items()
        ]
    )
    await session.execute(
        statement.on_conflict_do_update(
            index_elements=[Told.account_id, Told.cell],
            set_={"value": statement.excluded.value, "told_at": statement.excluded.told_at},
        )
    )
