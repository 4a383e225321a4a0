"""`📒 Журнал замещения уроков`: a month on the screen, and as a workbook."""

from datetime import datetime

from aiogram import Router
from aiogram.types import CallbackQuery

from db.engine import Database
from db.jobs import JobKind
from handlers.filters import Prefixes, Tap
from handlers.screen import place, show
from handlers.substitutions import saying
from journal.access import Actor
from journal.operations import jobs
from journal.substitutions import book
from keyboards import jobs as screens
from keyboards.substitutions import planning as kb
from locales import Texts

router = Router(name="substitution journal")
router.callback_query.filter(Prefixes(kb.SubstitutionBook, kb.BookFile))


@router.callback_query(Tap(kb.SubstitutionBook))
async def of_month(
    query: CallbackQuery, tap: kb.SubstitutionBook, actor: Actor, db: Database, t: Texts, now: datetime
) -> None:
    """The journal of a month."""
    async with db.read() as session:
        found = await book.of_month(session, actor, month=tap.month)
        after = await jobs.newest(session, actor)
    await show(query, *saying.book(t, found, part=tap.part, after=after, today=now.date()))


@router.callback_query(Tap(kb.BookFile))
async def file(query: CallbackQuery, tap: kb.BookFile, actor: Actor, db: Database, t: Texts, now: datetime) -> None:
    """One job, however often it is pressed; the screen becomes its progress."""
    month = tap.month.replace(day=1)
    async with db.write() as session:
        await book.permitted(session, actor)
        facts = {"year": month.year, "month": month.month}
        job = await jobs.ask(
            session, actor, JobKind.SUBSTITUTIONS, facts, after=tap.after, screen=place(query), now=now
        )
    keyboard = screens.pending(t, job.id) if job.pending else screens.ended(t, screens.back(job))
    await show(query, screens.text(t, job, t.label("book-title", month=f"{month:%m.%Y}")), keyboard)
