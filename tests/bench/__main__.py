"""`make bench`: how fast it is here, as ratios of one run on one machine. Nothing asserts a time.

Per update: statements asked and milliseconds from the tap to the redrawn screen, over HTTP through the sandbox.
Intake: updates a second when many people write at once. Delivery: pushes a second without Telegram's pace.
`make bench ARGS=sandbox` measures the local Telegram alone.
"""

import asyncio
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path
from typing import Final, NamedTuple

from rich.console import Console
from rich.table import Table
from sqlalchemy import select

from bot import logs
from db import migrate
from db.engine import Database
from db.operations import NoticeKind
from db.people import Account
from journal import notices
from keyboards.marks.cells import Marks
from keyboards.sections import LessonCard
from sandbox.phone import Phone
from tests import postgres
from tests.acceptance.conftest import walk
from tests.bench import sandbox
from tests.journal import corpus
from tests.school import build
from tests.telegram import World, bot_running

TIMES: Final = 20
CROWD: Final = 10
"""Rounds of one message from everybody at once."""
PUSHES: Final = 40
"""Rounds of one push to every account."""


class Measured(NamedTuple):
    """One kind of update on one database."""

    what: str
    statements: float
    milliseconds: float


@asynccontextmanager
async def databases(kind: str, folder: Path) -> AsyncIterator[Database]:
    """A fresh database of that kind."""
    if kind == "sqlite":
        db = Database(f"sqlite:///{folder / 'bench.db'}")
        yield db
        await db.close()
        return
    with postgres.running() as server:
        db = Database(await server.create())
        yield db
        await db.close()


async def measure(world: World, what: str, deeds: Sequence[Callable[[], Awaitable[object]]]) -> Measured:
    """The mean over the deeds after one that warms up."""
    await deeds[0]()
    with world.statements() as asked:
        begun = time.perf_counter()
        for deed in deeds[1:]:
            await deed()
        spent = time.perf_counter() - begun
    return Measured(what, len(asked) / (len(deeds) - 1), spent * 1000 / (len(deeds) - 1))


async def screens(world: World) -> list[Measured]:
    """A menu, a lesson card, a mark, a family's screen."""
    teacher, mother = await world.phone(world.school.algebra), await world.phone(world.school.mother)
    found = [await measure(world, "menu", [lambda: teacher.say("/menu")] * TIMES)]
    await walk(teacher, "📋 Уроки сегодня", "🔴 1. 8Б · Алгебра")
    marks = Marks.unpack(next(it["callback_data"] for it in teacher.screen.buttons if it["text"] == "Отметки"))
    card = LessonCard(lesson_id=marks.lesson_id).pack()
    found.append(await measure(world, "lesson card", [lambda: teacher.forge(card)] * TIMES))
    await teacher.press("Отметки")
    await teacher.press("1 Антонова В.")
    found.append(await measure(world, "mark", [_mark(teacher, "5432"[number % 4]) for number in range(12)]))
    await walk(mother, "Полина · 8Б")
    door = next(it["callback_data"] for it in mother.screen.buttons if it["text"] == "📊 Отметки")
    found.append(await measure(world, "family screen", [lambda: mother.forge(door)] * TIMES))
    return found


def _mark(teacher: Phone, value: str) -> Callable[[], Awaitable[object]]:
    """Give a mark to whoever is at hand; the next student follows."""
    return lambda: teacher.press(value)


async def intake(world: World) -> float:
    """Updates a second when everybody writes at once, and again."""
    phones = await world.telegram.people()
    begun = time.perf_counter()
    for _ in range(CROWD):
        await asyncio.gather(*(phone.say("/menu") for phone in phones))
    return CROWD * len(phones) / (time.perf_counter() - begun)


async def delivery(world: World) -> float:
    """Pushes a second, from promised to seen on the phones: reminders to teachers are the simplest push."""
    world.clock.set("18:00")
    world.tolerated.add("message to delete not found")  # each reminder takes the place of the one before
    async with world.db.write() as session:
        accounts = list(await session.scalars(select(Account.id)))
        for number in range(PUSHES):
            await notices.promise_each(
                session,
                NoticeKind.UNFILLED,
                accounts,
                key=f"bench:{number}",
                due_at=world.clock.now(),
                now=world.clock.now(),
                about="day",
                day=world.clock.now().date().isoformat(),
            )
    calls = len(world.telegram.calls)
    begun = time.perf_counter()
    await world.deliver(timedelta())
    spent = time.perf_counter() - begun
    sent = [call for call in world.telegram.calls[calls:] if call["method"] == "sendMessage"]
    return len(sent) / spent


def dictation_read() -> float:
    """Milliseconds of work in which a message about everybody in a class of 25 is read: no database is asked."""
    pupils = corpus.groups()["9В"].roster.pupils
    said = ", ".join(f"{pupil.surname} {pupil.given_name} {'5432'[pupil.number % 4]}" for pupil in pupils)
    message = f"{said}; тема Квадратные уравнения; дз №120–125 40 мин к пятнице"
    begun = time.process_time()
    for _ in range(TIMES):
        assert corpus.read(message, "9В").can_be_saved
    return (time.process_time() - begun) * 1000 / TIMES


async def main() -> None:
    """Measure both databases and print the table."""
    logs.configure("error", "console")
    console = Console()
    table = Table("", "SQLite", "PostgreSQL", title="Zvonok, on this machine")
    columns: list[list[str]] = []
    names: list[str] = []
    for kind in ("sqlite", "postgresql"):
        with tempfile.TemporaryDirectory() as name:
            async with databases(kind, Path(name)) as db:
                await migrate.upgrade(db)
                async with bot_running(db, await build(db)) as world:
                    found = await screens(world)
                    names = [f"{it.what}: statements, ms" for it in found] + ["intake: updates/s", "delivery: pushes/s"]
                    columns.append(
                        [f"{it.statements:.0f}, {it.milliseconds:.0f}" for it in found]
                        + [f"{await intake(world):.0f}", f"{await delivery(world):.0f}"]
                    )
    for row in zip(names, *columns, strict=True):
        table.add_row(*row)
    table.add_row("a dictated lesson of 25 read: ms", f"{dictation_read():.0f}", "the same")
    console.print(table)


if __name__ == "__main__":
    asyncio.run(sandbox.main() if sys.argv[1:] == ["sandbox"] else main())
