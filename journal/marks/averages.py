"""Averages and what they round to. Exact: `Fraction` all the way, since round(4.5) is 4 and 0.1 + 0.2 is not 0.3."""

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from math import floor
from typing import NamedTuple

NUMBERS = {"5": 5, "4": 4, "3": 3, "2": 2, "1": 1}
"""What counts. Every other token (ЗЧ, н/а, осв, a debt) says something but not a number."""

HALVES = (Fraction(9, 2), Fraction(7, 2), Fraction(5, 2))
"""The default thresholds of «5», «4» and «3»: half goes up."""


class Weighed(NamedTuple):
    """A value as it stands in a cell, with its work type's weight; weight 0 leaves it out."""

    value: str | None
    weight: int = 1


def average(marks: Iterable[Weighed], *, weights: bool = False) -> Fraction | None:
    """Σ(m·w)/Σw where the school weighs its marks, else Σm/n. None where nothing counts.

    Removed marks, tokens that are no number and, either way, marks of weight 0 are left out.
    """
    total = count = 0
    for mark in marks:
        number = NUMBERS.get(mark.value or "")
        if number is None or mark.weight <= 0:
            continue
        weight = mark.weight if weights else 1
        total += number * weight
        count += weight
    return Fraction(total, count) if count else None


def final(mean: Fraction, thresholds: tuple[Fraction, Fraction, Fraction] = HALVES) -> int:
    """The mark that a mean is worth: the best one whose threshold it reaches; 2 below them all."""
    for mark, threshold in zip((5, 4, 3), thresholds, strict=True):
        if mean >= threshold:
            return mark
    return 2


class Averaging(NamedTuple):
    """How a subject's marks make an average, and an average a mark: the school's way, or the subject's own."""

    weights: bool = False
    thresholds: tuple[Fraction, Fraction, Fraction] = HALVES

    def mean(self, marks: Iterable[Weighed]) -> Fraction | None:
        """The exact average; None where nothing counts."""
        return average(marks, weights=self.weights)

    def mark(self, mean: Fraction) -> int:
        """What a mean is worth."""
        return final(mean, self.thresholds)


def half_up(value: Fraction) -> int:
    """The nearest whole number, half up."""
    return floor(value + Fraction(1, 2))


def hundredths(mean: Fraction) -> Decimal:
    """The mean as people read it: two places, half up (4.429 → 4.43). The language chooses point or comma."""
    return Decimal(half_up(mean * 100)).scaleb(-2)
