"""A legal representative reads the data notice, consents, and says how marks shall come (G39)."""

from datetime import datetime

from aiogram import Router
from aiogram.types import CallbackQuery

from db.engine import Database, Session
from handlers.filters import Prefixes, Tap
from handlers.menu import Screen, menu
from handlers.screen import show
from journal.access import Actor
from journal.people import consents, preferences, school
from keyboards.people import access as kb
from locales import Texts

router = Router(name="consent")
router.callback_query.filter(Prefixes(kb.ConsentNotice, kb.Agree, kb.MarksCome))


@router.callback_query(Tap(kb.ConsentNotice))
async def read(query: CallbackQuery, tap: kb.ConsentNotice, actor: Actor, db: Database, t: Texts) -> None:
    """The data notice."""
    async with db.read() as session:
        await consents.asked(session, actor, tap.student_id)
        screen = await notice(session, t, tap.student_id)
    await show(query, *screen)


@router.callback_query(Tap(kb.Agree))
async def agree(query: CallbackQuery, tap: kb.Agree, actor: Actor, db: Database, t: Texts, now: datetime) -> None:
    """`Даю согласие`; then, unless it was said before, how marks shall come."""
    async with db.write() as session:
        await consents.give(session, actor, student_id=tap.student_id, version=tap.version, now=now)
        chosen = (await preferences.of(session, actor)).marks_delivery
        screen = Screen(t("people-agreed"), kb.marks_come(t)) if chosen is None else await menu(session, actor, t, now)
    await show(query, *screen)


@router.callback_query(Tap(kb.MarksCome))
async def choose(query: CallbackQuery, tap: kb.MarksCome, actor: Actor, db: Database, t: Texts, now: datetime) -> None:
    """The choice is kept, and the menu opens."""
    async with db.write() as session:
        await preferences.choose_delivery(session, actor, tap.how, now=now)
        screen = await menu(session, actor, t, now)
    await show(query, *screen)


async def notice(session: Session, t: Texts, student_id: int) -> Screen:
    """The notice of the version in force. It names the school and no child."""
    name = await school.name(session)
    return Screen(t("people-notice", school=name), kb.consent(t, student_id=student_id, version=consents.TEXT_VERSION))
