"""How large the database is, and whether there is room for more: the two say so in words of their own."""

from pathlib import Path
from typing import Any, Final

from sqlalchemy import BigInteger, ColumnElement, func, literal_column, make_url

from db.engine import Database, DatabaseError, Session

NO_ROOM: Final = ("53100", "25006")
"""PostgreSQL's SQLSTATE for a full disk, and for a server that takes no writes."""
NO_ROOM_WORDS: Final = ("disk is full", "readonly database", "disk I/O error")
"""SQLite's words for the same."""


def stored_bytes(session: Session) -> ColumnElement[Any]:
    """Bytes, as a column to be selected beside others."""
    if session.get_bind().dialect.name == "postgresql":
        return func.pg_database_size(func.current_database())
    return literal_column(
        "(SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size())", type_=BigInteger()
    )


def folder(db: Database) -> Path | None:
    """Where SQLite's file lies; None for a server's database."""
    name = make_url(db.url).database
    return Path(name).parent if db.sqlite and name else None


def no_room(error: BaseException) -> bool:
    """Whether nothing could be written because the disk is full, broken or read-only (G46)."""
    if not isinstance(error, DatabaseError):
        return False
    state = getattr(error.orig, "sqlstate", None)
    return state in NO_ROOM or any(words in str(error.orig) for words in NO_ROOM_WORDS)
