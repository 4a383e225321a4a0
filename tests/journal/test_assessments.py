"""When a test may be planned, by whom, and what it means for its lesson and its families. On both databases."""

import asyncio
from collections.abc import Awaitable
from datetime import date, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import select

from db.assessments import AssessmentDay
from db.engine import Database
from db.operations import AuditEntry
from db.timetable import AcademicYear, DayTransfer, Holiday
from journal import access
from journal.access import Actor, CourseToPlan
from journal.assessments import conflicts, pages, plans
from journal.assessments.conflicts import Place, PlannedTest, Why
from journal.assessments.plans import TestChanged, TestRefused
from journal.family import asked, homework
from journal.refusals import NoMarks, NotFound
from journal.rules import DEFAULTS
from journal.timetable import planning
from tests.assessing import (
    FRIDAY,
    HISTORY,
    NEXT_WEDNESDAY,
    THURSDAY,
    WEDNESDAY,
    at,
    filled,
    planned,
)
from tests.school import MONDAY, NamedSchool, moscow
from tests.teaching import ALGEBRA, FIRST_GRADE, RUSSIAN, SENIOR, Desk

NOW = moscow("09:17")
COURSE = CourseToPlan(1, 1, "Алгебра", 1, "8Б", 8, 1, True, Decimal(3), 1, False)
IN_THE_MIDDLE = Place(WEDNESDAY, 2, first=False, last=False)


def written(number: int, day: date, *, course: int = 1, minutes: int = 45, external: bool = False) -> PlannedTest:
    return PlannedTest(number, course, course, "Предмет", "8Б", True, day, 2, 1, "К/р", minutes, external, "", "", 1)


def why(
    place: Place = IN_THE_MIDDLE, *tests: PlannedTest, course: CourseToPlan = COURSE, minutes: int = 45
) -> list[Why]:
    return [one.why for one in conflicts.of(course, place, tests, DEFAULTS, minutes=minutes)]


@pytest.fixture
async def desk(db: Database, school: NamedSchool) -> Desk:
    await filled(db, school)
    return Desk(db, school)


@pytest.fixture
async def teacher(desk: Desk) -> Actor:
    return await desk.actor(desk.school.algebra)


async def plan(
    desk: Desk, actor: Actor, day: date, period: int = 2, course: str = ALGEBRA, *, reason: str = "", minutes: int = 45
) -> int:
    async with desk.db.write() as session:
        return await plans.plan(
            session, actor, at(desk.school, day, period, course), reason=reason, minutes=minutes, now=NOW
        )


# --- the rules -----------------------------------------------------------------------------------------------------------


def test_the_middle_of_an_empty_day_is_free() -> None:
    assert why() == []


def test_one_a_day_a_class() -> None:
    assert why(IN_THE_MIDDLE, written(9, WEDNESDAY, course=2)) == [Why.DAY]
    assert why(IN_THE_MIDDLE, written(9, WEDNESDAY, course=2, minutes=20)) == [], "a short one is none"
    assert why(IN_THE_MIDDLE, written(9, WEDNESDAY, course=2), minutes=29) == []


def test_not_the_first_nor_the_last_lesson_but_of_one_hour_a_week() -> None:
    assert why(IN_THE_MIDDLE._replace(first=True)) == [Why.FIRST]
    assert why(IN_THE_MIDDLE._replace(last=True)) == [Why.LAST]
    assert why(IN_THE_MIDDLE._replace(last=True), course=COURSE._replace(hours_per_week=Decimal(1))) == []


@pytest.mark.parametrize(("apart", "found"), [(17, [Why.SOON]), (18, [])])
def test_two_and_a_half_weeks_between_two_of_a_subject(apart: int, found: list[Why]) -> None:
    for sign in (1, -1):
        assert why(IN_THE_MIDDLE, written(9, WEDNESDAY + sign * timedelta(days=apart))) == found


