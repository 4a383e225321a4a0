"""Lessons cancelled, brought back, moved: by whom, where to, what becomes of homework, and what families are told."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select, update

from db.engine import Database
from db.homework import Homework, HomeworkKind
from db.lessons import Lesson, LessonState
from db.operations import Notice, NoticeKind, NoticeState
from db.people import Account
from db.substitutions import SubstitutionKind
from db.timetable import CourseTeacher
from journal import access
from journal.homework import assigning as tasks
from journal.homework.carrying import Carried
from journal.refusals import NotFound
from journal.substitutions import assigning
from journal.substitutions.refusals import LessonFilled, PlaceTaken
from journal.timetable import changed, changing, planning
from journal.timetable.changing import Done
from tests.school import MONDAY, NamedSchool, moscow
from tests.substituting import FRIDAY, THURSDAY, TUESDAY, WEDNESDAY, in_hand
from tests.teaching import ALGEBRA, RUSSIAN, SENIOR, Desk

NOW = moscow("12:00")


@pytest.fixture
def desk(db: Database, school: NamedSchool) -> Desk:
    return Desk(db, school)


async def cancel(desk: Desk, lesson_id: int) -> Done:
    deputy = await desk.actor(desk.school.deputy)
    async with desk.db.write() as session:
        return await changing.cancel(session, deputy, lesson_id, now=NOW)


async def move(desk: Desk, lesson_id: int, day: date, period: int) -> Done:
    deputy = await desk.actor(desk.school.deputy)
    async with desk.db.write() as session:
        return await changing.move(session, deputy, lesson_id, day=day, period=period, now=NOW)


async def restore(desk: Desk, lesson_id: int) -> Done:
    deputy = await desk.actor(desk.school.deputy)
    async with desk.db.write() as session:
        return await changing.restore(session, deputy, lesson_id, now=NOW)


async def told_when(desk: Desk) -> set[tuple[str, str]]:
    """Days that families will be told of, and when."""
    async with desk.db.read() as session:
        rows = await session.execute(
            select(Notice.facts, Notice.due_at).where(
                Notice.kind == NoticeKind.CHANGES, Notice.state == NoticeState.PENDING
            )
        )
        return {(facts["day"], f"{due_at.astimezone(NOW.tzinfo):%d.%m %H:%M}") for facts, due_at in rows}


async def set_homework(desk: Desk, lesson_id: int, due_on: date) -> None:
    async with desk.db.write() as session:
        session.add(
            Homework(
                lesson_id=lesson_id, kind=HomeworkKind.WRITTEN, text="№ 5", due_on=due_on, version=1,
                author_id=desk.school.algebra.person_id, put_at=NOW, changed_at=NOW,
            )
        )  # fmt: skip


async def test_only_a_deputy_head_cancels_or_moves(desk: Desk) -> None:
    school, lesson_id = desk.school, await desk.lesson(ALGEBRA, WEDNESDAY)
    for somebody in (school.algebra, school.homeroom, school.coordinator, school.mother, school.pupil):
        actor = await desk.actor(somebody)
        with pytest.raises(NotFound):
            async with desk.db.write() as session:
                await changing.cancel(session, actor, lesson_id, now=NOW)
        with pytest.raises(NotFound):
            async with desk.db.write() as session:
                await changing.move(session, actor, lesson_id, day=THURSDAY, period=5, now=NOW)
    assert (await desk.row(lesson_id)).state is LessonState.PLANNED


async def test_cancelled_twice_is_cancelled_once_and_brought_back(desk: Desk) -> None:
    lesson_id = await desk.lesson(ALGEBRA, WEDNESDAY)
    await cancel(desk, lesson_id)
    await cancel(desk, lesson_id)
    assert await desk.actions() == ["lesson.cancel"]
    deputy = await desk.actor(desk.school.deputy)
    async with desk.db.write() as session:
        await changing.restore(session, deputy, lesson_id, now=NOW)
        await changing.restore(session, deputy, lesson_id, now=NOW)
    assert (await desk.row(lesson_id)).state is LessonState.PLANNED
    assert await desk.actions() == ["lesson.cancel", "lesson.restore"]


async def test_what_took_place_is_neither_cancelled_nor_moved(desk: Desk) -> None:
    lesson_id = await desk.lesson()
    for state in (LessonState.OPEN, LessonState.CLOSED):
        async with desk.db.write() as session:
            await session.execute(update(Lesson).where(Lesson.id == lesson_id).values(state=state))
        with pytest.raises(LessonFilled):
            await cancel(desk, lesson_id)
        with pytest.raises(LessonFilled):
            await move(desk, lesson_id, THURSDAY, 5)


async def test_moved_it_keeps_its_id_and_the_timetable_makes_no_second(desk: Desk) -> None:
    lesson_id = await desk.lesson(ALGEBRA, WEDNESDAY)
    await in_hand(desk, ALGEBRA, WEDNESDAY)
    done = await move(desk, lesson_id, THURSDAY, 5)
    assert (done.lesson.date, done.lesson.period) == (THURSDAY, 5)
    row = await desk.row(lesson_id)
    assert (row.starts_at, row.from_date, row.from_period) == (moscow("12:30", THURSDAY), WEDNESDAY, 2)
    await move(desk, lesson_id, THURSDAY, 5)  # pressed twice
    assert (await desk.actions()).count("lesson.move") == 1
    async with desk.db.write() as session:
        made = await planning.make_lessons(session, MONDAY, FRIDAY, today=MONDAY)
    assert (made.added, made.moved, made.removed) == (0, 0, 0)
    # Whoever was asked to take it at another hour is asked no more.
    homeroom = await desk.actor(desk.school.homeroom)
    with pytest.raises(NotFound):
        async with desk.db.read() as session:
            await access.lesson_of_teacher(session, homeroom, lesson_id)

    await move(desk, lesson_id, WEDNESDAY, 2)  # back: as in the timetable
    assert (await desk.row(lesson_id)).from_date is None


@pytest.mark.parametrize(
    ("day", "period", "why"),
    [
        (THURSDAY, 3, "the class has Russian"),
        (THURSDAY, 1, "its teacher is in 10А"),
        (FRIDAY, 1, "the course itself"),
    ],
)
async def test_a_taken_place_is_refused(desk: Desk, day: date, period: int, why: str) -> None:
    lesson_id = await desk.lesson(ALGEBRA, WEDNESDAY)
    with pytest.raises(PlaceTaken):
        await move(desk, lesson_id, day, period)
    assert (await desk.row(lesson_id)).date == WEDNESDAY, why


async def test_a_teacher_who_is_replaced_elsewhere_is_in_the_way_all_the_same(desk: Desk) -> None:
    await in_hand(desk, ALGEBRA, MONDAY)
    with pytest.raises(PlaceTaken):
        await move(desk, await desk.lesson(ALGEBRA, WEDNESDAY), THURSDAY, 1)


async def test_a_cancelled_lesson_gives_its_place_but_not_to_its_own_course(desk: Desk) -> None:
    lesson_id = await desk.lesson(ALGEBRA, WEDNESDAY)
    await cancel(desk, await desk.lesson(RUSSIAN, THURSDAY))
    await cancel(desk, await desk.lesson(ALGEBRA, FRIDAY))
    with pytest.raises(PlaceTaken):
        await move(desk, lesson_id, FRIDAY, 1)
    await move(desk, lesson_id, THURSDAY, 3)
    assert (await desk.row(lesson_id)).date == THURSDAY


@pytest.mark.parametrize(
    ("day", "period"), [(MONDAY - timedelta(days=3), 1), (MONDAY + timedelta(days=15), 1), (THURSDAY, 9)]
)
async def test_hours_that_there_are_not(desk: Desk, day: date, period: int) -> None:
    with pytest.raises(NotFound):
        await move(desk, await desk.lesson(ALGEBRA, WEDNESDAY), day, period)


async def test_a_substitutes_own_hour_is_in_the_way_too(desk: Desk) -> None:
    """The algebra teacher takes another's Russian on Tuesday: the own lesson does not fit there."""
    school = desk.school
    await in_hand(desk, RUSSIAN, TUESDAY, absent_id=school.homeroom.person_id, substitute_id=school.algebra.person_id)
    with pytest.raises(PlaceTaken):
        await move(desk, await desk.lesson(SENIOR, THURSDAY), TUESDAY, 1)


