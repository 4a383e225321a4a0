"""A process that is killed at a chosen point, and another one in its place: over the same database and the same Telegram.

Within one Python process a kill is everything of the bot cancelled at that very call. Real ones are `make torture`.
"""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from enum import StrEnum
from typing import Any, NamedTuple, cast

from aiogram import Bot
from aiogram.client.session.middlewares.base import BaseRequestMiddleware, NextRequestMiddlewareType
from aiogram.methods import TelegramMethod
from aiogram.methods.base import TelegramType
from sqlalchemy import Connection, event
from sqlalchemy.orm import Session

from bot.app import dispatcher
from bot.intake import Intake
from tests.telegram import World


class Killed(BaseException):
    """Nothing after this point happens, and no handler of errors hears of it."""


class When(StrEnum):
    """Which side of a commit, or of a call of the Bot API."""

    BEFORE_COMMIT = "before commit"
    AFTER_COMMIT = "after commit"
    BEFORE_CALL = "before call"
    AFTER_CALL = "after call"


class Point(NamedTuple):
    """The n-th time that this happens."""

    when: When
    number: int


class Process(BaseRequestMiddleware):
    """The bot of a world as something that can be killed. One after another of them lives."""

    def __init__(self, world: World, at: Point | None) -> None:
        self.world = world
        self.at = at
        self.killed = asyncio.Event()
        self._count = 0
        self._tasks: list[asyncio.Task[Any]] = []

    def start(self) -> None:
        """A new intake and a new sender over what the one before left."""
        world = self.world
        world.restarted()
        world.bot.session.middleware(self)
        world.intake = Intake(world.bot, dispatcher(), world.db, world.clock)
        self._tasks = [asyncio.create_task(world.intake.poll()), asyncio.create_task(world.intake.work())]

    async def deliver(self) -> None:
        """Send what is due, as its own task: the kill takes it too."""
        sending = asyncio.create_task(self.world.delivery.deliver_due())
        self._tasks.append(sending)
        await asyncio.wait([sending])
        if not sending.cancelled() and not isinstance(sending.exception(), Killed):
            sending.result()

    async def worked(self) -> None:
        """Until everything is worked, or we were killed."""
        idle, killed = asyncio.create_task(self.world.intake.idle()), asyncio.create_task(self.killed.wait())
        async with asyncio.timeout(20):
            await asyncio.wait([idle, killed], return_when=asyncio.FIRST_COMPLETED)
        for task in (idle, killed):
            task.cancel()
        await asyncio.gather(idle, killed, return_exceptions=True)

    async def end(self) -> None:
        """Everything of this process is gone."""
        self._cancel()
        await asyncio.gather(*self._tasks, *_children(), return_exceptions=True)
        with suppress(ValueError):
            self.world.bot.session.middleware.unregister(self)

    def strike_at(self, point: Point) -> None:
        """From now on wait for this point."""
        self.at, self._count = point, 0

    # --- the point -------------------------------------------------------------------------------------------------

    def _pass(self, when: When) -> None:
        if self.killed.is_set():
            raise Killed
        if self.at is None or self.at.when is not when:
            return
        self._count += 1
        if self._count == self.at.number:
            self.die()
            raise Killed

    def die(self) -> None:
        """At this very instruction, which raises Killed itself."""
        self.killed.set()
        self._cancel()

    def _cancel(self) -> None:
        for task in (*self._tasks, *_children()):
            if task is not asyncio.current_task():
                task.cancel()

    async def __call__(
        self, make_request: NextRequestMiddlewareType[TelegramType], bot: Bot, method: TelegramMethod[TelegramType]
    ) -> TelegramType:
        """Stand on both sides of every call."""
        self._pass(When.BEFORE_CALL)
        result = cast(TelegramType, await make_request(bot, method))
        self._pass(When.AFTER_CALL)
        return result

    @contextmanager
    def watching(self) -> Iterator[None]:
        """Stand on both sides of every commit too."""
        engine = self.world.db.engine.sync_engine

        def before(_: Connection) -> None:
            self._pass(When.BEFORE_COMMIT)

        def after(_: Session) -> None:
            self._pass(When.AFTER_COMMIT)

        event.listen(engine, "commit", before)
        event.listen(Session, "after_commit", after)
        try:
            yield
        finally:
            event.remove(engine, "commit", before)
            event.remove(Session, "after_commit", after)


def _children() -> list[asyncio.Task[Any]]:
    """What the bot has begun by itself: updates at work, recipients being served."""
    return [task for task in asyncio.all_tasks() if task.get_name().startswith(("update ", "delivery to "))]
