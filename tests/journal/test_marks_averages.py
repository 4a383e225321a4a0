"""Averages are exact: the documents' examples, and laws that hold for any marks."""

from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.marks.averages import NUMBERS, Weighed, average, final, half_up, hundredths

marks = st.builds(Weighed, st.sampled_from(["5", "4", "3", "2", "1", "ЗЧ", "н/а", "осв", ".", None]), st.integers(0, 5))
counted = st.builds(Weighed, st.sampled_from(["5", "4", "3", "2"]), st.integers(1, 5))
means = st.fractions(min_value=1, max_value=5, max_denominator=200)
THRESHOLDS = (Fraction("4.65"), Fraction("3.65"), Fraction("2.65"))


def of(*values: str) -> list[Weighed]:
    return [Weighed(value) for value in values]


@pytest.mark.parametrize(
    ("values", "mean", "worth"),
    [("45", "9/2", 5), ("23", "5/2", 3), ("3434", "7/2", 4), ("443", "11/3", 4), ("5", "5", 5), ("22", "2", 2)],
)
def test_simple(values: str, mean: str, worth: int) -> None:
    found = average(of(*values))

    assert found == Fraction(mean)
    assert final(found) == worth


def test_weighted_as_the_documents_have_it() -> None:
    """5(1) 4(1) 3(3) → 3.60 → 4; with a threshold of 3.65 → 3 (A10)."""
    found = average([Weighed("5", 1), Weighed("4", 1), Weighed("3", 3)], weights=True)

    assert found == Fraction(18, 5)
    assert (final(found), final(found, THRESHOLDS)) == (4, 3)


def test_what_is_no_number_is_left_out() -> None:
    assert average([*of("5", "ЗЧ", "н/а", "осв", ".", "4"), Weighed(None)]) == Fraction(9, 2)
    assert average(of("ЗЧ")) is None
    assert average([]) is None


def test_weight_zero_counts_nowhere() -> None:
    assert average([Weighed("2", 0), Weighed("4", 1)]) == 4
    assert average([Weighed("2", 0), Weighed("4", 1)], weights=True) == 4


@pytest.mark.parametrize(
    ("mean", "shown"),
    [("31/7", "4.43"), ("9/2", "4.50"), ("4", "4.00"), ("4.445", "4.45"), ("2/3", "0.67"), ("4.004", "4.00")],
)
def test_two_places_half_up(mean: str, shown: str) -> None:
    assert hundredths(Fraction(mean)) == Decimal(shown)
    assert str(hundredths(Fraction(mean))) == shown


def test_half_goes_up_where_round_goes_to_even() -> None:
    assert [half_up(Fraction(n, 2)) for n in (5, 7, 9)] == [3, 4, 5]


@given(st.lists(marks), st.booleans())
def test_an_average_lies_between_the_marks(given_marks: list[Weighed], weights: bool) -> None:
    numbers = [NUMBERS[mark.value] for mark in given_marks if mark.value in NUMBERS and mark.weight]
    found = average(given_marks, weights=weights)

    if not numbers:
        assert found is None
    else:
        assert found is not None
        assert min(numbers) <= found <= max(numbers)


@given(st.lists(counted, min_size=1))
def test_order_does_not_matter(given_marks: list[Weighed]) -> None:
    mixed = sorted(given_marks, key=lambda mark: (mark.weight, mark.value or ""))

    assert average(given_marks, weights=True) == average(mixed, weights=True)


@given(st.lists(counted, min_size=1), st.integers(2, 7))
def test_weights_are_relative(given_marks: list[Weighed], times: int) -> None:
    heavier = [mark._replace(weight=mark.weight * times) for mark in given_marks]

    assert average(given_marks, weights=True) == average(heavier, weights=True)


@given(st.lists(counted, min_size=1))
def test_a_five_never_lowers_and_a_two_never_raises(given_marks: list[Weighed]) -> None:
    before = average(given_marks, weights=True)
    better = average([*given_marks, Weighed("5", 3)], weights=True)
    worse = average([*given_marks, Weighed("2", 3)], weights=True)

    assert before is not None
    assert better is not None
    assert worse is not None
    assert worse <= before <= better


@given(st.lists(means, min_size=2))
def test_a_better_mean_is_never_worth_less(given_means: list[Fraction]) -> None:
    for low, high in pairwise(sorted(given_means)):
        assert final(low) <= final(high)
        assert final(low, THRESHOLDS) <= final(high, THRESHOLDS) <= final(high)


@given(means)
def test_halves_round_as_half_up_does(mean: Fraction) -> None:
    assert final(mean) == max(2, half_up(mean))
    assert abs(Fraction(hundredths(mean)) - mean) <= Fraction(1, 200)
