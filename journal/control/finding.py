"""A finding: one broken rule at one place, and who puts it right."""

from collections.abc import Iterable
from datetime import date, timedelta
from itertools import takewhile
from typing import NamedTuple

from journal.control.rules import Rule

Key = tuple[str, int, int, int, int]
"""What makes a finding the same one at the next look: rule, person, lesson, course, class; 0 where there is none."""


class Week(NamedTuple):
    """A week by its Monday, as far as it has come by a day."""

    monday: date
    today: date

    @property
    def sunday(self) -> date:
        """Its last day."""
        return self.monday + timedelta(days=6)

    @property
    def last(self) -> date:
        """The last day of it that has come."""
        return min(self.sunday, self.today)


class Finding(NamedTuple):
    """One broken rule at a lesson, or at a course or a class as a whole. No student is named: the place shows who."""

    rule: Rule
    person_id: int
    group: str
    subject: str = ""
    day: date | None = None
    period: int = 0
    lesson_id: int = 0
    course_id: int = 0
    class_id: int = 0
    many: int = 1
    """How many students, marks or absences it is about."""

    @property
    def key(self) -> Key:
        """The same at every look."""
        return (self.rule, self.person_id, self.lesson_id, self.course_id, self.class_id)


class Looked(NamedTuple):
    """What one look found, and how many lessons it went through."""

    findings: tuple[Finding, ...]
    names: dict[int, str]
    """People by full name, in the order of names."""
    held: int = 0
    filled: int = 0
    """Closed ones of the lessons that are due."""

    def of(self, person_id: int) -> tuple[Finding, ...]:
        """One person's, in the order of the rules and then of days."""
        return tuple(it for it in self.findings if it.person_id == person_id)

    @property
    def people(self) -> list[tuple[int, str, tuple[Finding, ...]]]:
        """Everybody with findings, in the order of names."""
        return [(person, name, own) for person, name in self.names.items() if (own := self.of(person))]

    @property
    def total(self) -> int:
        """How many there are: what co-teachers share counts once."""
        return len({it.key[:1] + it.key[2:] for it in self.findings})

    @property
    def rules(self) -> list[tuple[Rule, int]]:
        """How many of each rule, in their order; what co-teachers share counts once."""
        places = {it.key[:1] + it.key[2:] for it in self.findings}
        counts = [(rule, sum(1 for place in places if place[0] == rule)) for rule in Rule]
        return [(rule, count) for rule, count in counts if count]


def _grade(group: str) -> int:
    """8Б comes before 10А."""
    digits = "".join(takewhile(str.isdigit, group))
    return int(digits or 0)


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """By day and period, what has no day last; at one place in the order of the rules."""
    order = list(Rule)
    return tuple(
        sorted(
            findings,
            key=lambda it: (
                it.day or date.max,
                it.period,
                _grade(it.group),
                it.group,
                it.subject,
                order.index(it.rule),
                it.person_id,
            ),
        )
    )
