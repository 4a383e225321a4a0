"""Reads a file into sheets of plain rows: measured first, parsed where it can do no harm (G35)."""

import asyncio
import csv
import io
import json
import os
import sys
from datetime import date, datetime, time
from pathlib import Path
from typing import Any, NamedTuple

from journal.imports.child import COLUMNS, ROWS, SECONDS
from journal.imports.refusals import (
    Broken,
    Empty,
    NotText,
    OldWorkbook,
    Password,
    TooLarge,
    WebPage,
    WrongKind,
)

SIZE = 2 * 2**20
"""The largest file that is looked at."""

Cell = str | int | float | bool | date | datetime | time | None

CHILD = Path(__file__).with_name("child.py")
INHERITED = ("PATH", "SYSTEMROOT", "LD_LIBRARY_PATH")
"""What a Python process needs of the environment; tokens and addresses stay here."""


class Sheet(NamedTuple):
    """A sheet as it stands in the file; `rows[0]` is row 1. A CSV file is one sheet without a name."""

    name: str
    rows: list[list[Cell]]


async def read(data: bytes) -> tuple[Sheet, ...]:
    """The sheets of an XLSX or a CSV file, told apart by content, never by name.

    Raises a refusal of `journal.imports.refusals` that says what the file is instead. The loop is never blocked: the
    workbook is parsed in a child process, and its answer is taken in by a thread.
    """
    if not data.strip():
        raise Empty
    if len(data) > SIZE:
        raise TooLarge
    if data.startswith(b"PK"):
        return await asyncio.to_thread(_sheets, await _parse(data))
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        # Both an old XLS and a workbook under a password are OLE files; only the second has this stream.
        raise Password if "EncryptedPackage".encode("utf-16-le") in data else OldWorkbook
    if data.startswith((b"%PDF", b"{\\rtf", b"\x89PNG", b"\xff\xd8", b"Rar!", b"7z")):
        raise WrongKind
    return await asyncio.to_thread(_table, data)


async def _parse(data: bytes) -> bytes:
    environment = {name: os.environ[name] for name in INHERITED if name in os.environ}
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-I",
        str(CHILD),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
        env=environment,
    )
    try:
        answer, _ = await asyncio.wait_for(process.communicate(data), SECONDS)
    except TimeoutError as error:
        raise TooLarge from error
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    return answer


def _sheets(answer: bytes) -> tuple[Sheet, ...]:
    """Line by line, so that this thread gives way to the loop's."""
    sheets: list[Sheet] = []
    ended = False
    for line in io.BytesIO(answer):
        said: Any = json.loads(line, object_hook=_moment)
        if isinstance(said, list):
            sheets[-1].rows.append(said)
        elif "sheet" in said:
            sheets.append(Sheet(said["sheet"], []))
        elif "refused" in said:
            raise {"kind": WrongKind, "broken": Broken, "password": Password}.get(said["refused"], TooLarge)
        else:
            ended = True
    if not ended:
        raise TooLarge
    return tuple(sheets)


def _moment(value: dict[str, Any]) -> Any:
    if "date" in value:
        return date.fromisoformat(value["date"])
    if "time" in value:
        return time.fromisoformat(value["time"])
    return datetime.fromisoformat(value["datetime"]) if "datetime" in value else value


def _table(data: bytes) -> tuple[Sheet, ...]:
    try:
        text = data.decode("utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig")
    except UnicodeDecodeError as error:
        raise NotText from error
    if "\0" in text:
        raise WrongKind
    if text.lstrip().startswith("<"):
        raise WebPage
    first = text.lstrip().partition("\n")[0]
    delimiter = max(",;\t|", key=first.count)
    rows: list[list[Cell]] = []
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
            rows.append(list(row))
            if len(rows) > ROWS or len(row) > COLUMNS:
                raise TooLarge
    except csv.Error as error:
        raise Broken from error
    return (Sheet("", rows),)
