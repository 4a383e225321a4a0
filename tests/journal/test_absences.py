"""Attendance: the exceptions, «все на месте», the previous lesson's list. On both databases."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import update

from db.absences import Attendance, AttendanceCode
from db.engine import Database
from db.lessons import Lesson
from db.marks import MarkValue
from journal.absences import attendance, page
from journal.access import Actor
from journal.marks import marking
from journal.marks.marking import Cell
from journal.refusals import AbsentWithMark, NotFound, Stale
from tests.school import NamedSchool, moscow
from tests.teaching import FIRST_GRADE, RUSSIAN, Desk

ABSENT, ILL, EXCUSED, LATE = AttendanceCode
PYOTR, ILYA, EGOR = "Иванов Пётр", "Петров Илья", "Сидоров Егор"
IN_CLASS = moscow("08:35")


@pytest.fixture
def desk(db: Database, school: NamedSchool) -> Desk:
    return Desk(db, school)


@pytest.fixture
async def teacher(desk: Desk) -> Actor:
    return await desk.actor(desk.school.algebra)


async def put(
    desk: Desk,
    actor: Actor,
    name: str,
    code: AttendanceCode | None,
    *,
    version: int = 0,
    lesson_id: int | None = None,
    now: datetime = IN_CLASS,
) -> None:
    lesson_id = lesson_id or await desk.lesson()
    async with desk.db.write() as session:
        await attendance.put(session, actor, lesson_id, desk.student(name), code=code, version=version, now=now)


async def test_an_exception_is_entered_and_everybody_else_counts_as_present(desk: Desk, teacher: Actor) -> None:
    await put(desk, teacher, PYOTR, ABSENT)

    lesson_id = await desk.lesson()
    assert await desk.code(PYOTR, lesson_id) == "Н"
    assert await desk.count(Attendance) == 1
    row = await desk.row(lesson_id)
    assert (row.attendance_at, row.attendance_by) == (IN_CLASS, desk.school.algebra.person_id)
    assert set(await desk.promised(lesson_id)) == {
        str(desk.school.ivanov_mother.telegram),
        str(desk.school.pupil.telegram),
    }


async def test_the_same_code_again_changes_nothing(desk: Desk, teacher: Actor) -> None:
    await put(desk, teacher, PYOTR, ABSENT)
    await put(desk, teacher, PYOTR, ABSENT)

    assert await desk.actions() == ["attendance.take"]


async def test_present_again_empties_the_row_and_its_version_grows(desk: Desk, teacher: Actor) -> None:
    await put(desk, teacher, PYOTR, ABSENT)
    await put(desk, teacher, PYOTR, None, version=1)

    assert await desk.code(PYOTR, await desk.lesson()) is None
    with pytest.raises(Stale):
        await put(desk, teacher, PYOTR, ILL, version=0)
    await put(desk, teacher, PYOTR, ILL, version=2)
    assert await desk.code(PYOTR, await desk.lesson()) == "Б"


async def test_the_second_of_two_teachers_sees_who_and_what(desk: Desk, teacher: Actor) -> None:
    await desk.co_teacher(desk.school.homeroom)
    await put(desk, await desk.actor(desk.school.homeroom), PYOTR, ILL)

    with pytest.raises(Stale) as refused:
        await put(desk, teacher, PYOTR, ABSENT)

    assert refused.value.facts == {"who": "Титова Е. С.", "value": "Б"}


async def test_everybody_present(desk: Desk, teacher: Actor) -> None:
    lesson_id = await desk.lesson()
    async with desk.db.write() as session:
        await attendance.all_present(session, teacher, lesson_id, now=IN_CLASS)

    assert (await desk.row(lesson_id)).attendance_at == IN_CLASS
    assert await desk.count(Attendance) == 0
    assert await desk.promised(lesson_id) == {}


async def test_everybody_present_never_wipes_an_exception(desk: Desk, teacher: Actor) -> None:
    await put(desk, teacher, PYOTR, ABSENT)
    with pytest.raises(Stale) as refused:
        async with desk.db.write() as session:
            await attendance.all_present(session, teacher, await desk.lesson(), now=IN_CLASS)

    assert refused.value.facts["value"] == "Иванов П. — Н"
    assert await desk.code(PYOTR, await desk.lesson()) == "Н"


@pytest.mark.parametrize("code", [ABSENT, ILL, EXCUSED])
async def test_missing_with_a_mark_is_refused_on_the_day(desk: Desk, teacher: Actor, code: AttendanceCode) -> None:
    cell, work = Cell(await desk.lesson(), desk.student(PYOTR)), await desk.work()
    async with desk.db.write() as session:
        await marking.put(session, teacher, cell, value=MarkValue.FOUR, work_type_id=work, version=0, now=IN_CLASS)

    with pytest.raises(AbsentWithMark):
        await put(desk, teacher, PYOTR, code)
    await put(desk, teacher, PYOTR, LATE)
    await put(desk, teacher, PYOTR, code, version=1, now=IN_CLASS + timedelta(days=1))
    assert await desk.code(PYOTR, cell.lesson_id) == code


async def test_another_class_and_another_teacher_are_nothing_here(desk: Desk, teacher: Actor) -> None:
    with pytest.raises(NotFound):
        await put(desk, teacher, "Титов Лев", ABSENT)
    for stranger in (desk.school.deputy, desk.school.homeroom, desk.school.mother):
        with pytest.raises(NotFound):
            await put(desk, await desk.actor(stranger), PYOTR, ABSENT)
    assert await desk.count(Attendance) == 0


async def test_grade_one_has_attendance(desk: Desk) -> None:
    lesson_id = await desk.lesson(FIRST_GRADE)
    await put(desk, await desk.actor(desk.school.primary), "Орлов Тимур", ILL, lesson_id=lesson_id)

    assert await desk.code("Орлов Тимур", lesson_id) == "Б"


# --- as on the previous lesson ------------------------------------------------------------------------------------------


async def second_lesson(desk: Desk, first: dict[str, AttendanceCode]) -> tuple[int, Actor]:
    """Russian after algebra, where these were entered by the other teacher."""
    algebra = await desk.actor(desk.school.algebra)
    async with desk.db.write() as session:
        await attendance.all_present(session, algebra, await desk.lesson(), now=IN_CLASS)
    for name, code in first.items():
        await put(desk, algebra, name, code)
    return await desk.lesson(RUSSIAN), await desk.actor(desk.school.homeroom)


async def test_the_previous_list_is_offered_and_taken_over(desk: Desk) -> None:
    lesson_id, homeroom = await second_lesson(desk, {PYOTR: ABSENT, ILYA: ILL, EGOR: LATE})
    async with desk.db.read() as session:
        shown = await page.page(session, homeroom, lesson_id)

    assert shown.offers_before
    assert [line.pupil.short for line in shown.missing_before] == ["Иванов П.", "Петров И."]
    async with desk.db.write() as session:
        assert await attendance.as_before(session, homeroom, lesson_id, mark=shown.earlier.mark, now=moscow("09:30"))
    assert [await desk.code(name, lesson_id) for name in (PYOTR, ILYA, EGOR)] == ["Н", "Б", None]


async def test_a_list_that_changed_since_is_shown_anew(desk: Desk) -> None:
    lesson_id, homeroom = await second_lesson(desk, {PYOTR: ABSENT})
    async with desk.db.read() as session:
        shown = await page.page(session, homeroom, lesson_id)
    await put(desk, await desk.actor(desk.school.algebra), ILYA, ABSENT)

    async with desk.db.write() as session:
        assert not await attendance.as_before(
            session, homeroom, lesson_id, mark=shown.earlier.mark, now=moscow("09:30")
        )

    assert await desk.code(PYOTR, lesson_id) is None
    assert (await desk.row(lesson_id)).attendance_at is None


async def test_who_has_a_mark_in_this_lesson_is_here(desk: Desk) -> None:
    lesson_id, homeroom = await second_lesson(desk, {PYOTR: ABSENT, ILYA: ABSENT})
    cell, work = Cell(lesson_id, desk.student(PYOTR)), await desk.work()
    async with desk.db.write() as session:
        await marking.put(
            session, homeroom, cell, value=MarkValue.FIVE, work_type_id=work, version=0, now=moscow("09:30")
        )
    async with desk.db.read() as session:
        shown = await page.page(session, homeroom, lesson_id)

    assert [line.pupil.short for line in shown.missing_before] == ["Петров И."]


async def test_the_first_lesson_of_the_day_has_no_previous_one(desk: Desk, teacher: Actor) -> None:
    async with desk.db.read() as session:
        shown = await page.page(session, teacher, await desk.lesson())

    assert not shown.offers_before
    assert shown.nobody


async def test_a_previous_lesson_where_nothing_was_taken_says_nothing(desk: Desk) -> None:
    async with desk.db.write() as session:
        await session.execute(update(Lesson).values(state="open"))
    async with desk.db.read() as session:
        shown = await page.page(session, await desk.actor(desk.school.homeroom), await desk.lesson(RUSSIAN))

    assert not shown.offers_before
