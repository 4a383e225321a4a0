"""What of a lesson a family may see already: nothing that the teacher may still be correcting (A3).

A family is told once a lesson is closed, or when the hold has passed since the last edit of an open one. The screens
follow the same clock: whoever opens them earlier sees what was told before, or nothing.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy import ColumnElement, SQLColumnExpression, or_

from db.lessons import Lesson, LessonState


class Stood(NamedTuple):
    """A value that stood in a cell from a moment on; None is an empty cell."""

    since: datetime
    value: str | None


def mark(history: Sequence[Stood], closed_at: datetime | None, *, now: datetime, hold: timedelta) -> str | None:
    """The mark to show: the last value that stood for the whole hold, or at the moment when the lesson was closed.

    `history` is what stood in the cell, oldest first. A correction therefore replaces what the family knows in one
    step, and what was corrected before it was told is never seen.
    """
    until = now
    for since, value in reversed(history):
        closing = closed_at is not None and since <= closed_at and (closed_at < until or until == now)
        if closing or until - since >= hold:
            return value
        until = since
    return None


def entry(entered_at: SQLColumnExpression[datetime], *, now: datetime, hold: timedelta) -> ColumnElement[bool]:
    """The where-clause of homework and absences: the `Lesson` is closed, or the hold has passed since the entry.

    On a closed lesson a change shows at once: the history of these is not kept, and to hide them while the homeroom
    teacher turns Н into Б would only frighten.
    """
    return or_(Lesson.state == LessonState.CLOSED, entered_at <= now - hold)
