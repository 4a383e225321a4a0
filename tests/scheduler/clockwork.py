"""A school whose clock a test winds: what ticks and what is sent, without a messenger, so that weeks pass in seconds."""

import asyncio
from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import date, datetime, time
from typing import NamedTuple
from zoneinfo import ZoneInfo

from sqlalchemy import delete, select

from db.absences import Attendance, AttendanceCode
from db.engine import Database
from db.lessons import Lesson
from db.marks import Mark, WorkType
from db.operations import Notice, NoticeKind, NoticeState, Reminder, Told
from db.people import Account, MarksDelivery, Preference
from journal import rules
from journal.operations import queue
from journal.operations.queue import Claimed, Sent
from journal.timetable import planning
from scheduler import jobs
from scheduler.reminders import unfilled
from scheduler.sending import packing
from tests.school import LONG_AGO, NamedSchool
from tests.telegram import SetClock


class Rung(NamedTuple):
    """A reminder that went out: to whom, of what, of which day, and what the clock on the school's wall said."""

    account_id: int
    about: str
    day: str
    at: datetime

    def __str__(self) -> str:
        return f"{self.about} {self.at:%a %H:%M}"


class Clockwork:
    """The jobs and the queue of one school, under one clock."""

    def __init__(self, db: Database, school: NamedSchool, clock: SetClock) -> None:
        self.db = db
        self.school = school
        self.clock = clock
        self.rung: list[Rung] = []

    async def prepare(self, first: date, last: date, zone: str = "Europe/Moscow") -> None:
        """Nothing was reminded of; Полина misses every lesson and has a mark in it; her mother asked for everything."""
        self.clock.zone = ZoneInfo(zone)
        self.db.info["rules"] = rules.DEFAULTS._replace(zone=self.clock.zone)
        self.rung.clear()
        polina = self.school.students["Смирнова Полина"]
        async with self.db.write() as session:
            for table in (Told, Notice, Reminder, Attendance, Mark, Preference, Lesson):
                await session.execute(delete(table))
            await planning.make_lessons(session, first, last, today=first)
            account = await session.scalar(
                select(Account.id).where(Account.external_id == str(self.school.mother.telegram))
            )
            wishes = {"tomorrow_at": time(16), "marks_delivery": MarksDelivery.WEEKLY}
            session.add(Preference(account_id=account, quiet_from=time(0), quiet_to=time(0), **wishes))
            work = await session.scalar(select(WorkType.id).limit(1))
            course = self.school.courses["8Б алгебра"]
            for lesson in await session.scalars(select(Lesson.id).where(Lesson.course_id == course)):
                entry = {
                    "lesson_id": lesson, "student_id": polina, "author_id": self.school.algebra.person_id,
                    "version": 1, "put_at": LONG_AGO, "changed_at": self.clock.now(),
                }  # fmt: skip
                session.add(Attendance(code=AttendanceCode.ABSENT, **entry))
                session.add(Mark(slot=1, value="5", work_type_id=work or 0, **entry))

    def set(self, clock: str, day: date) -> None:
        """The clock on the school's wall."""
        self.clock.at = datetime.combine(day, time.fromisoformat(clock), self.clock.zone)

    async def tick(self, processes: int = 1) -> None:
        """What the clock asks for now, by so many processes at once."""
        await asyncio.gather(*(jobs.tick(self.db, self.clock) for _ in range(processes)))

    async def send(self) -> None:
        """Everything that is due reaches its recipients."""
        now, real = self.clock.now(), self.clock.real()
        async with self.db.write() as session:
            claimed = await queue.claim(session, now=now, real=real, accounts=100)
        by_account: defaultdict[int, list[Claimed]] = defaultdict(list)
        for notice in claimed:
            by_account[notice.account_id].append(notice)
        for account_id, notices in by_account.items():
            await self._serve(account_id, notices, now, real)

    async def _serve(self, account_id: int, notices: Sequence[Claimed], now: datetime, real: datetime) -> None:
        async with self.db.read() as session:
            packed = await packing.pack(session, account_id, notices, now)
        async with self.db.write() as session:
            for parcel in packed.parcels:
                await queue.settle_sent(session, [Sent(parcel.notices, None, parcel.values)], real=real)
                for notice in parcel.notices:
                    if notice.kind in (NoticeKind.REMINDER, NoticeKind.UNFILLED) and not unfilled.only_redraws(notice):
                        self.rung.append(Rung(account_id, notice.facts["about"], notice.facts["day"], now))
            if packed.dropped:
                await queue.settle(session, packed.dropped, state=NoticeState.DROPPED, real=real)
            for some, due_at in packed.later:
                await queue.postpone(session, some, due_at)

    def heard(self, *about: str) -> list[str]:
        """What rang, in order: «tomorrow Thu 16:00»."""
        return [str(one) for one in self.rung if one.about in about]

    def too_often(self) -> dict[tuple[int, str, str], int]:
        """What rang more often than it may: a teacher's day twice (after the lessons, at 18:00), all else once."""
        times = Counter((one.account_id, one.about, one.day) for one in self.rung)
        return {key: count for key, count in times.items() if count > (2 if key[1] == unfilled.About.DAY else 1)}

    def at_night(self) -> list[Rung]:
        """What rang between 21:00 and 07:00."""
        return [one for one in self.rung if not time(7) <= one.at.time() < time(21)]
