"""What finals come to, held against a model in fractions of its own: terms, years, certificates. And what is stored."""

from decimal import Decimal
from fractions import Fraction
from math import floor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.finals import Formula
from db.timetable import TermKind
from journal.finals import arithmetic, rules
from journal.finals.rules import HARDER, FinalsRules
from journal.marks.averages import HALVES, Averaging, Weighed

VALUES = ["5", "4", "3", "2", "ЗЧ", "НЗ", "н/а", "осв", ".", None]
marks = st.lists(st.builds(Weighed, st.sampled_from(VALUES), st.integers(0, 5)), max_size=30)
averagings = st.builds(Averaging, st.booleans(), st.sampled_from([HALVES, HARDER]))
finals = st.lists(st.sampled_from(["5", "4", "3", "2", "н/а", "осв", None]), max_size=6)


@given(marks, averagings)
def test_a_term_is_what_the_model_says(given_marks: list[Weighed], averaging: Averaging) -> None:
    counted = [(int(it.value or 0), it.weight) for it in given_marks if it.value in {"5", "4", "3", "2"} and it.weight]
    found = arithmetic.of_term(given_marks, averaging, wanted=3)
    assert (found.counted, found.few) == (len(counted), len(counted) < 3)
    if not counted:
        assert (found.mean, found.value) == (None, None)
        return
    each = [value for value, weight in counted for _ in range(weight if averaging.weights else 1)]
    mean = Fraction(sum(each), len(each))
    five, four, three = averaging.thresholds
    assert found.mean == mean
    assert found.value == ("5" if mean >= five else "4" if mean >= four else "3" if mean >= three else "2")


@given(finals)
def test_a_year_is_the_mean_half_up_and_words_are_left_out(terms: list[str | None]) -> None:
    numbers = [int(value) for value in terms if value in {"5", "4", "3", "2"}]
    found = arithmetic.of_year(terms)
    expected = floor(Fraction(sum(numbers), len(numbers)) + Fraction(1, 2)) if numbers else None
    assert found.value == (None if expected is None else str(expected))
    assert found.few is (None in terms)


@pytest.mark.parametrize(("terms", "year"), [("3344", "4"), ("3434", "4"), ("2233", "3"), ("4445", "4"), ("5544", "5")])
def test_years(terms: str, year: str) -> None:
    assert arithmetic.of_year(list(terms)).value == year


def test_the_attestation_enters_only_where_the_school_says_so() -> None:
    assert arithmetic.of_year(list("4444"), "2").mean == 4
    assert arithmetic.of_year(list("4444"), "2", attestation_counts=True).mean == Fraction(18, 5)


@pytest.mark.parametrize(
    ("years", "exam", "value"),
    [("4", "5", "5"), ("4", "3", "4"), ("4", None, "4"), ("433", "3", "3"), ("544", "5", "5"), ("443", None, "4")],
)
def test_grade_9_by_the_years_and_the_exam(years: str, exam: str | None, value: str) -> None:
    """One subject, or algebra, geometry and probability for mathematics."""
    assert arithmetic.of_certificate(Formula.YEAR_AND_EXAM, years=list(years), exam=exam).value == value


def test_grade_11_by_half_years_and_years_of_both_grades() -> None:
    found = arithmetic.of_certificate(Formula.ALL_TERMS, years=list("45"), terms=list("4455"), exam="2")
    assert (found.mean, found.value) == (Fraction(27, 6), "5")
    assert arithmetic.of_certificate(Formula.ALL_TERMS, years=["4"]).value == "4", "finished earlier: its last year"
    assert arithmetic.of_certificate(Formula.ALL_TERMS, years=[None]).few


@pytest.mark.parametrize(
    ("hours", "quarter", "half_year"), [("1", 3, 5), ("1.5", 3, 5), ("2", 5, 7), ("3", 7, 9), ("6", 7, 9)]
)
def test_enough_marks(hours: str, quarter: int, half_year: int) -> None:
    known = FinalsRules()
    wanted = [known.wanted(kind, Decimal(hours)) for kind in (TermKind.QUARTER, TermKind.HALF_YEAR)]
    assert wanted == [quarter, half_year]
    assert known._replace(enough=False).wanted(TermKind.QUARTER, Decimal(hours)) == 0


@given(
    st.builds(
        FinalsRules,
        school=averagings,
        subjects=st.dictionaries(st.integers(1, 99), averagings, max_size=3),
        enough=st.booleans(),
        deadline_days=st.integers(0, 7),
        attestation_counts=st.booleans(),
        half_years=st.frozensets(st.integers(1, 99), max_size=3),
    )
)
def test_what_is_stored_is_read_back(decided: FinalsRules) -> None:
    assert rules.read(rules.written(decided)) == decided


def test_nothing_stored_is_the_default() -> None:
    assert rules.read(None) == FinalsRules()
