"""Every job and its time in one table.

A job is a scan «what is due and not done», so it may run at any moment, twice, late, or after a restart (architecture
decision 7): APScheduler only ticks.
"""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime
from functools import partial
from typing import Any, Final, NamedTuple

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from db.engine import Database, Session
from journal.operations import inbox, watch
from journal.operations import jobs as asked
from journal.operations import reminders as made
from journal.operations.reminders import Key
from journal.people import locks
from journal.substitutions import ending
from journal.timetable import planning
from scheduler.clock import Clock
from scheduler.reminders import reminding, unfilled

log = structlog.get_logger()

Scan = Callable[[Database, Clock], Awaitable[None]]
DRILL_SECONDS: Final = 1
"""While school time may be moved by a file, everything is looked at so often."""


class Job(NamedTuple):
    """A scan and when it is called: arguments of APScheduler's cron trigger, in the school's zone."""

    name: str
    trigger: Mapping[str, str]
    scan: Scan


async def make_lessons(db: Database, clock: Clock) -> None:
    """Lessons of the next days from the timetable; doing it again changes nothing."""
    async with db.write() as session:
        done = await planning.make_ahead(session, today=clock.now().date())
    if done.added or done.moved or done.removed:
        log.info("lessons made", **done._asdict())


def once_a_day(name: str, work: Callable[[Session, datetime, datetime], Awaitable[Any]]) -> Scan:
    """Do the work once a local date, in the transaction that writes so down: what fails is tried at the next tick."""
    key = Key(f"job-{name}", "")

    async def scan(db: Database, clock: Clock) -> None:
        now = clock.now()
        async with db.read() as session:
            if await made.made(session, [key.kind], now.date()):
                return
        async with db.write() as session:
            if await made.make(session, [key], now.date(), now):
                await work(session, now, clock.real())

    return scan


async def end_substitutions(db: Database, clock: Clock) -> None:
    """Three school days after its lesson a substitute's access ends. One statement while none does."""
    now = clock.now()
    async with db.read() as session:
        if not await ending.passed(session, now=now):
            return
    async with db.write() as session:
        await ending.end_passed(session, now=now)


async def _make_ahead(session: Session, now: datetime, _: datetime) -> None:
    await planning.make_ahead(session, today=now.date())


async def _sweep(session: Session, now: datetime, real: datetime) -> None:
    await inbox.sweep(session, real)
    await locks.sweep(session, real)
    await asked.sweep(session, now)


JOBS: Final[tuple[Job, ...]] = (
    # Hourly, not at one hour: a day begun while the database was away is made up for.
    Job("lessons", {"minute": "1"}, once_a_day("lessons", _make_ahead)),
    Job("sweep", {"minute": "31"}, once_a_day("sweep", _sweep)),
    Job("substitutions", {"minute": "*"}, end_substitutions),
    Job("teachers", {"minute": "*"}, unfilled.remind_teachers),
    Job("deputy heads", {"minute": "*"}, unfilled.remind_deputy_heads),
    *(Job(row.kind, {"minute": "*"}, partial(reminding.remind, row)) for row in reminding.REMINDERS),
)


async def tick(db: Database, clock: Clock) -> None:
    """Everything whose time it is, now."""
    for job in JOBS:
        await job.scan(db, clock)


class Ticking:
    """Calls the jobs by the clock, one at a time; a failing one is logged and tried at its next time."""

    def __init__(self, db: Database, clock: Clock) -> None:
        """Nothing ticks until `start`."""
        self.db = db
        self.clock = clock
        self._turn = asyncio.Lock()
        self._stopped = False
        self._scheduler = AsyncIOScheduler(
            timezone=clock.zone, job_defaults={"misfire_grace_time": None, "coalesce": True, "max_instances": 1}
        )

    async def start(self) -> None:
        """Make up for what was missed, then tick. Lessons are made at every start: the timetable may be a new one."""
        await self._attempt("lessons at the start", make_lessons)
        for job in JOBS:
            await self._attempt(job.name, job.scan)
            # By alias: a trigger built by hand would ignore the scheduler's zone.
            if self.clock.offset_file is None:
                self._scheduler.add_job(self._attempt, "cron", (job.name, job.scan), id=job.name, **job.trigger)
            else:
                self._scheduler.add_job(
                    self._attempt, "interval", (job.name, job.scan), id=job.name, seconds=DRILL_SECONDS
                )
        self._scheduler.start()

    async def stop(self) -> None:
        """Tick no more; a scan that runs is waited for, since the scheduler would cut it off."""
        self._stopped = True
        async with self._turn:
            if self._scheduler.running:
                self._scheduler.shutdown(wait=False)
                await asyncio.sleep(0)  # the scheduler shuts down in the loop's next turn

    async def _attempt(self, name: str, scan: Scan) -> None:
        async with self._turn:
            if self._stopped:
                return
            try:
                await scan(self.db, self.clock)
                watch.of(self.db).scanned(name, self.clock.real())
            except Exception:  # a job that fails must not take the others with it
                watch.of(self.db).job_failures.labels(name).inc()
                log.exception("job failed", job=name)
