"""`📋 Уроки сегодня` and `🗓 Неделя` between two bells: what is to be filled stands first."""

from datetime import timedelta
from typing import Final

from db.lessons import LessonState
from journal.access import LessonFacts
from journal.lessons.day import Stage, in_order, stage_of_day
from tests.school import MONDAY, moscow

NOW: Final = moscow("10:40")


def lesson(period: int, begins: str, state: LessonState = LessonState.PLANNED) -> LessonFacts:
    starts_at = moscow(begins)
    return LessonFacts(
        period, 1, 1, 1, "Алгебра", "8Б", 8, True, MONDAY, period, starts_at, starts_at + timedelta(minutes=45),
        "", state, None, "", None, None, None, None,
    )  # fmt: skip


DAY: Final = (
    lesson(1, "08:30", LessonState.CLOSED),
    lesson(2, "09:25"),
    lesson(3, "10:30"),
    lesson(4, "11:35", LessonState.CANCELLED),
    lesson(5, "12:30"),
    lesson(6, "13:25", LessonState.OPEN),
)


def test_what_is_due_then_now_then_what_comes_then_what_needs_nothing() -> None:
    assert [one.period for one in in_order(DAY, NOW)] == [2, 3, 5, 6, 1, 4]
    assert [one.period for one in in_order(DAY[3:], NOW)] == [5, 6, 4]
    assert in_order((), NOW) == []


def test_where_a_day_stands() -> None:
    assert stage_of_day(DAY, NOW) is Stage.DUE
    assert stage_of_day(DAY[2:], NOW) is Stage.NOW
    assert stage_of_day(DAY[3:], NOW) is Stage.AHEAD
    assert stage_of_day((DAY[0], DAY[3]), NOW) is Stage.CLOSED
    assert stage_of_day(DAY[3:4], NOW) is None
    assert stage_of_day((), NOW) is None
