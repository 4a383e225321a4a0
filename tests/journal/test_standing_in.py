"""A lesson in a substitute's hands: who reads it, who fills it, on whose list it stands, and when that ends (G26, G27)."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import delete, update

from db.engine import Database
from db.lessons import Lesson, LessonState
from db.people import Staff
from db.substitutions import Substitution, SubstitutionKind, SubstitutionState
from db.timetable import TimetableSlot
from journal import access
from journal.lessons import closing, day, topics, unfilled
from journal.lessons.closing import Answers
from journal.refusals import NotFound
from journal.substitutions import ending
from journal.timetable import calendar, planning
from tests.school import MONDAY, YEAR_END, NamedSchool, Somebody, moscow
from tests.substituting import FRIDAY, THURSDAY, TUESDAY, WEDNESDAY, handed_over
from tests.teaching import ALGEBRA, SENIOR, Desk

NOW = moscow("09:17")


@pytest.fixture
def desk(db: Database, school: NamedSchool) -> Desk:
    return Desk(db, school)


async def change(desk: Desk, **values: Any) -> None:
    async with desk.db.write() as session:
        await session.execute(update(Substitution).values(**values))


async def sees(desk: Desk, who: Somebody, lesson_id: int) -> bool:
    actor = await desk.actor(who)
    async with desk.db.read() as session:
        try:
            await access.lesson_of_teacher(session, actor, lesson_id)
        except NotFound:
            return False
    return True


async def fills(desk: Desk, who: Somebody, lesson_id: int, now: Any = NOW) -> bool:
    actor = await desk.actor(who)
    async with desk.db.write() as session:
        try:
            await access.lesson_to_fill(session, actor, lesson_id, now)
        except NotFound:
            return False
    return True


async def listed(desk: Desk, who: Somebody, now: Any = NOW) -> list[int]:
    actor = await desk.actor(who)
    async with desk.db.read() as session:
        return [lesson.id for lesson in (await day.of_day(session, actor, MONDAY, now=now)).lessons]


async def test_the_substitute_reads_and_fills_exactly_the_lesson_assigned(desk: Desk) -> None:
    lesson_id, school = await handed_over(desk), desk.school
    other = await desk.lesson(ALGEBRA, WEDNESDAY)

    assert await sees(desk, school.homeroom, lesson_id)
    assert await fills(desk, school.homeroom, lesson_id)
    assert not await sees(desk, school.homeroom, other)
    assert not await sees(desk, school.homeroom, await desk.lesson(SENIOR))
    # Whose lesson it is goes on reading and, if they are there after all, writing: G16 guards the cells.
    assert await sees(desk, school.algebra, lesson_id)
    assert await fills(desk, school.algebra, lesson_id)
    assert not await sees(desk, school.primary, lesson_id)
    assert not await sees(desk, school.deputy, lesson_id)


async def test_a_lesson_stands_on_one_list_and_never_on_both(desk: Desk) -> None:
    lesson_id, school = await handed_over(desk), desk.school

    assert lesson_id in await listed(desk, school.homeroom)
    assert lesson_id not in await listed(desk, school.algebra)
    async with desk.db.read() as session:
        answering = {row.account_id: row.due for row in await unfilled.teachers(session, NOW)}
    homeroom, algebra = await desk.actor(school.homeroom), await desk.actor(school.algebra)
    assert lesson_id in answering[homeroom.account_id]
    assert lesson_id not in answering[algebra.account_id]
    async with desk.db.read() as session:
        assert lesson_id in [it.id for it in await unfilled.of_teacher(session, homeroom, MONDAY, NOW)]
        assert lesson_id not in [it.id for it in await unfilled.of_teacher(session, algebra, MONDAY, NOW)]
        overdue = {
            row.teacher: row.lessons for row in await unfilled.overdue(session, TUESDAY, moscow("07:30", TUESDAY))
        }
    assert lesson_id in [it.id for it in overdue[school.homeroom.name]]
    assert lesson_id not in [it.id for it in overdue[school.algebra.name]]


@pytest.mark.parametrize(
    "gone",
    [
        {"state": SubstitutionState.DECLINED},
        {"state": SubstitutionState.CANCELLED},
        {"ended_at": NOW},
        {"until": MONDAY - timedelta(days=1)},
    ],
)
async def test_it_is_the_teachers_again_when_it_ends(desk: Desk, gone: dict[str, Any]) -> None:
    lesson_id, school = await handed_over(desk), desk.school
    await change(desk, **gone)

    assert not await fills(desk, school.homeroom, lesson_id)
    assert lesson_id not in await listed(desk, school.homeroom)
    assert lesson_id in await listed(desk, school.algebra)
    if "until" not in gone:
        assert not await sees(desk, school.homeroom, lesson_id)


async def test_closing_ends_it(desk: Desk) -> None:
    lesson_id, school = await handed_over(desk, state=SubstitutionState.ACCEPTED), desk.school
    homeroom = await desk.actor(school.homeroom)
    async with desk.db.write() as session:
        await topics.put(session, homeroom, lesson_id, "Дроби", seen=0, now=NOW)
        answers = Answers(all_present=True, no_homework=True)
        await closing.close(session, homeroom, lesson_id, answers=answers, now=NOW)

    assert (await desk.row(lesson_id)).state is LessonState.CLOSED
    assert not await sees(desk, school.homeroom, lesson_id)
    assert not await fills(desk, school.homeroom, lesson_id)
    assert await sees(desk, school.algebra, lesson_id)


async def test_the_days_pass(desk: Desk) -> None:
    lesson_id, school = await handed_over(desk), desk.school
    assert await fills(desk, school.homeroom, lesson_id, moscow("23:59", THURSDAY))
    assert not await fills(desk, school.homeroom, lesson_id, moscow("00:00", FRIDAY))
    async with desk.db.write() as session:
        assert not await ending.passed(session, now=moscow("23:59", THURSDAY))
        assert await ending.passed(session, now=moscow("00:01", FRIDAY))
        await ending.end_passed(session, now=moscow("00:01", FRIDAY))

    assert not await sees(desk, school.homeroom, lesson_id)


async def test_a_substitute_who_left_stands_in_for_nobody(desk: Desk) -> None:
    lesson_id, school = await handed_over(desk), desk.school
    async with desk.db.write() as session:
        left = update(Staff).where(Staff.person_id == school.homeroom.person_id).values(left_on=MONDAY)
        await session.execute(left)

    assert not await sees(desk, school.homeroom, lesson_id)
    assert not await fills(desk, school.homeroom, lesson_id)


async def test_the_own_subject_instead_opens_no_other_subject(desk: Desk) -> None:
    instead = await desk.lesson("8Б русский язык")
    lesson_id = await handed_over(desk, kind=SubstitutionKind.OWN_SUBJECT, instead_id=instead)

    assert not await sees(desk, desk.school.homeroom, lesson_id)


async def test_three_school_days_are_counted_by_the_calendar(db: Database, school: NamedSchool) -> None:
    async with db.read() as session:
        plan, week = await calendar.load(session), await ending.school_week(session)

    assert week == {1, 2, 3, 4, 5}
    assert ending.last_day(plan, week, MONDAY, 8) == THURSDAY
    assert ending.last_day(plan, week, THURSDAY, 8) == MONDAY + timedelta(days=8)
    # Three school days after the year's last one there are none.
    assert ending.last_day(plan, week, YEAR_END, 8) == YEAR_END


async def test_the_timetable_leaves_a_moved_lesson_where_it_was_put(desk: Desk) -> None:
    lesson_id = await desk.lesson(ALGEBRA, WEDNESDAY)
    async with desk.db.write() as session:
        moved = update(Lesson).where(Lesson.id == lesson_id)
        await session.execute(moved.values(date=THURSDAY, period=5, from_date=WEDNESDAY, from_period=2))
    async with desk.db.write() as session:
        made = await planning.make_lessons(session, MONDAY, FRIDAY, today=MONDAY)

    assert (made.added, made.moved, made.removed, made.kept) == (0, 0, 0, 0)
    there = await desk.row(lesson_id)
    assert (there.date, there.period) == (THURSDAY, 5)


async def test_the_timetable_takes_no_lesson_away_that_somebody_was_asked_to_take(desk: Desk) -> None:
    lesson_id = await handed_over(desk)
    async with desk.db.write() as session:
        await session.execute(delete(TimetableSlot).where(TimetableSlot.course_id == desk.school.courses[ALGEBRA]))
        made = await planning.make_lessons(session, MONDAY, FRIDAY, today=MONDAY)

    assert made.kept == 1
    assert (await desk.row(lesson_id)).date == MONDAY
