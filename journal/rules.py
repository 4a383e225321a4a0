"""What this school decided: one frozen value, made at the start and carried by every session of its database."""

from datetime import time, timedelta
from typing import NamedTuple, cast
from zoneinfo import ZoneInfo

from db.engine import Session


class Rules(NamedTuple):
    """The school's decisions, with their defaults. Nothing of it is a constant elsewhere."""

    zone: ZoneInfo = ZoneInfo("Europe/Moscow")
    hold: timedelta = timedelta(minutes=10)
    """How long an open lesson's news wait for the last word."""
    ask_after: timedelta = timedelta(minutes=10)
    """How long after an Н was saved the guardians are asked why: a slip is corrected by then."""
    quiet_from: time = time(21)
    quiet_to: time = time(7)
    detail: str = "full"
    """PUSH_DETAIL: full, subject or none."""
    ones: bool = False
    """Whether «1» is a mark here."""
    lessons_ahead: timedelta = timedelta(days=14)
    """How far ahead lessons are made from the timetable."""
    invite_days: int = 14
    homework_minutes: tuple[tuple[int, int], ...] = ((1, 60), (3, 90), (5, 120), (8, 150), (11, 210))
    """The homework of a day, all subjects together: up to which grade so many minutes at most."""
    test_minutes: int = 30
    """From so many minutes on a test is one; a shorter work may be written on any day."""
    test_gap: timedelta = timedelta(days=17, hours=12)
    """Two and a half weeks between two tests of a subject."""
    test_percent: int = 10
    """How much of a course's yearly hours may be tests; what is set from outside (ВПР) is not counted."""
    test_edge_hours: int = 1
    """A course of at most so many hours a week may write on the first or the last lesson of a day."""
    weeks_a_year: int = 34

    def homework_limit(self, grade: int) -> int:
        """The minutes of homework that a grade may have for a day."""
        return next((minutes for up_to, minutes in self.homework_minutes if grade <= up_to), 0)


def of(session: Session) -> Rules:
    """The rules of the school whose database this session belongs to."""
    return cast(Rules, session.info.get("rules", DEFAULTS))


DEFAULTS = Rules()
