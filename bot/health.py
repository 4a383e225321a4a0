"""`/healthz`, a few facts as JSON, and `/metrics`, all of them for Prometheus, at HEALTH_LISTEN."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Final

from aiohttp import web
from prometheus_client import CONTENT_TYPE_LATEST

from bot import metrics
from db.engine import Database, DatabaseError
from journal.operations import standing, watch
from journal.operations.standing import Standing
from scheduler.clock import Clock

DB: Final = web.AppKey("db", Database)
CLOCK: Final = web.AppKey("clock", Clock)


@asynccontextmanager
async def served(db: Database, clock: Clock, listen: str | None) -> AsyncIterator[None]:
    """Serve both while the block lasts; nothing where HEALTH_LISTEN is not set. OSError: the port is taken."""
    if listen is None:
        yield
        return
    app = web.Application()
    app[DB], app[CLOCK] = db, clock
    app.router.add_get("/healthz", healthz)
    app.router.add_get("/metrics", prometheus)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    host, _, port = listen.rpartition(":")
    try:
        await web.TCPSite(runner, host.strip("[]") or "127.0.0.1", int(port)).start()
        yield
    finally:
        await runner.cleanup()


async def healthz(request: web.Request) -> web.Response:
    """503 while the database does not answer; a process that stands by is as well as one that works."""
    clock, seen = request.app[CLOCK], watch.of(request.app[DB])
    real, stands = clock.real(), await _stands(request.app)
    found: dict[str, object] = {"database": stands is not None}
    if stands is not None:
        found |= {"intake_age": stands.inbox.age(real), "queue_lag": stands.queue_age(clock.now())}
    found |= {
        "last_scan": None if seen.scanned_at is None else (real - seen.scanned_at).total_seconds(),
        "working": seen.working_since is not None,
        "trouble": "token" if stands is not None and stands.refused else seen.trouble or None,
    }
    return web.json_response(found, status=503 if stands is None else 200)


async def prometheus(request: web.Request) -> web.Response:
    """Always 200: that the database is away is one of the facts."""
    clock, stands = request.app[CLOCK], await _stands(request.app)
    body = metrics.text(watch.of(request.app[DB]), stands, now=clock.now(), real=clock.real())
    return web.Response(body=body, headers={"Content-Type": CONTENT_TYPE_LATEST})


async def _stands(app: web.Application) -> Standing | None:
    """One statement; None while the database does not answer."""
    clock = app[CLOCK]
    try:
        async with app[DB].read() as session:
            return await standing.measure(session, now=clock.now(), real=clock.real())
    except (DatabaseError, OSError, TimeoutError):
        return None
