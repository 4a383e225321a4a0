"""The rules of the weekly control (domain: «Findings»), which of them this school looks at, and their thresholds.

One row of `school_setting` holds what was decided otherwise, so that any statement can bring it along (`STORED`).
"""

import json
from datetime import timedelta
from enum import StrEnum
from typing import Any, Final, NamedTuple

from sqlalchemy import ScalarSelect, select

from db.engine import Session
from db.people import SchoolSetting

NAME: Final = "control"


class Rule(StrEnum):
    """What may be found, in the order in which it is told. The word is stored with an act and never changes."""

    UNFILLED = "unfilled"
    """A lesson into which nothing was entered (П 5.4.1)."""
    TOPIC = "topic"
    ATTENDANCE = "attendance"
    HOMEWORK = "homework"
    """Neither homework nor «не задано»."""
    OPEN = "open"
    """All is there, and the lesson was not closed."""
    UNWRITTEN = "unwritten"
    """A test without marks for those present, after its days of grace."""
    MARKED_ABSENT = "marked_absent"
    """Н, Б or У and a mark of the lesson's own day in one cell; a later one is «написал(а) позже», and right."""
    BEHIND = "behind"
    """Fewer marks a student than «enough marks» needs by now."""
    FEW_MARKS = "few_marks"
    """Fewer than three marks in the lesson of a class of ten or more."""
    NO_MARKS = "no_marks"
    UNEXPLAINED = "unexplained"
    """Н without a reason for over seven days: the homeroom teacher's (П 5.3.2)."""
    OVERLOAD = "overload"
    LATE = "late"
    """Filled later than on its day (П 5.4.1)."""
    CHANGED = "changed"
    """A mark changed more than 24 hours after it was put."""

    @property
    def lasting(self) -> bool:
        """It happened: nothing that is entered now makes it right."""
        return self in (Rule.OVERLOAD, Rule.LATE, Rule.CHANGED)


class ControlRules(NamedTuple):
    """What the school decided."""

    off: frozenset[str] = frozenset({Rule.FEW_MARKS, Rule.NO_MARKS})
    """Not looked at: by default those that press for marks' sake."""
    few: int = 3
    few_of: int = 10
    """So many marks are few in a lesson of so many students and more."""
    unexplained_for: timedelta = timedelta(days=7)
    changed_after: timedelta = timedelta(hours=24)
    act_days: int = 7
    """So many days without an act are told of (П 5.6)."""

    def on(self, rule: Rule) -> bool:
        """Whether the rule is looked at."""
        return rule not in self.off


STORED: Final[ScalarSelect[str]] = select(SchoolSetting.value).where(SchoolSetting.name == NAME).scalar_subquery()
"""The stored rules as a column of any statement; `read` makes rules of it."""


def read(stored: str | None) -> ControlRules:
    """The rules from what is stored; what is not there is the default."""
    facts: dict[str, Any] = json.loads(stored) if stored else {}
    known = ControlRules()
    return ControlRules(
        off=frozenset(facts.get("off", known.off)),
        few=facts.get("few", known.few),
        few_of=facts.get("few_of", known.few_of),
        unexplained_for=timedelta(days=facts.get("unexplained_days", known.unexplained_for.days)),
        changed_after=timedelta(hours=facts.get("changed_hours", 24)),
        act_days=facts.get("act_days", known.act_days),
    )


async def of(session: Session) -> ControlRules:
    """The school's rules."""
    return read(await session.scalar(select(STORED)))
