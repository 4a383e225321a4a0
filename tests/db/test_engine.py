"""The engine's promises, on both databases."""

import asyncio

from sqlalchemy import select, text, update

from db.engine import Database
from db.people import School
from tests.school import NamedSchool


async def test_concurrent_writers_lose_nothing(db: Database) -> None:
    async with db.write() as session:
        await session.execute(text("CREATE TABLE counter (n BIGINT NOT NULL)"))
        await session.execute(text("INSERT INTO counter VALUES (0)"))

    async def increment() -> None:
        async with db.write() as session:
            lock = "" if db.sqlite else " FOR UPDATE"
            n = (await session.execute(text(f"SELECT n FROM counter{lock}"))).scalar_one()
            await session.execute(text("UPDATE counter SET n = :n"), {"n": n + 1})

    await asyncio.gather(*(increment() for _ in range(500)))
    async with db.read() as session:
        assert (await session.execute(text("SELECT n FROM counter"))).scalar_one() == 500


async def test_a_failed_write_leaves_nothing(db: Database, school: NamedSchool) -> None:
    try:
        async with db.write() as session:
            await session.execute(update(School).values(name="другая"))
            raise LookupError
    except LookupError:
        pass
    async with db.read() as session:
        assert await session.scalar(select(School.name)) == "СОШ № 7"
