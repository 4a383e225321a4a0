"""The sheet of a class: whose marks, what is counted, exact means; both databases alike."""

from datetime import date, timedelta
from fractions import Fraction

import pytest
from sqlalchemy import event, func, select, update

from db.absences import AttendanceCode
from db.engine import Database
from db.lessons import Lesson
from db.people import Enrolment
from db.timetable import Term, TermKind
from journal.marks import averages, term_sheet
from journal.marks.term_sheet import Cell, Found
from journal.refusals import NotFound
from tests.journal.family_entries import Teacher, actor
from tests.school import MONDAY, NamedSchool, Somebody, moscow

ALGEBRA, RUSSIAN = "8Б алгебра", "8Б русский язык"
NOW = moscow("15:00")
THURSDAY, FRIDAY, WEDNESDAY = date(2026, 11, 19), date(2026, 11, 20), date(2026, 11, 18)


@pytest.fixture
def teacher(db: Database, school: NamedSchool) -> Teacher:
    return Teacher(db, school)


async def read(db: Database, who: Somebody, class_id: int, span_id: int | None = None, at: date = MONDAY) -> Found:
    acting = await actor(db, who)
    async with db.read() as session:
        return await term_sheet.read(session, acting, class_id=class_id, span_id=span_id, now=moscow("15:00", at))


def cell(found: Found, school: NamedSchool, student: str, subject: str) -> Cell:
    column = next(one for one in found.columns if one.name == subject)
    return term_sheet.column(found, column)[school.students[student]]


async def test_what_counts_and_what_does_not(db: Database, school: NamedSchool, teacher: Teacher) -> None:
    """4, 4, 5: 4.33; a removed mark and н/а are none; a test weighs no more while weights are off; no hold for staff."""
    name = "Иванов Пётр"
    await teacher.mark(name, ALGEBRA, ("4", moscow("10:00", WEDNESDAY)), day=WEDNESDAY)
    await teacher.mark(name, ALGEBRA, ("4", moscow("10:00", FRIDAY)), day=FRIDAY, work="test")
    await teacher.mark(name, ALGEBRA, ("н/а", moscow("10:00", FRIDAY)), day=FRIDAY, slot=2)
    await teacher.mark(name, ALGEBRA, ("2", moscow("14:58")), ("5", moscow("14:59")))
    await teacher.mark(name, ALGEBRA, ("2", moscow("14:00")), (None, moscow("14:01")), slot=2)
    await teacher.mark("Белов Кирилл", ALGEBRA, ("н/а", moscow("10:00", FRIDAY)), day=FRIDAY)
    await teacher.mark("Белов Кирилл", ALGEBRA, ("осв", moscow("10:00")))
    found = await read(db, school.homeroom, school.classes["8Б"])
    assert [column.name for column in found.columns] == ["Алгебра", "Русский язык"]
    shown = cell(found, school, name, "Алгебра")
    assert shown == Cell(Fraction(13, 3), 3, "", 0)
    assert str(averages.hundredths(shown.mean or Fraction())) == "4.33"
    assert cell(found, school, "Белов Кирилл", "Алгебра") == Cell(None, 0, "осв", 0)
    assert cell(found, school, name, "Русский язык") == Cell(None, 0, "", 0)


async def test_missed_lessons_by_their_reason(db: Database, school: NamedSchool, teacher: Teacher) -> None:
    """Late is not absent, and a cancelled lesson was missed by nobody."""
    name = "Смирнова Полина"
    await teacher.absent(name, ALGEBRA, AttendanceCode.ILL, day=WEDNESDAY)
    await teacher.absent(name, RUSSIAN, AttendanceCode.ILL, day=THURSDAY)
    await teacher.absent(name, ALGEBRA, AttendanceCode.EXCUSED, day=FRIDAY)
    await teacher.absent(name, ALGEBRA, AttendanceCode.LATE)
    await teacher.absent(name, RUSSIAN, AttendanceCode.ABSENT)
    found = await read(db, school.homeroom, school.classes["8Б"])
    student = school.students[name]
    assert [term_sheet.missed_by(found, student, code) for code in term_sheet.MISSED] == [2, 1, 1]
    assert cell(found, school, name, "Алгебра").missed == 2
    await teacher.cancel(RUSSIAN)
    found = await read(db, school.homeroom, school.classes["8Б"])
    assert [term_sheet.missed_by(found, student, code) for code in term_sheet.MISSED] == [2, 1, 0]


async def test_grade_1_has_attendance_and_no_marks(db: Database, school: NamedSchool, teacher: Teacher) -> None:
    """П 5.5: not even one that got into the table somehow."""
    await teacher.mark("Зайцева Ева", "1А математика", ("5", moscow("10:00")))
    await teacher.absent("Зайцева Ева", "1А математика", AttendanceCode.ILL)
    found = await read(db, school.primary, school.classes["1А"])
    assert not found.heading.span.marked
    assert cell(found, school, "Зайцева Ева", "Математика") == Cell(None, 0, "", 1)


