"""A disk that takes nothing more is told once, and its end is noticed (G46)."""

import asyncio
from collections.abc import Awaitable, Callable

import pytest
from sqlalchemy import text
from structlog.testing import capture_logs

from db.engine import Database, DatabaseError
from db.people import Account
from db.size import no_room
from journal.operations import watch
from tests.bot.test_database_away import ANSWERED, ON_POSTGRESQL, ON_SQLITE, UNAVAILABLE, full, read_only
from tests.school import LONG_AGO, NamedSchool
from tests.telegram import World

ALERT = "the disk is full or takes no writes: nothing is confirmed until there is room"


@ON_SQLITE
@pytest.mark.parametrize("fail", [full, read_only])
async def test_one_alert_however_many_writes_fail(
    world: World, db: Database, fail: Callable[[Database], Awaitable[Callable[[], Awaitable[int]]]]
) -> None:
    world.tolerated.add(ANSWERED)
    mother = await world.phone(world.school.mother)
    await mother.say("/menu")
    with capture_logs() as logs:
        mend = await fail(db)
        world.telegram.settle = None
        said = [asyncio.create_task(mother.say("я" * 4000)) for _ in range(3)]
        await mother.sees(UNAVAILABLE)
        assert watch.of(db).trouble == "full"
        for number in range(3):
            with pytest.raises(DatabaseError):
                await world.intake.storing.store([{"update_id": number, "message": {"text": "я" * 4000}}])
        await mend()
        await asyncio.gather(*said)
        world.telegram.settle = world.idle
        await world.telegram.settled()
    assert [entry["event"] for entry in logs if entry["log_level"] == "error"] == [ALERT]
    assert watch.of(db).trouble == ""


@ON_POSTGRESQL
async def test_a_server_that_takes_no_writes_is_known(db: Database, school: NamedSchool) -> None:
    async with db.write() as session:
        await session.execute(text("SET TRANSACTION READ ONLY"))
        session.add(Account(platform="telegram", external_id="1", language="ru", created_at=LONG_AGO))
        with pytest.raises(DatabaseError) as refused:
            await session.flush()
        await session.rollback()
    assert no_room(refused.value)


async def test_any_other_refusal_is_no_full_disk(db: Database, school: NamedSchool) -> None:
    async with db.read() as session:
        with pytest.raises(DatabaseError) as refused:
            await session.execute(text("SELECT nothing FROM nowhere"))
    assert not no_room(refused.value)
