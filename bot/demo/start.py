"""Start the demo: the school's database, the local Telegram with everybody logged in, and the bot between them."""

import random
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path
from typing import Final, NamedTuple
from zoneinfo import ZoneInfo

from bot import life
from bot.app import make_bot
from bot.demo import history, house, school
from bot.intake import Intake
from bot.settings import Settings
from db import migrate
from db.engine import Database
from sandbox.server import running
from sandbox.state import Person
from sandbox.world import Sandbox
from scheduler.clock import Clock

ZONE: Final = ZoneInfo("Europe/Moscow")
BEGINS: Final = datetime(2026, 11, 23, 9, 16, 30, tzinfo=ZONE)
"""Monday of quarter 2: the first lesson is over, and the algebra teacher of 8Б has not filled it."""
SEED: Final = 7
TOKEN: Final = "700007:the-demo-has-no-secrets"  # noqa: S105 - nobody but the sandbox takes it


class Demo(NamedTuple):
    """A running demo."""

    base: str
    guests: tuple[house.Guest, ...]
    intake: Intake
    clock: Clock


@asynccontextmanager
async def started(port: int, *, at: datetime = BEGINS) -> AsyncIterator[Demo]:
    """Serve the demo while the block lasts; everything lies in a folder that goes away with it. OSError: the port is taken."""
    with tempfile.TemporaryDirectory(prefix="zvonok-demo-") as name:
        folder = Path(name)
        db = Database(f"sqlite:///{folder / 'demo.db'}")
        offset_file = folder / "clock"
        clock = Clock(ZONE, offset_file)
        sandbox = Sandbox(
            clock_file=_wound(offset_file, clock, at),
            token=TOKEN,
            username="zvonok_demo_bot",
            name="Звонок",
            zone=ZONE.key,
        )
        async with running(sandbox, "127.0.0.1", port) as server:
            guests = await fill(db, at)
            for guest in guests:
                person = Person(guest.telegram, guest.name, note=guest.note)
                sandbox.people[person.id] = person
                sandbox.chat(sandbox.bot(), person).started = True
            settings = Settings(data_dir=folder, bot_api_base=server.base, clock_offset_file=offset_file)
            rules = await life.rules(db, settings)
            if rules is not None:
                db.info["rules"] = rules
            bot = make_bot(TOKEN, server.base)
            try:
                await life.introduce(bot)
                async with life.working(db, bot, clock, folder) as intake:
                    yield Demo(server.base, guests, intake, clock)
            finally:
                await bot.session.close()
                await db.close()


async def fill(db: Database, at: datetime) -> tuple[house.Guest, ...]:
    """Write the demo school with its history up to `at`; the same every time."""
    await migrate.upgrade(db)
    draw = random.Random(SEED)
    async with db.write() as session:
        made = await school.build(session, draw)
        await session.flush()
        await history.write(session, made, now=at, draw=draw)
    return made.guests


def _wound(file: Path, clock: Clock, at: datetime) -> Path:
    """The clock's file, so wound that it is `at` now."""
    file.write_text(f"{int((at - clock.real()).total_seconds()):+d}\n", "ascii")
    return file
