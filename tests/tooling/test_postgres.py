"""The launcher of PostgreSQL: quick, private, and never leaves a server behind."""

import asyncio
import importlib.util
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import asyncpg
import psutil
import pytest
from sqlalchemy import make_url

from tests import postgres

PROJECT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def server() -> Iterator[postgres.Server]:
    """A server of our own, also where the other tests use a given one."""
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("TEST_DATABASE_URL", raising=False)
        with postgres.running() as started:
            yield started


@pytest.fixture
async def database(server: postgres.Server) -> AsyncIterator[str]:
    url = await server.create()
    yield url
    await server.drop(url)


async def connect(url: str) -> asyncpg.Connection:
    return await asyncpg.connect(make_url(url).set(drivername="postgresql").render_as_string(hide_password=False))


def server_of(guard: psutil.Process) -> list[psutil.Process]:
    """PostgreSQL leaves its parent's tree when it starts, so it is known by its data folder."""
    data = f"{guard.environ()['ROOT']}/data"
    return [process for process in psutil.process_iter(["cmdline"]) if data in (process.info["cmdline"] or [])]


async def test_two_connections_see_one_database(database: str) -> None:
    writer, reader = await connect(database), await connect(database)

    await writer.execute("CREATE TABLE mark (value text)")
    await writer.execute("INSERT INTO mark VALUES ('5')")

    assert await reader.fetchval("SELECT value FROM mark") == "5"
    await asyncio.gather(writer.close(), reader.close())


async def test_a_copy_of_a_template_is_apart_from_it(server: postgres.Server, database: str) -> None:
    mother = await connect(database)
    await mother.execute("CREATE TABLE mark (value text); INSERT INTO mark VALUES ('4')")
    await mother.close()

    copy = await server.create(template=make_url(database).database or "")
    child = await connect(copy)

    assert await child.fetchval("SELECT value FROM mark") == "4"
    await server.drop(copy)
    assert child.is_closed()


async def test_russian_text_and_utc(database: str) -> None:
    connection = await connect(database)

    assert await connection.fetchval("SELECT 'Ёлкина'::text") == "Ёлкина"
    assert await connection.fetchval("SHOW timezone") == "UTC"
    assert await connection.fetchval("SHOW server_encoding") == "UTF8"
    await connection.close()


async def test_what_was_committed_outlives_an_immediate_restart(server: postgres.Server, database: str) -> None:
    before = await connect(database)
    await before.execute("CREATE TABLE mark (value text); INSERT INTO mark VALUES ('5')")

    server.restart("immediate")

    with pytest.raises((asyncpg.PostgresError, asyncpg.InterfaceError, OSError)):
        await before.fetchval("SELECT 1")
    after = await connect(database)
    assert await after.fetchval("SELECT value FROM mark") == "5"
    await after.close()


def test_the_end_of_the_block_ends_the_server(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TEST_DATABASE_URL", raising=False)
    began = time.monotonic()
    with postgres.running() as server:
        took = time.monotonic() - began
        assert server.guard is not None
        guard = psutil.Process(server.guard.pid)
        folder = Path(guard.environ()["ROOT"])
        running = server_of(guard)
        assert running

    assert took < 10
    assert not folder.exists()
    assert psutil.wait_procs([guard, *running], timeout=10)[1] == []


def test_a_killed_test_run_leaves_no_server(tmp_path: Path) -> None:
    program = tmp_path / "run.py"
    program.write_text(
        "import sys\n"
        "from tests import postgres\n"
        "with postgres.running() as server:\n"
        "    print('ready', flush=True)\n"
        "    sys.stdin.read()\n"
    )
    environment = {name: value for name, value in os.environ.items() if name != "TEST_DATABASE_URL"}
    with subprocess.Popen(
        [sys.executable, str(program)],
        env=environment | {"PYTHONPATH": str(PROJECT)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as run:
        assert run.stdout is not None
        assert run.stdout.readline() == b"ready\n"
        (guard,) = psutil.Process(run.pid).children()
        servers = server_of(guard)
        assert servers

        run.send_signal(signal.SIGKILL)

        assert psutil.wait_procs([guard, *servers], timeout=15)[1] == []


async def test_a_given_server_is_used_and_left_clean(server: postgres.Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TEST_DATABASE_URL", server.url.render_as_string(hide_password=False))
    with postgres.running() as given:
        url = await given.create()
        with pytest.raises(postgres.NoPostgres):
            given.restart()

    with pytest.raises(asyncpg.InvalidCatalogNameError):
        await connect(url)


def test_without_any_postgres_a_run_fails_and_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TEST_DATABASE_URL", raising=False)
    monkeypatch.setattr(importlib.util, "find_spec", lambda _: None)
    monkeypatch.setattr(shutil, "which", lambda _: None)
    monkeypatch.setattr(postgres, "DEBIAN", Path("nowhere"))

    with pytest.raises(postgres.NoPostgres, match="TEST_DATABASE_URL"), postgres.running():
        pass