async def test_homework_goes_to_the_next_lesson_and_it_is_said_where(desk: Desk) -> None:
    await set_homework(desk, await desk.lesson(), WEDNESDAY)
    done = await cancel(desk, await desk.lesson(ALGEBRA, WEDNESDAY))
    assert done.homework == Carried(1, FRIDAY)
    there = await desk.homework(await desk.lesson())
    assert there is not None
    assert (there.due_on, there.version) == (FRIDAY, 2)


async def test_homework_goes_along_with_a_moved_lesson(desk: Desk) -> None:
    await set_homework(desk, await desk.lesson(), WEDNESDAY)
    done = await move(desk, await desk.lesson(ALGEBRA, WEDNESDAY), THURSDAY, 5)
    assert done.homework == Carried(1, THURSDAY)


async def test_homework_stays_where_the_course_has_another_lesson_that_day(desk: Desk) -> None:
    await set_homework(desk, await desk.lesson(), WEDNESDAY)
    await move(desk, await desk.lesson(ALGEBRA, FRIDAY), WEDNESDAY, 5)
    done = await cancel(desk, await desk.lesson(ALGEBRA, WEDNESDAY))
    assert done.homework == Carried()


async def test_homework_comes_back_with_the_lesson(desk: Desk) -> None:
    """Wednesday and then Friday are cancelled and brought back: each time it is due on the first lesson there is."""
    monday = await desk.lesson()
    wednesday, friday = await desk.lesson(ALGEBRA, WEDNESDAY), await desk.lesson(ALGEBRA, FRIDAY)
    await set_homework(desk, monday, WEDNESDAY)
    await cancel(desk, wednesday)
    assert (await cancel(desk, friday)).homework == Carried(1, MONDAY + timedelta(days=7))
    assert (await restore(desk, friday)).homework == Carried(1, FRIDAY)
    assert (await restore(desk, wednesday)).homework == Carried(1, WEDNESDAY)
    assert (await restore(desk, wednesday)).homework == Carried()
    there = await desk.homework(monday)
    assert there is not None
    assert (there.due_on, there.carried_from, there.text) == (WEDNESDAY, None, "№ 5")


