"""Where a test is: a lesson that may not be made yet, by its course, day and period."""

from datetime import date
from typing import NamedTuple


class Slot(NamedTuple):
    """Where a test is to be: a lesson of a course on a day."""

    course_id: int
    date: date
    period: int
