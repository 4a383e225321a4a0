"""Two processes on one PostgreSQL, as `compose.yaml` starts them: both receive, one works, the other takes over (G1, G3, G18)."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from typing import NamedTuple

import pytest
from sqlalchemy import func, select

from db.engine import Database
from db.marks import Mark
from db.operations import AuditEntry, InboxState, InboxUpdate
from keyboards.marks import cells as marks
from sandbox.client import Telegram
from sandbox.phone import Phone
from sandbox.server import running
from sandbox.state import Person
from sandbox.world import Sandbox
from scheduler.clock import Clock
from tests.processes import compose, proxy
from tests.processes.running import Process, free_port, started
from tests.school import PUPILS_8B, ZONE, NamedSchool, Somebody, moscow
from tests.teaching import Desk
from tests.telegram import TOKEN, people_of

TAKE_OVER_SECONDS = 60
WORKING, STANDING_BY = "the bot is working", "another process works: standing by"
ON_POSTGRESQL = pytest.mark.parametrize("populated", ["postgresql"], indirect=True)


class Two(NamedTuple):
    """Two running processes and everybody's phones."""

    working: Process
    standing_by: Process
    telegram: Telegram
    phones: dict[int, Phone]

    def phone(self, somebody: Somebody) -> Phone:
        """Somebody's phone."""
        assert somebody.telegram is not None
        return self.phones[somebody.telegram]


@asynccontextmanager
async def two_running(db: Database, school: NamedSchool, folder: Path) -> AsyncIterator[Two]:
    """Both services of `compose.yaml` behind a proxy, at 09:25 of the named school's Monday."""
    sandbox = Sandbox()
    for somebody in people_of(school):
        assert somebody.telegram is not None
        sandbox.people[somebody.telegram] = person = Person(somebody.telegram, somebody.name)
        sandbox.chat(sandbox.bot(), person).started = True
    offset = folder / "offset"
    offset.write_text(str((moscow("09:25") - Clock(ZONE).real()).total_seconds()))
    values = {
        "BOT_TOKEN": TOKEN,
        "POSTGRES_PASSWORD": "unused",
        "WEBHOOK_HOST": "unused",
        "WEBHOOK_SECRET": "a-secret-of-the-tests-that-is-long-enough",
    }
    services = compose.bots(values)
    listen = [f"127.0.0.1:{free_port()}" for _ in services]
    async with AsyncExitStack() as stack:
        server = await stack.enter_async_context(running(sandbox))
        telegram = await stack.enter_async_context(Telegram(server.base, patience=TAKE_OVER_SECONDS))
        front = await stack.enter_async_context(proxy.before(listen))
        processes: list[Process] = []
        for service, address in zip(services, listen, strict=True):
            here = {
                "DATABASE_URL": db.url.replace("+asyncpg", ""),
                "DATA_DIR": str(folder / "data"),
                "WEBHOOK_URL": f"http://{front}/telegram",
                "WEBHOOK_LISTEN": address,
                "HEALTH_LISTEN": f"127.0.0.1:{free_port()}",
                "BOT_API_BASE": server.base,
                "CLOCK_OFFSET_FILE": str(offset),
            }
            process = await stack.enter_async_context(started(service.command, folder, service.settings | here))
            await process.says(STANDING_BY if processes else WORKING)
            processes.append(process)
        phones = {phone.id: phone for phone in await telegram.people()}
        working, standing_by = processes
        yield Two(working, standing_by, telegram, phones)


def test_the_file_says_what_runs() -> None:
    document = compose.read()
    services = compose.bots(dict.fromkeys(("BOT_TOKEN", "POSTGRES_PASSWORD", "WEBHOOK_HOST", "WEBHOOK_SECRET"), "x"))
    assert [service.command for service in services] == [["python", "-m", "bot", "run"]] * 2
    backends = [f"{service.name}:{service.settings['WEBHOOK_LISTEN'].rpartition(':')[2]}" for service in services]
    assert " ".join(["reverse_proxy", *backends]) in document["configs"]["proxy"]["content"]
    assert set(document["services"]) == {"zvonok-1", "zvonok-2", "postgres", "proxy"}


@ON_POSTGRESQL
async def test_another_takes_over_under_load(db: Database, school: NamedSchool, tmp_path: Path) -> None:
    """The one that works is killed in the middle: every tap and message is answered, and done once."""
    desk = Desk(db, school)
    lesson_id = await desk.lesson()
    pupils = [f"{surname} {name}" for surname, name, _ in PUPILS_8B]
    async with two_running(db, school, tmp_path) as two:
        teacher = two.phone(school.algebra)
        await teacher.say("/menu")
        await two.telegram.until(lambda: len(teacher.heard) > 0, "the menu")

        async def teach() -> None:
            for number, pupil in enumerate(pupils):
                if number == 3:
                    await two.working.kill()
                await teacher.forge(marks.Marks(lesson_id=lesson_id, student_id=desk.student(pupil)).pack())
                await teacher.press("5")

        async def ask(somebody: Somebody) -> None:
            phone = two.phone(somebody)
            for number in range(1, 9):
                await phone.say("/menu")
                await two.telegram.until(lambda: len(phone.heard) >= number, f"answer {number} to {phone.name}")  # noqa: B023 - awaited here

        async with asyncio.timeout(2 * TAKE_OVER_SECONDS), asyncio.TaskGroup() as group:
            group.create_task(teach())
            for somebody in (school.mother, school.father, school.deputy):
                group.create_task(ask(somebody))
        await two.standing_by.says(WORKING)
        assert await two.standing_by.stop() == 0
        async with db.read() as session:
            stand = await session.execute(select(Mark.value, Mark.version).where(Mark.lesson_id == lesson_id))
            assert [tuple(row) for row in stand] == [("5", 1)] * len(pupils)
            done = await session.scalar(select(func.count()).where(AuditEntry.action == "mark.put"))
            assert done == len(pupils)
            waiting = await session.scalar(select(func.count()).where(InboxUpdate.state != InboxState.DONE))
            assert waiting == 0


@ON_POSTGRESQL
async def test_who_stands_by_receives(db: Database, school: NamedSchool, tmp_path: Path) -> None:
    """Round-robin, every second update comes to the process that does not work; both are answered."""
    async with two_running(db, school, tmp_path) as two:
        mother = two.phone(school.mother)
        for number in range(1, 5):
            await mother.say("/menu")
            await two.telegram.until(lambda: len(mother.heard) >= number, f"answer {number}")  # noqa: B023 - awaited here
        assert await two.working.stop() == 0
        await mother.say("/menu")
        await two.telegram.until(lambda: len(mother.heard) >= 5, "the answer of the other")
        assert await two.standing_by.stop() == 0
        refused = [call for call in two.telegram.refused if call["method"] != "setWebhook"]
        assert refused == []
