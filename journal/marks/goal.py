"""What is still needed for a mark: how many good marks, and how high the average can get. Pure and exact.

A lesson that is left can bring one mark, of its weight: a planned test weighs what tests weigh. That is the one thing
that is assumed; a teacher may put two, or none.
"""

from collections.abc import Sequence
from fractions import Fraction
from math import ceil
from typing import Final, NamedTuple

from journal.marks.averages import NUMBERS, Averaging, Weighed

BEST: Final = 5
TARGETS: Final = (5, 4, 3)


class Way(NamedTuple):
    """So many marks of one value, the heaviest lessons first, and the average that they bring."""

    value: int
    weights: tuple[int, ...]
    mean: Fraction

    @property
    def marks(self) -> int:
        """How many of them."""
        return len(self.weights)


class Outlook(NamedTuple):
    """Where a target stands."""

    target: int
    threshold: Fraction
    mean: Fraction | None
    """Of the marks there are; None where none counts."""
    left: int
    """Lessons that can still bring a mark."""
    ways: tuple[Way, ...]
    """Each value that leads there alone, the best first; none where the target is reached, or out of reach."""
    best: Fraction | None
    """With nothing but fives from now on; None where nothing counts and no lesson is left."""
    wanting: int
    """How many fives the target would take if lessons were plenty; 0 once it is reached."""

    @property
    def reached(self) -> bool:
        """Whether the average is enough as it is."""
        return self.mean is not None and self.mean >= self.threshold

    @property
    def possible(self) -> bool:
        """Whether it is reached, or can be in the lessons that are left."""
        return self.reached or bool(self.ways)


def outlook(marks: Sequence[Weighed], left: Sequence[int], averaging: Averaging, target: int) -> Outlook:
    """How the target can be reached with one mark a lesson: `left` are their weights, 0 where it would not count.

    `target` is one of 5, 4, 3. The threshold of 5 is below 5, so enough fives reach any target.
    """
    threshold = averaging.thresholds[TARGETS.index(target)]
    total, weight = _sums(marks, averaging)
    ahead = sorted((one if averaging.weights else 1 for one in left if one > 0), reverse=True)
    reached = weight > 0 and total >= threshold * weight
    values = () if reached else range(BEST, target - 1, -1)
    return Outlook(
        target,
        threshold,
        Fraction(total, weight) if weight else None,
        len(ahead),
        tuple(way for value in values if (way := _way(total, weight, ahead, threshold, value))),
        _with(total, weight, ahead, BEST),
        _wanting(total, weight, ahead, threshold),
    )


def _sums(marks: Sequence[Weighed], averaging: Averaging) -> tuple[int, int]:
    """Σ(m·w) and Σw of what counts."""
    counted = [
        (NUMBERS[mark.value], mark.weight if averaging.weights else 1)
        for mark in marks
        if mark.value in NUMBERS and mark.weight > 0
    ]
    return sum(value * weight for value, weight in counted), sum(weight for _, weight in counted)


def _with(total: int, weight: int, more: Sequence[int], value: int) -> Fraction | None:
    """The average with marks of that value on these weights."""
    whole = weight + sum(more)
    return Fraction(total + value * sum(more), whole) if whole else None


def _way(total: int, weight: int, ahead: Sequence[int], threshold: Fraction, value: int) -> Way | None:
    """The fewest marks of that value: the heaviest first, since each lifts the average by its weight."""
    for count in range(1, len(ahead) + 1):
        mean = _with(total, weight, ahead[:count], value)
        if mean is not None and mean >= threshold:
            return Way(value, tuple(ahead[:count]), mean)
    return None


def _wanting(total: int, weight: int, ahead: Sequence[int], threshold: Fraction) -> int:
    """As many fives as it takes: the lessons that are left, and after them as many of the lightest weight as needed."""
    if not weight:
        return 1
    lacking = threshold * weight - total
    count = 0
    for one in ahead:
        if lacking <= 0:
            return count
        lacking -= (BEST - threshold) * one
        count += 1
    lightest = min(ahead, default=1)
    return count + max(ceil(lacking / ((BEST - threshold) * lightest)), 0)
