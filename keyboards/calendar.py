"""A month as buttons: the one keyboard by which a date is chosen. A day that can be chosen shows its number.

Any other is a dot; tapped, it says why not. The buttons of days are the caller's: they carry what will be true after.
"""

from collections.abc import Callable, Mapping
from datetime import date

from journal.timetable.months import Month, Why
from keyboards.data import Button, Data, Rows, SchoolDate, button
from locales import Texts


class NotThatDay(Data, prefix="cal"):
    """A day that cannot be chosen: why."""

    day: SchoolDate
    why: Why


def rows(t: Texts, month: Month, choices: Mapping[date, Button], turn: Callable[[date], Data]) -> Rows:
    """The weekdays, the weeks, the months beside it. `turn` opens a month by its first day.

    A day of `month` that can be chosen but has no button among `choices` is refused as one against a rule.
    """
    heads = [button(t.label("calendar-weekday", day=day), turn(month.first)) for day in range(1, 8)]
    weeks = [[choices.get(day.date) or _dim(t, day.date, day.why or Why.RULE) for day in week] for week in month.weeks]
    around = [
        button(t.label(key, month=first.month), turn(first))
        for key, first in (("calendar-earlier", month.earlier), ("calendar-later", month.later))
        if first is not None
    ]
    return [heads, *weeks, around]


def number(t: Texts, month: Month, day: date, *, chosen: bool = False, against: bool = False) -> str:
    """«25», «✓25», «!25»; a day of the month before «‹30», of the month after «1›»: seven stand in a row of a phone."""
    beside = "earlier" if day < month.first else "later" if day.month != month.first.month else "own"
    state = "chosen" if chosen else "against" if against else beside
    return t.label("calendar-day", day=str(day.day), state=state)


def _dim(t: Texts, day: date, why: Why) -> Button:
    return button(t.label("calendar-dim"), NotThatDay(day=day, why=why))
