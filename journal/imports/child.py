"""Parses one workbook in a process of its own: the file on standard input, JSON lines on standard output (G35).

It is run as a script in Python's isolated mode, so it imports nothing of ours. The lines are `{"sheet": name}`, then a
list a row with its number kept (a blank row is an empty list), and `{"end": true}` last; `{"refused": reason}` instead
of the end says why the file is not read. No end: the process was stopped by its limits.
"""

import io
import json
import sys
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, load_workbook

MEMBERS = 200
UNPACKED = 20 * 2**20
RATIO = 100
ROWS = 60_000
COLUMNS = 50
MEMORY = 256 * 2**20
SECONDS = 10
CHUNK = 2**16


class Refused(Exception):
    """The file is not read, for this reason."""


def limit() -> None:
    """Bound memory and processor time where the system can; elsewhere the parent's clock is the only bound."""
    try:
        import resource  # noqa: PLC0415 - Windows has none
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


def check_archive(data: bytes) -> None:
    """Unpack without keeping anything: what a member claims to be and what comes out of it must both be bearable."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
            if len(members) > MEMBERS or sum(member.file_size for member in members) > UNPACKED:
                raise Refused("large")
            if "xl/workbook.xml" not in {member.filename for member in members}:
                raise Refused("kind")
            total = 0
            for member in members:
                with archive.open(member) as file:
                    while chunk := file.read(CHUNK):
                        total += len(chunk)
                        if total > UNPACKED or total > RATIO * len(data):
                            raise Refused("large")
    except (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, EOFError, OSError, ValueError) as error:
        raise Refused("broken") from error
    except RuntimeError as error:  # zipfile says so of an encrypted member
        raise Refused("password") from error
    except Exception as error:
        # A damaged stream shows itself by the error of its compressor, which is not one class.
        if isinstance(error, Refused):
            raise
        raise Refused("broken") from error


def plain(value: Any) -> Any:
    """A cell as JSON; days and times, which JSON has not, as one-key objects."""
    if isinstance(value, datetime):
        return {"datetime": value.isoformat()}
    if isinstance(value, date):
        return {"date": value.isoformat()}
    if isinstance(value, time):
        return {"time": value.isoformat()}
    if isinstance(value, (str, bool, int, float)):
        return value
    return str(value)


def lines(book: CalamineWorkbook) -> Iterator[Any]:
    """The sheets row by row. A shared string may stand in many cells, so what goes out is measured too."""
    rows = size = 0
    for name in book.sheet_names:
        sheet = book.get_sheet_by_name(name)
        yield {"sheet": name}
        if sheet.end is None or sheet.start is None:
            continue
        height, width = sheet.end[0] + 1, sheet.end[1] + 1
        rows += height
        if rows > ROWS or width > COLUMNS:
            raise Refused("large")
        yield from ([] for _ in range(sheet.start[0]))
        left = [None] * sheet.start[1]
        for cells in sheet.to_python(skip_empty_area=True):
            row = [*left, *(plain(cell) if cell != "" else None for cell in cells)]
            while row and row[-1] is None:
                row.pop()
            size += sum(len(cell) if isinstance(cell, str) else 8 for cell in row)
            if size > UNPACKED:
                raise Refused("large")
            yield row


def answer(data: bytes) -> Iterator[Any]:
    try:
        check_archive(data)
        yield from lines(load_workbook(io.BytesIO(data)))
        yield {"end": True}
    except Refused as refused:
        yield {"refused": str(refused)}
    except MemoryError:
        yield {"refused": "large"}
    except PasswordError:
        yield {"refused": "password"}
    except CalamineError:
        yield {"refused": "broken"}


def main() -> None:
    """Read, then bound ourselves, then parse: the file itself was measured by the parent."""
    data = sys.stdin.buffer.read()
    limit()
    for line in answer(data):
        sys.stdout.write(json.dumps(line, ensure_ascii=True) + "\n")


if __name__ == "__main__":
    main()
