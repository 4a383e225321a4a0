"""When a test may be written: the rules of the domain («Tests»), pure. What breaks one is refused or allowed for a reason."""

from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from journal.access import CourseToPlan
from journal.rules import Rules


class Why(StrEnum):
    """The rule that a test would break."""

    DAY = "day"
    """The class has a test that day already."""
    FIRST = "first"
    LAST = "last"
    SOON = "soon"
    """The same subject had or has one within two and a half weeks."""
    SHARE = "share"
    """More than a tenth of the course's yearly hours."""


class PlannedTest(NamedTuple):
    """A planned test."""

    id: int
    course_id: int
    subject_id: int
    subject: str
    group: str
    whole: bool
    date: date
    period: int
    work_type_id: int
    work: str
    minutes: int
    external: bool
    conflicts: str
    reason: str
    version: int


class Place(NamedTuple):
    """A lesson of the course on a day, and whether it is the first or the last of a class's day."""

    date: date
    period: int
    first: bool
    last: bool


class Conflict(NamedTuple):
    """One broken rule; `other` is the test that stands in the way."""

    why: Why
    other: PlannedTest | None = None


def of(
    course: CourseToPlan,
    place: Place,
    tests: Sequence[PlannedTest],
    rules: Rules,
    *,
    minutes: int,
    external: bool = False,
    besides: int = 0,
) -> tuple[Conflict, ...]:
    """What a test of so many minutes would break here. A short one breaks nothing; of a part of a class no day is asked.

    `tests` are the planned ones of the course's classes in its year; `besides` is the one that is being moved.
    """
    if minutes < rules.test_minutes:
        return ()
    others = [test for test in tests if test.id != besides and test.minutes >= rules.test_minutes]
    found: list[Conflict] = []
    if course.whole:
        found += [Conflict(Why.DAY, test) for test in others if test.whole and test.date == place.date][:1]
        if course.hours_per_week > rules.test_edge_hours:
            found += [Conflict(Why.FIRST)] if place.first else [Conflict(Why.LAST)] if place.last else []
    same = [
        test
        for test in others
        if test.course_id == course.id or (test.subject_id == course.subject_id and course.whole)
    ]
    near = [test for test in same if abs(test.date - place.date) < rules.test_gap]
    found += [Conflict(Why.SOON, test) for test in near if test.date != place.date][:1]
    own = [test for test in others if test.course_id == course.id and not test.external]
    if not external and len(own) + 1 > most(course, rules):
        found.append(Conflict(Why.SHARE))
    return tuple(found)


def most(course: CourseToPlan, rules: Rules) -> int:
    """How many tests a year the course may have."""
    return int(course.hours_per_week * rules.weeks_a_year * rules.test_percent // 100)
