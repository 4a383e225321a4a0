"""`📚 КТП` to look at: the own courses, a plan, a topic, every course of the school; a plan as a file."""

import asyncio
from datetime import datetime

from aiogram import Router
from aiogram.types import BufferedInputFile, CallbackQuery

from db.engine import Database
from documents import programme as document
from handlers.filters import Prefixes, Tap
from handlers.programme import wording
from handlers.screen import answer, show
from journal.access import Actor, plans
from journal.programme import reading
from keyboards import programme as kb
from keyboards.sections import Programme, ProgrammeOf, ProgrammeOfSchool
from locales import Texts
from locales.ru import workbook

router = Router(name="programme screens")
router.callback_query.filter(Prefixes(Programme, ProgrammeOf, ProgrammeOfSchool, kb.TopicOf, kb.GetPlan))

LONGEST_NAME = 100


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
        shown, place = await reading.topic(session, actor, tap.course_id, tap.topic_id, now=now)
    await show(query, *wording.topic(t, shown, place))


@router.callback_query(Tap(kb.GetPlan))
async def get(query: CallbackQuery, tap: kb.GetPlan, actor: Actor, db: Database, t: Texts, now: datetime) -> None:
    """The plan as a workbook, a message of its own; without a course an empty one for all own courses."""
    async with db.read() as session:
        if tap.course_id:
            shown = await reading.of_course(session, actor, tap.course_id, now=now)
            courses = [shown.course]
        else:
            shown = None
            courses = await plans.own_courses(session, actor, now.date())
    titles = [f"{course.subject} {course.group}" for course in courses]
    data = await asyncio.to_thread(document.workbook, t, workbook, titles, shown)
    name = t.label("programme-file", title=titles[0]) if tap.course_id else t.label("programme-file-empty")
    kept = "".join(sign if sign.isalnum() or sign in " -_" else "_" for sign in name)[:LONGEST_NAME]
    if query.bot is not None:
        await query.bot.send_document(query.from_user.id, BufferedInputFile(data, f"{kept.strip()}.xlsx"))
    await answer(query)
