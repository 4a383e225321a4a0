"""What runs beside the bot: the sender of pushes and the ticking jobs, begun and ended together."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Final

import structlog
from aiogram import Bot

from db.engine import Database
from scheduler.clock import Clock
from scheduler.delivery import Delivery
from scheduler.jobs import Ticking

log = structlog.get_logger()

DRAIN_SECONDS: Final = 15
"""How long a send in flight is waited for; what is cut off then comes again by its lease."""


@asynccontextmanager
async def running(db: Database, bot: Bot, clock: Clock) -> AsyncIterator[Delivery]:
    """Send and tick within the block. At its end nothing new is begun, and what is being sent is settled."""
    delivery = Delivery(db, bot, clock)
    ticking = Ticking(db, clock)
    sending = asyncio.create_task(delivery.run(), name="delivery")
    try:
        await ticking.start()
        yield delivery
    finally:
        await ticking.stop()
        delivery.stop()
        await asyncio.wait({sending}, timeout=DRAIN_SECONDS)
        if not sending.done():
            log.warning("delivery: a send took too long to end")
            sending.cancel()
        await asyncio.gather(sending, return_exceptions=True)
