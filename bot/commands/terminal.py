"""What the commands share: the language of the terminal, where words go, and the database with its school."""

import argparse
import functools
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import datetime
from zoneinfo import ZoneInfo

import aiohttp

from bot.__main__ import language
from bot.settings import Settings
from db import migrate
from db.engine import Database, DatabaseError
from journal.imports import founding
from journal.imports.refusals import NoSchool
from journal.refusals import Refusal
from locales import Texts, texts
from scheduler.clock import Clock

Run = Callable[[argparse.Namespace, Settings], Awaitable[int]]

MOSCOW = ZoneInfo("Europe/Moscow")
PATIENCE = aiohttp.ClientTimeout(total=5)
"""Seconds that a link's bot name is waited for."""


def spoken() -> Texts:
    """The texts in the terminal's language."""
    return texts(language())


def say(text: str) -> None:
    """To the standard output: what was asked for."""
    print(text)


def complain(text: str) -> None:
    """To the standard error output: what is wrong."""
    print(text, file=sys.stderr)


def answering(run: Run) -> Run:
    """A command whose refusals, and a database that does not answer, are told in one line with exit code 1."""

    @functools.wraps(run)
    async def answered(args: argparse.Namespace, settings: Settings) -> int:
        t = spoken()
        try:
            return await run(args, settings)
        except Refusal as refusal:
            complain(t.label(refusal.key, **refusal.facts))
        except (DatabaseError, OSError) as error:
            complain(t.label("cli-cannot-start", reason=type(error).__name__))
        return 1

    return answered


@asynccontextmanager
async def database(settings: Settings) -> AsyncIterator[Database]:
    """The database at the newest schema."""
    db = Database(settings.database)
    try:
        await migrate.upgrade(db)
        yield db
    finally:
        await db.close()


async def school_time(db: Database, settings: Settings) -> datetime:
    """Now, in the school's zone. Raises NoSchool before `init`."""
    return (await school_clock(db, settings)).now()


async def school_clock(db: Database, settings: Settings) -> Clock:
    """The school's clock. Raises NoSchool before `init`."""
    async with db.read() as session:
        school = await founding.school(session)
    if school is None:
        raise NoSchool
    return Clock(school.zone, settings.clock_offset_file)


async def deep_link(settings: Settings, payload: str) -> str | None:
    """The link that opens the bot with a code; None where nobody tells the bot's name (no token, no network)."""
    if settings.bot_token is None:
        return None
    address = f"{settings.bot_api_base.rstrip('/')}/bot{settings.bot_token.get_secret_value()}/getMe"
    try:
        async with aiohttp.ClientSession(timeout=PATIENCE) as session, session.get(address) as answer:
            name = (await answer.json())["result"]["username"]
    except (aiohttp.ClientError, TimeoutError, ValueError, KeyError, TypeError):
        return None
    return f"https://t.me/{name}?start={payload}"
