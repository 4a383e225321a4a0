"""One process among several: it works while nobody else does, and stands by otherwise (architecture decision 12)."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Final

import structlog
from aiogram import Bot
from aiogram.exceptions import TelegramNetworkError, TelegramRetryAfter, TelegramServerError

from bot import health, life, reception
from bot.intake import Intake
from bot.polling import Trouble
from bot.reception import Reception
from bot.settings import Settings
from bot.storing import ALLOWED, Storing
from db.engine import Database, DatabaseError
from db.leading import AWAY, TakenError, Term, leading
from journal.operations import watch
from scheduler.clock import Clock
from scheduler.sending.outgoing import door

log = structlog.get_logger()

STAND_BY_SECONDS: Final = 2.0
"""How often a process that stands by looks whether it may work."""
YIELD_SECONDS: Final = (5.0, 60.0)
"""How long a process lets others work that ask for the same bot's updates: at first, and at most, twice as long each time."""
PEACE_SECONDS: Final = 300.0
"""A term that lasted so long was in nobody's way: the next conflict is a new one."""


class Process:
    """A bot that serves a school until it is told to stop."""

    def __init__(self, db: Database, bot: Bot, clock: Clock, settings: Settings) -> None:
        """Nothing runs until `run`. Whatever goes out from now on goes through the door."""
        self.db = db
        self.bot = bot
        self.clock = clock
        self.settings = settings
        self.door = door(bot, db, clock)
        self.intake: Intake | None = None
        self.reception: Reception | None = None
        self.stopped = life.interruption()
        self._pause = STAND_BY_SECONDS
        """Before the next look whether we may work."""
        self._yielded = 0.0
        """How long we stood aside for others the last time."""
        life.watched(db, settings.data_dir)

    async def run(self) -> None:
        """Receive always, work whenever nobody else does. Raises TakenError beside SQLite, where there is nothing to wait for.

        OSError: a port is taken.
        """
        async with health.served(self.db, self.clock, self.settings.health_listen), self._receiving():
            standing_by = False
            while not self.stopped.is_set():
                try:
                    async with leading(self.db, self._called) as term:
                        standing_by = False
                        await self._work(term)
                except TakenError:
                    if self.db.sqlite:
                        raise
                    if not standing_by:
                        log.info("another process works: standing by")
                    standing_by = True
                    self._ours_works()
                except (DatabaseError, *AWAY) as error:
                    log.warning("the database is away", error=type(error).__name__)
                except (TelegramNetworkError, TelegramServerError, TelegramRetryAfter) as error:
                    log.warning("the messenger is away", error=type(error).__name__)
                if not self.stopped.is_set():
                    pause, self._pause = self._pause, STAND_BY_SECONDS
                    if pause > STAND_BY_SECONDS:
                        log.warning("somebody else asks for this bot's updates: yielding", seconds=pause)
                    await life.either(self.stopped, seconds=pause)

    @asynccontextmanager
    async def _receiving(self) -> AsyncIterator[None]:
        """Take a webhook's updates, if there is one."""
        if self._secret is None:
            yield
            return
        self.reception = Reception(Storing(self.bot, self.db, self.clock))
        async with reception.open_to(self.reception, secret=self._secret, listen=self.settings.webhook_listen):
            yield

    @property
    def _secret(self) -> str | None:
        secret = self.settings.webhook_secret
        return secret.get_secret_value() if self.settings.webhook_url and secret else None

    def _called(self) -> None:
        """Another process stored something for us."""
        if self.intake is not None:
            self.intake.wake()

    def _yield(self, lasted: float) -> None:
        """Let whoever else asks for this bot's updates work: another process of ours, or a stranger (409)."""
        first, most = YIELD_SECONDS
        self._yielded = first if lasted >= PEACE_SECONDS else min(max(self._yielded * 2, first), most)
        self._pause = self._yielded

    def _ours_works(self) -> None:
        """Then it was ours whom we were in conflict with, and there is none."""
        seen = watch.of(self.db)
        if seen.refused == Trouble.CONFLICT:
            seen.refused = ""

    async def _work(self, term: Term) -> None:
        """Work until told to stop, until another process does, or until somebody else takes the updates away."""
        await self.door.lead()
        await life.introduce(self.bot)
        polling = self.reception is None
        if polling:
            await self.bot.delete_webhook()
        settings = self.settings
        async with life.working(
            self.db, self.bot, self.clock, settings.data_dir, polling=polling, lost=term.lost
        ) as intake:
            self.intake = intake
            try:
                if self.reception is not None and settings.webhook_url:
                    self.reception.intake = intake
                    await self.bot.set_webhook(
                        settings.webhook_url, secret_token=self._secret, allowed_updates=list(ALLOWED)
                    )
                log.info("the bot is working", by="polling" if polling else "webhook")
                began = asyncio.get_running_loop().time()
                await life.either(self.stopped, term.lost, intake.polling.conflict)
                if intake.polling.conflict.is_set() and not self.stopped.is_set():
                    self._yield(asyncio.get_running_loop().time() - began)
            finally:
                self.intake = None
                if self.reception is not None:
                    self.reception.intake = None
