"""One process works a school's database, the others stand by (architecture decision 12).

Beside SQLite a file lock says who; on PostgreSQL an advisory lock of a session of its own. It ends with the process,
however that ends: a killed one lets go at once, a frozen one when the server tires of its silence.
"""

import asyncio
import os
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import IO, Any, Final

import asyncpg
import structlog
from sqlalchemy import make_url, text

from db.engine import Database, Session

log = structlog.get_logger()

KEY: Final = 0x5A564F4E4F4C
CHANNEL: Final = "zvonok"
"""Where those who stand by tell who works that there is something to do."""
PING_SECONDS: Final = 5.0
SILENCE: Final = "30s"
"""A session that says nothing for so long is ended by the server: its process is frozen or out of reach."""
AWAY: Final = (asyncpg.PostgresError, asyncpg.InterfaceError, OSError, TimeoutError)


class TakenError(Exception):
    """Another process works this database."""


class Term:
    """The time in which this process works. `lost`: another one does now; what is at work is dropped as if killed."""

    def __init__(self, heard: Callable[[], None]) -> None:
        """`heard` is called when another process stored something for us."""
        self.heard = heard
        self.lost = asyncio.Event()


@asynccontextmanager
async def leading(db: Database, heard: Callable[[], None]) -> AsyncIterator[Term]:
    """Work while the block lasts. Raises TakenError if another process does now.

    While PostgreSQL is away nobody can lead, so the term goes on until somebody else is seen to have begun one. Two
    processes that both believe to lead for a moment do no harm: leases and the inbox's rows keep their work apart.
    """
    term = Term(heard)
    if db.sqlite:
        path = Path(f"{make_url(db.url).database}.lock")
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("a+") as file:  # noqa: ASYNC230 - an empty file, once a process
            _lock(file)
            yield term
        return
    seat = _Seat(db.url, term)
    await seat.take()
    keeping = asyncio.create_task(seat.keep(), name="leading")
    try:
        yield term
    finally:
        keeping.cancel()
        await asyncio.gather(keeping, return_exceptions=True)
        await seat.leave()


async def call(session: Session) -> None:
    """Tell the process that works, once this transaction is committed, that there is something to do. Not on SQLite."""
    if session.get_bind().dialect.name == "postgresql":
        await session.execute(text("SELECT pg_notify(:channel, '')"), {"channel": CHANNEL})


class _Seat:
    """The session that holds the lock: looked at every few seconds, taken again if it broke."""

    def __init__(self, url: str, term: Term) -> None:
        self.url = make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)
        self.term = term
        self.connection: asyncpg.Connection[Any] | None = None
        self.broken = asyncio.Event()

    async def take(self) -> None:
        """Connect and take the lock; TakenError if somebody holds it."""
        self.broken.clear()
        connection = await asyncpg.connect(
            self.url,
            timeout=PING_SECONDS,
            server_settings={"idle_session_timeout": SILENCE, "application_name": "zvonok"},
        )
        try:
            if not await connection.fetchval("SELECT pg_try_advisory_lock($1)", KEY, timeout=PING_SECONDS):
                raise TakenError
            await connection.add_listener(CHANNEL, self._heard)
        except BaseException:
            connection.terminate()
            raise
        connection.add_termination_listener(self._broken)
        self.connection = connection

    def _heard(self, *_: object) -> None:
        self.term.heard()

    def _broken(self, *_: object) -> None:
        self.broken.set()

    async def keep(self) -> None:
        """Until somebody else leads. What was stored while we could not listen is looked for once we can."""
        while True:
            with suppress(TimeoutError):
                await asyncio.wait_for(self.broken.wait(), PING_SECONDS)
            try:
                if not self.broken.is_set() and self.connection is not None:
                    await self.connection.fetchval("SELECT 1", timeout=PING_SECONDS)
                    continue
            except AWAY as error:
                log.warning("leading: the lock's session does not answer", error=type(error).__name__)
            if not await self._again():
                log.warning("leading: another process works now")
                self.term.lost.set()
                return
            log.info("leading: the lock was taken again")
            self.term.heard()

    async def _again(self) -> bool:
        """Take the lock once more, as soon as the server is there; False if somebody else holds it."""
        if self.connection is not None:
            self.connection.terminate()
            self.connection = None
        while True:
            try:
                await self.take()
            except TakenError:
                return False
            except AWAY:
                await asyncio.sleep(1)
            else:
                return True

    async def leave(self) -> None:
        """Let go: whoever stands by may begin."""
        if self.connection is None:
            return
        self.connection.remove_termination_listener(self._broken)
        try:
            await self.connection.close(timeout=PING_SECONDS)
        except AWAY:
            self.connection.terminate()


def _lock(file: IO[str]) -> None:
    try:
        if os.name == "nt":
            import msvcrt  # noqa: PLC0415 - Windows only

            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]
        else:
            import fcntl  # noqa: PLC0415 - not on Windows

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        raise TakenError from error
