"""A tap or a message → one call into journal → a screen. `ROUTERS` is the one line that a feature adds."""

from typing import Any

from aiogram import Bot, Router
from aiogram.exceptions import TelegramAPIError

from handlers import absences, family, homework, lessons, marks, menu, people, text
from locales import LANGUAGES, texts

ROUTERS: tuple[Router, ...] = (
    *people.ROUTERS,
    menu.router,
    lessons.router,
    absences.router,
    marks.router,
    homework.router,
    family.router,
    text.router,
)
"""In order: `people` first, since who has no access goes no further; `text` last, since it takes whatever nobody else did."""


async def failed(bot: Bot, payload: dict[str, Any], incident: str) -> None:
    """Tell somebody whose update was set aside that nothing was changed, with the number to quote."""
    event = payload.get("message") or payload.get("callback_query") or {}
    sender = event.get("from") or {}
    if not isinstance(sender.get("id"), int):
        return
    language = str(sender.get("language_code") or LANGUAGES[0])[:2]
    try:
        await bot.send_message(
            sender["id"], texts(language if language in LANGUAGES else LANGUAGES[0])("failure", incident=incident)
        )
    except TelegramAPIError:
        return