@pytest.mark.parametrize(("hours", "most"), [(Decimal(1), 3), (Decimal(2), 6), (Decimal(3), 10), (Decimal("0.5"), 1)])
def test_a_tenth_of_the_yearly_hours(hours: Decimal, most: int) -> None:
    course = COURSE._replace(hours_per_week=hours)
    before = [written(number, date(2025, 1, 1)) for number in range(2, 2 + most)]
    assert why(IN_THE_MIDDLE, *before, course=course) == [Why.SHARE]
    assert why(IN_THE_MIDDLE, *before[1:], course=course) == []
    outside = [one._replace(external=True) for one in before]
    assert why(IN_THE_MIDDLE, *outside, course=course) == [], "what is set from outside is not counted"


def test_a_part_of_a_class_has_its_own_share_and_no_day() -> None:
    part = COURSE._replace(whole=False)
    assert why(IN_THE_MIDDLE._replace(first=True), written(9, WEDNESDAY, course=2), course=part) == []
    assert why(IN_THE_MIDDLE, written(9, WEDNESDAY - timedelta(days=7)), course=part) == [Why.SOON]


# --- planning ------------------------------------------------------------------------------------------------------------


async def test_planned_twice_is_one_test_and_its_lesson_takes_the_work_type(desk: Desk, teacher: Actor) -> None:
    first = await plan(desk, teacher, WEDNESDAY)
    assert await plan(desk, teacher, WEDNESDAY) == first
    assert [(test.date, test.work, test.minutes) for test in await planned(desk.db)] == [
        (WEDNESDAY, "Контрольная работа", 45)
    ]
    assert (await desk.row(await desk.lesson(day=WEDNESDAY))).work_type_id == await desk.work("test")
    assert await desk.actions() == ["test.plan"]
    async with desk.db.read() as session:
        lesson = await access.lesson_of_teacher(session, teacher, await desk.lesson(day=WEDNESDAY))
        assert lesson.test == "Контрольная работа"


@pytest.mark.parametrize(
    ("day", "period", "course", "found"),
    [
        (FRIDAY, 1, ALGEBRA, Why.FIRST),
        (MONDAY + timedelta(days=7), 1, ALGEBRA, Why.FIRST),
        (FRIDAY, 2, HISTORY, Why.LAST),
    ],
)
async def test_first_and_last_are_refused(
    desk: Desk, teacher: Actor, day: date, period: int, course: str, found: Why
) -> None:
    actor = teacher if course == ALGEBRA else await desk.actor(desk.school.homeroom)
    with pytest.raises(TestRefused) as refused:
        await plan(desk, actor, day, period, course)
    assert [one.why for one in refused.value.conflicts] == [found]
    assert await planned(desk.db) == []


async def test_a_second_test_of_the_day_is_refused_and_names_the_first(desk: Desk, teacher: Actor) -> None:
    await plan(desk, await desk.actor(desk.school.homeroom), WEDNESDAY, 3, RUSSIAN)
    with pytest.raises(TestRefused) as refused:
        await plan(desk, teacher, WEDNESDAY)
    assert refused.value.facts == {"why": "day", "subject": "Русский язык"}


@pytest.mark.parametrize("attempt", range(4))
async def test_two_teachers_and_one_day(desk: Desk, teacher: Actor, attempt: int) -> None:
    """Both saw the day free; exactly one has it, whoever came first (G16, G19)."""
    homeroom = await desk.actor(desk.school.homeroom)
    gate = asyncio.Barrier(2)

    async def put(actor: Actor, period: int, course: str) -> int:
        await gate.wait()
        return await plan(desk, actor, WEDNESDAY, period, course)

    both: list[Awaitable[int]] = [put(teacher, 2, ALGEBRA), put(homeroom, 3, RUSSIAN)]
    outcomes = await asyncio.gather(*(both if attempt % 2 else both[::-1]), return_exceptions=True)
    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["TestRefused", "int"]
    assert len(await planned(desk.db)) == 1
    assert await desk.count(AssessmentDay) == 1


