"""A running bot: the way in, the way out and the clock, from the start to a drained end."""

import asyncio
import gc
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

import structlog
from aiogram import Bot
from aiogram.types import BotCommand, MenuButtonCommands

from bot.app import dispatcher
from bot.intake import DRAIN_SECONDS, Intake
from bot.settings import Settings
from db.engine import Database, DatabaseError
from db.size import folder
from journal.operations import watch
from journal.operations.watch import Watch
from journal.people import school
from journal.rules import DEFAULTS, Rules
from locales import LANGUAGES, texts
from scheduler import runtime
from scheduler.clock import Clock
from scheduler.files import Fetching
from scheduler.sending.outgoing import door

log = structlog.get_logger()

MENU_COMMANDS = ("menu", "help")


async def rules(db: Database, settings: Settings) -> Rules | None:
    """What this school decided, from its row and the settings; None where `init` was not run."""
    async with db.read() as session:
        found = await school.school(session)
    if found is None:
        return None
    begin, end = settings.quiet
    return DEFAULTS._replace(
        zone=settings.school_tz or found.zone,
        hold=settings.push_hold,
        quiet_from=begin,
        quiet_to=end,
        detail=settings.push_detail or ("none" if found.municipal else "full"),
    )


def watched(db: Database, data_dir: Path) -> Watch:
    """What this process counts of the database, and which disk it looks at."""
    seen = watch.of(db)
    seen.data_dir = folder(db) or data_dir
    return seen


@asynccontextmanager
async def working(
    db: Database, bot: Bot, clock: Clock, data_dir: Path, *, polling: bool = True, lost: asyncio.Event | None = None
) -> AsyncIterator[Intake]:
    """Take updates, work them, send pushes, fetch files and tick while the block lasts; then drain.

    Where `lost` is set at the end another process works already, and nothing is waited for.
    """
    seen = watched(db, data_dir)
    await door(bot, db, clock).lead()
    intake = Intake(bot, dispatcher(), db, clock, polls=polling)
    tasks = [asyncio.create_task(intake.work(), name="work")]
    if polling:
        tasks.append(asyncio.create_task(intake.poll(), name="poll"))
    fetching = Fetching(db, bot, clock, data_dir)
    tasks.append(asyncio.create_task(fetching.run(), name="files"))
    gc.freeze()  # what is loaded by now stays: the collector need not look at it again
    try:
        async with runtime.running(db, bot, clock):
            seen.working_since = clock.real()
            yield intake
    finally:
        seen.working_since = None
        fetching.stop()
        with suppress(DatabaseError, OSError, TimeoutError):  # what is not settled is worked again, to no effect
            await intake.stop(0 if lost is not None and lost.is_set() else DRAIN_SECONDS)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def introduce(bot: Bot) -> None:
    """Tell the messenger our commands, in each language."""
    for language in LANGUAGES:
        t = texts(language)
        commands = [BotCommand(command=name, description=t.label(f"command-{name}")) for name in MENU_COMMANDS]
        await bot.set_my_commands(commands, language_code=None if language == LANGUAGES[0] else language)
    await bot.set_chat_menu_button(menu_button=MenuButtonCommands())


def interruption() -> asyncio.Event:
    """Set by SIGTERM or Ctrl-C."""
    stopped = asyncio.Event()
    with suppress(NotImplementedError):  # Windows knows the keyboard's interrupt only
        for number in (signal.SIGINT, signal.SIGTERM):
            asyncio.get_running_loop().add_signal_handler(number, stopped.set)
    return stopped


async def either(*events: asyncio.Event, seconds: float | None = None) -> None:
    """Until one of these is set, or so many seconds are over."""
    waiting = [asyncio.create_task(event.wait()) for event in events]
    try:
        await asyncio.wait(waiting, timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in waiting:
            task.cancel()
        await asyncio.gather(*waiting, return_exceptions=True)
