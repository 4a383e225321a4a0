"""A3 on the screens: what the teacher corrected before the family was told is never seen."""

from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from journal.family import visible
from journal.family.visible import Stood
from tests.school import moscow

HOLD = timedelta(minutes=10)


def seen(at: str, *history: tuple[str, str | None], closed: str | None = None) -> str | None:
    stood = [Stood(moscow(since), value) for since, value in history]
    return visible.mark(stood, moscow(closed) if closed else None, now=moscow(at), hold=HOLD)


def test_a_mark_of_an_open_lesson_waits_for_the_hold() -> None:
    assert seen("09:29", ("09:20", "3")) is None
    assert seen("09:30", ("09:20", "3")) == "3"


def test_a_correction_in_time_is_the_only_thing_seen() -> None:
    history = ("09:20", "3"), ("09:25", "4")

    assert [seen(at, *history) for at in ("09:24", "09:31", "09:34", "09:35")] == [None, None, None, "4"]


def test_closing_shows_the_last_word_at_once() -> None:
    assert seen("09:26", ("09:20", "3"), ("09:25", "4"), closed="09:26") == "4"
    assert seen("09:25", ("09:20", "3"), ("09:25", "4"), closed="09:25") == "4"


def test_a_later_correction_replaces_in_one_step() -> None:
    history = ("09:20", "4"), ("13:00", "2"), ("13:01", "5")

    assert [seen(at, *history, closed="09:26") for at in ("12:59", "13:00", "13:10", "13:11")] == ["4", "4", "4", "5"]


def test_a_removed_mark_stays_until_that_is_told() -> None:
    history = ("09:00", "2"), ("10:00", None)

    assert [seen(at, *history) for at in ("10:05", "10:10")] == ["2", None]


def test_a_mark_put_after_closing_gets_a_hold_of_its_own() -> None:
    assert [seen(at, ("10:00", "5"), closed="09:15") for at in ("10:09", "10:10")] == [None, "5"]


def test_nothing_stood_there() -> None:
    assert seen("12:00") is None


moments = st.lists(st.integers(0, 600), min_size=1, max_size=6, unique=True).map(sorted)


@given(moments, st.data())
def test_only_what_stood_long_enough_or_at_the_closing_is_seen(minutes: list[int], data: st.DataObject) -> None:
    start = moscow("08:00")

    def at(minute: int) -> datetime:
        return start + timedelta(minutes=minute)

    history = [Stood(at(minute), data.draw(st.sampled_from(["2", "3", "4", "5", None]))) for minute in minutes]
    now = at(data.draw(st.integers(minutes[-1], 700)))
    closed = data.draw(st.none() | st.integers(0, 700).map(at).filter(lambda moment: moment <= now))

    value = visible.mark(history, closed, now=now, hold=HOLD)

    ends = [*(stood.since for stood in history[1:]), now]
    lasting = [
        stood.value
        for stood, end in zip(history, ends, strict=True)
        if end - stood.since >= HOLD or (closed is not None and stood.since <= closed and (closed < end or end == now))
    ]
    assert value == (lasting[-1] if lasting else None)
    if now - history[-1].since >= HOLD:
        assert value == history[-1].value
