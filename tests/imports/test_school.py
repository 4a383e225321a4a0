"""The school workbook: what it makes, that it changes nothing twice, and what a changed one changes."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest
from sqlalchemy import func, select

from db.base import Table
from db.engine import Database
from db.lessons import Topic
from db.operations import AuditEntry
from db.people import ClassLead, Duty, Enrolment, Guardian, Person, SchoolClass, Staff, StaffDuty, Student
from db.timetable import (
    AcademicYear,
    Course,
    CourseTeacher,
    GroupMember,
    Period,
    StudyGroup,
    Subject,
    Term,
    TermGrade,
    TimetableSlot,
)
from tests.imports.workbooks import AUTUMN, changed, errors, found, load, notes, school


async def count(db: Database, kind: type[Table]) -> int:
    async with db.read() as session:
        return await session.scalar(select(func.count()).select_from(kind)) or 0


async def everything(db: Database, *columns: Any) -> Sequence[tuple[Any, ...]]:
    async with db.read() as session:
        return [tuple(row) for row in await session.execute(select(*columns).order_by(*columns))]


async def test_a_school_is_loaded(empty_db: Database) -> None:
    await found(empty_db)

    outcome = await load(empty_db, school())

    assert errors(outcome) == []
    assert set(notes(outcome)) == {"import-note-columns"}
    assert await everything(empty_db, AcademicYear.name, AcademicYear.starts_on, AcademicYear.ends_on) == [
        ("2026/2027", date(2026, 9, 1), date(2027, 5, 28))
    ]
    assert await count(empty_db, Term) == 3
    assert await count(empty_db, TermGrade) == 9 + 9 + 2
    assert await everything(empty_db, SchoolClass.grade, SchoolClass.letter, SchoolClass.shift) == [
        (1, "А", 1),
        (8, "Б", 1),
    ]
    assert await count(empty_db, Student) == 3
    assert await everything(empty_db, Enrolment.valid_from, Enrolment.valid_to) == [(date(2026, 9, 1), None)] * 3
    assert await everything(empty_db, Person.surname, Person.phone, Person.born_on) == [
        ("Белов", None, None),
        ("Белова", None, None),
        ("Зайцева", None, None),
        ("Иванов", None, date(2012, 5, 4)),
        ("Иванова", "+79000000001", None),
        ("Кузнецова", None, date(1980, 2, 3)),
        ("Орехова", None, None),
        ("Титова", "+79161234567", None),
    ]
    assert await everything(empty_db, Guardian.kinship, Guardian.legal) == [("бабушка", False), ("мать", True)]
    assert await everything(empty_db, StudyGroup.name, StudyGroup.whole, StudyGroup.grade) == [
        ("8Б", True, 8),
        ("8Б, английский 1", False, 8),
        ("8Б, английский 2", False, 8),
    ]
    assert await count(empty_db, GroupMember) == 2
    assert [hours for (hours,) in await everything(empty_db, Course.hours_per_week)] == [2, 2, 3]
    assert await count(empty_db, CourseTeacher) == 3
    assert await everything(empty_db, TimetableSlot.weekday, TimetableSlot.period, TimetableSlot.room) == [
        (1, 1, "21"),
        (2, 1, "14"),
        (2, 1, "15"),
        (3, 2, "21"),
    ]
    assert await everything(empty_db, Topic.number, Topic.hours) == [(1, 1), (2, 2)]
    assert await everything(empty_db, ClassLead.valid_from, ClassLead.acting) == [(date(2026, 9, 1), False)]


async def test_the_same_file_again_changes_nothing_whenever(empty_db: Database) -> None:
    await found(empty_db)
    await load(empty_db, school())

    again, in_autumn = await load(empty_db, school()), await load(empty_db, school(), now=AUTUMN)

    assert changed(again) == changed(in_autumn) == []
    assert await count(empty_db, AuditEntry) == 1


async def test_a_dry_run_writes_nothing_and_says_the_same(empty_db: Database) -> None:
    await found(empty_db)

    dry = await load(empty_db, school(), dry=True)

    assert await count(empty_db, Student) == 0
    assert changed(dry) == changed(await load(empty_db, school()))


async def test_nobody_is_removed_by_being_absent(empty_db: Database) -> None:
    await found(empty_db)
    await load(empty_db, school())
    fewer = school()
    for name in ("Сотрудники", "Ученики", "Родители", "Классы"):
        fewer[name] = fewer[name][:2]

    assert changed(await load(empty_db, fewer, now=AUTUMN)) == []


async def test_a_changed_file_updates_what_changed(empty_db: Database) -> None:
    await found(empty_db)
    await load(empty_db, school())
    other = school()
    other["Сотрудники"][1][4] = "+7 999 999-99-99"
    other["Ученики"][1][2] = "Семёнович"
    other["Родители"][1][3] = "Иванов Пётр Семёнович"
    other["Предметы"][1][1] = "Алгебра"
    other["Звонки"][1][1] = "08:20"

    outcome = await load(empty_db, other, now=AUTUMN)

    assert errors(outcome) == []
    # The boy is told by his date of birth, the mother names him by the name he has now.
    assert sorted((kind.__tablename__, what) for kind, what in changed(outcome)) == [
        ("period", "changed"),
        ("person", "changed"),
        ("person", "changed"),
        ("subject", "changed"),
    ]
    assert ("Титова", "+79999999999") in await everything(empty_db, Person.surname, Person.phone)


async def test_a_student_who_moved_keeps_both_enrolments(empty_db: Database) -> None:
    await found(empty_db)
    await load(empty_db, school())
    moved = school()
    moved["Классы"].append(["8В", "", ""])
    moved["Ученики"][1] = ["Иванов", "Пётр", "Сергеевич", "04.05.2012", "8В", ""]
    moved["Родители"][1][4] = "8В"

    outcome = await load(empty_db, moved, now=AUTUMN)

    assert outcome.plan.questions == []
    rows = await everything(empty_db, Enrolment.class_id, Enrolment.valid_from, Enrolment.valid_to)
    assert len(rows) == 4
    assert {row[1:] for row in rows} == {
        (date(2026, 9, 1), None),
        (date(2026, 9, 1), date(2026, 11, 22)),
        (date(2026, 11, 23), None),
    }
    assert (None,) in await everything(empty_db, GroupMember.valid_to)
    assert (date(2026, 11, 22),) in await everything(empty_db, GroupMember.valid_to)


async def test_a_new_teacher_of_a_course_begins_where_the_former_ends(empty_db: Database) -> None:
    await found(empty_db)
    await load(empty_db, school())
    other = school()
    other["Курсы"][1][2] = "Титова Елена Сергеевна"

    await load(empty_db, other, now=AUTUMN)

    algebra = [
        row[1:]
        for row in await everything(empty_db, CourseTeacher.course_id, CourseTeacher.valid_from, CourseTeacher.valid_to)
        if row[0] == 1
    ]
    assert algebra == [(date(2026, 9, 1), date(2026, 11, 22)), (date(2026, 11, 23), None)]
    assert changed(await load(empty_db, other, now=AUTUMN)) == []


async def test_two_teachers_of_a_course_teach_together(empty_db: Database) -> None:
    await found(empty_db)
    other = school()
    other["Курсы"][1][2] = "Титова Елена Сергеевна; Кузнецова Марина Викторовна"

    assert errors(await load(empty_db, other)) == []
    assert await count(empty_db, CourseTeacher) == 4
    assert changed(await load(empty_db, other, now=AUTUMN)) == []


async def test_a_new_timetable_ends_each_absent_slot_of_its_classes(empty_db: Database) -> None:
    await found(empty_db)
    first = school()
    first["Курсы"].append(["Алгебра", "1А", "", ""])
    first["Расписание"].append(["1А", "пт", 1, "Алгебра", ""])
    await load(empty_db, first)
    second = {name: rows for name, rows in school().items() if name == "Расписание"}
    second["Расписание"] = [
        ["класс или группа", "день", "урок", "предмет", "кабинет", "с"],
        ["8Б", "пн", 1, "Алгебра", 22, "30.11.2026"],
        ["8Б", "чт", 2, "Алгебра", 21, "30.11.2026"],
        ["8Б английский 1", "вт", 1, "Английский язык", 14, "30.11.2026"],
        ["8Б английский 2", "вт", 1, "Английский язык", 15, "30.11.2026"],
    ]

    await load(empty_db, second, now=AUTUMN)

    slots = await everything(
        empty_db, TimetableSlot.weekday, TimetableSlot.room, TimetableSlot.valid_from, TimetableSlot.valid_to
    )
    september, december = date(2026, 9, 1), date(2026, 11, 30)
    assert slots == [
        (1, "22", september, None),
        (2, "14", september, None),
        (2, "15", september, None),
        (3, "21", september, date(2026, 11, 29)),
        (4, "21", december, None),
        (5, "", september, None),  # of 1А, which the new timetable does not speak of
    ]
    assert changed(await load(empty_db, second, now=AUTUMN)) == []


async def test_a_slot_that_was_in_force_ends_and_never_vanishes(empty_db: Database) -> None:
    await found(empty_db)
    rows = [[*row, since] for row, since in zip(school()["Расписание"], ["с", *["01.09.2026"] * 4], strict=True)]
    await load(empty_db, school(Расписание=rows))

    await load(empty_db, school(Расписание=[rows[0], *rows[2:]]), now=AUTUMN)

    slots = await everything(empty_db, TimetableSlot.weekday, TimetableSlot.valid_from, TimetableSlot.valid_to)
    assert slots[0] == (1, date(2026, 9, 1), date(2026, 11, 22))
    assert [until for _, _, until in slots[1:]] == [None] * 3


async def test_the_first_four_sheets_are_enough(empty_db: Database) -> None:
    await found(empty_db)
    few = {name: school()[name] for name in ("Классы", "Сотрудники", "Ученики", "Родители")}

    outcome = await load(empty_db, few)

    assert errors(outcome) == []
    assert {"import-note-year", "import-note-bells", "import-note-no-terms"} <= set(notes(outcome))
    assert await count(empty_db, Period) == 8
    assert await everything(empty_db, StudyGroup.name) == [("8Б, английский 1",), ("8Б, английский 2",)]
    assert changed(await load(empty_db, few)) == []


async def test_courses_follow_from_the_timetable_where_there_is_no_sheet_of_them(empty_db: Database) -> None:
    await found(empty_db)
    rows = school()["Расписание"]
    derived = school(Курсы=None, Предметы=None, КТП=None)
    derived["Расписание"] = [[*rows[0], "учитель"], *([*row, "Титова Елена Сергеевна"] for row in rows[1:])]

    outcome = await load(empty_db, derived)

    assert errors(outcome) == []
    assert [hours for (hours,) in await everything(empty_db, Course.hours_per_week)] == [1, 1, 2]
    assert await count(empty_db, CourseTeacher) == 3
    assert await everything(empty_db, Subject.name) == [("Алгебра",), ("Английский язык",)]
    assert changed(await load(empty_db, derived)) == []


async def test_the_last_coordinator_stays_one(empty_db: Database) -> None:
    await found(empty_db)
    other = school()
    other["Сотрудники"].append(["Орехова", "Нина", "Павловна", "учитель", "", ""])

    outcome = await load(empty_db, other)

    assert "import-note-last-coordinator" in notes(outcome)
    assert (Duty.COORDINATOR,) in await everything(empty_db, StaffDuty.duty)
    assert await count(empty_db, Staff) == 3


async def test_every_error_is_said_at_once_and_nothing_is_written(empty_db: Database) -> None:
    await found(empty_db)
    bad = school()
    bad["Ученики"][1][3] = "31.02.2012"
    bad["Ученики"][2][4] = "8Г"
    bad["Ученики"][3][0] = ""
    bad["Родители"][1][3] = "Иванов Павел Сергеевич"
    bad["Родители"][2][7] = "не знаю"
    bad["Курсы"][1][2] = "Кузнецова"
    bad["Курсы"][2][0] = "Англиский язык"
    bad["Расписание"][1][1] = "понедельние"
    bad["Звонки"][1][2] = "08:00"
    bad["КТП"][2][2] = ""

    outcome = await load(empty_db, bad)

    assert errors(outcome) == [
        ("Ученики", 2, "дата рождения", "import-bad-date"),
        ("Ученики", 3, "класс", "import-bad-class-unknown"),
        ("Ученики", 4, "фамилия", "import-bad-blank"),
        ("Родители", 2, "ученик", "import-bad-pupil"),
        ("Родители", 3, "телефон", "import-bad-phone"),
        ("Курсы", 2, "учитель", "import-bad-employee"),
        ("Курсы", 3, "предмет", "import-bad-subject"),
        ("Расписание", 2, "день", "import-bad-weekday"),
        ("Расписание", 4, "предмет", "import-bad-course"),
        ("Звонки", 2, "конец", "import-bad-order"),
        ("КТП", 3, "тема", "import-bad-blank"),
    ]
    assert await count(empty_db, Student) == 0
    assert await count(empty_db, AcademicYear) == 0


@pytest.mark.parametrize(
    ("sheet", "row", "expected"),
    [
        ("Классы", ["8б", "", ""], ("Классы", 4, "класс", "import-bad-repeat")),
        (
            "Ученики",
            ["Белов", "Кирилл", "Олегович", "", "8Б", ""],
            ("Ученики", 5, "фамилия", "import-bad-student-twin"),
        ),
        ("Ученики", ["Лось", "Ян", "", "", "8Б", "немецкий"], ("Ученики", 5, "группы", "import-bad-part")),
        ("Предметы", ["АЛГЕБРА", ""], ("Предметы", 4, "предмет", "import-bad-repeat")),
        ("Курсы", ["Алгебра", "8Б", "", 4], ("Курсы", 5, "часов в неделю", "import-bad-hours-differ")),
        ("Курсы", ["Алгебра", "5", "", 4], ("Курсы", 5, "класс или группа", "import-bad-group")),
        ("Расписание", ["8Б", "пн", 1, "Алгебра", ""], ("Расписание", 6, "урок", "import-bad-repeat")),
        (
            "Периоды",
            ["четверть", "2a", "20.12.2026", "30.12.2026", ""],
            ("Периоды", 5, "с", "import-bad-overlap"),
        ),
        ("Расписание", ["8Б", "пн", 7, "Алгебра", ""], ("Расписание", 6, "урок", "import-bad-no-bell")),
        ("КТП", ["", 1, "Ещё раз", 1], ("КТП", 4, "№", "import-bad-number-twice")),
        ("КТП", ["Геометрия 8Б", 1, "Точка", 1], ("КТП", 4, "курс", "import-bad-plan-course")),
    ],
)
async def test_rows_that_do_not_go_together(
    empty_db: Database, sheet: str, row: list[Any], expected: tuple[str, int, str, str]
) -> None:
    await found(empty_db)
    sheets = school()
    sheets[sheet].append(row)

    assert expected in errors(await load(empty_db, sheets, dry=True))
