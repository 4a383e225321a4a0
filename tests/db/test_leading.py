"""One process works, the others stand by: the lock that says who (G18)."""

import asyncio
from collections.abc import AsyncIterator

import asyncpg
import pytest
from sqlalchemy import make_url, text

from db import leading
from db.engine import Database
from db.leading import TakenError


@pytest.fixture
def heard() -> asyncio.Event:
    """Set when another process called."""
    return asyncio.Event()


@pytest.fixture
async def other(empty_db: Database) -> AsyncIterator[Database]:
    """The same database as another process has it."""
    other = Database(empty_db.url)
    yield other
    await other.close()


def postgresql(db: Database) -> str:
    """The address as asyncpg takes it."""
    return make_url(db.url).set(drivername="postgresql").render_as_string(hide_password=False)


async def end_sessions(db: Database) -> int:
    """End the session that holds the lock, as a failing network does; returns how many there were."""
    async with db.write() as session:
        ended = await session.execute(
            text(
                "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND granted"
                " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
            )
        )
        return len(ended.all())


async def test_only_one_leads(empty_db: Database, other: Database, heard: asyncio.Event) -> None:
    async with leading.leading(empty_db, heard.set):
        with pytest.raises(TakenError):
            async with leading.leading(other, heard.set):
                pytest.fail("two lead")
    async with leading.leading(other, heard.set) as term:
        assert not term.lost.is_set()


async def test_a_call_of_another_process_is_heard(empty_db: Database, other: Database, heard: asyncio.Event) -> None:
    async with leading.leading(empty_db, heard.set):
        async with other.write() as session:
            await leading.call(session)
        if not empty_db.sqlite:
            await asyncio.wait_for(heard.wait(), 10)
        assert heard.is_set() is not empty_db.sqlite


@pytest.mark.parametrize("empty_db", ["postgresql"], indirect=True)
async def test_a_broken_lock_is_taken_again(empty_db: Database, heard: asyncio.Event) -> None:
    """What came while nobody listened is looked for: we are woken as if called."""
    async with leading.leading(empty_db, heard.set) as term:
        assert await end_sessions(empty_db) == 1
        await asyncio.wait_for(heard.wait(), 10)
        assert not term.lost.is_set()
        with pytest.raises(TakenError):
            async with leading.leading(empty_db, heard.set):
                pytest.fail("two lead")


@pytest.mark.parametrize("empty_db", ["postgresql"], indirect=True)
async def test_a_term_ends_when_another_begins(empty_db: Database, heard: asyncio.Event) -> None:
    """Somebody who waits in the database itself gets the lock at the instant our session ends."""
    waiting = await asyncpg.connect(postgresql(empty_db))
    try:
        async with leading.leading(empty_db, heard.set) as term:
            taking = asyncio.create_task(waiting.execute("SELECT pg_advisory_lock($1)", leading.KEY))
            async with empty_db.read() as session:
                while not await session.scalar(
                    text("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted")
                ):
                    pass
            assert await end_sessions(empty_db) == 1
            await taking
            await asyncio.wait_for(term.lost.wait(), 10)
            assert not heard.is_set()
    finally:
        await waiting.close()


@pytest.mark.parametrize("empty_db", ["postgresql"], indirect=True)
async def test_a_silent_session_is_ended_by_the_server(
    empty_db: Database, heard: asyncio.Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A frozen process says nothing: it must not keep the lock. Ours, which is not frozen, notices and takes it again."""
    monkeypatch.setattr(leading, "SILENCE", "50ms")
    async with leading.leading(empty_db, heard.set) as term:
        await asyncio.wait_for(heard.wait(), 10)
        assert not term.lost.is_set()
