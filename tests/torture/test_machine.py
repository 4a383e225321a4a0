"""Whatever is done in whatever order, a dictionary tells what stands there and what the families hear (T3; G3–G10, G26)."""

import asyncio
import os
from collections import Counter
from datetime import timedelta
from typing import Any, Final, NamedTuple

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select, update

from db.absences import AttendanceCode
from db.engine import Database
from db.marks import MarkValue
from db.operations import AuditEntry, Notice, NoticeKind, NoticeState
from db.people import Grant
from journal.lessons.sheet import ABSENT
from journal.operations.queue import LEASE
from keyboards.absences.attendance import SetCode
from keyboards.marks.cells import PutMark, RemoveMark
from sandbox.phone import Phone
from tests.conftest import KINDS, Templates
from tests.school import NamedSchool, Somebody
from tests.teaching import Desk
from tests.telegram import World, bot_running
from tests.torture.crash import Point, Process, When
from tests.torture.families import said
from tests.torture.ledger import ATTENDANCE, MARK

EXAMPLES: Final = int(os.environ.get("TORTURE_EXAMPLES", "10"))
"""Sequences played on each database; `make torture` plays more."""
POLINA, PYOTR = "Смирнова Полина", "Иванов Пётр"
HOLD: Final = timedelta(minutes=11)
SUBJECT: Final = "Алгебра: "
QUESTION: Final = "❓"


class Put(NamedTuple):
    """Tap a mark; empty removes it. `stale` is a button drawn before the last change, `taps` how often it is pressed."""

    child: str
    value: str
    stale: bool = False
    taps: int = 1
    duplicated: bool = False


class Code(NamedTuple):
    """Set attendance; empty is present."""

    child: str
    code: str


class Amid(NamedTuple):
    """Put a mark, and another one while the push about the first is on its way."""

    first: str
    then: str


class Wait(NamedTuple):
    """Let minutes pass, and send what is due."""

    minutes: int


class Revoke(NamedTuple):
    """An adult loses access."""

    who: str


class Block(NamedTuple):
    """An adult blocks the bot, or takes it back."""

    who: str
    blocked: bool


class Restart(NamedTuple):
    """The process is killed at rest, or (`sending`) once a push has arrived and before that is written down."""

    sending: bool


ADULTS: Final = ("mother", "father", "ivanov_mother")
CHILDREN: Final = st.sampled_from((POLINA, PYOTR))
STEPS: Final = st.one_of(
    st.builds(
        Put,
        CHILDREN,
        st.sampled_from(("5", "4", "3", "")),
        stale=st.sampled_from((False, True)),
        taps=st.sampled_from((1, 1, 2)),
        duplicated=st.sampled_from((False, False, True)),
    ),
    st.builds(Code, CHILDREN, st.sampled_from(("Н", "ОП", ""))),
    st.builds(Amid, st.sampled_from(("5", "4")), st.sampled_from(("3", ""))),
    st.builds(Wait, st.sampled_from((1, 6, 11, 11, 30))),
    st.builds(Revoke, st.just("father")),
    st.builds(Block, st.sampled_from(ADULTS), st.booleans()),
    st.builds(Restart, st.booleans()),
)


class Stands(NamedTuple):
    """A cell of the model."""

    value: str = ""
    version: int = 0


