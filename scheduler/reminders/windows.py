"""When a reminder may go: its weekdays, from which hour, and until when it still makes sense (G21)."""

from datetime import date, datetime, time, timedelta
from typing import Final, NamedTuple

NIGHT: Final = (time(21), time(7))
"""No reminder is made or sent between these, whatever quiet hours an account chose."""
EVERY_DAY: Final = frozenset(range(1, 8))
MONDAY: Final = 1
NOON: Final = time(12)
WEEK: Final = timedelta(days=7)


def at_night(now: datetime) -> bool:
    """Between 21:00 and 07:00, in the school's zone."""
    at = now.timetz().replace(tzinfo=None)
    return at >= NIGHT[0] or at < NIGHT[1]


def morning(now: datetime) -> datetime:
    """The end of the night that `now` lies in."""
    day = now.date() + timedelta(days=int(now.timetz().replace(tzinfo=None) >= NIGHT[1]))
    return datetime.combine(day, NIGHT[1], now.tzinfo)


class Window(NamedTuple):
    """By the school's wall clock, so that a day of 23 or 25 hours is a day like any other.

    What was missed is made up for until `until` at `closes`: the same evening, or the next day of that weekday. After
    that it is folded into the next one.
    """

    weekdays: frozenset[int]
    opens: time
    until: int | None = None
    closes: time = NIGHT[0]

    def holds(self, day: date, now: datetime) -> bool:
        """Whether that day's reminder may go now."""
        if day.isoweekday() not in self.weekdays:
            return False
        ahead = 0 if self.until is None else (self.until - day.isoweekday() - 1) % 7 + 1
        opens = datetime.combine(day, self.opens, now.tzinfo)
        closes = datetime.combine(day + timedelta(days=ahead), self.closes, now.tzinfo)
        return opens <= now < closes and not at_night(now)

    def days(self, now: datetime) -> list[date]:
        """The days whose reminders may go now, the latest first."""
        today = now.date()
        return [day for back in range(WEEK.days + 1) if self.holds(day := today - timedelta(days=back), now)]


def daily(opens: time) -> Window:
    """On any day, until its evening."""
    return Window(EVERY_DAY, opens)


def weekly(*weekdays: int, opens: time) -> Window:
    """On these weekdays, until Monday noon."""
    return Window(frozenset(weekdays), opens, MONDAY, NOON)
