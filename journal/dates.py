"""Days as people write them, relative to a given day: «завтра», «в пятницу», «12 ноября», «за неделю»."""

from datetime import date
from enum import Enum
from typing import Literal, NamedTuple


class Days(NamedTuple):
    """From the first day to the last, both included; one day is both."""

    first: date
    last: date


class Relative(Enum):
    """Days that only the calendar or the timetable can tell."""

    NEXT_LESSON = "next_lesson"
    TERM = "term"
    YEAR = "year"


When = Days | Relative
Lean = Literal["ahead", "back", "near"]
"""Where a day without a year or a week is looked for: homework and timetable lie ahead, marks and absences back."""


class Said(NamedTuple):
    """A day found in a text, and where it stands there with its preposition."""

    start: int
    end: int
    when: When
