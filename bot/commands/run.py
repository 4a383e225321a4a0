"""`run`: the bot for real, by polling or by webhook; SIGTERM drains and ends with 0."""

import argparse
import asyncio
import secrets
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import structlog
from aiogram import Bot
from aiogram.exceptions import TelegramNetworkError, TelegramServerError, TelegramUnauthorizedError
from aiogram.utils.token import TokenValidationError
from aiohttp import web

from bot import health, life, logs
from bot.__main__ import language
from bot.app import make_bot
from bot.intake import ALLOWED, Intake
from bot.settings import Settings
from db import migrate
from db.alone import TakenError, alone
from db.engine import Database, DatabaseError
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
        async with alone(db):
            me = await _me(bot)
            if me is None:
                return refuse("cli-bad-token")
            await life.introduce(bot)
            async with health.served(db, clock, settings.health_listen):
                await _serve(db, bot, clock, settings)
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
        except (TelegramNetworkError, TelegramServerError) as error:
            log.warning("the messenger does not answer yet", error=type(error).__name__)
            await asyncio.sleep(pause)
            pause = min(pause * 2, 60.0)


async def _serve(db: Database, bot: Bot, clock: Clock, settings: Settings) -> None:
    if settings.webhook_url is None or settings.webhook_secret is None:
        await bot.delete_webhook()
        async with life.working(db, bot, clock, settings.data_dir):
            log.info("the bot is working", by="polling")
            await life.interrupted()
        return
    secret = settings.webhook_secret.get_secret_value()
    async with (
        life.working(db, bot, clock, settings.data_dir, polling=False) as intake,
        _webhook(intake, secret, settings.webhook_listen),
    ):
        await bot.set_webhook(settings.webhook_url, secret_token=secret, allowed_updates=list(ALLOWED))
        log.info("the bot is working", by="webhook")
        await life.interrupted()


@asynccontextmanager
async def _webhook(intake: Intake, secret: str, listen: str) -> AsyncIterator[None]:
    """Take updates by HTTP: answered 200 only once they are stored, so that Telegram repeats what was not."""

    async def take(request: web.Request) -> web.Response:
        told = request.headers.get("X-Telegram-Bot-Api-Secret-Token", "")
        if not secrets.compare_digest(told.encode(), secret.encode()):
            return web.Response(status=403)
        await intake.take([await request.json()])
        return web.Response()

    app = web.Application()
    app.router.add_post("/{path:.*}", take)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    host, _, port = listen.rpartition(":")
    try:
        await web.TCPSite(runner, host.strip("[]"), int(port)).start()
        yield
    finally:
        await runner.cleanup()
