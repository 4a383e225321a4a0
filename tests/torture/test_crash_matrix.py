"""A kill before and after every commit and every call on a mark's way from the tap to the phones (T2; G1–G5, G8)."""

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from db.operations import AuditEntry, InboxState, InboxUpdate, Notice, NoticeKind, NoticeState
from journal.operations.queue import LEASE
from keyboards.marks.cells import Marks, PutMark
from sandbox.phone import Phone
from tests.teaching import Desk, Stands, at
from tests.telegram import World
from tests.torture.crash import Point, Process, When

POLINA = "Смирнова Полина"
HOLD = timedelta(minutes=10)
VALUES = "5432"
MOST = 40
"""More points of a kind than a mark's way has."""


class Trial:
    """One cell, changed again and again, each time with the kill at a later point."""

    def __init__(self, world: World, desk: Desk, teacher: Phone, lesson_id: int, parents: list[Phone]) -> None:
        self.world, self.desk, self.teacher, self.lesson_id, self.parents = world, desk, teacher, lesson_id, parents
        self.student_id = desk.student(POLINA)
        self.living = Process(world, None)

    async def screen(self, value: str) -> str:
        """Open the marks at this student; what the button of that value carries."""
        await self.teacher.forge(Marks(lesson_id=self.lesson_id, student_id=self.student_id).pack())
        data = [one.get("callback_data", "") for one in self.teacher.screen.buttons]
        marks = [PutMark.unpack(one) for one in data if one.startswith("mark:")]
        return next(one.pack() for one in marks if one.value == value)

    async def tap(self, data: str, process: Process) -> None:
        """A tap that nobody waits for: until the bot has worked it, or is dead."""
        body = {"user": self.teacher.id, "message_id": self.teacher.screen.id, "data": data, "forged": True}
        await self.world.telegram.post("/page/press", body)
        taken = asyncio.create_task(self.world.telegram.get("/page/settled?timeout=20"))
        killed = asyncio.create_task(process.killed.wait())
        await asyncio.wait([taken, killed], return_when=asyncio.FIRST_COMPLETED)
        taken.cancel()
        killed.cancel()
        await asyncio.gather(taken, killed, return_exceptions=True)
        await process.worked()

    async def play(self, value: str, point: Point) -> str:
        """From the tap to the phones, killed at the point and begun again: on which way; empty where there is none."""
        data = await self.screen(value)
        await self.living.end()
        process = Process(self.world, point)
        process.start()
        with process.watching():
            await self.tap(data, process)
            struck = "in" if process.killed.is_set() else ""
            if not struck:
                self.world.clock.forward(HOLD)
                await process.deliver()
                struck = "out" if process.killed.is_set() else ""
        await process.end()
        after = Process(self.world, None)
        after.start()
        if struck:
            await self.tap(data, after)  # who saw nothing presses again
            self.world.clock.forward(LEASE + HOLD)
            await after.deliver()
        await self.world.telegram.settled()
        self.living = after
        return struck

    async def check(self, value: str, version: int, heard: dict[int, int], point: Point, *, copies: int) -> None:
        """One change, one entry of the log, one push to each parent; a copy only of what was sent and not settled."""
        assert await self.desk.mark(POLINA, self.lesson_id) == Stands(value, version), point
        assert (await self.desk.actions()).count("mark.put") == version, point
        assert len(await self.desk.history()) == version, point
        assert await self.states() == {NoticeState.SENT}, point
        for parent in self.parents:
            news = parent.heard[heard[parent.id] :]
            assert 1 <= len(news) <= copies, (point, news)
            assert len({message.text for message in news}) == 1, (point, news)
            assert f"{value}" in news[-1].text, (point, news)

    async def states(self) -> set[NoticeState]:
        async with self.world.db.read() as session:
            waiting = await session.scalar(select(func.count()).where(InboxUpdate.state != InboxState.DONE))
            assert waiting == 0
            assert await session.scalar(select(func.count()).select_from(AuditEntry))
            return set(await session.scalars(select(Notice.state).where(Notice.kind == NoticeKind.LESSON_NEWS)))


@pytest.mark.parametrize("when", list(When))
async def test_no_kill_loses_or_repeats_a_mark(world: World, when: When) -> None:
    desk = Desk(world.db, world.school)
    lesson_id = await desk.lesson()
    teacher = await at(world, desk.school.algebra, Marks(lesson_id=lesson_id))
    parents = [await world.phone(world.school.mother), await world.phone(world.school.father)]
    trial = Trial(world, desk, teacher, lesson_id, parents)
    world.telegram.strict = False  # a tap that a kill had its effect of, and no more, is never answered
    await world.intake.stop()
    trial.living.start()
    for number in range(1, MOST):
        value, point = VALUES[number % len(VALUES)], Point(when, number)
        heard = {parent.id: len(parent.heard) for parent in parents}
        struck = await trial.play(value, point)
        await trial.check(value, number, heard, point, copies=1 + (struck == "out"))
        if not struck:
            break
    await trial.living.end()
    assert number > 3, "the points are not reached any more"
