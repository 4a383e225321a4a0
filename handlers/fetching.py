"""The bytes of a file that somebody sent, never more than are looked at."""

import io
from typing import Final

import aiohttp
import structlog
from aiogram import Bot
from aiogram.exceptions import TelegramAPIError

from journal.imports.reading import SIZE
from journal.imports.refusals import TooLarge

log = structlog.get_logger()

GONE: Final = (TelegramAPIError, aiohttp.ClientError, TimeoutError)


async def fetched(bot: Bot | None, file_id: str, size: int | None) -> bytes | None:
    """The file; None where it cannot be had. Raises TooLarge (G35)."""
    if bot is None:  # pragma: no cover - aiogram binds every event to its bot
        return None
    if (size or 0) > SIZE:
        raise TooLarge
    file = io.BytesIO()
    try:
        await bot.download(file_id, file)
    except GONE as error:
        log.warning("a file was not fetched", error=type(error).__name__)
        return None
    return file.getvalue()
