"""Closing a lesson: what it lacks, what one tap may answer, and what families hear. On both databases."""

import asyncio
from datetime import date, timedelta

import pytest
from sqlalchemy import delete, update

from db.absences import AttendanceCode
from db.engine import Database
from db.lessons import Lesson, Topic
from db.marks import MarkValue
from db.timetable import TermGrade
from journal.absences import attendance
from journal.access import Actor
from journal.homework import assigning
from journal.homework.assigning import Wanted
from journal.lessons import card, closing, day, topics
from journal.lessons.closing import Answers, Gap
from journal.lessons.day import Stage
from journal.marks import marking
from journal.marks.marking import Cell
from journal.refusals import NotFound, NotReady, TopicChanged
from tests.school import MONDAY, NamedSchool, moscow
from tests.teaching import FIRST_GRADE, RUSSIAN, SENIOR, Desk

PYOTR = "Иванов Пётр"
IN_CLASS, AFTER = moscow("08:50"), moscow("09:17")
WEDNESDAY = date(2026, 11, 25)


@pytest.fixture
def desk(db: Database, school: NamedSchool) -> Desk:
    return Desk(db, school)


@pytest.fixture
async def teacher(desk: Desk) -> Actor:
    return await desk.actor(desk.school.algebra)


async def gaps(desk: Desk, actor: Actor, lesson_id: int) -> tuple[Gap, ...]:
    async with desk.db.read() as session:
        return (await closing.page(session, actor, lesson_id)).gaps


async def test_an_empty_lesson_lacks_everything_but_marks(desk: Desk, teacher: Actor) -> None:
    lesson_id = await desk.lesson()

    assert await gaps(desk, teacher, lesson_id) == (Gap.TOPIC, Gap.ATTENDANCE, Gap.HOMEWORK)
    with pytest.raises(NotReady):
        async with desk.db.write() as session:
            await closing.close(session, teacher, lesson_id, now=AFTER)
    assert (await desk.row(lesson_id)).state == "planned"


async def test_one_tap_answers_what_was_proposed(desk: Desk, teacher: Actor) -> None:
    lesson_id = await desk.lesson()
    async with desk.db.read() as session:
        shown = await closing.page(session, teacher, lesson_id)
    assert shown.topic is not None
    assert shown.proposal == Answers(shown.topic.id, all_present=True, no_homework=True)

    async with desk.db.write() as session:
        await closing.close(session, teacher, lesson_id, answers=shown.proposal, now=AFTER)

    row, homework = await desk.row(lesson_id), await desk.homework(lesson_id)
    assert (row.state, row.topic, row.closed_at, row.closed_by) == (
        "closed",
        "Дроби",
        AFTER,
        desk.school.algebra.person_id,
    )
    assert row.attendance_at == AFTER
    assert homework is not None
    assert homework.kind == "none"


async def test_marks_alone_do_not_say_who_was_there(desk: Desk, teacher: Actor) -> None:
    lesson_id, work = await desk.lesson(), await desk.work()
    cell = Cell(lesson_id, desk.student(PYOTR))
    async with desk.db.write() as session:
        await marking.put(session, teacher, cell, value=MarkValue.FIVE, work_type_id=work, version=0, now=IN_CLASS)

    assert Gap.ATTENDANCE in await gaps(desk, teacher, lesson_id)


async def test_an_exception_says_who_was_there(desk: Desk, teacher: Actor) -> None:
    lesson_id = await desk.lesson()
    async with desk.db.write() as session:
        await attendance.put(
            session, teacher, lesson_id, desk.student(PYOTR), code=AttendanceCode.LATE, version=0, now=IN_CLASS
        )

    assert Gap.ATTENDANCE not in await gaps(desk, teacher, lesson_id)


async def test_without_a_plan_only_a_person_knows_the_topic(desk: Desk, teacher: Actor) -> None:
    async with desk.db.read() as session:
        shown = await closing.page(session, teacher, await desk.lesson(SENIOR))

    assert Gap.TOPIC in shown.gaps
    assert shown.proposal is None


