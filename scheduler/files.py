"""Fetch the bytes of photos and files that were sent to the bot.

The journal holds the messenger's id at once and can show them by it; the bytes come afterwards, so that they outlive
the bot's token and can move to another messenger.
"""

import asyncio
from contextlib import suppress
from pathlib import Path, PurePath
from typing import Final

import aiohttp
import structlog
from aiogram import Bot
from aiogram.exceptions import TelegramAPIError

from db.engine import Database, DatabaseError
from journal.homework import files
from journal.homework.files import Unfetched
from scheduler.clock import Clock

log = structlog.get_logger()

EVERY_SECONDS: Final = 30
FOLDER: Final = "files"
SUFFIX: Final = 12
"""Characters of a file's ending that are kept; the rest of its name is only in the database."""


class Fetching:
    """Looks for files without bytes, now and then. One that cannot be fetched is tried again, for a day."""

    def __init__(self, db: Database, bot: Bot, clock: Clock, data_dir: Path) -> None:
        """Nothing is fetched until `run` or `fetch_due`."""
        self.db = db
        self.bot = bot
        self.clock = clock
        self.data_dir = data_dir
        self._stopping = asyncio.Event()

    async def run(self) -> None:
        """Fetch until stopped."""
        while not self._stopping.is_set():
            try:
                await self.fetch_due()
            except DatabaseError as error:  # away: looked at again a little later
                log.warning("files were not fetched", error=type(error).__name__)
            with suppress(TimeoutError):
                await asyncio.wait_for(self._stopping.wait(), EVERY_SECONDS)

    def stop(self) -> None:
        """Begin no further file."""
        self._stopping.set()

    async def fetch_due(self) -> int:
        """One look; returns how many files came."""
        async with self.db.read() as session:
            due = await files.unfetched(session, self.clock.now())
        came = 0
        for file in due:
            if self._stopping.is_set():
                break
            came += await self._fetch(file)
        return came

    async def _fetch(self, file: Unfetched) -> bool:
        """The network first, then a short transaction. The bytes get their name only when they are whole."""
        path = PurePath(FOLDER) / f"{file.id}{PurePath(file.name).suffix[:SUFFIX]}"
        place = self.data_dir / path
        part = place.with_name(f"{place.name}.part")
        try:
            place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            found = await self.bot.get_file(file.platform_file_id)
            if found.file_path is None:
                return False
            await self.bot.download_file(found.file_path, part)
            part.replace(place)
        except (TelegramAPIError, aiohttp.ClientError, TimeoutError, OSError) as error:
            log.warning("a file was not fetched", file=file.id, error=type(error).__name__)
            part.unlink(missing_ok=True)
            return False
        async with self.db.write() as session:
            await files.fetched(session, file.id, path.as_posix())
        return True
