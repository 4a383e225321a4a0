"""Marks: who may put which, what a change takes, what is kept of it and who will hear. On both databases."""

import asyncio
from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import update

from db.absences import AttendanceCode
from db.engine import Database
from db.lessons import Lesson
from db.marks import Mark, MarkChange, MarkValue
from db.operations import AuditEntry, Notice
from db.timetable import Course, Subject
from journal.absences import attendance
from journal.marks import marking, works
from journal.marks.marking import Cell
from journal.refusals import (
    AbsentWithMark,
    LessonAhead,
    LessonCancelled,
    NoMarks,
    NotFound,
    ReasonNeeded,
    Refusal,
    Stale,
)
from tests.school import MONDAY, NamedSchool, Somebody, moscow
from tests.teaching import FIRST_GRADE, RUSSIAN, Desk, Stands

PYOTR, POLINA = "Иванов Пётр", "Смирнова Полина"
WEDNESDAY = date(2026, 11, 25)
IN_CLASS = moscow("08:50")


@pytest.fixture
def desk(db: Database, school: NamedSchool) -> Desk:
    return Desk(db, school)


async def put(
    desk: Desk,
    value: str | None,
    *,
    version: int,
    by: Somebody | None = None,
    name: str = PYOTR,
    lesson_id: int | None = None,
    slot: int = 1,
    work: str = "answer",
    now: datetime = IN_CLASS,
    reason: str = "",
) -> None:
    actor = await desk.actor(by or desk.school.algebra)
    cell = Cell(lesson_id or await desk.lesson(), desk.student(name), slot)
    work_id = await desk.work(work)
    wanted = MarkValue(value) if value is not None else None
    async with desk.db.write() as session:
        await marking.put(
            session, actor, cell, value=wanted, work_type_id=work_id, version=version, now=now, reason=reason
        )


async def test_a_mark_stands_and_the_family_will_hear_after_the_hold(desk: Desk) -> None:
    await put(desk, "5", version=0)

    lesson_id = await desk.lesson()
    assert await desk.mark(PYOTR, lesson_id) == Stands("5", 1)
    assert await desk.history() == [(None, "5", "")]
    assert await desk.actions() == ["mark.put"]
    promised = await desk.promised(lesson_id)
    assert set(promised) == {str(desk.school.ivanov_mother.telegram), str(desk.school.pupil.telegram)}
    assert {notice.due_at for notice in promised.values()} == {IN_CLASS + timedelta(minutes=10)}
    assert (await desk.row(lesson_id)).state == "open"


async def test_the_same_value_again_changes_nothing_whatever_the_version(desk: Desk) -> None:
    await put(desk, "5", version=0)
    await put(desk, "5", version=0, now=IN_CLASS + timedelta(minutes=1))
    await put(desk, "5", version=7, now=IN_CLASS + timedelta(minutes=1))

    assert await desk.mark(PYOTR, await desk.lesson()) == Stands("5", 1)
    assert (await desk.count(MarkChange), await desk.count(AuditEntry)) == (1, 1)
    held = IN_CLASS + timedelta(minutes=10)
    assert {notice.due_at for notice in (await desk.promised(await desk.lesson())).values()} == {held}


async def test_a_correction_within_the_hold_moves_the_one_promise(desk: Desk) -> None:
    await put(desk, "3", version=0)
    await put(desk, "4", version=1, now=IN_CLASS + timedelta(minutes=5))

    assert await desk.history() == [(None, "3", ""), ("3", "4", "")]
    promised = await desk.promised(await desk.lesson())
    assert len(promised) == 2
    assert {notice.due_at for notice in promised.values()} == {IN_CLASS + timedelta(minutes=15)}


async def test_a_removed_mark_stays_as_a_row_and_its_version_grows(desk: Desk) -> None:
    await put(desk, "2", version=0)
    await put(desk, None, version=1)

    assert await desk.mark(PYOTR, await desk.lesson()) == Stands(None, 2)
    assert await desk.history() == [(None, "2", ""), ("2", None, "")]
    with pytest.raises(Stale):
        await put(desk, "4", version=0)
    await put(desk, "4", version=2)
    assert await desk.mark(PYOTR, await desk.lesson()) == Stands("4", 3)


async def test_removing_where_nothing_stands_is_done_already(desk: Desk) -> None:
    await put(desk, None, version=0)

    assert await desk.count(Mark) == 0


async def test_two_marks_of_one_lesson_stand_side_by_side(desk: Desk) -> None:
    await put(desk, "5", version=0)
    await put(desk, "3", version=0, slot=2, work="homework")

    lesson_id = await desk.lesson()
    assert (await desk.mark(PYOTR, lesson_id), await desk.mark(PYOTR, lesson_id, 2)) == (
        Stands("5", 1),
        Stands("3", 1),
    )
    with pytest.raises(NotFound):
        await put(desk, "4", version=0, slot=3)


