"""A file on its way in: what it is, the plan of it, and for a FET timetable the map that it still needs."""

import asyncio
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import NamedTuple

from db.engine import Session
from db.timetable import AcademicYear
from journal.imports import fet, fet_map, kinds, parse, plan, reading
from journal.imports.fet import FetMap
from journal.imports.fet_map import Placed
from journal.imports.kinds import FileKind
from journal.imports.parse import Rows
from journal.imports.plan import Plan
from journal.imports.reading import Sheet
from journal.imports.refusals import MapGiven, NotMap
from journal.imports.store import World
from journal.imports.words import Words


class Incoming(NamedTuple):
    """A file that is one of ours."""

    kind: FileKind
    sheets: tuple[Sheet, ...]
    map_sheets: tuple[Sheet, ...] | None = None
    """A FET timetable's map."""


class Outcome(NamedTuple):
    """What an import would do; `placed` is how the rows of a FET timetable found their places."""

    plan: Plan
    placed: Placed | None = None


async def take(data: bytes, words: Words, map_data: bytes | None = None) -> Incoming:
    """Read a file and tell its kind. Raises the refusals of `journal.imports.refusals`."""
    sheets = await reading.read(data)
    kind = kinds.tell(sheets, words)
    if kind is FileKind.FET_MAP:
        raise MapGiven
    if map_data is None:
        return Incoming(kind, sheets)
    if kind is not FileKind.FET:
        raise NotMap
    return Incoming(kind, sheets, await reading.read(map_data))


async def draw(
    session: Session, incoming: Incoming, words: Words, *, now: datetime, same: tuple[str, ...] = ()
) -> Outcome:
    """The plan of a file. It is made in a thread: what is there is compared without holding up anybody."""
    there = await plan.world(session)
    return await asyncio.to_thread(_draw, there, incoming, words, now, same)


def _draw(there: World, incoming: Incoming, words: Words, now: datetime, same: tuple[str, ...]) -> Outcome:
    if incoming.kind is FileKind.FET:
        return _draw_fet(there, incoming, words, now, same)
    return Outcome(plan.make(there, _rows(incoming, words), words, now=now, same=same))


def _rows(incoming: Incoming, words: Words) -> Rows:
    sheet = kinds.programme(incoming.sheets, words) if incoming.kind is FileKind.PROGRAMME else None
    return parse.parse_programme(sheet, words) if sheet else parse.parse(incoming.sheets, words)


def _draw_fet(there: World, incoming: Incoming, words: Words, now: datetime, same: tuple[str, ...]) -> Outcome:
    lines = fet.rows(incoming.sheets[0])
    meant, errors = fet_map.parse(incoming.map_sheets or (), words)
    errors += fet_map.missing(lines, meant, words)
    if errors:
        return Outcome(plan.refusing(there, errors))
    placed = fet_map.place(lines, meant, words, there)
    return Outcome(plan.make(there, placed.rows, words, now=now, same=same), placed)


async def guess_map(
    session: Session, incoming: Incoming, weekdays: Mapping[str, Sequence[str]], *, today: date
) -> tuple[FetMap, int]:
    """The pre-filled map of a FET timetable, and how many rows were read."""
    lines = fet.rows(incoming.sheets[0])
    there = await plan.world(session)
    years = [(year["starts_on"], year["ends_on"]) for year in there.rows[AcademicYear].values()]
    current = min((year for year in years if year[1] >= today), default=None)
    return fet.guess(lines, weekdays, today=today, year=current), len(lines)
