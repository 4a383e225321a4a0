"""The sandbox's clock: a base clock plus an offset that only grows, so that a demo can wind the day forward."""

import os
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

FURTHEST = 100 * 366 * 86_400
"""Seconds: Python's calendar ends, and nobody's term lasts so long."""


def real_time() -> datetime:
    """The machine's own clock."""
    return datetime.now(UTC)


class Clock:
    """`base()` plus an offset in seconds, mirrored into a file when one is given.

    The file holds one signed number of seconds, so that a bot started beside the sandbox can follow it. It is read once
    at the start (the two agree after a restart) and replaced atomically at each change.
    """

    def __init__(self, base: Callable[[], datetime] = real_time, file: Path | None = None) -> None:
        self.base = base
        self.file = file
        self.offset = _read(file)

    def __call__(self) -> datetime:
        return self.base() + timedelta(seconds=self.offset)

    def unix(self) -> int:
        """Whole seconds since 1970, as Telegram writes every date."""
        return int(self().timestamp())

    def forward(self, seconds: int) -> None:
        """Wind forward. Time never runs back: updates and buttons have lives."""
        if seconds < 0:
            raise ValueError("the clock only winds forward")
        if self.offset + seconds > FURTHEST:
            raise ValueError("the clock winds a hundred years forward at most")
        self.offset += seconds
        if self.file is not None:
            _replace(self.file, f"{self.offset:+d}\n")


def _read(file: Path | None) -> int:
    if file is None or not file.exists():
        return 0
    return int(file.read_text(encoding="ascii").strip() or 0)


def _replace(file: Path, content: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile("w", dir=file.parent, delete=False, encoding="ascii") as fresh:
        fresh.write(content)
    os.replace(fresh.name, file)  # noqa: PTH105 - atomic, and says so