async def test_only_on_a_lesson_ahead_of_the_own_course(desk: Desk, teacher: Actor) -> None:
    for day, period in ((MONDAY, 1), (date(2026, 11, 18), 2), (THURSDAY, 2), (WEDNESDAY, 4), (date(2027, 8, 4), 2)):
        with pytest.raises(NotFound):
            await plan(desk, teacher, day, period)
    for stranger in (desk.school.homeroom, desk.school.coordinator, desk.school.mother):
        with pytest.raises(NotFound):
            await plan(desk, await desk.actor(stranger), WEDNESDAY)
    with pytest.raises(NoMarks):
        await plan(desk, await desk.actor(desk.school.primary), WEDNESDAY, 1, FIRST_GRADE)
    await desk.cancel(await desk.lesson(day=WEDNESDAY))
    with pytest.raises(NotFound):
        await plan(desk, teacher, WEDNESDAY)
    assert await planned(desk.db) == []


async def test_the_deputy_head_allows_it_for_a_reason_and_a_teacher_does_not(desk: Desk, teacher: Actor) -> None:
    deputy = await desk.actor(desk.school.deputy)
    with pytest.raises(TestRefused):
        await plan(desk, teacher, FRIDAY, 1, reason="очень надо")
    with pytest.raises(TestRefused):
        await plan(desk, deputy, FRIDAY, 1, reason="  ")
    await plan(desk, deputy, FRIDAY, 1, reason="другого дня нет")

    (test,) = await planned(desk.db)
    assert (test.date, test.conflicts, test.reason) == (FRIDAY, "first", "другого дня нет")
    async with desk.db.read() as session:
        facts = await session.scalar(select(AuditEntry.facts).where(AuditEntry.action == "test.plan"))
    assert facts is not None
    assert facts["conflicts"] == "first"
    assert "другого" not in str(facts)


async def test_beyond_the_lessons_that_are_made_the_timetable_says_where_they_will_be(
    desk: Desk, teacher: Actor
) -> None:
    """A holiday is no day for a test, a transferred one is; the lesson takes the work type when it is made."""
    far = date(2026, 12, 16)
    async with desk.db.write() as session:
        year = await session.scalar(select(AcademicYear.id))
        session.add(
            Holiday(year_id=year or 0, name="Карантин", starts_on=date(2026, 12, 23), ends_on=date(2026, 12, 23))
        )
        session.add(DayTransfer(date=date(2026, 12, 26), weekday=3))
    with pytest.raises(NotFound):
        await plan(desk, teacher, date(2026, 12, 23))
    with pytest.raises(TestRefused):
        await plan(desk, teacher, date(2026, 12, 18), 1)
    async with desk.db.read() as session:
        shown = await pages.days(session, teacher, desk.school.courses[ALGEBRA], start=far, now=NOW)
    assert [day.place.date for day in shown.free][:2] == [far, date(2026, 12, 26)]
    await plan(desk, teacher, far)

    async with desk.db.write() as session:
        await planning.make_lessons(session, far, far, today=date(2026, 12, 10))
    assert (await desk.row(await desk.lesson(day=far))).work_type_id == await desk.work("test")
    assert (await desk.row(await desk.lesson(RUSSIAN, day=far))).work_type_id is None


# --- moving, changing, cancelling ----------------------------------------------------------------------------------------


async def test_moved_the_day_is_free_again(desk: Desk, teacher: Actor) -> None:
    test_id = await plan(desk, teacher, WEDNESDAY)
    async with desk.db.write() as session:
        await plans.move(session, teacher, test_id, at(desk.school, NEXT_WEDNESDAY, 2), version=1, now=NOW)
    async with desk.db.write() as session:  # the same button again
        await plans.move(session, teacher, test_id, at(desk.school, NEXT_WEDNESDAY, 2), version=1, now=NOW)
    with pytest.raises(TestChanged):
        async with desk.db.write() as session:
            await plans.move(session, teacher, test_id, at(desk.school, WEDNESDAY, 2), version=1, now=NOW)
    assert [(test.date, test.version) for test in await planned(desk.db)] == [(NEXT_WEDNESDAY, 2)]
    assert (await desk.row(await desk.lesson(day=WEDNESDAY))).work_type_id is None
    await plan(desk, await desk.actor(desk.school.homeroom), WEDNESDAY, 3, RUSSIAN)


