"""SIGTERM in the middle of the work: at most 20 seconds, exit 0, and nothing of it is lost or done twice (G2, G3, G46)."""

import asyncio
from pathlib import Path

from sqlalchemy import func, select

from db.engine import Database
from db.marks import Mark
from db.operations import AuditEntry, InboxState, InboxUpdate, Notice, NoticeKind
from keyboards.marks import cells as marks
from sandbox.phone import Phone
from tests.processes.serving import serving
from tests.school import PUPILS_8B, NamedSchool
from tests.teaching import Desk

DRAIN_SECONDS = 20
QUESTIONS = 8


async def test_sigterm_under_load_drains_and_loses_nothing(db: Database, school: NamedSchool, tmp_path: Path) -> None:
    """A teacher marks the whole class and families ask for their menus; twice the bot is told to end amid it."""
    desk = Desk(db, school)
    lesson_id = await desk.lesson()
    pupils = [f"{surname} {name}" for surname, name, _ in PUPILS_8B]
    async with serving(db, school, tmp_path) as served:
        teacher = served.phone(school.algebra)
        marked = 0

        async def teach() -> None:
            nonlocal marked
            for pupil in pupils:
                await teacher.forge(marks.Marks(lesson_id=lesson_id, student_id=desk.student(pupil)).pack())
                await teacher.press("5")
                marked += 1

        async def ask(phone: Phone) -> None:
            for number in range(1, QUESTIONS + 1):
                await phone.say("/menu")
                await served.telegram.until(lambda: len(phone.heard) >= number, f"answer {number} to {phone.name}")  # noqa: B023 - awaited here

        families = [served.phone(somebody) for somebody in (school.mother, school.father, school.pupil)]
        load: asyncio.Future[list[None]] | None = None
        for wanted in (2, 6, len(pupils)):
            async with served.bot() as bot:
                if load is None:
                    await teacher.say("/menu")
                    await served.telegram.until(lambda: len(teacher.heard) > 0, "the menu")
                    load = asyncio.gather(teach(), *(ask(phone) for phone in families))
                if wanted < len(pupils):
                    await served.telegram.until(lambda: marked >= wanted, f"{wanted} marks")  # noqa: B023 - awaited here
                else:
                    await load
                began = asyncio.get_running_loop().time()
                assert await bot.process.stop() == 0
                assert asyncio.get_running_loop().time() - began <= DRAIN_SECONDS
        async with db.read() as session:
            stand = await session.execute(select(Mark.value, Mark.version).where(Mark.lesson_id == lesson_id))
            assert [tuple(row) for row in stand] == [("5", 1)] * len(pupils)
            done = await session.scalar(select(func.count()).where(AuditEntry.action == "mark.put"))
            assert done == len(pupils)
            promised = await session.execute(
                select(Notice.account_id, Notice.student_id, func.count())
                .where(Notice.kind == NoticeKind.LESSON_NEWS)
                .group_by(Notice.account_id, Notice.student_id)
            )
            assert {number for _, _, number in promised} == {1}
            undone = await session.scalar(select(func.count()).where(InboxUpdate.state != InboxState.DONE))
            assert undone == 0
        assert [len(phone.heard) for phone in families] == [QUESTIONS] * len(families)
