"""`📒 Журнал замещения уроков`: a month on the screen, and as a workbook."""

from datetime import date, datetime
from typing import Final

from aiogram import Router
from aiogram.types import CallbackQuery

from db.engine import Database
from db.jobs import JobKind
from handlers.filters import Prefixes, Tap
from handlers.heading import Screen
from handlers.screen import place, show
from journal.access import Actor
from journal.operations import jobs
from journal.substitutions import book
from journal.substitutions.book import Book
from keyboards import jobs as screens
from keyboards.data import clip
from keyboards.sections import SubstitutionBook
from keyboards.substitutions import book as kb
from locales import Texts

LINES: Final = 15
"""Lines of the journal a screen; the workbook holds them all."""

router = Router(name="substitution journal")
router.callback_query.filter(Prefixes(SubstitutionBook, kb.BookFile))


@router.callback_query(Tap(SubstitutionBook))
async def of_month(
    query: CallbackQuery, tap: SubstitutionBook, actor: Actor, db: Database, t: Texts, now: datetime
) -> None:
    """The journal of a month."""
    async with db.read() as session:
        found = await book.of_month(session, actor, month=tap.month)
        after = await jobs.newest(session, actor)
    await show(query, *screen(t, found, part=tap.part, after=after, today=now.date()))


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


def screen(t: Texts, found: Book, *, part: int, after: int, today: date) -> Screen:
    """The journal of a month, a part at a time."""
    part = min(part, max(0, len(found.lines) - 1) // LINES)
    shown = found.lines[part * LINES : (part + 1) * LINES]
    lines: list[str] = [t("cover-book-title", month=f"{found.month:%m.%Y}")]
    if not found.lines:
        lines.append(t("cover-book-none"))
    else:
        hours = found.hours
        lines.append(
            t(
                "cover-book-total",
                total=sum(it.total for it in hours),
                paid=sum(it.paid for it in hours),
                unsigned=sum(it.unsigned for it in hours),
            )
        )
    for line in shown:
        what = {"day": t.day(line.date), "period": str(line.period)}
        lines += [
            "",
            t(
                "cover-book-line",
                signed=int(line.signed),
                group=clip(line.group),
                subject=clip(line.instead or line.subject),
                **what,
            ),
            t(
                "cover-book-line-who",
                absent=clip(line.absent),
                substitute=clip(line.substitute),
                kind=t.label("book-kind-of", kind=line.kind.value, instead=clip(line.instead)),
                paid=int(line.paid),
            ),
        ]
    more = (part + 1) * LINES < len(found.lines)
    return Screen("\n".join(lines), kb.book(t, found, part=part, more=more, after=after, today=today))
