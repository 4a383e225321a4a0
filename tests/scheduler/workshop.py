"""What tests of stored jobs call by name: who asks for a sheet, a workshop whose work can be watched, what came of it."""

import io
from collections.abc import Awaitable, Callable

from python_calamine import CalamineWorkbook
from sqlalchemy import select

from db.jobs import Job, JobKind
from sandbox.phone import Phone, Shown
from scheduler.workshop import term_sheet
from scheduler.workshop.errand import Craft, Errand
from scheduler.workshop.workshop import Workshop
from tests.school import Somebody
from tests.telegram import World

TERM = "2-я четверть"
MAKING = "⏳ Готовлю ведомость 8Б, 2-я четверть…"
DONE = "✅ Готово: ведомость 8Б, 2-я четверть. Файл ниже."

Between = Callable[[int, int], Awaitable[None]]
"""What happens after each step of the work."""


def workshop(world: World, between: Between | None = None) -> Workshop:
    """A maker of documents; `between` is called after each step, before it is told."""
    if between is None:
        return Workshop(world.db, world.bot, world.clock)

    async def make(errand: Errand) -> bytes:
        async def step(done: int, steps: int) -> None:
            await between(done, steps)
            await errand.step(done, steps)

        return await term_sheet.make(errand._replace(step=step))

    return Workshop(world.db, world.bot, world.clock, {JobKind.TERM_SHEET: Craft(term_sheet.order, make)})


async def make(world: World, between: Between | None = None) -> None:
    """Make what was asked for; every phone has it when this returns."""
    await workshop(world, between).make_due()
    await world.telegram.settled()


async def at_terms(world: World, who: Somebody | None = None, form: str = "8Б") -> Phone:
    """Somebody's phone with the choice of terms on it."""
    phone = await world.phone(who or world.school.homeroom)
    await phone.say("/menu")
    if who is not None and who == world.school.deputy:
        for label in ("🏫 Классы", "📊 Ведомость", form):
            await phone.press(label)
    else:
        await phone.press("👥 Мой класс")
        await phone.press("📊 Ведомость")
    return phone


async def asked(world: World, who: Somebody | None = None) -> Phone:
    """Somebody asked for the sheet of the second quarter."""
    phone = await at_terms(world, who)
    await phone.press(TERM)
    return phone


def documents(phone: Phone) -> list[Shown]:
    """The files that came."""
    return [message for message in phone.heard if "document" in message.raw]


async def cells(phone: Phone, page: str, number: int = -1) -> list[list[str]]:
    """A sheet of a document that came, read back: the titles, the rows, the class; empty cells are ''."""
    workbook = CalamineWorkbook.from_filelike(io.BytesIO(await phone.download(documents(phone)[number])))
    rows = workbook.get_sheet_by_name(page).to_python(skip_empty_area=False)
    return [[f"{cell:g}" if isinstance(cell, float) else str(cell) for cell in row] for row in rows[3:]]


async def job(world: World) -> Job:
    """The last job there is."""
    async with world.db.read() as session:
        return (await session.scalars(select(Job).order_by(Job.id.desc()).limit(1))).one()
