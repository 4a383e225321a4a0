"""`📋 Уроки сегодня`, `🗓 Неделя`, `🔴 Не заполнены`: the way to a lesson."""

from datetime import datetime, timedelta

from aiogram import Router
from aiogram.types import CallbackQuery

from db.engine import Database
from handlers.filters import Prefixes, Tap
from handlers.lessons import wording
from handlers.screen import show
from journal.access import Actor
from journal.lessons import day as days
from journal.lessons import whole_day
from keyboards.sections import Day, Today, Unfilled, Week
from locales import Texts

router = Router(name="lesson days")
router.callback_query.filter(Prefixes(Today, Day, Week, Unfilled))


@router.callback_query(Tap(Today))
async def today(query: CallbackQuery, actor: Actor, db: Database, t: Texts, now: datetime) -> None:
    """The own lessons of today."""
    async with db.read() as session:
        page = await days.of_day(session, actor, now.date(), now=now)
        whole = await whole_day.classes(session, page.lessons)
    await show(query, *wording.day(t, page, now, whole=whole))


@router.callback_query(Tap(Day))
async def one_day(query: CallbackQuery, tap: Day, actor: Actor, db: Database, t: Texts, now: datetime) -> None:
    """The own lessons of another day."""
    async with db.read() as session:
        page = await days.of_day(session, actor, tap.day, now=now)
        whole = await whole_day.classes(session, page.lessons) if tap.day <= now.date() else {}
    await show(query, *wording.day(t, page, now, whole=whole))


@router.callback_query(Tap(Week))
async def week(query: CallbackQuery, tap: Week, actor: Actor, db: Database, t: Texts, now: datetime) -> None:
    """The own lessons of a week; a day that is no Monday means its week."""
    monday = tap.monday - timedelta(days=tap.monday.weekday())
    async with db.read() as session:
        pages = await days.of_week(session, actor, monday, now=now)
    await show(query, *wording.week(t, monday, pages, now))


@router.callback_query(Tap(Unfilled))
async def unfilled(query: CallbackQuery, actor: Actor, db: Database, t: Texts, now: datetime) -> None:
    """Past lessons of the term that are not closed."""
    async with db.read() as session:
        found = await days.unfilled(session, actor, now)
    await show(query, *wording.unfilled(t, found, now))
