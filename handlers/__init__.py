"""A tap or a message → one call into journal → a screen. `ROUTERS` is the one line that a feature adds."""

from contextlib import suppress
from typing import Any

from aiogram import Bot, Router
from aiogram.exceptions import TelegramAPIError

from handlers import (
    absences,
    assessments,
    calendar,
    control,
    family,
    finals,
    homework,
    imports,
    jobs,
    lessons,
    marks,
    materials,
    menu,
    people,
    programme,
    register,
    remarks,
    state,
    substitutions,
    term_sheet,
    text,
)
from locales import texts

ROUTERS: tuple[Router, ...] = (
    *people.ROUTERS,
    menu.router,
    lessons.router,
    absences.router,
    marks.router,
    homework.router,
    calendar.router,
    finals.router,
    assessments.router,
    control.router,
    family.router,
    programme.router,
    imports.router,
    term_sheet.router,
    register.router,
    remarks.router,
    materials.router,
    substitutions.router,
    jobs.router,
    state.router,
    text.router,
)
"""In order: `people` first, since who has no access goes no further; `text` last, since it takes whatever nobody else did."""


async def tell(bot: Bot, payload: dict[str, Any], key: str, **facts: str) -> None:
    """Tell somebody whose update could not be worked what to do, knowing of them only what the raw update says."""
    tap = payload.get("callback_query") or {}
    event = payload.get("message") or tap
    sender = event.get("from") or {}
    if not isinstance(sender.get("id"), int):
        return
    with suppress(TelegramAPIError):
        await bot.send_message(sender["id"], texts(str(sender.get("language_code"))[:2])(key, **facts))
    if isinstance(tap.get("id"), str):
        with suppress(TelegramAPIError):
            await bot.answer_callback_query(tap["id"])