async def test_the_previous_list_is_proposed_before_nobody(desk: Desk) -> None:
    homeroom, algebra = await desk.actor(desk.school.homeroom), await desk.actor(desk.school.algebra)
    first, second = await desk.lesson(), await desk.lesson(RUSSIAN)
    async with desk.db.write() as session:
        await attendance.put(
            session, algebra, first, desk.student(PYOTR), code=AttendanceCode.ABSENT, version=0, now=IN_CLASS
        )
        await topics.put(session, homeroom, second, "Причастие", seen=0, now=moscow("09:30"))
    async with desk.db.read() as session:
        shown = await closing.page(session, homeroom, second)
    assert shown.proposal == Answers(as_before=shown.earlier.mark, no_homework=True)

    async with desk.db.write() as session:
        await closing.close(session, homeroom, second, answers=shown.proposal, now=moscow("10:12"))

    assert await desk.code(PYOTR, second) == "Н"
    assert (await desk.row(second)).state == "closed"


async def test_a_proposal_that_no_longer_fits_closes_nothing(desk: Desk) -> None:
    homeroom, algebra = await desk.actor(desk.school.homeroom), await desk.actor(desk.school.algebra)
    first, second = await desk.lesson(), await desk.lesson(RUSSIAN)
    async with desk.db.write() as session:
        await attendance.put(
            session, algebra, first, desk.student(PYOTR), code=AttendanceCode.ABSENT, version=0, now=IN_CLASS
        )
        await topics.put(session, homeroom, second, "Причастие", seen=0, now=moscow("09:30"))
    async with desk.db.read() as session:
        proposal = (await closing.page(session, homeroom, second)).proposal
    async with desk.db.write() as session:
        await attendance.put(session, algebra, first, desk.student(PYOTR), code=None, version=1, now=IN_CLASS)

    with pytest.raises(NotReady):
        async with desk.db.write() as session:
            await closing.close(session, homeroom, second, answers=proposal, now=moscow("10:12"))
    assert await desk.homework(second) is None


async def test_answers_never_replace_what_was_entered_meanwhile(desk: Desk, teacher: Actor) -> None:
    lesson_id = await desk.lesson()
    async with desk.db.read() as session:
        proposal = (await closing.page(session, teacher, lesson_id)).proposal
    async with desk.db.write() as session:
        await assigning.put(session, teacher, lesson_id, Wanted(text="§21"), version=0, now=IN_CLASS)
        await topics.put(session, teacher, lesson_id, "Повторение", seen=0, now=IN_CLASS)
    async with desk.db.write() as session:
        await closing.close(session, teacher, lesson_id, answers=proposal, now=AFTER)

    row, homework = await desk.row(lesson_id), await desk.homework(lesson_id)
    assert row.topic == "Повторение"
    assert homework is not None
    assert homework.text == "§21"


async def test_closing_makes_the_news_due_and_closing_again_changes_nothing(desk: Desk, teacher: Actor) -> None:
    lesson_id, work = await desk.lesson(), await desk.work()
    cell = Cell(lesson_id, desk.student(PYOTR))
    async with desk.db.write() as session:
        await marking.put(session, teacher, cell, value=MarkValue.FIVE, work_type_id=work, version=0, now=IN_CLASS)
    async with desk.db.read() as session:
        proposal = (await closing.page(session, teacher, lesson_id)).proposal
    for minutes in (0, 5):
        async with desk.db.write() as session:
            at = moscow("08:55") + timedelta(minutes=minutes)
            await closing.close(session, teacher, lesson_id, answers=proposal, now=at)

    assert {notice.due_at for notice in (await desk.promised(lesson_id)).values()} == {moscow("08:55")}
    assert (await desk.row(lesson_id)).closed_at == moscow("08:55")
    assert (await desk.actions()).count("lesson.close") == 1


