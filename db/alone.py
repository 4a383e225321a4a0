"""Only one process works a school's database (architecture decision 12): a file lock beside SQLite, an advisory lock on PostgreSQL."""

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import IO, Final

from sqlalchemy import make_url, text

from db.engine import Database

KEY: Final = 0x5A564F4E4F4C


class TakenError(Exception):
    """Another process works this database."""


@asynccontextmanager
async def alone(db: Database) -> AsyncIterator[None]:
    """Hold the lock while the block lasts; raises TakenError if somebody else does. It ends with the process, however that ends."""
    if db.sqlite:
        path = Path(f"{make_url(db.url).database}.lock")
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("a+") as file:  # noqa: ASYNC230 - an empty file, once a process
            _lock(file)
            yield
        return
    async with db.engine.connect() as connection:
        held = await connection.scalar(text("SELECT pg_try_advisory_lock(:key)"), {"key": KEY})
        await connection.rollback()
        if not held:
            raise TakenError
        try:
            yield
        finally:
            await connection.execute(text("SELECT pg_advisory_unlock(:key)"), {"key": KEY})
            await connection.rollback()


def _lock(file: IO[str]) -> None:
    try:
        if os.name == "nt":
            import msvcrt  # noqa: PLC0415 - Windows only

            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]
        else:
            import fcntl  # noqa: PLC0415 - not on Windows

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        raise TakenError from error
