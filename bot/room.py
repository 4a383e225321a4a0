"""A full disk is told once, however many writes fail, and once more when there is room again (G46)."""

import structlog

from db.engine import Database
from db.size import no_room
from journal.operations import watch

log = structlog.get_logger()


def failed(db: Database, error: BaseException) -> None:
    """A write failed."""
    seen = watch.of(db)
    if no_room(error) and not seen.full:
        seen.full = True
        log.error("the disk is full or takes no writes: nothing is confirmed until there is room")


def written(db: Database) -> None:
    """A write succeeded."""
    seen = watch.of(db)
    if seen.full:
        seen.full = False
        log.info("there is room again")