async def test_two_taps_at_once_close_once(desk: Desk, teacher: Actor) -> None:
    lesson_id = await desk.lesson()
    async with desk.db.read() as session:
        proposal = (await closing.page(session, teacher, lesson_id)).proposal

    async def close() -> None:
        async with desk.db.write() as session:
            await closing.close(session, teacher, lesson_id, answers=proposal, now=AFTER)

    await asyncio.gather(close(), close())

    assert (await desk.actions()).count("lesson.close") == 1


async def test_nobody_else_may_close(desk: Desk) -> None:
    lesson_id = await desk.lesson()
    for stranger in (desk.school.deputy, desk.school.homeroom, desk.school.mother):
        with pytest.raises(NotFound):
            async with desk.db.write() as session:
                await closing.close(session, await desk.actor(stranger), lesson_id, now=AFTER)


async def test_a_co_teacher_may(desk: Desk, teacher: Actor) -> None:
    await desk.co_teacher(desk.school.homeroom)
    lesson_id = await desk.lesson()
    async with desk.db.read() as session:
        proposal = (await closing.page(session, teacher, lesson_id)).proposal
    async with desk.db.write() as session:
        await closing.close(session, await desk.actor(desk.school.homeroom), lesson_id, answers=proposal, now=AFTER)

    assert (await desk.row(lesson_id)).closed_by == desk.school.homeroom.person_id


async def test_a_late_closing_is_shown_as_late(desk: Desk, teacher: Actor) -> None:
    lesson_id, at = await desk.lesson(), moscow("08:00", date(2026, 11, 24))
    async with desk.db.read() as session:
        proposal = (await closing.page(session, teacher, lesson_id)).proposal
    async with desk.db.write() as session:
        await closing.close(session, teacher, lesson_id, answers=proposal, now=at)
    async with desk.db.read() as session:
        shown = await card.card(session, teacher, lesson_id, now=at)

    assert shown.late


# --- topics --------------------------------------------------------------------------------------------------------------


async def test_the_plan_goes_on_from_the_last_topic_taken(desk: Desk, teacher: Actor) -> None:
    monday, wednesday = await desk.lesson(), await desk.lesson(day=WEDNESDAY)
    async with desk.db.write() as session:
        await topics.put(session, teacher, monday, "  дроби ", seen=0, now=IN_CLASS)
    assert (await desk.row(monday)).topic == "Дроби"

    async with desk.db.read() as session:
        shown = await card.card(session, teacher, wednesday, now=moscow("09:30", WEDNESDAY))
    assert shown.topic is not None
    assert shown.topic.title == "Сложение дробей"


async def test_a_topic_of_two_hours_is_proposed_twice(desk: Desk, teacher: Actor) -> None:
    async with desk.db.write() as session:
        await session.execute(update(Topic).where(Topic.number == 1).values(hours=2))
        await topics.put(session, teacher, await desk.lesson(), "Дроби", seen=0, now=IN_CLASS)

    async with desk.db.read() as session:
        shown = await card.card(session, teacher, await desk.lesson(day=WEDNESDAY), now=IN_CLASS)
    assert shown.topic is not None
    assert shown.topic.title == "Дроби"


async def test_a_topic_of_ones_own_shifts_the_plan(desk: Desk, teacher: Actor) -> None:
    async with desk.db.write() as session:
        await topics.put(session, teacher, await desk.lesson(), "Контрольная", seen=0, now=IN_CLASS)

    async with desk.db.read() as session:
        shown = await card.card(session, teacher, await desk.lesson(day=WEDNESDAY), now=IN_CLASS)
    assert shown.topic is not None
    assert shown.topic.title == "Дроби"


