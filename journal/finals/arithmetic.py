"""What a final should be by the numbers. Pure and exact; whoever decides otherwise says why."""

from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import Final, NamedTuple

from db.finals import Formula
from journal.marks.averages import NUMBERS, Averaging, Weighed, half_up

LAST_GRADE: Final = 11


class Proposal(NamedTuple):
    """A mean with what it is worth; no value where nothing counts."""

    mean: Fraction | None = None
    value: str | None = None
    counted: int = 0
    """How many marks the mean is made of."""
    few: bool = False
    """Fewer than are enough: a warning, not a block."""


def of_term(marks: Sequence[Weighed], averaging: Averaging, *, wanted: int) -> Proposal:
    """By the marks of a term: the subject's average, rounded by its thresholds."""
    counted = sum(1 for mark in marks if mark.value in NUMBERS and mark.weight > 0)
    mean = averaging.mean(marks)
    return Proposal(mean, None if mean is None else str(averaging.mark(mean)), counted, few=counted < wanted)


def of_year(
    terms: Sequence[str | None], attestation: str | None = None, *, attestation_counts: bool = False
) -> Proposal:
    """The mean of the terms' finals, half up (3, 3, 4, 4 → 4). A term without one, or with a word, is left out.

    `few`: a term has none yet. The attestation enters as one mark more where the school says so.
    """
    values = [*terms, attestation] if attestation_counts and attestation else list(terms)
    return _mean(values, few=None in terms)


def usual(grade: int) -> Formula:
    """How a subject without a rule of its own goes into the certificate of a grade."""
    return Formula.ALL_TERMS if grade == LAST_GRADE else Formula.YEAR_AND_EXAM


def of_certificate(
    formula: Formula, *, years: Sequence[str | None], exam: str | None = None, terms: Iterable[str | None] = ()
) -> Proposal:
    """What goes into the certificate. `years` are the last years of the rule's subjects, each of them needed.

    Grade 9: the mean of the years and, where it was sat, the exam. Grade 11: of half-years and years of both grades; of a
    subject that was finished earlier there are none, and its last year stands.
    """
    if formula is Formula.YEAR_AND_EXAM:
        return _mean([*years, exam] if exam else years, few=None in years)
    return _mean([*terms, *years], few=None in years)


def _mean(values: Iterable[str | None], *, few: bool) -> Proposal:
    numbers = [NUMBERS[value] for value in values if value in NUMBERS]
    if not numbers:
        return Proposal(few=few)
    mean = Fraction(sum(numbers), len(numbers))
    return Proposal(mean, str(half_up(mean)), len(numbers), few=few)
