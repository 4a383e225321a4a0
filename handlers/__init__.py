"""A tap or a message → one call into journal → a screen. `ROUTERS` is the one line that a feature adds."""

from typing import Any

from aiogram import Bot, Router
from aiogram.exceptions import TelegramAPIError

from handlers import absences, family, homework, lessons, marks, menu, people, text
from locales import texts

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


async def tell(bot: Bot, payload: dict[str, Any], key: str, **facts: str) -> None:
    """Tell somebody whose update could not be worked what to do, knowing of them only what the raw update says."""
    event = payload.get("message") or payload.get("callback_query") or {}
    sender = event.get("from") or {}
    if not isinstance(sender.get("id"), int):
        return
    try:
        await bot.send_message(sender["id"], texts(str(sender.get("language_code"))[:2])(key, **facts))
    except TelegramAPIError:
        return
