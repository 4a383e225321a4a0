"""One run: a school, a bot that is killed again and again, sixty teachers who tap, then quiet, then the checker."""

import asyncio
import random
import statistics
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Final, NamedTuple

from sqlalchemy import func, make_url, or_, select, update

from db import migrate
from db.engine import Database
from db.operations import InboxState, InboxUpdate, Notice, NoticeState
from sandbox.server import running
from tests import postgres
from tests.processes import proxy
from tests.processes.running import free_port
from tests.torture import house
from tests.torture.check import Verdict, check
from tests.torture.house import House, Size
from tests.torture.ledger import Ledger
from tests.torture.nursery import Nursery, nursery
from tests.torture.proxy import Wire, wire
from tests.torture.storm import TAKE_OVER, Storm
from tests.torture.teachers import Walk
from tests.torture.telegram import Heard, Heed, telegram

TOKEN: Final = "700007:a-token-of-the-tests"
DRAIN_SECONDS: Final = 900
LOOK_SECONDS: Final = 1.0
DRAINED: Final = 20.0
"""SIGTERM ends in so many seconds (G46)."""


class Enough(NamedTuple):
    """A short run ends with these."""

    kills: int
    acked: int
    take_overs: int = 0


class Plan(NamedTuple):
    """What a run is like."""

    kind: str
    """sqlite or postgresql."""
    seconds: float
    seed: int
    size: Size = Size()
    every: float = 3.5
    """About so many seconds between disturbances."""
    pause: float = 2.0
    """About so many seconds between a teacher's taps."""
    hold: int = 15
    enough: Enough | None = None
    gentle: bool = False
    """Telegram is well: only processes, wires and databases end."""
    webhook: bool = False
    """Telegram brings the updates, and repeats what was not answered 200."""
    quiet: bool = False
    """Families have their quiet hours in the first half of the storm: nothing rings, and afterwards everything is told."""
    processes: int = 1
    """So many bots on one PostgreSQL: one works, the others stand by and receive (G18)."""
    hurried: bool = False
    """Do not wait at the end for leases and pauses between tries: they are over, as if their minutes had passed."""


@dataclass
class Report:
    """What a run was, and what came of it."""

    plan: Plan
    seconds: float = 0.0
    happened: dict[str, int] = field(default_factory=dict)
    kills: int = 0
    taps: int = 0
    impatient: dict[str, int] = field(default_factory=dict)
    """Calls that came before Telegram had said to come back (G11)."""
    untold: dict[str, int] = field(default_factory=dict)
    """The same, where whoever was told to wait was killed before it could be written down."""
    start: float = 0.0
    start_max: float = 0.0
    take_overs: int = 0
    drawn: float = 0.0
    commits: int = 0
    exits: list[int] = field(default_factory=list)
    drained_in: float = 0.0
    stopped_in: float = 0.0
    verdict: Verdict = field(default_factory=Verdict)


class Place(NamedTuple):
    """Where the database is: for us, for the bot, and what can be done to it."""

    ours: str
    bots: str
    wire: Wire | None = None
    server: postgres.Server | None = None


@asynccontextmanager
async def place(kind: str, folder: Path) -> AsyncIterator[Place]:
    """A database of that kind; PostgreSQL behind a wire of ours."""
    if kind == "sqlite":
        url = f"sqlite:///{folder / 'zvonok.db'}"
        yield Place(url, url)
        return
    with postgres.running() as server:
        ours = await server.create()
        at = make_url(ours)
        async with wire(at.host or "127.0.0.1", at.port or 5432) as (made, port):
            behind = at.set(drivername="postgresql", port=port).render_as_string(hide_password=False)
            yield Place(ours, behind, made, server if server.guard is not None else None)


async def run(plan: Plan, *, log: Path | None = None) -> Report:
    """Play it to its end."""
    with tempfile.TemporaryDirectory(prefix="zvonok-torture-", dir=postgres.memory()) as name:
        folder = Path(name)
        async with place(plan.kind, folder) as where:
            db = Database(where.ours)
            try:
                await migrate.upgrade(db)
                school = await house.build(db, plan.size, datetime.now(UTC))  # noqa: TID251 - a run has no other clock
                return await _play(plan, where, db, school, folder, log or folder / "bot.log")
            finally:
                await db.close()


