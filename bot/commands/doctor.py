"""`doctor`: settings, token, database, clock and disk in one table; exit 1 if the bot could not work so. Nothing is changed."""

import argparse
import os
from collections.abc import Iterator
from datetime import timedelta
from email.utils import parsedate_to_datetime
from enum import IntEnum
from pathlib import Path
from shutil import disk_usage
from typing import Final, NamedTuple
from zoneinfo import ZoneInfo

import aiohttp
from rich.console import Console
from rich.table import Table

from bot.commands.settings import masked
from bot.commands.terminal import PATIENCE, spoken
from bot.settings import Settings
from db import migrate
from db.engine import Database, DatabaseError
from journal.imports import founding
from locales import Texts
from scheduler.clock import Clock

LITTLE: Final = 500 * 1024**2
TOO_LITTLE: Final = 50 * 1024**2
OFF: Final = timedelta(seconds=5)
TOO_FAR_OFF: Final = timedelta(seconds=60)
"""A clock so wrong puts entries on the wrong day (G22)."""


class Verdict(IntEnum):
    """How it stands with one thing."""

    GOOD = 0
    DOUBTFUL = 1
    BAD = 2


class Found(NamedTuple):
    """One line of the table."""

    what: str
    verdict: Verdict
    told: str


class Answer(NamedTuple):
    """What the messenger says to our token."""

    name: str | None
    status: int
    off: timedelta | None
    """How far the messenger's clock is from ours; it tells whole seconds."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Nothing follows."""


async def run(args: argparse.Namespace, settings: Settings) -> int:
    """Look at everything, whatever is wrong with the rest."""
    t = spoken()
    answer = await _asked(settings)
    found = [
        _settings(t, settings),
        _token(t, settings, answer),
        *await _database(t, settings),
        _clock(t, settings, answer),
        *_disk(t, settings),
    ]
    table = Table(*(t.label(f"doctor-column-{name}") for name in ("what", "verdict", "told")))
    for it in found:
        table.add_row(t.label(f"doctor-{it.what}"), t.label("doctor-verdict", verdict=it.verdict), it.told)
    Console().print(table)
    bad = sum(it.verdict is Verdict.BAD for it in found)
    print(t.label("doctor-end", bad=bad))
    return 1 if bad else 0


def _settings(t: Texts, settings: Settings) -> Found:
    said = ", ".join(sorted(name.upper() for name in settings.model_fields_set)) or "—"
    return Found("settings", Verdict.GOOD, said)


async def _asked(settings: Settings) -> Answer | None:
    """`getMe`, once; None where nobody answers, or there is no token to ask with."""
    if settings.bot_token is None:
        return None
    address = f"{settings.bot_api_base.rstrip('/')}/bot{settings.bot_token.get_secret_value()}/getMe"
    try:
        async with aiohttp.ClientSession(timeout=PATIENCE) as http, http.get(address) as answer:
            body = await answer.json(content_type=None)
            date = answer.headers.get("Date")
            off = abs(Clock(ZoneInfo("UTC")).real() - parsedate_to_datetime(date)) if date else None
    except (aiohttp.ClientError, OSError, TimeoutError, ValueError):
        return None
    name = body.get("result", {}).get("username") if isinstance(body, dict) and body.get("ok") else None
    return Answer(name, answer.status, off)


def _token(t: Texts, settings: Settings, answer: Answer | None) -> Found:
    if settings.bot_token is None:
        return Found("token", Verdict.BAD, t.label("doctor-token-none"))
    if answer is None:
        return Found("token", Verdict.BAD, t.label("doctor-token-silence"))
    if answer.name is None:
        return Found("token", Verdict.BAD, t.label("doctor-token-refused", status=str(answer.status)))
    return Found("token", Verdict.GOOD, f"@{answer.name}")


async def _database(t: Texts, settings: Settings) -> list[Found]:
    """Whether it is there, of the newest schema, and has a school. A file that is missing is not made."""
    address = masked(settings.database)
    if (file := _file(settings)) is not None and not file.exists():
        return [Found("database", Verdict.BAD, t.label("doctor-database-none", address=address))]
    db = Database(settings.database)
    try:
        old = await migrate.missing(db)
        school = None
        if not old:
            async with db.read() as session:
                school = await founding.school(session)
    except (DatabaseError, OSError) as error:
        told = t.label("doctor-database-silence", address=address, reason=type(error).__name__)
        return [Found("database", Verdict.BAD, told)]
    finally:
        await db.close()
    if old:
        return [Found("database", Verdict.DOUBTFUL, t.label("doctor-database-old", address=address))]
    if school is None:
        return [Found("database", Verdict.BAD, t.label("doctor-school-none", address=address))]
    return [
        Found("database", Verdict.GOOD, address),
        Found("school", Verdict.GOOD, t.label("doctor-school-is", name=school.name, zone=school.zone.key)),
    ]


def _file(settings: Settings) -> Path | None:
    """SQLite's file, found without making its folder; None for a server's database."""
    kind, _, path = settings.database.partition(":///")
    return Path(path) if kind.startswith("sqlite") and path else None


def _clock(t: Texts, settings: Settings, answer: Answer | None) -> Found:
    """Ours against the messenger's."""
    if settings.clock_offset_file is not None:
        return Found("clock", Verdict.DOUBTFUL, t.label("doctor-clock-moved"))
    if answer is None or answer.off is None:
        return Found("clock", Verdict.DOUBTFUL, t.label("doctor-clock-alone"))
    off = answer.off
    verdict = Verdict.GOOD if off < OFF else Verdict.DOUBTFUL if off < TOO_FAR_OFF else Verdict.BAD
    return Found("clock", verdict, t.label("doctor-clock-off", seconds=round(off.total_seconds())))


def _disk(t: Texts, settings: Settings) -> Iterator[Found]:
    """Room for more, in each place that we write to."""
    file = _file(settings)
    for place in dict.fromkeys([settings.data_dir, *([file.parent] if file else [])]):
        there = next((it for it in (place.absolute(), *place.absolute().parents) if it.exists()), Path())
        free = disk_usage(there).free
        verdict = Verdict.BAD if free < TOO_LITTLE else Verdict.DOUBTFUL if free < LITTLE else Verdict.GOOD
        told = t.label("doctor-disk-free", place=str(place), free=round(free / 1024**2))
        if not os.access(there, os.W_OK):
            verdict, told = Verdict.BAD, t.label("doctor-disk-shut", place=str(place))
        yield Found("disk", verdict, told)
