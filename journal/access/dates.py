"""A right from one day to another."""

from datetime import date

from sqlalchemy import ColumnElement, SQLColumnExpression, and_, or_


def during(
    valid_from: SQLColumnExpression[date],
    valid_to: SQLColumnExpression[date | None],
    day: SQLColumnExpression[date] | date,
) -> ColumnElement[bool]:
    """True where the day lies within the dates, both inclusive; no end is for ever."""
    return and_(valid_from <= day, or_(valid_to.is_(None), valid_to >= day))
