"""`/healthz`: whether the database answers, how old the oldest waiting update is, how late the oldest push."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime

from aiohttp import web

from db.engine import Database, DatabaseError
from journal.operations import inbox, queue
from scheduler.clock import Clock


@asynccontextmanager
async def served(db: Database, clock: Clock, listen: str | None) -> AsyncIterator[None]:
    """Serve it at HEALTH_LISTEN while the block lasts; not at all where that is not set. OSError: the port is taken."""
    if listen is None:
        yield
        return

    async def healthz(_: web.Request) -> web.Response:
        try:
            async with db.read() as session:
                waiting = await inbox.oldest_waiting(session)
                due = await queue.oldest_due(session, now=clock.now())
        except (DatabaseError, OSError, TimeoutError):
            return web.json_response({"database": False}, status=503)
        return web.json_response(
            {"database": True, "intake_age": _age(waiting, clock.real()), "queue_lag": _age(due, clock.now())}
        )

    app = web.Application()
    app.router.add_get("/healthz", healthz)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    host, _, port = listen.rpartition(":")
    try:
        await web.TCPSite(runner, host.strip("[]") or "127.0.0.1", int(port)).start()
        yield
    finally:
        await runner.cleanup()


def _age(since: datetime | None, now: datetime) -> float:
    """Seconds; 0 while nothing waits."""
    return 0.0 if since is None else max((now - since).total_seconds(), 0.0)