async def test_a_topic_that_changed_meanwhile_is_not_overwritten_unseen(desk: Desk, teacher: Actor) -> None:
    lesson_id = await desk.lesson()
    async with desk.db.write() as session:
        await topics.put(session, teacher, lesson_id, "Повторение", seen=0, now=IN_CLASS)
    with pytest.raises(TopicChanged):
        async with desk.db.write() as session:
            await topics.put(session, teacher, lesson_id, "Дроби", seen=0, now=IN_CLASS)
    async with desk.db.write() as session:
        seen = topics.fingerprint("Повторение")
        await topics.put(session, teacher, lesson_id, "Дроби", seen=seen, now=IN_CLASS)

    assert (await desk.row(lesson_id)).topic == "Дроби"


async def test_a_topic_of_another_course_is_nothing_here(desk: Desk, teacher: Actor) -> None:
    async with desk.db.read() as session:
        proposed = (await card.card(session, teacher, await desk.lesson(), now=IN_CLASS)).topic
    assert proposed is not None
    with pytest.raises(NotFound):
        async with desk.db.write() as session:
            await topics.accept(session, teacher, await desk.lesson(SENIOR), proposed.id, seen=0, now=AFTER)


# --- days ----------------------------------------------------------------------------------------------------------------


async def test_own_lessons_of_a_day_and_where_they_stand(desk: Desk, teacher: Actor) -> None:
    now = moscow("10:40")
    async with desk.db.read() as session:
        page = await day.of_day(session, teacher, MONDAY, now=moscow("09:17"))

    assert [(lesson.group, day.stage(lesson, now)) for lesson in page.lessons] == [
        ("8Б", Stage.DUE),
        ("10А", Stage.NOW),
    ]
    assert page.lessons[0].starts_at.strftime("%H:%M") == "08:30"


async def test_a_lesson_is_due_two_minutes_after_its_end(desk: Desk, teacher: Actor) -> None:
    async with desk.db.read() as session:
        at_bell = await day.unfilled_count(session, teacher, moscow("09:16"))
        due = await day.unfilled_count(session, teacher, moscow("09:17"))

    assert due == at_bell + 1


async def test_unfilled_are_past_lessons_of_the_term_that_take_place(desk: Desk, teacher: Actor) -> None:
    now = moscow("09:17")
    async with desk.db.read() as session:
        before = await day.unfilled(session, teacher, now)
    assert (before.total, before.lessons[0].id) == (6, await desk.lesson())

    await desk.cancel(await desk.lesson(day=date(2026, 11, 20)))
    async with desk.db.write() as session:
        await session.execute(update(Lesson).where(Lesson.id == await desk.lesson()).values(state="closed"))
        await session.execute(
            update(Lesson)
            .where(Lesson.id == await desk.lesson(day=date(2026, 11, 18)))
            .values(date=date(2026, 10, 21), ends_at=moscow("10:10", date(2026, 10, 21)))
        )
    async with desk.db.read() as session:
        after = await day.unfilled(session, teacher, now)
        assert await day.unfilled_count(session, teacher, now) == after.total == 3


async def test_grade_one_without_terms_has_unfilled_lessons_too(desk: Desk) -> None:
    async with desk.db.write() as session:
        await session.execute(delete(TermGrade).where(TermGrade.grade == 1))
    async with desk.db.read() as session:
        count = await day.unfilled_count(session, await desk.actor(desk.school.primary), moscow("09:17"))
        lesson_id = await desk.lesson(FIRST_GRADE)
        found = await day.unfilled(session, await desk.actor(desk.school.primary), moscow("09:17"))

    assert count == found.total == 11
    assert lesson_id in {lesson.id for lesson in found.lessons}


async def test_nothing_of_others(desk: Desk) -> None:
    for stranger in (desk.school.deputy, desk.school.mother):
        actor = await desk.actor(stranger)
        async with desk.db.read() as session:
            assert (await day.of_day(session, actor, MONDAY, now=AFTER)).lessons == ()
            assert await day.unfilled_count(session, actor, AFTER) == 0
