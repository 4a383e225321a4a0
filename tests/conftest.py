"""A fresh database of either kind for every test, the named school in it, and the bot with phones to tap."""

import gc
import tempfile
from collections.abc import AsyncIterator, Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest

from bot import logs
from db import migrate
from db.engine import Database
from tests import postgres
from tests.processes import incubator
from tests.school import NamedSchool, build
from tests.telegram import World, bot_running

# `make test` installs no browser's driver; `make test-browser` does, and fails where nothing is collected.
collect_ignore = [] if find_spec("playwright") else ["browser"]

logs.configure("error", "json")
KINDS = ("sqlite", "postgresql")


def pytest_collection_finish() -> None:
    """What was imported stays to the end: the garbage collector need not look through it again and again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(2_000, 20, 50)


@pytest.fixture(scope="session")
def server() -> Iterator[postgres.Server]:
    """The PostgreSQL of this run."""
    with postgres.running() as running:
        yield running


@pytest.fixture(scope="session", autouse=True)
async def nobody_is_left() -> AsyncIterator[None]:
    """Programs that tests started do not outlive the run."""
    yield
    await incubator.close()


class Templates:
    """An empty and a populated database of each kind, made once a run by migrations and copied for every test."""

    def __init__(self, folder: Path, request: pytest.FixtureRequest) -> None:
        self.folder = folder
        self.request = request
        self.made: dict[tuple[str, bool], tuple[str, NamedSchool | None]] = {}
        self.number = 0

    async def fresh(self, kind: str, *, populated: bool) -> tuple[str, NamedSchool | None]:
        """A new database's address, and who is in it."""
        if (kind, populated) not in self.made:
            self.made[kind, populated] = await self._make(kind, populated=populated)
        template, school = self.made[kind, populated]
        self.number += 1
        if kind == "sqlite":
            copy = self.folder / f"test{self.number}.db"
            copy.write_bytes(Path(template).read_bytes())
            return f"sqlite:///{copy}", school
        running: postgres.Server = self.request.getfixturevalue("server")
        return await running.create(template), school

    async def drop(self, url: str) -> None:
        """A test's database is not needed any more."""
        if url.startswith("sqlite"):
            for file in self.folder.glob(f"{Path(url.removeprefix('sqlite:///')).name}*"):
                file.unlink()
        else:
            running: postgres.Server = self.request.getfixturevalue("server")
            await running.drop(url)

    async def _make(self, kind: str, *, populated: bool) -> tuple[str, NamedSchool | None]:
        name = "school" if populated else "empty"
        if kind == "sqlite":
            template = str(self.folder / f"{name}.db")
            url = f"sqlite:///{template}"
        else:
            running: postgres.Server = self.request.getfixturevalue("server")
            url = await running.create()
            template = url.rpartition("/")[2]
        db = Database(url)
        await migrate.upgrade(db)
        school = await build(db) if populated else None
        if kind == "sqlite":
            async with db.engine.connect() as connection:
                await connection.exec_driver_sql("ROLLBACK")
                await connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        await db.close()
        return template, school


@pytest.fixture(scope="session")
def templates(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Iterator[Templates]:
    """Where the databases of this run come from: in memory where there is such a place, since no test pulls the plug."""
    at = postgres.memory() or tmp_path_factory.getbasetemp()
    with tempfile.TemporaryDirectory(prefix="zvonok-tests-", dir=at, ignore_cleanup_errors=True) as folder:
        yield Templates(Path(folder), request)


@pytest.fixture(params=KINDS)
async def empty_db(request: pytest.FixtureRequest, templates: Templates) -> AsyncIterator[Database]:
    """A migrated database without rows."""
    url, _ = await templates.fresh(request.param, populated=False)
    db = Database(url)
    yield db
    await db.close()
    await templates.drop(url)


@pytest.fixture(params=KINDS)
async def populated(
    request: pytest.FixtureRequest, templates: Templates
) -> AsyncIterator[tuple[Database, NamedSchool | None]]:
    """A database with the named school in it."""
    url, school = await templates.fresh(request.param, populated=True)
    db = Database(url)
    yield db, school
    await db.close()
    await templates.drop(url)


@pytest.fixture
def db(populated: tuple[Database, NamedSchool | None]) -> Database:
    """The database of the named school."""
    return populated[0]


@pytest.fixture
def school(populated: tuple[Database, NamedSchool | None]) -> NamedSchool:
    """The named school itself."""
    assert populated[1] is not None
    return populated[1]


@pytest.fixture
async def world(db: Database, school: NamedSchool) -> AsyncIterator[World]:
    """The bot running on the school's database, Monday 23.11.2026, 09:17."""
    async with bot_running(db, school) as world:
        yield world