async def test_who_changed_a_cell_is_named_to_the_second(desk: Desk) -> None:
    await desk.co_teacher(desk.school.homeroom)
    await put(desk, "5", version=0, by=desk.school.homeroom)

    with pytest.raises(Stale) as refused:
        await put(desk, "3", version=0)

    assert refused.value.facts == {"who": "Титова Е. С.", "value": "5"}
    assert await desk.mark(PYOTR, await desk.lesson()) == Stands("5", 1)


async def test_two_co_teachers_at_once_never_overwrite_unseen(desk: Desk) -> None:
    await desk.co_teacher(desk.school.homeroom)

    outcomes = await asyncio.gather(
        put(desk, "5", version=0),
        put(desk, "3", version=0, by=desk.school.homeroom),
        return_exceptions=True,
    )

    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["NoneType", "Stale"]
    assert (await desk.mark(PYOTR, await desk.lesson())).version == 1
    assert await desk.count(MarkChange) == 1


async def test_after_the_day_a_change_needs_a_reason_and_an_entry_does_not(desk: Desk) -> None:
    later = moscow("10:00", WEDNESDAY)
    await put(desk, "4", version=0)
    await put(desk, "3", version=0, name=POLINA, now=later)

    with pytest.raises(ReasonNeeded):
        await put(desk, "5", version=1, now=later)
    with pytest.raises(ReasonNeeded):
        await put(desk, None, version=1, now=later)
    await put(desk, "5", version=1, now=later, reason="апелляция")

    assert await desk.history() == [(None, "4", ""), (None, "3", ""), ("4", "5", "апелляция")]


async def test_a_late_entry_is_kept_with_its_time(desk: Desk) -> None:
    later = moscow("10:00", WEDNESDAY)
    await put(desk, "3", version=0, now=later)

    async with desk.db.read() as session:
        entry = await session.get(AuditEntry, 1)
        mark = await session.get(Mark, 1)
    assert entry is not None
    assert mark is not None
    assert entry.facts["late"] == 1
    assert mark.put_at == later


async def test_just_after_midnight_is_another_day_to_the_journal(desk: Desk) -> None:
    await put(desk, "4", version=0)

    with pytest.raises(ReasonNeeded):
        await put(desk, "5", version=1, now=moscow("00:10", date(2026, 11, 24)))


@pytest.mark.parametrize("value", ["5", "2", "ЗЧ", "осв", "."])
async def test_grade_one_has_no_marks(desk: Desk, value: str) -> None:
    lesson_id = await desk.lesson(FIRST_GRADE)
    with pytest.raises(NoMarks):
        await put(desk, value, version=0, by=desk.school.primary, name="Рыбакова Злата", lesson_id=lesson_id)

    assert await desk.count(Mark) == 0


async def test_a_course_without_marks_has_none(desk: Desk) -> None:
    async with desk.db.write() as session:
        await session.execute(update(Subject).where(Subject.name == "Алгебра").values(marked=False))

    with pytest.raises(NoMarks):
        await put(desk, "5", version=0)


async def test_a_course_gets_marks_from_its_date(desk: Desk) -> None:
    async with desk.db.write() as session:
        await session.execute(
            update(Course).where(Course.id == desk.school.courses["8Б алгебра"]).values(marks_from=WEDNESDAY)
        )

    with pytest.raises(NoMarks):
        await put(desk, "5", version=0)
    on_wednesday = await desk.lesson(day=WEDNESDAY)
    await put(desk, "5", version=0, lesson_id=on_wednesday, now=moscow("09:30", WEDNESDAY))
    assert await desk.mark(PYOTR, on_wednesday) == Stands("5", 1)


@pytest.mark.parametrize("code", [AttendanceCode.ABSENT, AttendanceCode.ILL, AttendanceCode.EXCUSED])
async def test_who_is_missing_gets_no_mark_on_the_day_and_may_write_it_later(desk: Desk, code: AttendanceCode) -> None:
    lesson_id, actor = await desk.lesson(), await desk.actor(desk.school.algebra)
    async with desk.db.write() as session:
        await attendance.put(session, actor, lesson_id, desk.student(PYOTR), code=code, version=0, now=IN_CLASS)

    with pytest.raises(AbsentWithMark):
        await put(desk, "4", version=0)
    await put(desk, "4", version=0, now=moscow("10:00", WEDNESDAY))
    assert await desk.mark(PYOTR, lesson_id) == Stands("4", 1)


async def test_who_is_late_gets_a_mark(desk: Desk) -> None:
    lesson_id, actor = await desk.lesson(), await desk.actor(desk.school.algebra)
    async with desk.db.write() as session:
        await attendance.put(
            session, actor, lesson_id, desk.student(PYOTR), code=AttendanceCode.LATE, version=0, now=IN_CLASS
        )

    await put(desk, "4", version=0)

    assert await desk.mark(PYOTR, lesson_id) == Stands("4", 1)


async def test_one_is_off_by_default(desk: Desk) -> None:
    with pytest.raises(NotFound):
        await put(desk, "1", version=0)


