"""What a person sees when something was refused: what happened and what to do next, in their language."""

from aiogram import Router
from aiogram.filters import ExceptionTypeFilter
from aiogram.types import CallbackQuery, ErrorEvent, Message

from handlers.screen import answer
from journal.refusals import Refusal
from locales import Texts

router = Router(name="errors")


@router.errors(ExceptionTypeFilter(Refusal))
async def refused(event: ErrorEvent, t: Texts) -> None:
    """A refusal: an alert over the button, an answer to a message. Nothing was changed, so the update is done."""
    refusal = event.exception
    if not isinstance(refusal, Refusal):  # pragma: no cover - the filter said so
        return
    update = event.update
    if update.callback_query is not None:
        await say(update.callback_query, t.label(refusal.key, **refusal.facts))
    elif update.message is not None:
        await update.message.answer(t(refusal.key, **refusal.facts))


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
