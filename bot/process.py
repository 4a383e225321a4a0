"""One process among several: it works while nobody else does, and stands by otherwise (architecture decision 12)."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Final

import structlog
from aiogram import Bot
from aiogram.exceptions import TelegramNetworkError, TelegramRetryAfter, TelegramServerError

from bot import health, life, reception
from bot.intake import Intake
from bot.reception import Reception
from bot.settings import Settings
from bot.storing import ALLOWED, Storing
from db.engine import Database, DatabaseError
from db.leading import AWAY, TakenError, Term, leading
from scheduler.clock import Clock
from scheduler.sending.outgoing import door

log = structlog.get_logger()

STAND_BY_SECONDS: Final = 2.0
"""How often a process that stands by looks whether it may work."""


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
                except (DatabaseError, *AWAY) as error:
                    log.warning("the database is away", error=type(error).__name__)
                except (TelegramNetworkError, TelegramServerError, TelegramRetryAfter) as error:
                    log.warning("the messenger is away", error=type(error).__name__)
                if not self.stopped.is_set():
                    await life.either(self.stopped, seconds=STAND_BY_SECONDS)

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

    async def _work(self, term: Term) -> None:
        """Work until told to stop, or until another process does."""
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
                await life.either(self.stopped, term.lost)
            finally:
                self.intake = None
                if self.reception is not None:
                    self.reception.intake = None
