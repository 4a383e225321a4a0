"""`📊 Ведомость`: which class, which term; it is made in the background and comes as a document."""

from datetime import datetime

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from db.engine import Database
from db.jobs import JobKind
from handlers.filters import Prefixes, Tap
from handlers.screen import show
from journal.access import Actor
from journal.family import terms
from journal.marks import term_sheet
from journal.operations import jobs
from keyboards import jobs as screens
from keyboards.marks import term_sheet as kb
from keyboards.sections import SheetClasses, SheetOf
from locales import Texts

router = Router(name="term sheet")
router.callback_query.filter(Prefixes(SheetClasses, SheetOf, kb.AskSheet))


@router.callback_query(Tap(SheetClasses))
async def choose_class(query: CallbackQuery, actor: Actor, db: Database, t: Texts, now: datetime) -> None:
    """Every class of the year, for a deputy head."""
    async with db.read() as session:
        found = await term_sheet.classes(session, actor, now)
    await show(query, t("sheet-which-class"), kb.classes(t, found))


@router.callback_query(Tap(SheetOf))
async def choose_term(query: CallbackQuery, tap: SheetOf, actor: Actor, db: Database, t: Texts, now: datetime) -> None:
    """The terms of a class that have begun: the current one, then back in time."""
    async with db.read() as session:
        of, spans = await term_sheet.spans(session, actor, tap.class_id, now)
        after = await jobs.newest(session, actor)
    current = terms.current(spans, now.date())
    ordered = sorted(spans, key=lambda span: (span != current, -span.first.toordinal()))
    text = t("sheet-which-term", form=of.facts.name) if spans else t("sheet-no-term", form=of.facts.name)
    await show(query, text, kb.terms(t, of, ordered, after=after))


@router.callback_query(Tap(kb.AskSheet))
async def ask(query: CallbackQuery, tap: kb.AskSheet, actor: Actor, db: Database, t: Texts, now: datetime) -> None:
    """One job, however often it is pressed; the screen becomes its progress."""
    screen = query.message.message_id if isinstance(query.message, Message) else None
    async with db.write() as session:
        heading = await term_sheet.heading(session, actor, class_id=tap.class_id, span_id=tap.span_id, now=now)
        job = await jobs.ask(
            session,
            actor,
            JobKind.TERM_SHEET,
            {"class_id": tap.class_id, "span_id": tap.span_id},
            after=tap.after,
            screen=screen,
            now=now,
        )
    keyboard = screens.pending(t, job.id) if job.pending else screens.ended(t, screens.back(job))
    await show(query, screens.text(t, job, kb.title(t, heading)), keyboard)
