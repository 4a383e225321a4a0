"""The page of a course: whose it is, which lessons and students stand there, what is in the cells; both databases alike."""

from datetime import date, timedelta
from fractions import Fraction

import pytest
from sqlalchemy import func, select, update

from db.absences import AttendanceCode
from db.engine import Database
from db.people import Enrolment, SchoolSetting, Staff
from db.timetable import CourseTeacher, GroupClass, GroupMember, StudyGroup, Term, TermKind
from journal.finals import rules
from journal.marks.averages import Averaging
from journal.refusals import NotFound
from journal.register import choosing, page
from journal.register.page import Page
from journal.register.printed import printed, shown
from tests.journal.family_entries import Teacher, actor
from tests.school import MONDAY, YEAR_START, NamedSchool, Somebody, moscow

ALGEBRA, RUSSIAN = "8Б алгебра", "8Б русский язык"
WEDNESDAY, THURSDAY, FRIDAY = date(2026, 11, 18), date(2026, 11, 19), date(2026, 11, 20)


@pytest.fixture
def teacher(db: Database, school: NamedSchool) -> Teacher:
    return Teacher(db, school)


async def read(
    db: Database, who: Somebody, course_id: int, class_id: int = 0, span_id: int | None = None, at: date = MONDAY
) -> Page:
    acting = await actor(db, who)
    now = moscow("15:00", at)
    async with db.read() as session:
        return await page.page(session, acting, course_id=course_id, class_id=class_id, span_id=span_id, now=now)


def cells(found: Page, student_id: int, how: str = "shown") -> list[str | None]:
    row = next(row for row in found.rows if row.student_id == student_id)
    say = shown if how == "shown" else printed
    there = [found.cell(row, column) for column in found.columns]
    return [None if cell is None else say(cell) for cell in there]


async def test_what_stands_in_the_cells_and_how_it_is_printed(
    db: Database, school: NamedSchool, teacher: Teacher
) -> None:
    """Two marks, a mark that came later, an illness, somebody late, a token; a removed mark is none."""
    name, other = "Иванов Пётр", "Белов Кирилл"
    await teacher.mark(name, ALGEBRA, ("5", moscow("10:00", WEDNESDAY)), day=WEDNESDAY)
    await teacher.mark(name, ALGEBRA, ("4", moscow("10:00", WEDNESDAY)), day=WEDNESDAY, slot=2)
    await teacher.absent(name, ALGEBRA, AttendanceCode.ILL, day=FRIDAY)
    await teacher.mark(name, ALGEBRA, ("4", moscow("10:00")), day=FRIDAY)
    await teacher.absent(name, ALGEBRA, AttendanceCode.EXCUSED)
    await teacher.absent(other, ALGEBRA, AttendanceCode.LATE, day=WEDNESDAY)
    await teacher.mark(other, ALGEBRA, ("осв", moscow("10:00", FRIDAY)), day=FRIDAY)
    await teacher.mark(other, ALGEBRA, ("2", moscow("14:00")), (None, moscow("14:01")))
    found = await read(db, school.algebra, school.courses[ALGEBRA])
    assert [column.date for column in found.columns][-3:] == [WEDNESDAY, FRIDAY, MONDAY]
    assert cells(found, school.students[name])[-3:] == ["5/4", "Б/4", "У"]
    assert cells(found, school.students[name], "printed")[-3:] == ["5/4", "Н/4", "Н"]
    assert cells(found, school.students[other])[-3:] == ["", "осв", ""]
    assert found.mean(next(row for row in found.rows if row.name == name)) == Fraction(13, 3)
    assert found.mean(next(row for row in found.rows if row.name == other)) is None
    assert [row.name for row in found.rows][:2] == ["Антонова Вера", "Белов Кирилл"]


async def test_lessons_ahead_and_cancelled_ones_are_no_columns(
    db: Database, school: NamedSchool, teacher: Teacher
) -> None:
    before = await read(db, school.algebra, school.courses[ALGEBRA])
    assert max(column.date for column in before.columns) == MONDAY
    await teacher.cancel(ALGEBRA, WEDNESDAY)
    after = await read(db, school.algebra, school.courses[ALGEBRA])
    assert {column.date for column in before.columns} - {column.date for column in after.columns} == {WEDNESDAY}


