"""What a person sees when something was refused: what happened and what to do next, in their language."""

from datetime import datetime

from aiogram import Router
from aiogram.filters import ExceptionTypeFilter
from aiogram.types import CallbackQuery, ErrorEvent, Message, Update

from db.engine import Database
from handlers.screen import answer
from journal.access import Actor
from journal.operations import denials
from journal.refusals import NotFound, Refusal
from locales import Texts

router = Router(name="errors")


@router.errors(ExceptionTypeFilter(Refusal))
async def refused(event: ErrorEvent, actor: Actor, db: Database, t: Texts, now: datetime, real: datetime) -> None:
    """A refusal: an alert over the button, an answer to a message. Nothing was changed, so the update is done.

    «No such thing, or not yours» is counted, and the first of a minute written down (G25).
    """
    refusal = event.exception
    if not isinstance(refusal, Refusal):  # pragma: no cover - the filter said so
        return
    update = event.update
    if isinstance(refusal, NotFound):
        await denials.note(db, actor, _about(update), now=now, real=real)
    if update.callback_query is not None:
        await say(update.callback_query, t.label(refusal.key, **refusal.facts))
    elif update.message is not None:
        await update.message.answer(t(refusal.key, **refusal.facts))


def _about(update: Update) -> str:
    """The kind of button; one of ours, since a handler heard it: bytes that we never wrote end at the catch-all."""
    return (update.callback_query.data or "").partition(":")[0] if update.callback_query is not None else "text"


async def say(event: CallbackQuery | Message, text: str) -> None:
    """An alert where one fits (200 characters), a message otherwise."""
    if isinstance(event, Message):
        await event.answer(text)
    elif len(text) <= 200:
        await answer(event, text, alert=True)
    else:
        await answer(event)
        if isinstance(event.message, Message):
            await event.message.answer(text)