async def test_a_test_moves_within_its_own_course_only(desk: Desk, teacher: Actor) -> None:
    test_id = await plan(desk, teacher, WEDNESDAY)
    with pytest.raises(NotFound):
        async with desk.db.write() as session:
            await plans.move(session, teacher, test_id, at(desk.school, THURSDAY, 1, SENIOR), version=1, now=NOW)
    homeroom = await desk.actor(desk.school.homeroom)
    with pytest.raises(NotFound):
        async with desk.db.write() as session:
            await plans.move(session, homeroom, test_id, at(desk.school, NEXT_WEDNESDAY, 2), version=1, now=NOW)


async def test_cancelled_it_is_nobodys_and_its_day_is_free(desk: Desk, teacher: Actor) -> None:
    test_id = await plan(desk, teacher, WEDNESDAY)
    async with desk.db.write() as session:
        await plans.cancel(session, teacher, test_id, version=1, now=NOW)
    with pytest.raises(NotFound):
        async with desk.db.write() as session:
            await plans.cancel(session, teacher, test_id, version=2, now=NOW)
    assert await planned(desk.db) == []
    assert (await desk.row(await desk.lesson(day=WEDNESDAY))).work_type_id is None
    await plan(desk, await desk.actor(desk.school.homeroom), WEDNESDAY, 3, RUSSIAN)
    assert await desk.actions() == ["test.plan", "test.cancel", "test.plan"]


async def test_a_short_work_takes_no_day_until_it_is_longer(desk: Desk, teacher: Actor) -> None:
    test_id = await plan(desk, teacher, WEDNESDAY, minutes=20)
    await plan(desk, await desk.actor(desk.school.homeroom), WEDNESDAY, 3, RUSSIAN)
    with pytest.raises(TestRefused):
        async with desk.db.write() as session:
            await plans.change(session, teacher, test_id, minutes=45, version=1, now=NOW)
    async with desk.db.write() as session:
        essay = await desk.work("essay")
        await plans.change(session, teacher, test_id, work_type_id=essay, version=1, now=NOW)
    assert (await desk.row(await desk.lesson(day=WEDNESDAY))).work_type_id == essay


async def test_only_a_deputy_head_says_that_it_comes_from_outside(desk: Desk, teacher: Actor) -> None:
    test_id = await plan(desk, teacher, WEDNESDAY)
    with pytest.raises(NotFound):
        async with desk.db.write() as session:
            await plans.change(session, teacher, test_id, external=True, version=1, now=NOW)
    async with desk.db.write() as session:
        deputy = await desk.actor(desk.school.deputy)
        await plans.change(session, deputy, test_id, external=True, version=1, now=NOW)
    assert [test.external for test in await planned(desk.db)] == [True]


# --- families ------------------------------------------------------------------------------------------------------------


async def test_families_of_the_class_see_it_after_the_hold(desk: Desk, teacher: Actor) -> None:
    await plan(desk, teacher, WEDNESDAY)
    for somebody, clock, seen in (("mother", "09:26", 0), ("mother", "09:27", 1)):
        actor = await desk.actor(getattr(desk.school, somebody))
        async with desk.db.read() as session:
            now, child = moscow(clock), desk.student("Смирнова Полина")
            ahead = await asked.ahead(session, actor, student_id=child, now=now)
            page = await homework.day_page(session, actor, student_id=child, day=WEDNESDAY, now=now)
        assert (len(ahead.tests), len(page.tests)) == (seen, seen), clock
    async with desk.db.read() as session:
        other = await desk.actor(desk.school.first_grade_mother)
        ahead = await asked.ahead(session, other, student_id=desk.student("Зайцева Ева"), now=moscow("12:00"))
        assert ahead.tests == ()
        with pytest.raises(NotFound):
            await asked.ahead(session, other, student_id=desk.student("Смирнова Полина"), now=NOW)


async def test_a_test_of_a_cancelled_lesson_is_none(desk: Desk, teacher: Actor) -> None:
    await plan(desk, teacher, WEDNESDAY)
    await desk.cancel(await desk.lesson(day=WEDNESDAY))
    async with desk.db.read() as session:
        mother = await desk.actor(desk.school.mother)
        ahead = await asked.ahead(session, mother, student_id=desk.student("Смирнова Полина"), now=moscow("12:00"))
    assert ahead.tests == ()
