"""Updates by HTTP: answered 200 only once they are stored, so that Telegram repeats what was not.

Every process receives. What one stored that only stands by is worked by the one that works (architecture decision 12).
"""

import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from aiohttp import web

from bot.intake import Intake
from bot.storing import Raw, Storing
from db.engine import DatabaseError

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the name of a header
LARGEST_UPDATE = 1 << 20


class Reception:
    """Takes a webhook's updates: for the intake that works here, or for the process that works elsewhere."""

    def __init__(self, storing: Storing) -> None:
        """Stands by until somebody sets `intake`."""
        self.storing = storing
        self.intake: Intake | None = None

    async def take(self, update: Raw) -> None:
        """Store one update; raises what the database raises."""
        if self.intake is not None:
            await self.intake.take([update])
        else:
            await self.storing.store([update], call=True)


@asynccontextmanager
async def open_to(reception: Reception, *, secret: str, listen: str) -> AsyncIterator[None]:
    """Listen while the block lasts. OSError: the port is taken."""

    async def take(request: web.Request) -> web.Response:
        told = request.headers.get(SECRET_HEADER, "")
        if not secrets.compare_digest(told.encode(), secret.encode()):
            return web.Response(status=403)
        try:
            update = await request.json()
        except ValueError:
            return web.Response(status=400)
        if not isinstance(update, dict) or not isinstance(update.get("update_id"), int):
            return web.Response(status=400)
        try:
            await reception.take(update)
        except (DatabaseError, OSError, TimeoutError):
            return web.Response(status=503)
        return web.Response()

    app = web.Application(client_max_size=LARGEST_UPDATE)
    app.router.add_post("/{path:.*}", take)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    host, _, port = listen.rpartition(":")
    try:
        await web.TCPSite(runner, host.strip("[]") or "127.0.0.1", int(port)).start()
        yield
    finally:
        await runner.cleanup()
