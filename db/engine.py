"""The database: one model on two engines, and the only place where SQLite and PostgreSQL differ (architecture decision 8)."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from copy import copy
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Insert, event, make_url
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import ArgumentError, DBAPIError, InterfaceError, OperationalError
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, create_async_engine
from sqlalchemy.pool import AsyncAdaptedQueuePool, ConnectionPoolEntry

from db.base import Table

Session = AsyncSession
Settle = Callable[[Session], Awaitable[None]]

DatabaseError = DBAPIError
"""Whatever the database says no to."""
DatabaseAway = (OperationalError, InterfaceError)
"""It cannot be reached or cannot work now: what was asked may be asked again later. `is_away` knows all of these."""
AWAY_STATES = ("08", "53", "57P")
"""PostgreSQL's classes of SQLSTATE for that: no connection, no room, starting up or shutting down."""

BUSY_SECONDS = 30
"""How long a writer waits for another process (a backup, the command line) before «database is locked»."""


def is_away(error: BaseException) -> bool:
    """Whether the database cannot be reached or cannot work now, so that what was asked may be asked again.

    A connection that broke in the middle of a COMMIT comes as a bare DBAPIError: only its mark tells it from a mistake.
    So does a server that is starting up: that says its SQLSTATE.
    """
    if not isinstance(error, DBAPIError):
        return isinstance(error, OSError)
    state = getattr(error.orig, "sqlstate", None) or ""
    return error.connection_invalidated or isinstance(error, DatabaseAway) or state.startswith(AWAY_STATES)


class Database:
    """Reads and writes as short transactions.

    `async with db.write() as session:` is one transaction: committed at the end of the block, rolled back on any
    exception. `async with db.read() as session:` sees committed data, one snapshot a statement. Inside neither may
    anything wait for the network: the next writer would.
    """

    def __init__(self, url: str) -> None:
        """Make the engines; nothing is opened yet. `url` is `sqlite:///file`, `postgresql://…` or either with its driver."""
        self.url = driver_url(url)
        self.info: dict[str, Any] = {}
        """What every session carries as `session.info` (`journal.rules`)."""
        self.sqlite = self.url.startswith("sqlite")
        self.committed = asyncio.Event()
        """Set at every commit: what waits for new rows (delivery) is woken by it and clears it."""
        self.listeners = {self.committed}
        """All that is set at every commit: an event a waiter, since each clears its own."""
        self._settle: Settle | None = None
        self._writer, self._reader = _sqlite_engines(self.url) if self.sqlite else _postgresql_engines(self.url)

    @property
    def engine(self) -> AsyncEngine:
        """The engine that writes: for migrations and for tests that count statements."""
        return self._writer

    @property
    def engines(self) -> tuple[AsyncEngine, AsyncEngine]:
        """Writer and reader."""
        return self._writer, self._reader

    @asynccontextmanager
    async def write(self) -> AsyncIterator[Session]:
        """One transaction. If this database is bound to an update (`settling`), that update is done with it."""
        async with AsyncSession(self._writer, expire_on_commit=False, info=self.info) as session, session.begin():
            yield session
            if self._settle is not None:
                await session.flush()
                await self._settle(session)
        for listener in self.listeners:
            listener.set()

    @asynccontextmanager
    async def read(self) -> AsyncIterator[Session]:
        """Committed data, without a transaction: no BEGIN and no COMMIT travel to PostgreSQL."""
        async with AsyncSession(self._reader, expire_on_commit=False, autoflush=False, info=self.info) as session:
            yield session

    def settling(self, settle: Settle) -> "Database":
        """The same database, every `write` of which ends with `settle` in its own transaction (architecture decision 5)."""
        bound = copy(self)
        bound._settle = settle  # noqa: SLF001 - its own copy
        return bound

    def plain(self) -> "Database":
        """The same database, bound to no update."""
        free = copy(self)
        free._settle = None  # noqa: SLF001 - its own copy
        return free

    async def close(self) -> None:
        """Give every connection back."""
        await self._writer.dispose()
        if self._reader is not self._writer:
            await self._reader.dispose()


def driver_url(url: str) -> str:
    """The URL with the driver we use: `postgresql://` alone would mean psycopg to SQLAlchemy 2.1.

    Raises ValueError for another database and for what is no URL.
    """
    try:
        make_url(url)
    except (ArgumentError, ValueError):
        raise ValueError("this is not the address of a database") from None
    for plain, driver in (
        ("postgresql+asyncpg://", "postgresql+asyncpg://"),
        ("postgresql://", "postgresql+asyncpg://"),
        ("postgres://", "postgresql+asyncpg://"),
        ("sqlite+aiosqlite://", "sqlite+aiosqlite://"),
        ("sqlite://", "sqlite+aiosqlite://"),
    ):
        if url.startswith(plain):
            return driver + url.removeprefix(plain)
    raise ValueError("DATABASE_URL must begin with sqlite:// or postgresql://")


def insert(session: Session, table: type[Table]) -> sqlite.Insert | postgresql.Insert:
    """An INSERT that knows `on_conflict_do_nothing` and `on_conflict_do_update`: both databases do, in the same words."""
    dialect = session.get_bind().dialect.name
    return sqlite.insert(table) if dialect == "sqlite" else postgresql.insert(table)


def insert_missing(session: Session, table: type[Table]) -> Insert:
    """An INSERT that leaves rows alone which are there already, by any of the table's unique keys."""
    return insert(session, table).on_conflict_do_nothing()


def _postgresql_engines(url: str) -> tuple[AsyncEngine, AsyncEngine]:
    """One pool; reads by AUTOCOMMIT. `pool_pre_ping`, or the first query after a restart of the server fails."""
    writer = create_async_engine(url, pool_size=10, max_overflow=10, pool_pre_ping=True, hide_parameters=True)
    return writer, writer.execution_options(isolation_level="AUTOCOMMIT")


def _sqlite_engines(url: str) -> tuple[AsyncEngine, AsyncEngine]:
    """A single connection that writes, so that writers queue in order instead of failing busy, and a few that read.

    `BEGIN IMMEDIATE` takes the write lock before anything is read: with SQLAlchemy's defaults 459 of 500 concurrent
    increments were lost without an error.
    """
    options: dict[str, Any] = {
        "poolclass": AsyncAdaptedQueuePool,
        "hide_parameters": True,
        "connect_args": {"isolation_level": None, "timeout": BUSY_SECONDS},
    }
    if (path := make_url(url).database) is not None:
        Path(path).parent.mkdir(parents=True, exist_ok=True)
    writer = create_async_engine(url, pool_size=1, max_overflow=0, pool_timeout=BUSY_SECONDS, **options)
    reader = create_async_engine(url, pool_size=4, max_overflow=4, isolation_level="AUTOCOMMIT", **options)
    for engine in (writer, reader):
        event.listen(engine.sync_engine, "connect", _prepare_sqlite)
    event.listen(writer.sync_engine, "begin", _begin_immediate)
    return writer, reader


def _prepare_sqlite(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
    cursor = connection.cursor()
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", f"busy_timeout={BUSY_SECONDS * 1000}"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_immediate(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")
