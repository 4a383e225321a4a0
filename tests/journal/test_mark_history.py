"""The history of a cell: every value with its author, time and reason, for whom it is. On both databases."""

from datetime import date

import pytest
from sqlalchemy import update

from db.engine import Database
from db.marks import MarkValue
from db.people import Enrolment
from journal.access import Actor
from journal.marks import history, marking
from journal.marks.history import CellHistory
from journal.marks.marking import Cell
from journal.refusals import NotFound
from tests.school import MONDAY, NamedSchool, moscow
from tests.teaching import RUSSIAN, SENIOR, Desk

PYOTR, POLINA = "Иванов Пётр", "Смирнова Полина"
WEDNESDAY = date(2026, 11, 25)
MORNING = moscow("08:50")


@pytest.fixture
def desk(db: Database, school: NamedSchool) -> Desk:
    return Desk(db, school)


async def fill(desk: Desk) -> Actor:
    """5, its work type changed, 4 two days later with a reason, and a second mark."""
    actor, lesson_id = await desk.actor(desk.school.algebra), await desk.lesson()
    first, second = Cell(lesson_id, desk.student(PYOTR)), Cell(lesson_id, desk.student(PYOTR), 2)
    answer, quiz = await desk.work(), await desk.work("quiz")
    for cell, value, work, version, now, reason in (
        (first, "5", answer, 0, MORNING, ""),
        (first, "5", quiz, 1, moscow("09:00"), ""),
        (second, "3", answer, 0, moscow("09:01"), ""),
        (first, "4", quiz, 2, moscow("10:00", WEDNESDAY), "апелляция"),
    ):
        async with desk.db.write() as session:
            await marking.put(
                session, actor, cell, value=MarkValue(value), work_type_id=work, version=version, now=now, reason=reason
            )
    return actor


async def read(desk: Desk, actor: Actor, name: str = PYOTR, lesson_id: int | None = None) -> CellHistory:
    async with desk.db.read() as session:
        return await history.of_cell(
            session,
            actor,
            lesson_id or await desk.lesson(),
            desk.student(name),
            now=moscow("12:00", WEDNESDAY),
        )


async def test_every_value_stands_there(desk: Desk) -> None:
    found = await read(desk, await fill(desk))

    assert found.student == PYOTR
    assert [(it.slot, it.old, it.new, it.work, it.reason, it.late) for it in found.changes] == [
        (1, None, "5", "ответ", "", False),
        (1, "5", "5", "с/р", "", False),
        (2, None, "3", "ответ", "", False),
        (1, "5", "4", "с/р", "апелляция", True),
    ]
    assert {it.author for it in found.changes} == {"Кузнецова М. В."}
    assert found.changes[0].at == MORNING


async def test_the_homeroom_teacher_and_the_deputy_head_read_it_and_nobody_else(desk: Desk) -> None:
    await fill(desk)
    school = desk.school
    for reader in (school.algebra, school.homeroom, school.deputy):
        assert len((await read(desk, await desk.actor(reader))).changes) == 4
    for stranger in (school.coordinator, school.primary, school.mother, school.ivanov_mother, school.pupil):
        with pytest.raises(NotFound):
            await read(desk, await desk.actor(stranger))


async def test_a_cell_that_is_none(desk: Desk) -> None:
    deputy = await desk.actor(desk.school.deputy)
    with pytest.raises(NotFound):
        await read(desk, deputy, "Титов Лев")
    with pytest.raises(NotFound):
        await read(desk, deputy, lesson_id=10**9)
    assert (await read(desk, deputy, POLINA)).changes == ()


async def test_a_teacher_reads_the_own_lessons_only(desk: Desk) -> None:
    with pytest.raises(NotFound):
        await read(desk, await desk.actor(desk.school.algebra), lesson_id=await desk.lesson(RUSSIAN))


async def test_a_student_who_left_is_read_up_to_the_last_day(desk: Desk) -> None:
    await fill(desk)
    homeroom = await desk.actor(desk.school.homeroom)
    for last, readable in ((MONDAY, True), (date(2026, 11, 20), False)):
        async with desk.db.write() as session:
            await session.execute(
                update(Enrolment).where(Enrolment.student_id == desk.student(PYOTR)).values(valid_to=last)
            )
        if readable:
            assert (await read(desk, homeroom)).changes
        else:
            with pytest.raises(NotFound):
                await read(desk, homeroom)


async def test_the_way_to_a_cell_counts_what_was_changed(desk: Desk) -> None:
    await fill(desk)
    deputy = await desk.actor(desk.school.deputy)
    class_id, student_id, now = desk.school.classes["8Б"], desk.student(PYOTR), moscow("12:00", WEDNESDAY)
    async with desk.db.read() as session:
        found = await history.of_class(session, deputy, class_id=class_id, span_id=None, now=now)
        page = await history.of_student(
            session, deputy, class_id=class_id, student_id=student_id, span_id=None, now=now
        )
        subject = page.subjects[0]
        cells = await history.of_subject(
            session, deputy, class_id=class_id, student_id=student_id, span_id=None, subject_id=subject.id, now=now
        )
    assert len(found.rows) == 12
    assert [(it.name, it.marks, it.changed) for it in page.subjects] == [("Алгебра", 2, 1)]
    assert [(it.date, it.printed, it.changed) for it in cells.cells] == [(MONDAY, "4/3", True)]


async def test_the_class_of_another_is_not_there(desk: Desk) -> None:
    homeroom = await desk.actor(desk.school.homeroom)
    with pytest.raises(NotFound):
        async with desk.db.read() as session:
            await history.of_class(session, homeroom, class_id=desk.school.classes["10А"], span_id=None, now=MORNING)


async def test_what_another_class_entered_after_a_student_left_is_not_for_the_old_one(desk: Desk) -> None:
    """Gone to 10А on Saturday: Monday's algebra there is no longer read by the homeroom teacher of 8Б."""
    student_id, left = desk.student(PYOTR), date(2026, 11, 20)
    async with desk.db.write() as session:
        await session.execute(update(Enrolment).where(Enrolment.student_id == student_id).values(valid_to=left))
        session.add(
            Enrolment(student_id=student_id, class_id=desk.school.classes["10А"], valid_from=date(2026, 11, 21))
        )
    lesson_id = await desk.lesson(SENIOR)

    assert (await read(desk, await desk.actor(desk.school.deputy), lesson_id=lesson_id)).student == PYOTR
    with pytest.raises(NotFound):
        await read(desk, await desk.actor(desk.school.homeroom), lesson_id=lesson_id)
