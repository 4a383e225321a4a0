"""`run`: the bot for real, by polling or by webhook; SIGTERM drains and ends with 0."""

import argparse
import asyncio
import sys

import structlog
from aiogram import Bot
from aiogram.exceptions import (
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramServerError,
    TelegramUnauthorizedError,
)
from aiogram.utils.token import TokenValidationError

from bot import life, logs
from bot.__main__ import language
from bot.app import make_bot
from bot.process import Process
from bot.settings import Settings
from db import migrate
from db.engine import Database, DatabaseError
from db.leading import TakenError
from locales import texts
from scheduler.clock import Clock

log = structlog.get_logger()


def arguments(parser: argparse.ArgumentParser) -> None:
    """Nothing follows: the settings say it all."""


async def run(args: argparse.Namespace, settings: Settings) -> int:
    """Refuse readably what cannot work, else serve until told to stop."""
    logs.configure(settings.log_level, settings.log_format)
    t = texts(language())

    def refuse(key: str, **facts: str | int) -> int:
        print(t.label(key, **facts), file=sys.stderr)
        return 2

    if settings.bot_token is None:
        return refuse("cli-no-token")
    try:
        bot = make_bot(settings.bot_token.get_secret_value(), settings.bot_api_base)
    except TokenValidationError:
        return refuse("cli-bad-token")
    db = Database(settings.database)
    try:
        await migrate.upgrade(db)
        rules = await life.rules(db, settings)
        if rules is None:
            return refuse("cli-no-school")
        db.info["rules"] = rules
        clock = Clock(rules.zone, settings.clock_offset_file)
        if settings.clock_offset_file is not None:
            log.warning("the school's clock is moved by a file", offset=clock.offset().total_seconds())
        me = await _me(bot)
        if me is None:
            return refuse("cli-bad-token")
        await Process(db, bot, clock, settings).run()
    except TakenError:
        return refuse("cli-taken")
    except (DatabaseError, OSError) as error:
        log.debug("the start failed", exc_info=error)
        return refuse("cli-cannot-start", reason=type(error).__name__)
    finally:
        await bot.session.close()
        await db.close()
    return 0


async def _me(bot: Bot) -> str | None:
    """The bot's username; None if the token is refused. While the messenger is away, wait for it."""
    pause = 1.0
    while True:
        try:
            return (await bot.get_me()).username
        except TelegramUnauthorizedError:
            return None
        except (TelegramNetworkError, TelegramServerError, TelegramRetryAfter) as error:
            log.warning("the messenger does not answer yet", error=type(error).__name__)
            await asyncio.sleep(max(pause, getattr(error, "retry_after", 0)))
            pause = min(pause * 2, 60.0)
