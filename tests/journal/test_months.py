"""The month that a day is chosen from: whole weeks, every day once, and a word for each that cannot be chosen."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from db.engine import Database
from journal.timetable import months
from journal.timetable.calendar import Calendar, DaysOff, Year
from journal.timetable.months import Why
from tests.school import MONDAY, NamedSchool
from tests.teaching import ALGEBRA, Desk

YEAR = Year(1, "2026/2027", date(2026, 9, 1), date(2027, 5, 28))
WINTER = DaysOff("Зимние", date(2026, 12, 30), date(2027, 1, 10), frozenset())
PLAN = Calendar((YEAR,), (), (WINTER,), {}, ())
days = st.dates(date(2026, 9, 1), date(2027, 8, 31))


@given(days, days, st.integers(0, 300), st.sets(days, max_size=40))
def test_whole_weeks_and_every_day_once(of: date, earliest: date, ahead: int, lessons: set[date]) -> None:
    latest = earliest + timedelta(days=ahead)
    found = months.month(of, lessons=lessons, plan=PLAN, grade=8, earliest=earliest, latest=latest)
    shown = [day for week in found.weeks for day in week]
    assert all(len(week) == 7 and week[0].date.weekday() == 0 for week in found.weeks)
    assert [day.date for day in shown] == [shown[0].date + timedelta(days=shift) for shift in range(len(shown))]
    assert found.first <= shown[-1].date
    assert all(any(day.why is not Why.PAST for day in week) for week in found.weeks)
    assert {day.date for day in shown if day.why is None} == {
        day for day in lessons if earliest <= day <= latest and shown[0].date <= day <= shown[-1].date
    }
    assert (months.first_of(earliest) <= found.first <= months.first_of(latest)) or earliest > latest
    for beside in (found.earlier, found.later):
        assert beside is None or months.first_of(earliest) <= beside <= months.first_of(latest)


def test_each_word() -> None:
    earliest, latest = date(2026, 12, 10), date(2027, 1, 20)
    december = months.month(
        earliest, lessons={date(2026, 12, 11)}, plan=PLAN, grade=8, earliest=earliest, latest=latest
    )
    why = {day.date: day.why for week in december.weeks for day in week}
    assert why[date(2026, 12, 9)] is Why.PAST
    assert why[date(2026, 12, 11)] is None
    assert why[date(2026, 12, 12)] is Why.NO_LESSON
    assert why[date(2026, 12, 31)] is Why.HOLIDAY
    assert (december.earlier, december.later) == (None, date(2027, 1, 1))
    june = months.month(date(2027, 6, 1), lessons=(), plan=PLAN, grade=8, earliest=earliest, latest=date(2027, 6, 20))
    assert {day.why for day in june.weeks[2]} == {Why.YEAR}
    assert june.weeks[-1][-1].why is Why.FAR


async def test_made_lessons_are_asked_and_beyond_them_the_timetable(db: Database, school: NamedSchool) -> None:
    """A cancelled lesson is no day; in January there are no lessons made yet, and the holidays have none."""
    desk = Desk(db, school)
    await desk.cancel(await desk.lesson(day=date(2026, 11, 25)))

    async def month(of: date) -> set[date]:
        async with db.read() as session:
            found = await months.of_course(
                session,
                school.courses[ALGEBRA],
                8,
                month_of=of,
                earliest=MONDAY + timedelta(days=1),
                latest=MONDAY + timedelta(days=300),
                today=MONDAY,
            )
        return {day.date for week in found.weeks for day in week if day.why is None}

    november = await month(MONDAY)
    assert date(2026, 11, 25) not in november
    assert {date(2026, 11, 27), date(2026, 11, 30)} <= november
    january = await month(date(2027, 1, 1))
    assert date(2027, 1, 11) in january
    assert date(2027, 1, 4) not in january
