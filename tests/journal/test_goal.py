"""The goal's arithmetic against every combination of the marks that are left (A13)."""

from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.finals.rules import HARDER
from journal.marks.averages import HALVES, Averaging, Weighed, average
from journal.marks.goal import TARGETS, Outlook, outlook

tokens = st.sampled_from(["5", "4", "3", "2", "1", "ЗЧ", "н/а", "осв", ".", None])
marks = st.lists(st.builds(Weighed, tokens, st.integers(0, 3)), max_size=8)
lessons = st.lists(st.integers(0, 3), max_size=5)
ways_of_reckoning = st.builds(Averaging, st.booleans(), st.sampled_from([HALVES, HARDER]))


def of(values: str) -> list[Weighed]:
    return [Weighed(value) for value in values]


def seen(values: str, left: int, target: int = 5) -> Outlook:
    return outlook(of(values), [1] * left, Averaging(), target)


def test_a13_five_fives_make_four_and_a_half() -> None:
    found = seen("443", left=12)

    assert [(way.value, way.marks, way.mean) for way in found.ways] == [(5, 5, Fraction("4.50"))]
    assert (found.wanting, found.possible, found.reached) == (5, True, False)


def test_a13_with_four_lessons_it_is_out_of_reach_and_the_best_is_4_43() -> None:
    found = seen("443", left=4)

    assert not found.possible
    assert found.best == Fraction(31, 7)
    assert found.wanting == 5


@pytest.mark.parametrize(
    ("values", "left", "target", "counts"),
    [
        ("433", 9, 4, {5: 1, 4: 1}),
        ("3", 9, 4, {5: 1, 4: 1}),
        ("332", 9, 4, {5: 2, 4: 5}),
        ("332", 4, 4, {5: 2}),
        ("22", 9, 3, {5: 1, 4: 1, 3: 2}),
        ("", 3, 5, {5: 1}),
        ("", 0, 5, {}),
        ("5", 0, 5, {}),
        ("55554", 3, 5, {}),
    ],
)
def test_every_value_that_leads_there_alone(values: str, left: int, target: int, counts: dict[int, int]) -> None:
    assert {way.value: way.marks for way in seen(values, left, target).ways} == counts


def test_a_test_that_weighs_three_saves_two_fives() -> None:
    """4(1) 4(1) 3(1): alone with answers five fives, with a test of weight 3 ahead it and two answers."""
    found = outlook(of("443"), [1, 1, 3, 1, 1], Averaging(weights=True), 5)

    assert found.ways[0].weights == (3, 1, 1)
    assert found.ways[0].mean == Fraction(36, 8)


def test_where_weights_are_off_a_test_is_a_mark_like_any() -> None:
    assert outlook(of("443"), [1, 1, 3, 1, 1], Averaging(), 5).ways[0].weights == (1, 1, 1, 1, 1)


def test_a_lesson_whose_mark_would_not_count_is_none() -> None:
    assert outlook(of("443"), [0] * 9, Averaging(), 5).left == 0


def test_nothing_there_and_nothing_ahead_has_no_best() -> None:
    found = seen("", left=0)

    assert (found.mean, found.best, found.possible) == (None, None, False)


@given(marks, lessons, ways_of_reckoning, st.sampled_from(TARGETS))
def test_it_agrees_with_every_combination_of_the_marks_left(
    there: list[Weighed], left: list[int], averaging: Averaging, target: int
) -> None:
    found = outlook(there, left, averaging, target)

    fewest: dict[str, int] = {}
    best: Fraction | None = None
    reachable = False
    for values in product(("", "2", "3", "4", "5"), repeat=len(left)):
        more = [Weighed(value, weight) for value, weight in zip(values, left, strict=True) if value]
        mean = average([*there, *more], weights=averaging.weights)
        if mean is None:
            continue
        best = mean if best is None else max(best, mean)
        if mean < found.threshold:
            continue
        reachable = True
        if len({mark.value for mark in more}) == 1:
            value = more[0].value or ""
            fewest[value] = min(fewest.get(value, 99), len(more))
    assert found.mean == averaging.mean(there)
    assert found.best == best
    assert found.possible == reachable
    if found.reached:
        assert found.ways == ()
        assert found.wanting == 0
    else:
        wanted = {int(value): count for value, count in fewest.items() if int(value) >= target}
        assert {way.value: way.marks for way in found.ways} == wanted
        assert all(way.mean >= found.threshold for way in found.ways)


@given(marks, st.integers(0, 6), ways_of_reckoning, st.sampled_from(TARGETS))
def test_so_many_fives_are_wanted_and_not_one_less(
    there: list[Weighed], left: int, averaging: Averaging, target: int
) -> None:
    found = outlook(there, [1] * left, averaging, target)

    def with_fives(count: int) -> bool:
        mean = averaging.mean([*there, *[Weighed("5")] * count])
        return mean is not None and mean >= found.threshold

    assert with_fives(found.wanting)
    assert found.wanting == 0 or not with_fives(found.wanting - 1)
    assert found.possible == (found.wanting <= left)


@given(marks, lessons, ways_of_reckoning, st.sampled_from(TARGETS))
def test_one_lesson_more_never_makes_it_harder(
    there: list[Weighed], left: list[int], averaging: Averaging, target: int
) -> None:
    before, after = (outlook(there, ahead, averaging, target) for ahead in (left, [*left, 1]))

    assert after.possible >= before.possible
    assert (after.best or 0) >= (before.best or 0)
