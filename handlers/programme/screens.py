"""`📚 КТП` to look at: the own courses, a plan, a topic, every course of the school; a plan as a file."""

from datetime import datetime

from aiogram import Router
from aiogram.types import CallbackQuery

from db.engine import Database
from db.jobs import JobKind
from handlers.filters import Prefixes, Tap
from handlers.programme import wording
from handlers.screen import place, show
from journal.access import Actor
from journal.operations import jobs
from journal.programme import reading
from keyboards import jobs as screens
from keyboards import programme as kb
from keyboards.sections import Programme, ProgrammeOf, ProgrammeOfSchool
from locales import Texts

router = Router(name="programme screens")
router.callback_query.filter(Prefixes(Programme, ProgrammeOf, ProgrammeOfSchool, kb.TopicOf, kb.GetPlan))


@router.callback_query(Tap(Programme))
async def own(query: CallbackQuery, actor: Actor, db: Database, t: Texts, now: datetime) -> None:
    """The own courses with how far they are."""
    async with db.read() as session:
        lines = await reading.own(session, actor, now=now)
    await show(query, *wording.own(t, lines))


@router.callback_query(Tap(ProgrammeOfSchool))
async def school(
    query: CallbackQuery, tap: ProgrammeOfSchool, actor: Actor, db: Database, t: Texts, now: datetime
) -> None:
    """Every course, those furthest behind first."""
    async with db.read() as session:
        lines = await reading.of_school(session, actor, now=now)
    await show(query, *wording.school(t, lines, tap.page))


@router.callback_query(Tap(ProgrammeOf))
async def plan(query: CallbackQuery, tap: ProgrammeOf, actor: Actor, db: Database, t: Texts, now: datetime) -> None:
    """A page of a course's plan."""
    async with db.read() as session:
        shown = await reading.of_course(session, actor, tap.course_id, now=now)
    await show(query, *wording.plan(t, shown, tap.page))


@router.callback_query(Tap(kb.TopicOf))
async def topic(query: CallbackQuery, tap: kb.TopicOf, actor: Actor, db: Database, t: Texts, now: datetime) -> None:
    """A topic with its days."""
    async with db.read() as session:
        shown, at = await reading.topic(session, actor, tap.course_id, tap.topic_id, now=now)
    await show(query, *wording.topic(t, shown, at))


@router.callback_query(Tap(kb.GetPlan))
async def get(query: CallbackQuery, tap: kb.GetPlan, actor: Actor, db: Database, t: Texts, now: datetime) -> None:
    """The plan as a workbook, one job while it is being made; without a course an empty one for all own courses."""
    async with db.write() as session:
        titles = await reading.titles(session, actor, tap.course_id, now=now)
        facts = {"course_id": tap.course_id}
        job = await jobs.ask(session, actor, JobKind.PROGRAMME, facts, after=jobs.ANEW, screen=place(query), now=now)
    name = t.label("programme-file", title=titles[0]) if tap.course_id else t.label("programme-file-empty")
    keyboard = screens.pending(t, job.id) if job.pending else screens.ended(t, screens.back(job))
    await show(query, screens.text(t, job, name), keyboard)
