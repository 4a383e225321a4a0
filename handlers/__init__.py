"""A tap or a message → one call into journal → a screen. `ROUTERS` is the one line that a feature adds."""

from typing import Any

from aiogram import Bot, Router

from handlers import text

ROUTERS: tuple[Router, ...] = (text.router,)
"""In order: `text` last, since it takes whatever nobody else did."""


async def failed(bot: Bot, payload: dict[str, Any], incident: str) -> None:
    """Tell somebody whose update was set aside that nothing was changed, with the number to quote."""