async def test_nobody_else_may(desk: Desk) -> None:
    """Missing and forbidden are one refusal (G25): another's lesson, the deputy head's wish, a student elsewhere."""
    school = desk.school
    for stranger in (school.deputy, school.homeroom, school.coordinator, school.mother, school.pupil):
        with pytest.raises(NotFound):
            await put(desk, "5", version=0, by=stranger)
    with pytest.raises(NotFound):
        await put(desk, "5", version=0, lesson_id=await desk.lesson(RUSSIAN))
    with pytest.raises(NotFound):
        await put(desk, "5", version=0, lesson_id=10**9)
    with pytest.raises(NotFound):
        await put(desk, "5", version=0, name="Титов Лев")

    assert (await desk.count(Mark), await desk.count(AuditEntry), await desk.count(Notice)) == (0, 0, 0)


async def test_a_work_type_that_is_not_there_is_refused_with_everything(desk: Desk) -> None:
    actor = await desk.actor(desk.school.algebra)
    with pytest.raises(NotFound):
        async with desk.db.write() as session:
            await marking.put(
                session,
                actor,
                Cell(await desk.lesson(), desk.student(PYOTR)),
                value=MarkValue.FIVE,
                work_type_id=999,
                version=0,
                now=IN_CLASS,
            )

    assert await desk.count(Mark) == 0


@pytest.mark.parametrize(
    ("day", "refusal"), [(WEDNESDAY, LessonAhead), (MONDAY, LessonCancelled)], ids=["tomorrow's", "cancelled"]
)
async def test_a_lesson_that_is_not_there_yet_or_any_more(desk: Desk, day: date, refusal: type[Refusal]) -> None:
    lesson_id = await desk.lesson(day=day)
    if refusal is LessonCancelled:
        await desk.cancel(lesson_id)

    with pytest.raises(refusal):
        await put(desk, "5", version=0, lesson_id=lesson_id)


async def test_the_work_type_of_the_lesson_is_for_marks_from_now_on(desk: Desk) -> None:
    await put(desk, "4", version=0)
    lesson_id, quiz, actor = await desk.lesson(), await desk.work("quiz"), await desk.actor(desk.school.algebra)
    async with desk.db.write() as session:
        await works.choose(session, actor, lesson_id, quiz, now=IN_CLASS)

    assert (await desk.row(lesson_id)).work_type_id == quiz
    async with desk.db.read() as session:
        there = await session.get(Mark, 1)
    assert there is not None
    assert there.work_type_id == await desk.work("answer")


async def test_grade_one_has_no_work_type_either(desk: Desk) -> None:
    lesson_id, actor = await desk.lesson(FIRST_GRADE), await desk.actor(desk.school.primary)
    with pytest.raises(NoMarks):
        async with desk.db.write() as session:
            await works.choose(session, actor, lesson_id, await desk.work("quiz"), now=IN_CLASS)


async def test_a_failure_after_the_mark_leaves_nothing_of_it(desk: Desk) -> None:
    cell, work = Cell(await desk.lesson(), desk.student(PYOTR)), await desk.work()

    async def put_and_fail() -> None:
        async with desk.db.write() as session:
            await marking.put(session, actor, cell, value=MarkValue.FIVE, work_type_id=work, version=0, now=IN_CLASS)
            raise RuntimeError

    actor = await desk.actor(desk.school.algebra)
    with pytest.raises(RuntimeError):
        await put_and_fail()

    for table in (Mark, MarkChange, AuditEntry, Notice):
        assert await desk.count(table) == 0
    assert (await desk.row(cell.lesson_id)).state == "planned"


async def test_a_comment_belongs_to_its_mark_and_goes_with_it(desk: Desk) -> None:
    lesson_id, actor = await desk.lesson(), await desk.actor(desk.school.algebra)
    cell = Cell(lesson_id, desk.student(PYOTR))
    with pytest.raises(NotFound):
        async with desk.db.write() as session:
            await marking.comment_on(session, actor, cell, "за доклад", version=0, now=IN_CLASS)
    await put(desk, "5", version=0)
    async with desk.db.write() as session:
        await marking.comment_on(session, actor, cell, "за доклад", version=1, now=IN_CLASS)
    await put(desk, None, version=2)
    await put(desk, "4", version=3)

    async with desk.db.read() as session:
        mark = await session.get(Mark, 1)
    assert mark is not None
    assert (mark.value, mark.comment) == ("4", "")
    assert await desk.actions() == ["mark.put", "mark.put", "mark.remove", "mark.put"]


async def test_a_lesson_closed_already_takes_a_correction_with_a_hold_of_its_own(desk: Desk) -> None:
    lesson_id = await desk.lesson()
    async with desk.db.write() as session:
        await session.execute(
            update(Lesson).where(Lesson.id == lesson_id).values(state="closed", closed_at=moscow("09:15"))
        )
    at = moscow("09:40")
    await put(desk, "5", version=0, now=at)

    assert {notice.due_at for notice in (await desk.promised(lesson_id)).values()} == {at + timedelta(minutes=10)}
    assert (await desk.row(lesson_id)).state == "closed"
