"""For which days a note is: what is offered, what is typed, what is allowed."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.absences import LONGEST_NOTE
from journal.absences import note_days
from journal.dates import Days
from locales.written import WRITTEN
from tests.school import MONDAY

FRIDAY, SUNDAY = date(2026, 11, 27), date(2026, 11, 29)
days_of_the_year = st.dates(date(2026, 9, 1), date(2027, 5, 28))


def day(number: int, month: int = 11) -> date:
    return date(2026, month, number)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("25.11", day(25), day(25)),
        ("25.11–27.11", day(25), day(27)),
        ("25.11 - 27.11", day(25), day(27)),
        ("с 25 по 27 ноября", day(25), day(27)),
        ("с 25.11 по 1.12", day(25), day(1, 12)),
        ("с завтра до пятницы", day(24), FRIDAY),
        ("до пятницы", MONDAY, FRIDAY),
        ("До 27.11", MONDAY, FRIDAY),
        ("по среду", MONDAY, day(25)),
        ("сегодня", MONDAY, MONDAY),
        ("сегодня и завтра", MONDAY, day(24)),
        ("в четверг и пятницу", day(26), FRIDAY),
        ("в пятницу", FRIDAY, FRIDAY),
        ("20.11", day(20), day(20)),
        ("till Friday", MONDAY, FRIDAY),
        ("tomorrow", day(24), day(24)),
    ],
)
def test_days_as_parents_write_them(text: str, first: date, last: date) -> None:
    assert note_days.read(text, MONDAY, WRITTEN) == Days(first, last)


@pytest.mark.parametrize(
    "text",
    ["", "болеет", "31.11", "27.11–25.11", "до 20.11", "в среду и пятницу", "за четверть", "25.11 болеет", "до", "и"],
)
def test_what_is_no_days_is_not_guessed(text: str) -> None:
    assert note_days.read(text, MONDAY, WRITTEN) is None


@given(today=days_of_the_year, ahead=st.integers(0, 31), length=st.integers(1, LONGEST_NOTE))
def test_what_we_write_ourselves_is_read_back(today: date, ahead: int, length: int) -> None:
    first = today + timedelta(days=ahead)
    last = first + timedelta(days=length - 1)
    text = f"{first:%d.%m.%Y}" if first == last else f"{first:%d.%m.%Y}–{last:%d.%m.%Y}"
    assert note_days.read(text, today, WRITTEN) == Days(first, last)


@given(text=st.text(max_size=60), today=days_of_the_year)
def test_no_text_breaks_it_and_days_are_in_order(text: str, today: date) -> None:
    found = note_days.read(text, today, WRITTEN)
    assert found is None or found.first <= found.last


@given(today=days_of_the_year, first=st.integers(-20, 60), length=st.integers(-3, 60))
def test_what_is_allowed(today: date, first: int, length: int) -> None:
    days = Days(today + timedelta(days=first), today + timedelta(days=first + length - 1))
    assert note_days.allowed(days, today) is (first >= -7 and 1 <= length <= 31 and first + length - 1 <= 31)


@given(today=days_of_the_year, away=st.sets(st.integers(0, 20)))
def test_every_offer_is_allowed_and_said_once(today: date, away: set[int]) -> None:
    school_days = {today + timedelta(days=days) for days in away}
    offers = note_days.offers(today, school_days)
    assert offers
    assert len({offer.kind for offer in offers if offer.kind != "day"}) == len(
        [it for it in offers if it.kind != "day"]
    )
    assert len({offer.days for offer in offers}) == len(offers)
    assert all(note_days.allowed(offer.days, today) for offer in offers)
    if school_days:
        assert all({offer.days.first, offer.days.last} <= school_days for offer in offers)


@pytest.mark.parametrize(
    ("today", "kinds"),
    [
        (MONDAY, ["today", "tomorrow", "both", "week"]),
        (day(26), ["today", "tomorrow", "both"]),
        (FRIDAY, ["today", "day"]),
        (SUNDAY, ["tomorrow"]),
    ],
)
def test_what_is_offered_through_the_week(today: date, kinds: list[str]) -> None:
    school_days = {MONDAY + timedelta(days=days) for days in range(14) if (MONDAY + timedelta(days=days)).weekday() < 5}
    assert [offer.kind for offer in note_days.offers(today, school_days)] == kinds