async def test_who_left_stands_with_what_was_entered_while_here(
    db: Database, school: NamedSchool, teacher: Teacher
) -> None:
    """What the next class enters is not for this homeroom teacher; the new one sees the whole term."""
    name = "Волкова Алиса"
    student = school.students[name]
    await teacher.mark(name, ALGEBRA, ("5", moscow("10:00", WEDNESDAY)), day=WEDNESDAY)
    async with db.write() as session:
        await session.execute(update(Enrolment).where(Enrolment.student_id == student).values(valid_to=THURSDAY))
        session.add(Enrolment(student_id=student, class_id=school.classes["10А"], valid_from=FRIDAY))
    await teacher.mark(name, ALGEBRA, ("2", moscow("10:00")))
    await teacher.absent(name, ALGEBRA, AttendanceCode.ILL)
    left = await read(db, school.homeroom, school.classes["8Б"])
    row = next(one for one in left.rows if one.student_id == student)
    assert (row.name, row.left_on) == (name, THURSDAY)
    assert cell(left, school, name, "Алгебра") == Cell(Fraction(5), 1, "", 0)
    came = await read(db, school.deputy, school.classes["10А"])
    assert cell(came, school, name, "Алгебра") == Cell(Fraction(7, 2), 2, "", 1)
    assert len(left.rows) == 12


async def test_a_term_of_the_past_and_none_of_the_future(db: Database, school: NamedSchool, teacher: Teacher) -> None:
    await teacher.mark("Иванов Пётр", ALGEBRA, ("4", moscow("10:00", WEDNESDAY)), day=WEDNESDAY)
    terms = select(Term.name, Term.id).where(Term.kind == TermKind.QUARTER)
    async with db.read() as session:
        ids = {row.name: row.id for row in await session.execute(terms)}
        half_year = await session.scalar(select(func.min(Term.id)).where(Term.kind == TermKind.HALF_YEAR))
    first = await read(db, school.homeroom, school.classes["8Б"], ids["1"])
    assert (first.heading.span.name, first.marks, len(first.rows)) == ("1", {}, 12)
    for other in (ids["3"], half_year, 0, -1, 10**18):
        with pytest.raises(NotFound):
            await read(db, school.homeroom, school.classes["8Б"], other)


@pytest.mark.parametrize("who", ["algebra", "primary", "coordinator", "mother", "pupil"])
async def test_nobody_else_reads_it(db: Database, school: NamedSchool, who: str) -> None:
    for form in (school.classes["8Б"], 0, 10**18):
        with pytest.raises(NotFound):
            await read(db, getattr(school, who), form)


async def test_a_teacher_who_led_the_class_till_yesterday_does_not(db: Database, school: NamedSchool) -> None:
    class_id = school.classes["8Б"]
    await read(db, school.homeroom, class_id)
    with pytest.raises(NotFound):
        await read(db, school.homeroom, class_id, at=date(2026, 8, 31))
    with pytest.raises(NotFound):
        await read(db, school.homeroom, school.classes["10А"])


async def test_it_is_read_in_eight_statements_however_many_marks(
    db: Database, school: NamedSchool, teacher: Teacher
) -> None:
    for name in list(school.students)[:12]:
        await teacher.mark(name, ALGEBRA, ("4", moscow("10:00", WEDNESDAY)), day=WEDNESDAY)
    acting = await actor(db, school.homeroom)
    asked: list[str] = []
    reader = db.engines[1].sync_engine
    event.listen(reader, "before_cursor_execute", lambda *call: asked.append(call[2]))
    async with db.read() as session:
        await term_sheet.read(session, acting, class_id=school.classes["8Б"], span_id=None, now=NOW)
    assert len([one for one in asked if not one.startswith("PRAGMA")]) <= 8, "\n".join(asked)


async def test_lessons_after_today_are_not_there_yet(db: Database, school: NamedSchool, teacher: Teacher) -> None:
    """A subject whose first lesson is to come is no column."""
    async with db.write() as session:
        course = school.courses[RUSSIAN]
        await session.execute(
            update(Lesson).where(Lesson.course_id == course, Lesson.date <= MONDAY).values(state="cancelled")
        )
    found = await read(db, school.homeroom, school.classes["8Б"])
    assert [column.name for column in found.columns] == ["Алгебра"]
    later = await read(db, school.homeroom, school.classes["8Б"], at=MONDAY + timedelta(days=2))
    assert [column.name for column in later.columns] == ["Алгебра", "Русский язык"]


def test_the_mean_of_means_is_exact() -> None:
    assert term_sheet.mean_of([Fraction(1, 3), None, Fraction(2, 3)]) == Fraction(1, 2)
    assert term_sheet.mean_of([None]) is None