class Machine:
    """The world and the dictionary that says how it must look."""

    def __init__(self, world: World, desk: Desk, teacher: Phone, lesson_id: int, work: int) -> None:
        self.world, self.desk, self.teacher, self.lesson_id, self.work = world, desk, teacher, lesson_id, work
        self.stands: dict[tuple[str, str], Stands] = {}
        self.changes = 0
        self.phones: dict[str, Phone] = {}
        self.read: Counter[str] = Counter()
        self.last: dict[tuple[str, str, str], str] = {}
        self.blocked: set[str] = set()
        self.revoked: set[str] = set()
        self.crashed = False
        self.process = Process(world, None)

    def child_of(self, who: str) -> str:
        return PYOTR if who == "ivanov_mother" else POLINA

    async def play(self, step: Any) -> None:
        """One step in the world and in the dictionary."""
        match step:
            case Put():
                await self.put(step)
            case Code():
                await self.code(step)
            case Amid():
                await self.amid(step)
            case Wait():
                await self.world.deliver(after=timedelta(minutes=step.minutes))
                self.hear()
            case Revoke():
                await self.revoke(step.who)
            case Block():
                await self.block(step.who, blocked=step.blocked)
            case Restart():
                await self.restart(sending=step.sending)

    async def put(self, step: Put) -> None:
        student, there = self.desk.student(step.child), self.stands.get((MARK, step.child), Stands())
        version = max(there.version - step.stale, 0)
        cell: dict[str, Any] = {"lesson_id": self.lesson_id, "student_id": student, "slot": 1, "version": version}
        tap = PutMark(**cell, value=MarkValue(step.value), work=self.work) if step.value else RemoveMark(**cell)
        if step.duplicated:
            await self.world.telegram.fault("duplicate", method="callback_query")
        for _ in range(step.taps):
            await self.teacher.forge(tap.pack())
        absent = self.stands.get((ATTENDANCE, step.child), Stands()).value in ABSENT
        if there.value != step.value and version == there.version and not (step.value and absent):
            self.stands[MARK, step.child] = Stands(step.value, there.version + 1)
            self.changes += 1

    async def amid(self, step: Amid) -> None:
        """The push has arrived, and its answer has not, when the mark changes (G10)."""
        await self.play(Wait(11))
        await self.put(Put(PYOTR, step.first))
        self.world.clock.forward(HOLD)
        faults = self.world.server.sandbox.faults
        slow = faults.plan("slow", method="sendMessage", user=self.phones["ivanov_mother"].id, delay=60, count=None)
        sending = asyncio.create_task(self.world.delivery.deliver_due())
        while not (slow.struck or sending.done()):
            await asyncio.sleep(0)
        await self.world.telegram.settled()
        self.hear()
        await self.put(Put(PYOTR, step.then))
        faults.clear(slow.id)
        await sending

    async def code(self, step: Code) -> None:
        student, there = self.desk.student(step.child), self.stands.get((ATTENDANCE, step.child), Stands())
        code = AttendanceCode(step.code) if step.code else None
        tap = SetCode(
            lesson_id=self.lesson_id,
            student_id=student,
            code=code,
            version=there.version,
            after=AttendanceCode.ABSENT,
        )
        await self.teacher.forge(tap.pack())
        marked = self.stands.get((MARK, step.child), Stands()).value
        if there.value != step.code and not (code in ABSENT and marked):
            self.stands[ATTENDANCE, step.child] = Stands(step.code, there.version + 1)

    async def revoke(self, who: str) -> None:
        somebody: Somebody = getattr(self.world.school, who)
        async with self.world.db.write() as session:
            await session.execute(
                update(Grant).where(Grant.person_id == somebody.person_id).values(ended_at=self.world.clock.now())
            )
        self.revoked.add(who)

    async def block(self, who: str, *, blocked: bool) -> None:
        await self.phones[who].block(blocked=blocked)
        if blocked:
            self.blocked.add(who)
        elif who in self.blocked:
            self.blocked.discard(who)
            await self.greet(who)

    async def greet(self, who: str) -> None:
        """Any message resumes (G13); its answer is no push."""
        await self.phones[who].say("/menu")
        self.read[who] = len(self.phones[who].heard)

    async def restart(self, *, sending: bool) -> None:
        if sending:
            self.world.clock.forward(HOLD)
            self.process.strike_at(Point(When.AFTER_CALL, 1))
            with self.process.watching():
                await self.process.deliver()
            self.crashed = self.crashed or self.process.killed.is_set()
        await self.process.end()
        self.process = Process(self.world, None)
        self.process.start()
        if sending:
            self.world.clock.forward(LEASE)
            await self.world.deliver()
        self.hear()

    # --- what the families hear ------------------------------------------------------------------------------------

    def hear(self) -> None:
        """Every new push says what stands there now, and follows from what was said before."""
        for who, phone in self.phones.items():
            news = phone.heard[self.read[who] :]
            self.read[who] += len(news)
            assert not (news and who in self.revoked), "somebody without access is told nothing (G26)"
            for message in news:
                self.told(who, message.text)

    def told(self, who: str, text: str) -> None:
        _, heading, rest = text.partition(SUBJECT)
        assert heading, text
        if text.startswith(QUESTION):
            asked_of = self.stands.get((ATTENDANCE, self.child_of(who)), Stands()).value
            assert asked_of == "Н", f"{who} is asked why, and {asked_of!r} stands"
            self.last[who, ATTENDANCE, self.child_of(who)] = asked_of
            return
        for one in said(rest.split(". Д/з")[0]):
            assert one is not None, text
            there = self.stands.get((one.kind, self.child_of(who)), Stands()).value
            before = self.last.get((who, one.kind, self.child_of(who)), "")
            assert one.value == there, f"{who}: {text}, and {there!r} stands (G10)"
            if not self.crashed:
                assert one.value != before, f"{who}: told twice (G8): {text}"
                assert one.old in (None, before), f"{who}: {before!r} was told before {text}"
            self.last[who, one.kind, self.child_of(who)] = one.value

    async def settle(self) -> None:
        """Whoever blocked comes back, and everything there is to say is said."""
        for who in sorted(self.blocked):
            await self.phones[who].block(blocked=False)
            await self.greet(who)
        for _ in range(3):
            await self.world.deliver(after=LEASE + HOLD)
            self.hear()

    async def check(self) -> None:
        """The tables say what the dictionary says (G3, G4, G5), and so does everybody's last push (G8, G9)."""
        for (kind, child), there in self.stands.items():
            if kind == MARK:
                mark = await self.desk.mark(child, self.lesson_id)
                assert (mark.value or "", mark.version) == there
            else:
                assert (await self.desk.code(child, self.lesson_id) or "") == there.value
            for who in ADULTS:
                if self.child_of(who) == child and who not in self.revoked:
                    assert self.last.get((who, kind, child), "") == there.value, f"{who} was not told (G8)"
        async with self.world.db.read() as session:
            logged = select(func.count()).where(AuditEntry.action.in_(("mark.put", "mark.remove")))
            assert await session.scalar(logged) == self.changes
            left = select(func.count()).where(
                Notice.state.in_((NoticeState.PENDING, NoticeState.DEAD)), Notice.kind == NoticeKind.LESSON_NEWS
            )
            assert await session.scalar(left) == 0