async def test_who_left_keeps_the_marks_and_gets_no_cells(db: Database, school: NamedSchool, teacher: Teacher) -> None:
    """A14. What is entered after leaving is for the next class to read."""
    name = "Волкова Алиса"
    student = school.students[name]
    await teacher.mark(name, ALGEBRA, ("5", moscow("10:00", WEDNESDAY)), day=WEDNESDAY)
    async with db.write() as session:
        await session.execute(update(Enrolment).where(Enrolment.student_id == student).values(valid_to=THURSDAY))
    await teacher.mark(name, ALGEBRA, ("2", moscow("10:00")))
    found = await read(db, school.algebra, school.courses[ALGEBRA])
    assert cells(found, student)[-3:] == ["5", None, None]
    row = next(row for row in found.rows if row.student_id == student)
    assert (found.left_on(row), found.mean(row)) == (THURSDAY, Fraction(5))
    async with db.write() as session:
        await session.execute(
            update(Enrolment).where(Enrolment.student_id == student).values(valid_to=date(2026, 10, 1))
        )
    assert student not in {row.student_id for row in (await read(db, school.algebra, school.courses[ALGEBRA])).rows}


async def test_who_came_back_is_one_row(db: Database, school: NamedSchool, teacher: Teacher) -> None:
    name = "Волкова Алиса"
    student = school.students[name]
    async with db.write() as session:
        await session.execute(update(Enrolment).where(Enrolment.student_id == student).values(valid_to=WEDNESDAY))
        session.add(Enrolment(student_id=student, class_id=school.classes["8Б"], valid_from=MONDAY))
    found = await read(db, school.algebra, school.courses[ALGEBRA])
    assert [row.student_id for row in found.rows].count(student) == 1
    assert cells(found, student)[-3:] == ["", None, ""]
    assert found.left_on(next(row for row in found.rows if row.student_id == student)) is None


async def test_a_part_of_a_class_shows_its_own_members_only(
    db: Database, school: NamedSchool, teacher: Teacher
) -> None:
    await halve(db, school, "Иванов Пётр", "Белов Кирилл")
    found = await read(db, school.algebra, school.courses[ALGEBRA])
    assert [row.name for row in found.rows] == ["Белов Кирилл", "Иванов Пётр"]
    assert cells(found, school.students["Белов Кирилл"])[-2:] == [None, ""]


async def halve(db: Database, school: NamedSchool, *names: str) -> None:
    """8Б's group becomes a part of the class: these students, from this Monday on the second of them."""
    async with db.write() as session:
        group = await session.scalar(select(StudyGroup.id).where(StudyGroup.name == "8Б"))
        await session.execute(update(StudyGroup).where(StudyGroup.id == group).values(whole=False))
        for name, since in zip(names, (YEAR_START, MONDAY), strict=True):
            session.add(GroupMember(group_id=group, student_id=school.students[name], valid_from=since))


async def test_grade_1_has_attendance_and_no_marks(db: Database, school: NamedSchool, teacher: Teacher) -> None:
    """П 5.5: not even one that got into the table somehow."""
    await teacher.mark("Зайцева Ева", "1А математика", ("5", moscow("10:00")))
    await teacher.absent("Зайцева Ева", "1А математика", AttendanceCode.ILL)
    found = await read(db, school.primary, school.courses["1А математика"])
    assert not found.heading.course.marked
    assert cells(found, school.students["Зайцева Ева"])[-1] == "Б"
    assert all(found.mean(row) is None for row in found.rows)


# --- whose it is -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("who", ["primary", "homeroom", "deputy", "coordinator", "mother", "pupil"])
async def test_nobody_else_reads_a_course(db: Database, school: NamedSchool, who: str) -> None:
    for course in (school.courses[ALGEBRA], 0, -1, 10**18):
        with pytest.raises(NotFound):
            await read(db, getattr(school, who), course)


async def test_the_class_is_read_whole_by_two_and_only_its_own_courses(db: Database, school: NamedSchool) -> None:
    class_id = school.classes["8Б"]
    for who in (school.homeroom, school.deputy):
        assert len((await read(db, who, school.courses[ALGEBRA], class_id)).rows) == 12
        with pytest.raises(NotFound):
            await read(db, who, school.courses["10А алгебра"], class_id)
    with pytest.raises(NotFound):
        await read(db, school.homeroom, school.courses["10А алгебра"], school.classes["10А"])
    with pytest.raises(NotFound):
        await read(db, school.algebra, school.courses[ALGEBRA], class_id)