async def test_a_day_that_the_teacher_chose_meanwhile_stays(desk: Desk) -> None:
    monday, wednesday = await desk.lesson(), await desk.lesson(ALGEBRA, WEDNESDAY)
    await set_homework(desk, monday, WEDNESDAY)
    await cancel(desk, wednesday)
    teacher = await desk.actor(desk.school.algebra)
    async with desk.db.write() as session:
        await tasks.change(session, teacher, monday, version=2, due_on=MONDAY + timedelta(days=7), now=NOW)
    assert (await restore(desk, wednesday)).homework == Carried()
    there = await desk.homework(monday)
    assert there is not None
    assert (there.due_on, there.carried_from) == (MONDAY + timedelta(days=7), None)


async def test_homework_goes_with_the_hour_that_another_subject_takes_and_comes_back(desk: Desk) -> None:
    school, monday, lesson_id = desk.school, await desk.lesson(), await desk.lesson(ALGEBRA, WEDNESDAY)
    await set_homework(desk, monday, WEDNESDAY)
    deputy = await desk.actor(school.deputy)
    async with desk.db.write() as session:
        batch = await assigning.assign(
            session, deputy, lessons=[lesson_id], absent_id=school.algebra.person_id,
            substitute_id=school.homeroom.person_id, kind=SubstitutionKind.OWN_SUBJECT, now=NOW,
        )  # fmt: skip
    there = await desk.homework(monday)
    assert there is not None
    assert there.due_on == FRIDAY
    async with desk.db.write() as session:
        await assigning.cancel(session, deputy, batch, now=NOW)
    there = await desk.homework(monday)
    assert there is not None
    assert there.due_on == WEDNESDAY


async def test_a_lesson_comes_back_only_to_an_hour_that_is_still_its_own(desk: Desk) -> None:
    lost = await desk.lesson(RUSSIAN, THURSDAY)
    await cancel(desk, lost)
    await move(desk, await desk.lesson(ALGEBRA, WEDNESDAY), THURSDAY, 3)
    with pytest.raises(PlaceTaken):
        await restore(desk, lost)
    assert (await desk.row(lost)).state is LessonState.CANCELLED


