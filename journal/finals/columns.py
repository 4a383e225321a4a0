"""The columns of a course's finals: its terms, then those of the year; when each opens, locks and is late. Pure."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import Final, NamedTuple

from db.finals import FinalKind
from db.timetable import TermKind
from journal.finals.rules import OPEN_BEFORE, FinalsRules

EXAM_GRADES: Final = frozenset({9, 11})
"""Grades that end with a certificate."""
LAST_MINUTE: Final = time(23, 59, 59)
YEARLY: Final = (FinalKind.YEAR, FinalKind.ATTESTATION, FinalKind.EXAM, FinalKind.CERTIFICATE)


class Stage(StrEnum):
    """Where a column stands at a moment."""

    AHEAD = "ahead"
    """It opens seven days before its end."""
    OPEN = "open"
    CONFIRMED = "confirmed"
    LATE = "late"
    """Past the deadline and not confirmed (П 5.8, G23): locked, and overdue."""
    EARLIER = "earlier"
    """A past term of which this journal has no lesson: it was kept elsewhere. Nobody is late, and it can be copied in."""
    UNLOCKED = "unlocked"
    """A deputy head opened it again, for 24 hours."""

    @property
    def locked(self) -> bool:
        """Whether marks and finals stay as they are."""
        return self in (Stage.CONFIRMED, Stage.LATE)

    @property
    def fillable(self) -> bool:
        """Whether finals may be put."""
        return self in (Stage.OPEN, Stage.EARLIER, Stage.UNLOCKED)


class TermFacts(NamedTuple):
    """A term by name."""

    id: int
    kind: TermKind
    name: str
    first: date
    last: date
    held: bool = True
    """Whether the journal has a lesson of the course in it: a school may begin in the middle of a year."""


class Confirmed(NamedTuple):
    """What is stored of a column."""

    confirmed_at: datetime | None = None
    unlocked_until: datetime | None = None


class Column(NamedTuple):
    """One column of finals."""

    kind: FinalKind
    term: TermFacts | None
    """None: of the year."""
    last: date
    deadline: datetime
    """П 5.8: so many calendar days after the end, by the school's clock."""
    stored: Confirmed

    @property
    def id(self) -> int:
        """What a button carries: the term's id; a column of the year is negative."""
        return self.term.id if self.term is not None else -1 - YEARLY.index(self.kind)

    @property
    def opens_on(self) -> date:
        """The first day on which finals may be put."""
        return self.last - OPEN_BEFORE

    def stage(self, now: datetime) -> Stage:
        """Where it stands: one rule for finals, for marks and for whoever reminds of them."""
        if self.stored.unlocked_until is not None and now < self.stored.unlocked_until:
            return Stage.UNLOCKED
        if self.stored.confirmed_at is not None:
            return Stage.CONFIRMED
        if now > self.deadline:
            return Stage.LATE if self.term is None or self.term.held else Stage.EARLIER
        return Stage.OPEN if now.date() >= self.opens_on else Stage.AHEAD


class CourseFacts(NamedTuple):
    """A course whose students get finals."""

    id: int
    subject_id: int
    subject: str
    group_id: int
    group: str
    grade: int
    hours: Decimal
    marked: bool
    """False in grade 1 and for a subject without marks (H5)."""
    marks_from: date | None
    year_id: int
    year: str
    year_ends: date


def deadline(last: date, rules: FinalsRules, now: datetime) -> datetime:
    """23:59 of the last day on which finals are in time."""
    return datetime.combine(last + timedelta(days=rules.deadline_days), LAST_MINUTE, now.tzinfo)


def assesses(kind: TermKind, *, graded: bool, course: CourseFacts, rules: FinalsRules) -> bool:
    """Whether the course is assessed by such a term: its grade is, unless an hour a week is assessed by half-years."""
    if rules.by_half_years(course.subject_id, course.hours):
        return kind is TermKind.HALF_YEAR
    return graded


def columns(
    course: CourseFacts,
    terms: Iterable[TermFacts],
    stored: dict[tuple[FinalKind, int | None], Confirmed],
    rules: FinalsRules,
    now: datetime,
) -> tuple[Column, ...]:
    """All columns of a course: a term that ends before it takes marks has none (H5)."""
    if not course.marked:
        return ()
    known = sorted(
        (term for term in terms if course.marks_from is None or term.last >= course.marks_from),
        key=lambda term: term.first,
    )
    if not known:
        return ()

    def column(kind: FinalKind, term: TermFacts | None, last: date) -> Column:
        there = stored.get((kind, term.id if term else None), Confirmed())
        return Column(kind, term, last, deadline(last, rules, now), there)

    yearly = YEARLY if course.grade in EXAM_GRADES else YEARLY[:2]
    of_terms = tuple(column(FinalKind.TERM, term, term.last) for term in known)
    return of_terms + tuple(column(kind, None, known[-1].last) for kind in yearly)
