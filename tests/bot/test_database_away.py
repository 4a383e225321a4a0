"""The database fails in every way it can: nothing is called saved that is not, nothing is lost, work goes on by itself
(G7, G45, G46)."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import NamedTuple

import pytest
from sqlalchemy import func, make_url, select, text

from db.engine import Database
from db.operations import InboxState, InboxUpdate
from keyboards.marks import cells as marks
from locales import texts
from sandbox.phone import Phone
from tests.school import NamedSchool
from tests.teaching import Desk, Stands
from tests.telegram import World, bot_running
from tests.torture.proxy import At, Wire, wire

T = texts("ru")
UNAVAILABLE, SAVED = T("unavailable"), T("saved-after-all")
ANSWERED = "query is too old"
"""A tap that was answered «временно недоступно» is answered again once it is worked."""
PYOTR = "Иванов Пётр"
BACK_SECONDS = 30
ON_SQLITE = pytest.mark.parametrize("populated", ["sqlite"], indirect=True)
ON_POSTGRESQL = pytest.mark.parametrize("populated", ["postgresql"], indirect=True)


class Wired(NamedTuple):
    """The bot behind a wire that can be cut."""

    world: World
    wire: Wire


@pytest.fixture
async def wired(db: Database, school: NamedSchool) -> AsyncIterator[Wired]:
    """The bot behind a wire; `db` itself is not."""
    url = make_url(db.url)
    async with wire(str(url.host), int(url.port or 5432)) as (cord, port):
        behind = Database(url.set(host="127.0.0.1", port=port).render_as_string(hide_password=False))
        behind.info |= db.info
        async with bot_running(behind, school) as world:
            world.tolerated.add(ANSWERED)
            yield Wired(world, cord)
        await behind.close()


async def pragma(db: Database, words: str) -> int:
    """Say it to the one connection that writes."""
    async with db.engine.connect() as connection:
        raw = (await connection.get_raw_connection()).driver_connection
        assert raw is not None
        async with raw.execute(f"PRAGMA {words}") as cursor:
            row = await cursor.fetchone()
        return int(row[0]) if row else 0


async def marking(world: World, db: Database, school: NamedSchool) -> tuple[Desk, int, Phone]:
    """The algebra teacher with the marks of a student open."""
    desk = Desk(db, school)
    lesson_id = await desk.lesson()
    teacher = await world.phone(school.algebra)
    await teacher.say("/menu")
    await teacher.forge(marks.Marks(lesson_id=lesson_id, student_id=desk.student(PYOTR)).pack())
    return desk, lesson_id, teacher


async def unfinished(db: Database) -> int:
    """Updates that are not worked."""
    async with db.read() as session:
        found = await session.scalar(select(func.count()).where(InboxUpdate.state != InboxState.DONE))
        return found or 0


async def full(db: Database) -> Callable[[], Awaitable[int]]:
    """The disk is full: no page more."""
    await pragma(db, f"max_page_count = {await pragma(db, 'page_count')}")
    return lambda: pragma(db, "max_page_count = 1000000")


async def read_only(db: Database) -> Callable[[], Awaitable[int]]:
    """Nothing may be written."""
    await pragma(db, "query_only = ON")
    return lambda: pragma(db, "query_only = OFF")


@ON_SQLITE
@pytest.mark.parametrize("fail", [full, read_only])
async def test_a_disk_that_takes_nothing(
    world: World,
    db: Database,
    school: NamedSchool,
    fail: Callable[[Database], Awaitable[Callable[[], Awaitable[int]]]],
) -> None:
    """No ack, and no harm: what people did meanwhile is done once there is room again."""
    world.tolerated.add(ANSWERED)
    desk, lesson_id, teacher = await marking(world, db, school)
    mother = await world.phone(school.mother)
    mend = await fail(db)
    world.telegram.settle = None
    taps = [asyncio.create_task(teacher.press("5")), *(asyncio.create_task(mother.say("я" * 4000)) for _ in range(3))]
    await mother.sees(UNAVAILABLE)
    assert not any("✅ Иванов П.: 5" in shown.text for shown in teacher.heard)
    assert await desk.mark(PYOTR, lesson_id) != Stands("5", 1)
    await mend()
    await asyncio.gather(*taps)
    world.telegram.settle = world.idle
    await world.telegram.settled()
    assert await desk.mark(PYOTR, lesson_id) == Stands("5", 1)
    assert await unfinished(db) == 0
    async with db.read() as session:
        assert await session.scalar(text("PRAGMA integrity_check")) == "ok"


@ON_POSTGRESQL
@pytest.mark.parametrize("at", list(At))
@pytest.mark.parametrize("skip", range(4))
async def test_a_commit_that_was_cut(wired: Wired, db: Database, school: NamedSchool, at: At, skip: int) -> None:
    """Whichever commit of an update's way it is, and on whichever side: the change is made once, and its maker knows."""
    world = wired.world
    desk, lesson_id, teacher = await marking(world, db, school)
    heard = len(teacher.heard)
    wired.wire.arm(at, skip=skip)
    await teacher.press("5")
    await world.telegram.settled()
    assert await desk.mark(PYOTR, lesson_id) == Stands("5", 1)
    assert await desk.actions() == ["mark.put"]
    assert "✅ Иванов П.: 5" in teacher.screen.text or [shown.text for shown in teacher.heard[heard:]] == [SAVED]
    assert await unfinished(db) == 0


@ON_POSTGRESQL
async def test_a_server_that_is_away_and_comes_back(wired: Wired, db: Database, school: NamedSchool) -> None:
    """People are told so, nothing is confirmed or called saved, and half a minute after its return all is done (G45)."""
    world = wired.world
    desk, lesson_id, teacher = await marking(world, db, school)
    mother = await world.phone(school.mother)
    wired.wire.away = True
    wired.wire.cut()
    world.telegram.settle = None
    tap, say = asyncio.create_task(teacher.press("5")), asyncio.create_task(mother.say("/menu"))
    await mother.sees(UNAVAILABLE)
    assert not any("✅ Иванов П.: 5" in shown.text for shown in teacher.heard)
    assert await desk.actions() == []
    wired.wire.away = False
    async with asyncio.timeout(BACK_SECONDS):
        await asyncio.gather(tap, say)
        world.telegram.settle = world.idle
        await world.telegram.settled()
    assert await desk.mark(PYOTR, lesson_id) == Stands("5", 1)
    assert await desk.actions() == ["mark.put"]
    assert await unfinished(db) == 0
