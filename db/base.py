"""What every table shares: the metadata with its naming convention, and column types that mean the same on both databases."""

from collections.abc import Iterable
from datetime import UTC, datetime
from enum import StrEnum
from typing import Annotated, Any

from sqlalchemy import BigInteger, CheckConstraint, DateTime, Dialect, Enum, Index, Integer, MetaData, String, text
from sqlalchemy.orm import DeclarativeBase, mapped_column
from sqlalchemy.types import TypeDecorator

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}

LongInteger = BigInteger().with_variant(Integer, "sqlite")
"""64 bits on both databases: SQLite's INTEGER already has them, and only INTEGER gets a row id there."""


class UtcDateTime(TypeDecorator[datetime]):
    """A moment. Stored in UTC, returned aware; a naive value is a mistake and is refused (SQLite would lose the zone)."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002 - SQLAlchemy passes it
        """To UTC before it is stored."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs its zone")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002 - SQLAlchemy passes it
        """Aware again after SQLite, in UTC after either."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def one_of(words: type[StrEnum]) -> Enum:
    """A column that holds one of these words, by a check in the database (native enums cannot be changed in a transaction)."""
    return Enum(
        words,
        native_enum=False,
        create_constraint=True,
        name=words.__name__.lower(),
        length=24,
        values_callable=lambda members: [member.value for member in members],
    )


def unique_where(name: str, *columns: str, where: str) -> Index:
    """A unique index over the rows that satisfy `where`, on either database."""
    return Index(name, *columns, unique=True, sqlite_where=text(where), postgresql_where=text(where))


def spans_at_most(days: int, first: str, last: str, *, name: str) -> tuple[CheckConstraint, CheckConstraint]:
    """A check that the days from one column to another, both counted, are at most so many: dates subtract differently."""
    return (
        CheckConstraint(f"julianday({last}) - julianday({first}) < {days}", name=name).ddl_if("sqlite"),
        CheckConstraint(f"{last} - {first} < {days}", name=name).ddl_if("postgresql"),
    )


def quoted(values: Iterable[str]) -> str:
    """The values as an SQL list, for checks written beside their column."""
    return ", ".join(f"'{value}'" for value in values)


Id = Annotated[int, mapped_column(LongInteger, primary_key=True)]
Moment = Annotated[datetime, mapped_column(UtcDateTime)]
Name = Annotated[str, mapped_column(String(200))]


class Table(DeclarativeBase):
    """The declarative root of every table."""

    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map: dict[Any, Any] = {  # noqa: RUF012 - SQLAlchemy reads this exact attribute
        datetime: UtcDateTime,
        int: LongInteger,
    }
