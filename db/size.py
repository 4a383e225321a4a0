"""How large the database is: the two ask for it in words of their own."""

from pathlib import Path
from typing import Any

from sqlalchemy import BigInteger, ColumnElement, func, literal_column, make_url

from db.engine import Database, Session


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
