"""What every handler gets by name: who is acting, in which language, and what time it is. Private chats only."""

from collections.abc import Awaitable, Callable
from typing import Any

from aiogram import BaseMiddleware
from aiogram.types import CallbackQuery, Chat, Message, TelegramObject, Update, User

from db.engine import Database
from journal.operations import recipients
from journal.people import accounts
from locales import LANGUAGES, texts
from scheduler.clock import Clock
from scheduler.sending import calls

Handler = Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]]


class Acting(BaseMiddleware):
    """Lets through what a human does in a private chat with the bot (G29), and says who it is."""

    async def __call__(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:
        """Add actor, t and now, from the `db` and the `clock` that the intake passes.

        A group gets one neutral line when it speaks to the bot; everything else is dropped.
        """
        tap_or_message = (event.message or event.callback_query) if isinstance(event, Update) else None
        if tap_or_message is None or tap_or_message.from_user is None:
            return None
        user = tap_or_message.from_user
        calls.serving(str(user.id))
        language = language_of(user)
        if not _is_private(tap_or_message, user):
            if isinstance(tap_or_message, Message) and (tap_or_message.text or "").startswith("/"):
                await tap_or_message.answer(texts(language)("only-private"))
            return None
        db: Database = data["db"]
        clock: Clock = data["clock"]
        async with db.read() as session:
            actor = await accounts.actor(session, str(user.id), language=language)
        if not actor.reachable:
            # Not the update's own transaction: whoever wrote to us can be written to, whatever comes of the update.
            async with db.plain().write() as session:
                await recipients.reachable(session, actor.account_id)
        data["actor"] = actor
        data["t"] = texts(actor.language)
        data["real"] = clock.real()
        data["now"] = clock.of_message(tap_or_message.date) if isinstance(tap_or_message, Message) else clock.of_tap()
        return await handler(event, data)


def language_of(user: User) -> str:
    """The language of the messenger's user, if it is one of ours; Russian otherwise."""
    code = (user.language_code or "")[:2]
    return code if code in LANGUAGES else LANGUAGES[0]


def _is_private(event: Message | CallbackQuery, user: User) -> bool:
    if user.is_bot:
        return False
    if isinstance(event, CallbackQuery):
        chat: Chat | None = event.message.chat if event.message else None
        return event.inline_message_id is None and (chat is None or (chat.type == "private" and chat.id == user.id))
    return (
        event.chat.type == "private"
        and event.chat.id == user.id
        and event.sender_chat is None
        and event.via_bot is None
    )
