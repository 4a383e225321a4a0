"""A disk that has no room for the file of SQLite, as the kernel says it: nothing is confirmed or called saved (G46).

`tests/bot/test_database_away.py` lets SQLite itself say no; here `write` fails, in the write-ahead log too.
"""

import asyncio
import resource
from pathlib import Path

import pytest
from sqlalchemy import func, select, text

from db.engine import Database
from db.operations import InboxState, InboxUpdate
from keyboards.marks import cells as marks
from tests.processes.serving import serving
from tests.school import NamedSchool
from tests.teaching import Desk, Stands

PYOTR = "Иванов Пётр"
SAVED = "✅ Иванов П.: 5"
FULL, ROOM = "the disk is full or takes no writes: nothing is confirmed until there is room", "there is room again"
LITTLE = 4096
"""Bytes: every file that the database writes to is larger."""
ANSWERED = "query is too old"


@pytest.mark.parametrize("populated", ["sqlite"], indirect=True)
async def test_a_file_that_may_not_grow(db: Database, school: NamedSchool, tmp_path: Path) -> None:
    desk = Desk(db, school)
    lesson_id = await desk.lesson()
    async with serving(db, school, tmp_path) as served, served.bot() as bot:
        served.telegram.tolerated.add(ANSWERED)
        teacher, mother = served.phone(school.algebra), served.phone(school.mother)
        await teacher.say("/menu")
        await mother.say("/menu")
        await served.telegram.until(lambda: bool(teacher.heard and mother.heard), "the menus")
        await teacher.forge(marks.Marks(lesson_id=lesson_id, student_id=desk.student(PYOTR)).pack())
        pid, free = bot.process.process.pid, (resource.RLIM_INFINITY, resource.RLIM_INFINITY)
        resource.prlimit(pid, resource.RLIMIT_FSIZE, (LITTLE, resource.RLIM_INFINITY))
        heard = len(mother.heard)
        deeds = [asyncio.create_task(teacher.press("5")), asyncio.create_task(mother.say("/menu"))]
        await bot.process.says(FULL)
        assert (await bot.health())["trouble"] == "full"
        assert not any(SAVED in shown.text for shown in teacher.heard)
        assert await desk.mark(PYOTR, lesson_id) != Stands("5", 1)
        resource.prlimit(pid, resource.RLIMIT_FSIZE, free)
        await bot.process.says(ROOM)
        await asyncio.gather(*deeds)
        await served.telegram.until(lambda: SAVED in teacher.screen.text, "the mark on the screen")
        await served.telegram.until(lambda: len(mother.heard) > heard, "the answer")
        assert bot.process.said(FULL) == 1
        assert await bot.process.stop() == 0
    assert await desk.mark(PYOTR, lesson_id) == Stands("5", 1)
    async with db.read() as session:
        assert await session.scalar(text("PRAGMA integrity_check")) == "ok"
        assert await session.scalar(select(func.count()).where(InboxUpdate.state != InboxState.DONE)) == 0
