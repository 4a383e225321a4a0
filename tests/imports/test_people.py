"""The same full name twice: one person, two, or a question."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest
from sqlalchemy import func, select

from db.engine import Database
from db.people import Account, Enrolment, Grant, Guardian, Person, Scope, Staff, Student
from journal.imports.draft import Where
from tests.imports.workbooks import AUTUMN, NOW, Sheets, changed, errors, found, load, notes, school

MOTHER = "Иванова Светлана Петровна"


def family(*rows: list[Any], staff: Sequence[list[Any]] = ()) -> Sheets:
    """The small school with these guardians: name in one cell, child, class, then телефон and дата рождения."""
    sheets = school()
    sheets["Родители"] = [
        ["фамилия", "имя", "отчество", "ученик", "класс", "телефон", "дата рождения"],
        *([*row[0].split(), *row[1:]] for row in rows),
    ]
    sheets["Сотрудники"] += staff
    return sheets


PETER, CYRIL, EVE = "Иванов Пётр Сергеевич", "Белов Кирилл Олегович", "Зайцева Ева Львовна"


async def people_named(db: Database, surname: str) -> int:
    async with db.read() as session:
        return await session.scalar(select(func.count()).where(Person.surname == surname)) or 0


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (["+7 900 000-00-01", ""], ["8 (900) 000-00-01", ""]),
        (["", "21.10.1986"], ["+7 900 000-00-01", "21.10.1986"]),
        (["+7 900 000-00-01", "21.10.1986"], ["+7 900 000-00-02", "21.10.1986"]),
    ],
    ids=["telephone", "birth date", "birth date in spite of telephones"],
)
async def test_a_parent_of_two_is_one_person_where_something_agrees(
    empty_db: Database, one: list[str], other: list[str]
) -> None:
    await found(empty_db)
    sheets = family([MOTHER, PETER, "8Б", *one], [MOTHER, EVE, "1А", *other])

    outcome = await load(empty_db, sheets)

    assert outcome.plan.questions == []
    assert await people_named(empty_db, "Иванова") == 1
    assert changed(await load(empty_db, sheets, now=AUTUMN)) == []


async def test_nothing_is_linked_until_it_is_answered(empty_db: Database) -> None:
    await found(empty_db)
    sheets = family([MOTHER, PETER, "8Б"], [MOTHER, EVE, "1А"])

    outcome = await load(empty_db, sheets)

    assert [tuple(question) for question in outcome.plan.questions] == [
        (MOTHER, Where("Родители", 2), Where("Родители", 3))
    ]
    assert await people_named(empty_db, "Иванова") == 2
    again = await load(empty_db, sheets)
    assert changed(again) == []
    assert len(again.plan.questions) == 1


async def test_two_birth_dates_are_an_answer(empty_db: Database) -> None:
    await found(empty_db)

    outcome = await load(
        empty_db, family([MOTHER, PETER, "8Б", "", "21.10.1986"], [MOTHER, EVE, "1А", "", "03.02.1990"])
    )

    assert outcome.plan.questions == []
    assert await people_named(empty_db, "Иванова") == 2


async def test_an_answer_makes_one_person(empty_db: Database) -> None:
    await found(empty_db)
    sheets = family([MOTHER, PETER, "8Б"], [MOTHER, EVE, "1А"])

    outcome = await load(empty_db, sheets, same=("иванова  светлана петровна",))

    assert outcome.plan.questions == []
    assert await people_named(empty_db, "Иванова") == 1
    assert changed(await load(empty_db, sheets, same=(MOTHER,))) == []
    # Once linked it stays so without being told again.
    assert changed(await load(empty_db, sheets)) == []


async def test_an_answer_that_comes_late_joins_two_with_all_they_have(empty_db: Database) -> None:
    await found(empty_db)
    sheets = family([MOTHER, PETER, "8Б"], [MOTHER, EVE, "1А"])
    await load(empty_db, sheets)
    async with empty_db.write() as session:
        account = Account(platform="telegram", external_id="7", language="ru", created_at=NOW)
        session.add(account)
        await session.flush()
        for guardian in await session.scalars(select(Guardian)):
            session.add(
                Grant(
                    account_id=account.id,
                    person_id=guardian.person_id,
                    scope=Scope.GUARDIAN,
                    student_id=guardian.student_id,
                    granted_at=NOW,
                )
            )

    await load(empty_db, sheets, same=(MOTHER,))

    assert await people_named(empty_db, "Иванова") == 1
    async with empty_db.read() as session:
        assert len(set(await session.scalars(select(Guardian.person_id)))) == 1
        assert len(set(await session.scalars(select(Grant.person_id)))) == 1
        assert await session.scalar(select(func.count()).select_from(Grant)) == 2
    assert changed(await load(empty_db, sheets)) == []


async def test_a_teacher_who_is_a_parent(empty_db: Database) -> None:
    await found(empty_db)
    teacher = "Титова Елена Сергеевна"

    asked = await load(empty_db, family([teacher, CYRIL, "8Б"]), dry=True)
    told = await load(empty_db, family([teacher, CYRIL, "8Б", "+7 916 123-45-67"]))

    assert [tuple(question) for question in asked.plan.questions] == [
        (teacher, Where("Сотрудники", 2), Where("Родители", 2))
    ]
    assert told.plan.questions == []
    async with empty_db.read() as session:
        shared = await session.scalar(
            select(func.count()).select_from(Staff).join(Guardian, Guardian.person_id == Staff.person_id)
        )
    assert shared == 1


async def test_somebody_already_in_the_journal_is_asked_about(empty_db: Database) -> None:
    await found(empty_db)

    outcome = await load(empty_db, family(["Орехова Нина Павловна", CYRIL, "8Б"]))

    assert [tuple(question) for question in outcome.plan.questions] == [
        ("Орехова Нина Павловна", Where("", 0), Where("Родители", 2))
    ]


async def test_a_father_and_a_son_of_one_name_are_never_one(empty_db: Database) -> None:
    await found(empty_db)

    outcome = await load(empty_db, family([PETER, PETER, "8Б"]))

    assert outcome.plan.questions == []
    assert await people_named(empty_db, "Иванов") == 2


async def test_an_answer_about_nobody_is_refused(empty_db: Database) -> None:
    await found(empty_db)

    outcome = await load(empty_db, school(), same=("Никто Нигде Никогдаевич",))

    assert outcome.plan.unanswered == ["Никто Нигде Никогдаевич"]
    async with empty_db.read() as session:
        assert await session.scalar(select(func.count()).select_from(Student)) == 0


async def test_student_namesakes_are_told_by_class_or_birth_date(empty_db: Database) -> None:
    await found(empty_db)
    sheets = school()
    sheets["Ученики"] += [
        ["Белов", "Кирилл", "Олегович", "", "1А", ""],
        ["Иванов", "Пётр", "Сергеевич", "11.11.2012", "8Б", ""],
    ]
    sheets["Родители"][1][3] = "Иванов Пётр Сергеевич (04.05.2012)"

    outcome = await load(empty_db, sheets)

    assert errors(outcome) == []
    assert outcome.plan.questions == []
    assert await people_named(empty_db, "Белов") == await people_named(empty_db, "Иванов") == 2
    assert changed(await load(empty_db, sheets, now=AUTUMN)) == []


async def test_a_namesake_must_be_told_where_he_is_meant(empty_db: Database) -> None:
    await found(empty_db)
    sheets = school()
    sheets["Ученики"].append(["Иванов", "Пётр", "Сергеевич", "11.11.2012", "8Б", ""])

    assert errors(await load(empty_db, sheets)) == [("Родители", 2, "ученик", "import-bad-namesakes")]


async def test_a_student_in_another_class_without_a_birth_date_is_asked_about(empty_db: Database) -> None:
    await found(empty_db)
    await load(empty_db, school())
    moved = {"Ученики": [school()["Ученики"][0], ["Белов", "Кирилл", "Олегович", "", "1А", ""]]}

    asked = await load(empty_db, moved, now=AUTUMN, dry=True)
    await load(empty_db, moved, now=AUTUMN, same=(CYRIL,))

    assert [tuple(question) for question in asked.plan.questions] == [
        (CYRIL, Where("Ученики", 2), Where("", 0, class_name="8Б"))
    ]
    assert await people_named(empty_db, "Белов") == 1
    async with empty_db.read() as session:
        assert await session.scalar(select(func.count()).where(Enrolment.valid_to.is_not(None))) == 1


@pytest.mark.parametrize(
    ("sheet", "row", "name"),
    [
        ("Сотрудники", 1, ["Орлова", "Елена", "Сергеевна"]),
        ("Ученики", 2, ["Белов", "Кирилл", ""]),
        ("Родители", 1, ["Петрова", "Светлана", "Петровна"]),
    ],
)
async def test_a_changed_name_is_a_change_and_not_somebody_new(
    empty_db: Database, sheet: str, row: int, name: list[str]
) -> None:
    await found(empty_db)
    await load(empty_db, school())
    sheets = {sheet: school()[sheet]}
    sheets[sheet][row][:3] = name

    outcome = await load(empty_db, sheets, now=AUTUMN)

    assert errors(outcome) == []
    assert [(kind.__name__, what) for kind, what in changed(outcome)] == [("Person", "changed")]


async def test_next_year_everybody_is_a_grade_further(empty_db: Database) -> None:
    await found(empty_db)
    await load(empty_db, school())
    later = {name: school()[name] for name in ("Классы", "Ученики", "Периоды")}
    later["Классы"] = [["класс"], ["9Б"], ["2А"]]
    for row in later["Ученики"][1:]:
        row[3], row[4], row[5] = "", {"8Б": "9Б", "1А": "2А"}[row[4]], ""
    later["Периоды"] = [later["Периоды"][0], ["четверть", "1", "01.09.2027", "25.10.2027", ""]]

    outcome = await load(empty_db, later, now=NOW.replace(year=2027))

    assert errors(outcome) == []
    assert outcome.plan.questions == []
    async with empty_db.read() as session:
        assert await session.scalar(select(func.count()).select_from(Student)) == 3
        ended = await session.scalars(select(Enrolment.valid_to).where(Enrolment.valid_to.is_not(None)))
        assert set(ended) == {date(2027, 8, 31)}
    assert changed(await load(empty_db, later, now=NOW.replace(year=2027))) == []


async def test_a_twin_never_takes_the_others_place(empty_db: Database) -> None:
    await found(empty_db)
    await load(empty_db, school())
    twin = {"Ученики": [school()["Ученики"][0], ["Иванов", "Павел", "Сергеевич", "04.05.2012", "8Б", ""]]}

    await load(empty_db, twin, now=AUTUMN)

    assert await people_named(empty_db, "Иванов") == 2


async def test_two_teachers_of_one_name_are_told_in_brackets(empty_db: Database) -> None:
    await found(empty_db)
    sheets = school()
    sheets["Сотрудники"].append(["Кузнецова", "Марина", "Викторовна", "учитель", "", "07.08.1990"])
    sheets["Курсы"][1][2] = "Кузнецова Марина Викторовна (07.08.1990)"

    outcome = await load(empty_db, sheets)

    assert errors(outcome) == [("Курсы", 4, "учитель", "import-bad-namesakes")]
    sheets["Курсы"][3][2] = "Кузнецова М. В. (03.02.1980)"
    assert errors(await load(empty_db, sheets)) == []
    assert changed(await load(empty_db, sheets)) == []


async def test_who_has_two_records_is_not_joined_by_an_answer(empty_db: Database) -> None:
    await found(empty_db)
    sheets = school()
    sheets["Сотрудники"].append(["Титова", "Елена", "Сергеевна", "учитель", "", ""])
    sheets["Классы"][1][1] = ""
    sheets["Курсы"][2][2] = ""
    first = await load(empty_db, sheets)

    outcome = await load(empty_db, sheets, same=("Титова Елена Сергеевна",))

    assert len(first.plan.questions) == 1
    assert "import-note-cannot-join" in notes(outcome)
    assert await people_named(empty_db, "Титова") == 2