async def _play(plan: Plan, where: Place, db: Database, school: House, folder: Path, log: Path) -> Report:
    sandbox, events = telegram(school, TOKEN)
    report, ledger, draw = Report(plan), Ledger(), random.Random(plan.seed)
    async with AsyncExitStack() as stack:
        server = await stack.enter_async_context(running(sandbox))
        settings = {
            "BOT_TOKEN": TOKEN,
            "BOT_API_BASE": server.base,
            "DATABASE_URL": where.bots,
            "DATA_DIR": str(folder / "data"),
            "SCHOOL_TZ": school.zone.key,
            "PUSH_HOLD": f"{plan.hold}s",
            "LOG_LEVEL": "info",  # who works is said there
        }
        places: list[dict[str, str]] = [{} for _ in range(plan.processes)]
        if plan.webhook:
            sandbox.webhook_back_off = 0.05
            listen = [f"127.0.0.1:{free_port()}" for _ in places]
            front = await stack.enter_async_context(proxy.before(listen)) if len(listen) > 1 else listen[0]
            settings |= {"WEBHOOK_URL": f"http://{front}/", "WEBHOOK_SECRET": "s" * 32}
            places = [{"WEBHOOK_LISTEN": at} for at in listen]
        if plan.quiet:
            now = datetime.now(school.zone)  # noqa: TID251 - as above
            end = (now + timedelta(seconds=plan.seconds / 2)).replace(second=0, microsecond=0)
            settings["QUIET_HOURS"] = f"{now - timedelta(hours=3):%H:%M}-{end:%H:%M}"
            _listen(events, {family.phone for family in school.families}, end, report)
        async with nursery([settings | own for own in places], folder, log) as bots:
            heed = Heed(events, bots.deaths)
            keeper = asyncio.create_task(bots.keep())
            walks = [Walk(who, sandbox, events, ledger, random.Random(draw.random())) for who in school.teachers]
            storm = Storm(
                sandbox,
                events,
                bots,
                draw,
                every=plan.every,
                families={family.phone for family in school.families},
                wire=where.wire,
                server=where.server,
                gentle=plan.gentle,
            )
            await bots.settled()
            begun = time.monotonic()
            await _rage(plan, walks, storm, ledger)
            report.seconds = round(time.monotonic() - begun, 1)
            storm.calm()
            report.drained_in = await _drained(db, bots, plan)
            report.stopped_in = await _stopped(bots, keeper, report)
    report.happened, report.kills = dict(storm.done), storm.kills
    report.impatient, report.untold = dict(heed.early), dict(heed.untold)
    for example in heed.seen:
        report.verdict.broken("came before its retry_after", example)
    report.start, report.start_max = round(statistics.median(storm.starts or [0.0]), 2), max(storm.starts, default=0.0)
    report.take_overs = bots.take_overs
    if report.start_max > TAKE_OVER and plan.processes > 1:
        report.verdict.broken("nobody took over", f"{report.start_max:.0f} s")
    report.drawn = round(statistics.median(storm.drawn or [0.0]), 2)
    report.taps = sum(walk.taps for walk in walks)
    report.commits = where.wire.commits if where.wire is not None else 0
    report.exits += bots.exits
    checked = await check(db, sandbox, school, ledger, incidents=storm.incidents)
    report.verdict.counts |= checked.counts
    for promise, found in checked.wrong.items():
        report.verdict.wrong.setdefault(promise, []).extend(found)
    return report


def _listen(events: Heard, families: set[int], until: datetime, report: Report) -> None:
    """No phone of a family rings before that moment."""

    def ear(kind: str, user: int | None, _: dict[str, Any]) -> None:
        now = datetime.now(until.tzinfo)  # noqa: TID251 - as above
        if kind == "message" and user in families and now < until:
            report.verdict.broken("rang in quiet hours", f"{user} at {now:%H:%M:%S}, quiet until {until:%H:%M}")

    events.ears.append(ear)


async def _rage(plan: Plan, walks: list[Walk], storm: Storm, ledger: Ledger) -> None:
    """Teachers tap and things go wrong, for so long, or until there was enough of both."""
    stopped = asyncio.Event()
    tasks = [asyncio.create_task(walk.go(plan.pause, stopped)) for walk in walks]
    tasks += [asyncio.create_task(storm.rage(stopped)), asyncio.create_task(_enough(plan, storm, ledger))]
    done, _ = await asyncio.wait(tasks, timeout=plan.seconds, return_when=asyncio.FIRST_COMPLETED)
    stopped.set()
    for task in tasks:
        task.cancel()  # nobody waits for an answer any more
    await asyncio.gather(*tasks, return_exceptions=True)
    for task in done:
        task.result()


async def _enough(plan: Plan, storm: Storm, ledger: Ledger) -> None:
    if plan.enough is None:
        await asyncio.Event().wait()
        return
    while any(
        is_there < wanted
        for is_there, wanted in zip((storm.kills, ledger.acked, storm.bots.take_overs), plan.enough, strict=True)
    ):
        await asyncio.sleep(0.1)


async def _drained(db: Database, bots: Nursery, plan: Plan) -> float:
    """Until every update is worked and every push sent, in seconds; what does not come in time the checker finds."""
    begun = time.monotonic()
    while time.monotonic() - begun < DRAIN_SECONDS:
        if not await _left(db):
            break
        if plan.hurried:
            await _hurry(db, bots)
        await asyncio.sleep(LOOK_SECONDS)
    return round(time.monotonic() - begun, 1)


async def _left(db: Database) -> int:
    async with db.read() as session:
        updates = select(func.count()).select_from(InboxUpdate).where(InboxUpdate.state == InboxState.WAITING)
        pushes = select(func.count()).select_from(Notice).where(Notice.state == NoticeState.PENDING)
        return (await session.scalar(updates) or 0) + (await session.scalar(pushes) or 0)


async def _hurry(db: Database, bots: Nursery) -> None:
    """The minutes of leases and of pauses between tries are over; a bot that starts looks at once."""
    held = (Notice.state == NoticeState.PENDING, or_(Notice.leased_until.is_not(None), Notice.lease.is_not(None)))
    async with db.read() as session:
        if not await session.scalar(select(func.count()).select_from(Notice).where(*held)):
            return
    async with bots.nobody(), db.write() as session:
        await session.execute(update(Notice).where(*held).values(lease=None, leased_until=None))


async def _stopped(bots: Nursery, keeper: "asyncio.Task[None]", report: Report) -> float:
    """SIGTERM drains in time and ends with 0 (G46)."""
    await asyncio.wait_for(bots.settled(), TAKE_OVER)  # a program that is being loaded knows of no SIGTERM yet
    begun, before = time.monotonic(), len(bots.exits)
    bots.stop()
    try:
        await asyncio.wait_for(keeper, DRAINED)
    except TimeoutError:
        report.verdict.broken("did not stop", f"{DRAINED} s after SIGTERM")
        return DRAINED
    if set(bots.exits[before:]) != {0}:
        report.verdict.broken("did not stop", f"exit codes {bots.exits[before:]}")
    return round(time.monotonic() - begun, 1)
