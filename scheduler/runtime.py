"""What runs beside the bot: the sender of pushes, the maker of documents and the clock, begun and ended together."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Final

import structlog
from aiogram import Bot

from db.engine import Database
from scheduler.clock import Clock
from scheduler.jobs import Ticking
from scheduler.sending.delivery import Delivery
from scheduler.workshop.workshop import Workshop

log = structlog.get_logger()

DRAIN_SECONDS: Final = 15
"""How long a send in flight is waited for; what is cut off then comes again by its lease."""


@asynccontextmanager
async def running(db: Database, bot: Bot, clock: Clock) -> AsyncIterator[Delivery]:
    """Send and tick within the block. At its end nothing new is begun, and what is being sent is settled."""
    delivery = Delivery(db, bot, clock)
    ticking = Ticking(db, clock)
    workshop = Workshop(db, bot, clock)
    sending = asyncio.create_task(delivery.run(), name="delivery")
    making = asyncio.create_task(workshop.run(), name="workshop")
    try:
        await ticking.start()
        yield delivery
    finally:
        await ticking.stop()
        delivery.stop()
        workshop.stop()
        await asyncio.wait({sending, making}, timeout=DRAIN_SECONDS)
        for task in (sending, making):
            if not task.done():
                log.warning("a send took too long to end", by=task.get_name())
                task.cancel()
        await asyncio.gather(sending, making, return_exceptions=True)