async def test_a_room_that_is_anothers_then_is_given_up(desk: Desk) -> None:
    """10А has the room of 8Б's algebra on Thursday 5: other people, so the hour is free, and the room is not."""
    lesson_id, other = await desk.lesson(ALGEBRA, WEDNESDAY), await desk.lesson(SENIOR, THURSDAY)
    async with desk.db.write() as session:
        await session.execute(update(Lesson).where(Lesson.id == lesson_id).values(room="12"))
        await session.execute(
            update(CourseTeacher)
            .where(CourseTeacher.course_id == desk.school.courses[SENIOR])
            .values(person_id=desk.school.primary.person_id)
        )
    await move(desk, other, THURSDAY, 5)
    async with desk.db.write() as session:
        await session.execute(update(Lesson).where(Lesson.id == other).values(room="12"))
    deputy = await desk.actor(desk.school.deputy)
    async with desk.db.read() as session:
        _, found = await changing.hours(session, deputy, lesson_id=lesson_id, day=THURSDAY, now=NOW)
    place = next(it for it in found if it.period == 5)
    assert (place.free, place.room_free) == (True, False)
    assert (await move(desk, lesson_id, THURSDAY, 5)).roomless
    assert (await desk.row(lesson_id)).room == ""


async def test_families_hear_of_today_at_once_and_of_later_days_on_the_eve(desk: Desk) -> None:
    await cancel(desk, await desk.lesson())
    assert await told_when(desk) == {("2026-11-23", "23.11 12:00")}
    await move(desk, await desk.lesson(ALGEBRA, WEDNESDAY), THURSDAY, 5)
    assert await told_when(desk) == {
        ("2026-11-23", "23.11 12:00"),
        ("2026-11-25", "24.11 17:00"),
        ("2026-11-26", "25.11 17:00"),
    }


async def test_a_family_hears_of_its_own_childs_day(desk: Desk) -> None:
    school = desk.school
    await move(desk, await desk.lesson(ALGEBRA, WEDNESDAY), THURSDAY, 5)
    await cancel(desk, await desk.lesson(RUSSIAN, THURSDAY))
    async with desk.db.read() as session:
        rows = await session.execute(
            select(Account.external_id, Notice.student_id)
            .join(Account, Account.id == Notice.account_id)
            .where(Notice.kind == NoticeKind.CHANGES)
            .distinct()
        )
        asked = {(int(external), student) for external, student in rows}
        mother = await desk.actor(school.mother)
        child = await access.child(session, mother, desk.student("Смирнова Полина"), MONDAY)
        other = await access.child(session, mother, desk.student("Рыбакова Злата"), MONDAY)
        thursday = await changed.of_child(session, child, THURSDAY, now=NOW)
        assert not (await changed.of_child(session, other, THURSDAY, now=NOW)).any
    polina, petr = desk.student("Смирнова Полина"), desk.student("Иванов Пётр")
    assert asked == {
        (school.mother.telegram, polina),
        (school.father.telegram, polina),
        (school.ivanov_mother.telegram, petr),
        (school.pupil.telegram, petr),
    }
    assert [it.subject for it in thursday.cancelled] == ["Русский язык"]
    assert [it.subject for it in thursday.moved_here] == ["Алгебра"]


async def test_the_own_subject_is_one_line_for_a_family(desk: Desk) -> None:
    school, lesson_id = desk.school, await desk.lesson(ALGEBRA, WEDNESDAY)
    deputy, mother = await desk.actor(school.deputy), await desk.actor(school.mother)
    async with desk.db.write() as session:
        batch = await assigning.assign(
            session, deputy, lessons=[lesson_id], absent_id=school.algebra.person_id,
            substitute_id=school.homeroom.person_id, kind=SubstitutionKind.OWN_SUBJECT, now=NOW,
        )  # fmt: skip
    async with desk.db.read() as session:
        child = await access.child(session, mother, desk.student("Смирнова Полина"), MONDAY)
        found = await changed.of_child(session, child, WEDNESDAY, now=NOW)
    ((held, lost),) = found.instead
    assert (held.subject, lost.subject, found.cancelled) == ("Русский язык", "Алгебра", ())
    async with desk.db.write() as session:
        await assigning.cancel(session, deputy, batch, now=NOW)
    async with desk.db.read() as session:
        assert not (await changed.of_child(session, child, WEDNESDAY, now=NOW)).any
