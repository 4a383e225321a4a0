"""The sheet as it comes to a phone: every name is text, nothing stays on the disk, nobody waits for it."""

import io
import tempfile
from datetime import date
from pathlib import Path
from time import perf_counter

import pytest
from sqlalchemy import select, update

from db.absences import AttendanceCode
from db.people import Person, School, SchoolClass, Student
from db.timetable import Subject, Term
from documents import term_sheet as document
from journal.access import ClassFacts, ClassToRead
from journal.family.terms import Span
from journal.marks import term_sheet
from journal.marks.term_sheet import Column, Found, Heading, Row, Tally
from locales import texts
from tests.hostile.nasty import NASTY
from tests.scheduler.lessons import attend
from tests.scheduler.workshop import asked, at_terms, cells, documents, make
from tests.school import moscow
from tests.telegram import World

FORMULAS = ("=1+1", "+7 900 000-00-00", "-2+3", "@SUM(A1)", "\t=1", '=HYPERLINK("http://a.b")', "{=A1}")


async def test_names_that_begin_a_formula_are_text(world: World) -> None:
    async with world.db.write() as session:
        students = list(await session.scalars(select(Student.person_id).order_by(Student.id).limit(len(FORMULAS))))
        for person_id, surname in zip(students, FORMULAS, strict=True):
            await session.execute(update(Person).where(Person.id == person_id).values(surname=surname, given_name=""))
        await session.execute(update(Subject).where(Subject.name == "Алгебра").values(name="=2+2"))
        await session.execute(update(School).values(name="=3+3"))
        await session.execute(update(SchoolClass).where(SchoolClass.letter == "Б").values(letter="Б/&'[1]"))
        await session.execute(update(Term).where(Term.name == "2").values(name="=4+4"))
    teacher = await at_terms(world)
    await teacher.press("=4+4")
    await make(world)
    (file,) = documents(teacher)
    assert file.raw["document"]["file_name"] == "Ведомость 8Б____1_ _4+4.xlsx"
    titles, *rows, _ = await cells(teacher, "Средний балл")
    assert titles[2] == "=2+2"
    assert {row[1] for row in rows} >= {name.strip() for name in FORMULAS}


@pytest.mark.parametrize("name", sorted(NASTY))
def test_any_name_can_be_written(name: str) -> None:
    """Also what the way in strips or refuses (G33): a workbook that does not open would be worse."""
    nasty = NASTY[name].encode("utf-8", "replace").decode()
    whole(sheet(students=2, subjects=2, name=nasty))


async def test_grade_1_has_one_page(world: World) -> None:
    """П 5.5."""
    await attend(world, "Зайцева Ева", AttendanceCode.ILL, course="1А математика")
    teacher = await asked(world, world.school.primary)
    await make(world)
    titles, eva, *_ = await cells(teacher, "Пропуски")
    assert titles[2:] == ["Литературное чтение", "Математика", "Б", "У", "Н", "Всего"]
    assert eva == ["1", "Зайцева Ева", "", "1", "1", "0", "0", "1"]
    with pytest.raises(Exception, match="Средний балл"):
        await cells(teacher, "Средний балл")


def test_nothing_is_left_on_the_disk(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """G36: there is no file even for a moment, since there is no place where one could be made."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "nowhere"))
    whole(sheet(students=12, subjects=3))


def sheet(*, students: int, subjects: int, name: str = "") -> Found:
    rows = [
        Row(number, name or f"Константинопольская Александра-Виктория {number}", None) for number in range(students)
    ]
    columns = [Column(number, name or f"Основы исследовательской деятельности {number}") for number in range(subjects)]
    day = date(2026, 11, 20)
    marks = {
        (row.student_id, column.id): [Tally("5", 1, 3, day), Tally("4", 1, 2, day), Tally("2", 1, 2, day)]
        for row in rows
        for column in columns
    }
    missed = {key: {AttendanceCode.ILL: 2} for key in marks}
    span = Span(2, None, name or "2026/2027", "2026/2027", day, day, 8)
    of = ClassToRead(ClassFacts(1, 8, name[:8] or "Б"), own=True)
    return Found(name or "СОШ № 7", Heading(of, span), rows, columns, marks, missed)


def whole(found: Found) -> list[float]:
    """Make it as the workshop does; how long each step took, in seconds."""
    took, cells_of, now = [], {}, moscow("09:17")
    for column in found.columns:
        began = perf_counter()
        cells_of[column.id] = term_sheet.column(found, column)
        took.append(perf_counter() - began)
    writing = document.write(io.BytesIO(), texts("ru"), found, cells_of, term="2-я четверть", now=now)
    for _ in range(document.steps(found)):
        began = perf_counter()
        next(writing)
        took.append(perf_counter() - began)
    assert next(writing, "over") == "over"
    return took


def test_the_steps_are_as_many_as_was_said() -> None:
    for students in (0, 1, 5, 6, 34):
        whole(sheet(students=students, subjects=3))
