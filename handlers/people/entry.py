"""The door: `/start`, codes by link or typed, and what those hear who have no access (П 5.2)."""

from datetime import datetime

from aiogram import Router
from aiogram.filters import Command, CommandObject, Filter
from aiogram.types import CallbackQuery, Message, TelegramObject

from db.engine import Database, Session
from handlers import menu
from handlers.menu import Screen
from handlers.people import consent
from handlers.screen import answer, show
from journal.access import Actor
from journal.operations import watch
from journal.people import accounts, binding, codes, consents
from journal.people.binding import Outcome
from locales import Texts

router = Router(name="entry")


class NoAccess(Filter):
    """Somebody without any grant: a stranger, or one whose access was closed."""

    async def __call__(self, _: TelegramObject, actor: Actor) -> bool:
        """Whether nothing was granted to the account, or nothing is any more."""
        return not actor.grants


@router.message(Command("start"))
async def start(message: Message, command: CommandObject, actor: Actor, db: Database, t: Texts, now: datetime) -> None:
    """`/start` alone is the menu; with a code it is the code."""
    if command.args:
        await _redeem(message, command.args, actor, db, t, now)
    elif actor.grants:
        async with db.read() as session:
            screen = await menu.menu(session, actor, t, now)
        await show(message, *screen)
    else:
        await _explain(message, actor, db, t)


@router.message(NoAccess())
async def knock(message: Message, actor: Actor, db: Database, t: Texts, now: datetime) -> None:
    """A typed code, or whatever else a stranger writes."""
    if not await redeem_typed(message, actor=actor, db=db, t=t, now=now):
        await _explain(message, actor, db, t)


@router.callback_query(NoAccess())
async def shut(query: CallbackQuery, actor: Actor, db: Database, t: Texts) -> None:
    """Any button in the hands of somebody without access: the same answer, whatever it is (A1, A4)."""
    watch.of(db).denials.labels("no_access").inc()
    await answer(query, t.label(_closed(actor)), alert=True)


async def redeem_typed(message: Message, *, actor: Actor, db: Database, t: Texts, now: datetime) -> bool:
    """Take a typed code, in any spacing and case; False if the text is none."""
    if message.text is None or codes.read(message.text) is None:
        return False
    await _redeem(message, message.text, actor, db, t, now)
    return True


async def _redeem(message: Message, text: str, actor: Actor, db: Database, t: Texts, now: datetime) -> None:
    """Redeem and answer. Wrong codes are counted by the messenger's own clock, which nobody here can wind."""
    async with db.write() as session:
        outcome = await binding.redeem(session, actor, text=text, now=now, sent_at=message.date)
    if outcome is Outcome.WRONG:
        await show(message, t("people-code-wrong"))
    elif outcome is Outcome.WAITING:
        await show(message, t("people-code-waiting"))
    else:
        async with db.read() as session:
            screen = await _welcome(session, actor, t, now)
        await show(message, *screen)


async def _welcome(session: Session, actor: Actor, t: Texts, now: datetime) -> Screen:
    """The first screen after a code: the data notice for who has not agreed yet, else the menu."""
    actor = await accounts.actor(session, actor.external_id, language=actor.language)
    for tie in await consents.ties(session, actor):
        if tie.asks:
            return await consent.notice(session, t, tie.student_id)
    return await menu.menu(session, actor, t, now)


async def _explain(message: Message, actor: Actor, db: Database, t: Texts) -> None:
    async with db.read() as session:
        waiting = actor.account_id != 0 and await binding.is_waiting(session, actor)
    await show(message, t("people-code-waiting" if waiting else _welcome_key(actor)))


def _welcome_key(actor: Actor) -> str:
    return "people-closed" if actor.account_id else "people-stranger"


def _closed(actor: Actor) -> str:
    return "people-closed" if actor.account_id else "people-stranger-tap"