async def test_a_homeroom_teacher_sees_of_a_joined_group_the_own_class(db: Database, school: NamedSchool) -> None:
    await join(db, school)
    assert len((await read(db, school.algebra, school.courses[ALGEBRA])).rows) == 15
    assert len((await read(db, school.homeroom, school.courses[ALGEBRA], school.classes["8Б"])).rows) == 12


async def join(db: Database, school: NamedSchool) -> None:
    """10А sits in 8Б's group too."""
    async with db.write() as session:
        group = await session.scalar(select(StudyGroup.id).where(StudyGroup.name == "8Б"))
        session.add(GroupClass(group_id=group, class_id=school.classes["10А"]))


async def test_who_does_not_teach_it_any_more_reads_no_page(db: Database, school: NamedSchool) -> None:
    """G26: from the next day on, and from the day of leaving the school."""
    course = school.courses[ALGEBRA]
    async with db.write() as session:
        await session.execute(update(CourseTeacher).where(CourseTeacher.course_id == course).values(valid_to=FRIDAY))
        session.add(CourseTeacher(course_id=course, person_id=school.homeroom.person_id, valid_from=FRIDAY))
    with pytest.raises(NotFound):
        await read(db, school.algebra, course)
    assert len((await read(db, school.homeroom, course)).columns) > 2
    async with db.write() as session:
        await session.execute(update(Staff).where(Staff.person_id == school.homeroom.person_id).values(left_on=FRIDAY))
    with pytest.raises(NotFound):
        await read(db, school.homeroom, course)


async def test_a_term_of_the_past_and_none_of_the_future(db: Database, school: NamedSchool) -> None:
    terms = select(Term.name, Term.id).where(Term.kind == TermKind.QUARTER)
    async with db.read() as session:
        ids = {row.name: row.id for row in await session.execute(terms)}
        half_year = await session.scalar(select(func.min(Term.id)).where(Term.kind == TermKind.HALF_YEAR))
    first = await read(db, school.algebra, school.courses[ALGEBRA], span_id=ids["1"])
    assert (first.heading.span.name, [*first.columns], len(first.rows)) == ("1", [], 12)
    assert [span.name for span in first.heading.spans] == ["1", "2"]
    for other in (ids["3"], half_year, 0, -1, 10**18):
        with pytest.raises(NotFound):
            await read(db, school.algebra, school.courses[ALGEBRA], span_id=other)


async def test_which_courses_there_are_to_choose_from(db: Database, school: NamedSchool) -> None:
    async with db.read() as session:
        algebra, homeroom = await actor(db, school.algebra), await actor(db, school.homeroom)
        mother = await actor(db, school.mother)
        own = await choosing.own(session, algebra, moscow("15:00"))
        of_class = await choosing.of_class(session, homeroom, school.classes["8Б"], moscow("15:00"))
        nobody = await choosing.own(session, mother, moscow("15:00"))
        next_year = await choosing.own(session, algebra, moscow("15:00", MONDAY + timedelta(days=365)))
        with pytest.raises(NotFound):
            await choosing.of_class(session, homeroom, school.classes["10А"], moscow("15:00"))
    assert [(it.group, it.subject) for it in own.courses] == [("8Б", "Алгебра"), ("10А", "Алгебра")]
    assert [it.subject for it in of_class.courses] == ["Алгебра", "Русский язык"]
    assert [*nobody.courses, *next_year.courses] == []


async def test_the_average_is_reckoned_by_the_schools_rule(db: Database, school: NamedSchool, teacher: Teacher) -> None:
    """A10: 5(1) 4(1) 3(3) is 4.00 unweighed and 3.60 where the deputy head weighs the marks."""
    name = "Иванов Пётр"
    for value, day, work in (("5", WEDNESDAY, "answer"), ("4", FRIDAY, "answer"), ("3", MONDAY, "test")):
        await teacher.mark(name, ALGEBRA, (value, moscow("10:00", day)), day=day, work=work)

    async def mean() -> Fraction | None:
        found = await read(db, school.algebra, school.courses[ALGEBRA])
        return found.mean(next(row for row in found.rows if row.name == name))

    assert await mean() == 4
    weighed = rules.written(rules.FinalsRules(school=Averaging(weights=True)))
    async with db.write() as session:
        session.add(SchoolSetting(name=rules.NAME, value=weighed))
    assert await mean() == Fraction(18, 5)
