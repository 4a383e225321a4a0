"""Where a course stands in its plan: what comes next, what is behind, how late, and on which days the rest will be."""

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from journal.programme import pace
from journal.programme.pace import Step

FIRST = date(2026, 9, 1)
DAYS = [FIRST + timedelta(days=offset) for offset in range(100)]


def plan(*hours: int, taken: dict[int, list[int]] | None = None) -> list[Step]:
    """Topics of so many hours; `taken` are days by place."""
    found = taken or {}
    return [
        Step(
            place + 1, place + 1, f"Тема {place + 1}", length, "", tuple((DAYS[day], 1) for day in found.get(place, []))
        )
        for place, length in enumerate(hours)
    ]


def test_a_plan_is_gone_through_from_the_top() -> None:
    assert pace.following([]) is None
    assert pace.following(plan(1, 1)) == 0
    assert pace.following(plan(1, 1, taken={0: [0]})) == 1
    assert pace.following(plan(1, 1, taken={0: [0], 1: [1]})) is None


def test_a_topic_of_several_hours_goes_on_until_they_are_used_up() -> None:
    assert pace.following(plan(3, 1, taken={0: [0, 1]})) == 0
    assert pace.following(plan(3, 1, taken={0: [0, 1, 2]})) == 1
    assert pace.following(plan(3, 1, taken={0: [0, 1, 2, 3]})) == 1


def test_after_a_topic_out_of_order_the_furthest_is_finished_and_the_plan_goes_on() -> None:
    """Topic 3 was pulled forward, then topic 2 was taken: what comes is topic 4, and before it the rest of topic 3."""
    assert pace.following(plan(1, 1, 2, 1, taken={0: [0], 2: [1], 1: [2]})) == 2
    assert pace.following(plan(1, 1, 2, 1, taken={0: [0], 2: [1, 3], 1: [2]})) == 3
    assert pace.following(plan(1, 2, 1, 1, taken={0: [0], 2: [1], 1: [2]})) == 1
    assert pace.skipped(plan(1, 1, 1, 1, taken={0: [0], 3: [1]})) == [1, 2]


def test_the_journal_may_begin_in_the_middle_of_the_plan() -> None:
    """Who begins in November takes topic 3 once: what is before it was taught, and the calendar is counted from there."""
    steps = plan(2, 2, 1, 1, taken={2: [50]})
    assert pace.passed(steps) == 5
    assert pace.following(steps) == 3
    found = pace.pace(steps, so_far=DAYS[:51], to_come=DAYS[51:60], today=DAYS[51])
    assert (found.hours, found.passed, found.lag, found.short) == (6, 5, 0, 0)


def test_a_plan_that_no_lesson_took_neither_lags_nor_leads() -> None:
    """In November the whole distance would be a lag, though the class was taught from it before there was a journal."""
    found = pace.pace(plan(30, 30), so_far=DAYS[:31], to_come=DAYS[31:61], today=DAYS[31])
    assert found == pace.Pace(60, 0, 0, 30, begun=False)
    began_today = plan(28, 2, 30, taken={1: [31]})
    assert pace.pace(began_today, so_far=DAYS[:31], to_come=DAYS[32:63], today=DAYS[31]).lag == 0


def test_pressing_two_hours_into_one_catches_up() -> None:
    """A cancelled lesson is a lag of one; a topic of two hours taught in one makes up for it."""
    late = plan(1, 2, 1, 1, taken={0: [0], 1: [2]})
    assert pace.pace(late, so_far=DAYS[:3], to_come=DAYS[3:9], today=DAYS[3]).lag == 1
    pressed = plan(1, 2, 1, 1, taken={0: [0], 1: [2], 2: [3]})
    assert pace.pace(pressed, so_far=DAYS[:4], to_come=DAYS[4:9], today=DAYS[4]).lag == 0


def test_todays_lessons_are_no_lag_and_no_lead_yet() -> None:
    steps = plan(1, 1, 1, taken={0: [0], 1: [1]})
    assert pace.pace(steps, so_far=DAYS[:1], to_come=DAYS[2:9], today=DAYS[1]).lag == 0
    assert pace.pace(steps[:1], so_far=DAYS[:1], to_come=DAYS[2:9], today=DAYS[1]).lag == 0


def test_after_the_end_of_the_plan_nobody_lags() -> None:
    steps = plan(1, 1, taken={0: [0], 1: [1]})
    assert pace.pace(steps, so_far=DAYS[:30], to_come=[], today=DAYS[30]) == pace.Pace(2, 2, 0, 0)


def test_days_go_to_the_rest_of_the_plan_and_what_finds_none_is_short() -> None:
    steps = plan(1, 2, 2, taken={0: [0], 1: [1]})
    assert pace.ahead(steps, [DAYS[4], DAYS[5]]) == {1: (DAYS[4],), 2: (DAYS[5],)}
    assert pace.pace(steps, so_far=DAYS[:2], to_come=[DAYS[4], DAYS[5]], today=DAYS[2]).short == 1
    assert pace.intended(steps, DAYS[:4]) == {0: (DAYS[0],), 1: (DAYS[1], DAYS[2]), 2: (DAYS[3],)}


def test_without_a_plan_there_is_nothing_to_say() -> None:
    assert pace.pace([], so_far=DAYS[:9], to_come=DAYS[9:20], today=DAYS[9]) == pace.Pace(0, 0, 0, 0)


lengths = st.lists(st.integers(1, 4), min_size=1, max_size=20)


@given(lengths, st.data())
def test_following_the_proposals_goes_through_the_whole_plan(hours: list[int], data: st.DataObject) -> None:
    """Whatever lessons are cancelled, taking what is proposed takes each topic its hours in order, and `passed` counts."""
    steps = plan(*hours)
    order: list[int] = []
    for day in DAYS:
        place = pace.following(steps)
        if place is None:
            break
        if data.draw(st.booleans(), label="cancelled"):
            continue
        order.append(place)
        steps[place] = steps[place]._replace(taken=(*steps[place].taken, (day, 1)))
        assert pace.passed(steps) == len(order)
    assert all(one <= other for one, other in pairwise(order))
    assert pace.passed(steps) <= sum(hours)


@given(lengths, st.dictionaries(st.integers(0, 19), st.lists(st.integers(0, 99), min_size=1, max_size=5), max_size=8))
def test_whatever_was_taken_the_numbers_stay_within_the_plan(hours: list[int], taken: dict[int, list[int]]) -> None:
    steps = plan(*hours, taken={place: sorted(days) for place, days in taken.items()})
    found = pace.pace(steps, so_far=DAYS[:30], to_come=DAYS[30:40], today=DAYS[30])
    assert 0 <= found.passed <= found.hours == sum(hours)
    assert -found.hours <= found.lag <= found.hours
    days = [day for shown in pace.ahead(steps, DAYS[30:40]).values() for day in shown]
    assert days == sorted(days)
    assert len(days) + found.short <= found.hours
    place = pace.following(steps)
    assert place is None or 0 <= place < len(steps)