async def _play(db: Database, school: NamedSchool, steps: list[Any]) -> None:
    async with bot_running(db, school) as world:
        world.telegram.strict = False  # a kill leaves taps unanswered, and who blocked is written to once
        world.tolerated |= {"bot was blocked by the user", "query is too old"}
        desk = Desk(db, school)
        teacher = await world.phone(school.algebra)
        machine = Machine(world, desk, teacher, await desk.lesson(), await desk.work())
        for who in ADULTS:
            machine.phones[who] = await world.phone(getattr(school, who))
        await world.intake.stop()
        machine.process.start()
        await teacher.say("/menu")
        for step in steps:
            await machine.play(step)
        await machine.settle()
        await machine.check()
        await machine.process.end()


@pytest.mark.parametrize("kind", KINDS)
@settings(
    max_examples=EXAMPLES,
    deadline=None,
    derandomize=EXAMPLES <= 10,
    phases=(Phase.generate, Phase.shrink) if EXAMPLES > 10 else (Phase.generate,),  # a short run fails at once
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(steps=st.lists(STEPS, min_size=6, max_size=16))
async def test_a_dictionary_tells_it_all(templates: Templates, kind: str, steps: list[Any]) -> None:
    url, school = await templates.fresh(kind, populated=True)
    assert school is not None
    db = Database(url)
    try:
        await _play(db, school, steps)
    finally:
        await db.close()
        await templates.drop(url)
