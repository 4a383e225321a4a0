"""`📈 Контроль` of a week for the deputy head, `📈 Замечания` for whoever has them (П 5.6)."""

from datetime import datetime

from aiogram import Router
from aiogram.types import CallbackQuery

from db.engine import Database
from handlers.control import wording
from handlers.filters import Prefixes, Tap
from handlers.screen import show
from journal.access import Actor
from journal.control import looking, pages
from keyboards.control import looking as kb
from keyboards.sections import ControlOf, MyFindings
from locales import Texts

router = Router(name="findings of a week")
router.callback_query.filter(Prefixes(ControlOf, MyFindings, kb.FindingsOf, kb.MorePeople))


@router.callback_query(Tap(ControlOf))
async def of_school(query: CallbackQuery, tap: ControlOf, actor: Actor, db: Database, t: Texts, now: datetime) -> None:
    """By teacher."""
    monday = tap.monday or looking.last_week(now.date())
    async with db.read() as session:
        shown = await pages.of_school(session, actor, monday=monday, now=now)
    await show(query, *wording.school(t, shown))


@router.callback_query(Tap(kb.MorePeople))
async def more_people(
    query: CallbackQuery, tap: kb.MorePeople, actor: Actor, db: Database, t: Texts, now: datetime
) -> None:
    """The next of them."""
    async with db.read() as session:
        shown = await pages.of_school(session, actor, monday=tap.monday, now=now)
    await show(query, *wording.school(t, shown, part=tap.part))


@router.callback_query(Tap(kb.FindingsOf))
async def of_person(
    query: CallbackQuery, tap: kb.FindingsOf, actor: Actor, db: Database, t: Texts, now: datetime
) -> None:
    """One teacher's."""
    async with db.read() as session:
        shown = await pages.of_person(session, actor, tap.person_id, monday=tap.monday, now=now)
    await show(query, *wording.person(t, shown))


@router.callback_query(Tap(MyFindings))
async def mine(query: CallbackQuery, tap: MyFindings, actor: Actor, db: Database, t: Texts, now: datetime) -> None:
    """The own, with a way to each place; what was put right is not there any more."""
    monday = tap.monday or looking.last_week(now.date())
    async with db.read() as session:
        shown = await pages.mine(session, actor, monday=monday, now=now)
    await show(query, *wording.mine(t, shown))
