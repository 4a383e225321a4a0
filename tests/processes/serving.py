"""The named school's bot as processes of their own that poll a sandbox, and everybody's phones."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from typing import Any, NamedTuple

import aiohttp

from db.engine import Database
from sandbox.client import Telegram
from sandbox.phone import Phone
from sandbox.server import running
from sandbox.state import Person
from sandbox.world import Sandbox
from scheduler.clock import Clock
from tests.processes.running import Process, free_port, started
from tests.school import ZONE, NamedSchool, Somebody, moscow
from tests.telegram import TOKEN, people_of

RUN = ("python", "-m", "bot", "run")
PATIENCE = 60
"""Seconds: a take-over lasts no longer (G18)."""
WORKING, STANDING_BY = "the bot is working", "another process works: standing by"


def telegram_of(school: NamedSchool) -> Sandbox:
    """A Telegram in which everybody of the school has started the bot."""
    sandbox = Sandbox()
    for somebody in people_of(school):
        assert somebody.telegram is not None
        sandbox.people[somebody.telegram] = person = Person(somebody.telegram, somebody.name)
        sandbox.chat(sandbox.bot(), person).started = True
    return sandbox


def school_time(folder: Path, clock: str = "09:25") -> Path:
    """A file that sets every process's clock to this hour of the named school's Monday."""
    offset = folder / "offset"
    offset.write_text(str((moscow(clock) - Clock(ZONE).real()).total_seconds()))
    return offset


class Served(NamedTuple):
    """A Telegram, and what the processes of its bot need to know."""

    telegram: Telegram
    phones: dict[int, Phone]
    base: str
    settings: dict[str, str]
    folder: Path

    def phone(self, somebody: Somebody) -> Phone:
        """Somebody's phone."""
        assert somebody.telegram is not None
        return self.phones[somebody.telegram]

    @asynccontextmanager
    async def bot(self, says: str = WORKING) -> AsyncIterator["Bot"]:
        """A process more; it has said so when the block begins."""
        listen = f"127.0.0.1:{free_port()}"
        async with started(RUN, self.folder, self.settings | {"HEALTH_LISTEN": listen}) as process:
            await process.says(says)
            yield Bot(process, listen)


class Bot(NamedTuple):
    """One running process."""

    process: Process
    listen: str

    async def health(self) -> dict[str, Any]:
        """What it tells its operator."""
        async with aiohttp.ClientSession() as http, http.get(f"http://{self.listen}/healthz") as answer:
            found: dict[str, Any] = await answer.json()
            return found


@asynccontextmanager
async def serving(db: Database, school: NamedSchool, folder: Path) -> AsyncIterator[Served]:
    """A Telegram for the processes that a test starts, at 09:25 of the named school's Monday."""
    async with AsyncExitStack() as stack:
        server = await stack.enter_async_context(running(telegram_of(school)))
        telegram = await stack.enter_async_context(Telegram(server.base, patience=PATIENCE))
        settings = {
            "BOT_TOKEN": TOKEN,
            "BOT_API_BASE": server.base,
            "DATABASE_URL": db.url.replace("+asyncpg", "").replace("+aiosqlite", ""),
            "DATA_DIR": str(folder / "data"),
            "LOG_FORMAT": "json",
            "CLOCK_OFFSET_FILE": str(school_time(folder)),
        }
        phones = {phone.id: phone for phone in await telegram.people()}
        yield Served(telegram, phones, server.base, settings, folder)
