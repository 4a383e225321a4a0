"""What is printed of finals: the class's sheet and the journal's page say what the screen of finals says. Both databases."""

import io
from datetime import date, datetime
from fractions import Fraction
from typing import Any

import pytest
from python_calamine import CalamineWorkbook
from sqlalchemy import update

from db.engine import Database
from db.finals import FinalKind
from db.people import Enrolment
from documents import term_sheet as document
from journal.finals import rules
from journal.marks import averages, term_sheet
from journal.marks.term_sheet import Found
from journal.register import page as register
from journal.register.page import Said
from locales import texts
from tests.journal.finals_desk import LATE, OPEN, YEAR, Finals
from tests.school import ZONE, NamedSchool, Somebody, moscow
from tests.teaching import ALGEBRA

PYOTR, POLINA, KIRILL = "Иванов Пётр", "Смирнова Полина", "Белов Кирилл"
SPRING = datetime(2027, 5, 27, 12, tzinfo=ZONE)


@pytest.fixture
def desk(db: Database, school: NamedSchool) -> Finals:
    return Finals(db, school)


async def sheet(desk: Finals, now: datetime = OPEN, by: Somebody | None = None) -> Found:
    actor = await desk.actor(by or desk.school.homeroom)
    async with desk.db.read() as session:
        return await term_sheet.read(session, actor, class_id=desk.school.classes["8Б"], span_id=None, now=now)


async def said(desk: Finals, now: datetime = OPEN) -> Said:
    actor = await desk.actor(desk.school.algebra)
    async with desk.db.read() as session:
        course = desk.school.courses[ALGEBRA]
        found = await register.page(session, actor, course_id=course, class_id=0, span_id=None, now=now)
        return await register.said(session, found)


def book(found: Found) -> dict[str, list[list[Any]]]:
    cells = {subject.id: term_sheet.column(found, subject) for subject in found.columns}
    file = io.BytesIO()
    for _ in document.write(file, texts("ru"), found, cells, term="2-я четверть", now=OPEN):
        pass
    pages = CalamineWorkbook.from_filelike(io.BytesIO(file.getvalue()))
    return {name: pages.get_sheet_by_name(name).to_python() for name in pages.sheet_names}


def mean(found: Found, desk: Finals, student: str) -> Fraction | None:
    algebra = next(subject for subject in found.columns if subject.name == "Алгебра")
    return term_sheet.column(found, algebra)[desk.student(student)].mean


@pytest.mark.parametrize("weights", [False, True])
async def test_the_sheet_reckons_as_the_screen_of_finals(desk: Finals, *, weights: bool) -> None:
    """5(1) 4(1) 3(3): 4.00 while weights are off, 3.60 with them, in the school or in the subject alone."""
    await desk.marks(PYOTR, [("5", "answer"), ("4", "answer"), ("3", "test")])
    subject = (await desk.page()).course.subject_id
    deputy = await desk.actor(desk.school.deputy)
    async with desk.db.write() as session:
        await rules.set_averaging(session, deputy, 0, weights=not weights, harder=False, own=True, now=OPEN)
    async with desk.db.write() as session:
        await rules.set_averaging(session, deputy, subject, weights=weights, harder=False, own=True, now=OPEN)
    wanted = Fraction(18, 5) if weights else Fraction(4)
    proposal = (await desk.page()).line(desk.student(PYOTR)).proposal
    assert (proposal.mean, mean(await sheet(desk), desk, PYOTR)) == (wanted, wanted)
    shown = float(averages.hundredths(wanted))
    assert book(await sheet(desk))["Средний балл"][9][2] == shown


async def test_the_finals_of_the_term_with_those_not_confirmed_in_italics(desk: Finals) -> None:
    await desk.marks(PYOTR, "45")
    assert "Итоговые" not in book(await sheet(desk)), "nobody has one yet"
    await desk.everybody("4")
    await desk.confirm()
    await desk.unlock()
    await desk.put(POLINA, "н/а", version=1, comment="болела")
    found = await sheet(desk)
    of_term = found.standing.finals[FinalKind.TERM]
    algebra = term_sheet.columns_of(found, FinalKind.TERM)[0]
    assert of_term[desk.student(PYOTR), algebra.id] == ("4", True)
    assert of_term[desk.student(POLINA), algebra.id] == ("н/а", False)
    pages = book(found)
    assert [*pages] == ["Итоговые", "Средний балл", "Отметки", "Пропуски"]
    rows = pages["Итоговые"]
    assert rows[1][0].endswith("курсивом — ещё не подтверждены")
    assert rows[3] == ["№", "Ученик", "Алгебра", "В среднем"]
    assert rows[9] == [6.0, PYOTR, 4.0, 4.0]
    assert rows[14] == [11.0, POLINA, "н/а", ""]
    assert rows[16] == ["", "Класс", 4.0, 4.0]
    assert (await said(desk)).finals[FinalKind.TERM][desk.student(POLINA)] == ("н/а", False)


async def test_the_year_stands_with_its_last_term_only(desk: Finals) -> None:
    await desk.everybody()
    await desk.confirm()
    fourth = await desk.term("4")
    await desk.put(PYOTR, "5", column=fourth, now=SPRING)
    await desk.put(PYOTR, "5", column=YEAR, now=SPRING)
    for finals in ((await sheet(desk, SPRING)).standing.finals, (await said(desk, SPRING)).finals):
        assert [*finals] == [FinalKind.TERM, FinalKind.YEAR]
    winter = await sheet(desk, OPEN)
    assert [*winter.standing.finals] == [FinalKind.TERM]
    assert {it.value for it in winter.standing.finals[FinalKind.TERM].values()} == {"4"}


async def test_what_was_put_after_somebody_left_is_not_printed(desk: Finals) -> None:
    await desk.everybody()
    async with desk.db.write() as session:
        stay = update(Enrolment).where(Enrolment.student_id == desk.student(KIRILL))
        await session.execute(stay.values(valid_to=date(2026, 12, 20)))
    found = await sheet(desk, LATE)
    students = {student for student, _ in found.standing.finals[FinalKind.TERM]}
    assert desk.student(KIRILL) not in students
    assert len(students) == 11


async def test_grade_1_has_none(desk: Finals) -> None:
    """П 5.5."""
    actor = await desk.actor(desk.school.primary)
    async with desk.db.read() as session:
        found = await term_sheet.read(
            session, actor, class_id=desk.school.classes["1А"], span_id=None, now=moscow("12:00", OPEN.date())
        )
    assert not found.standing.finals
    assert [*book(found)] == ["Пропуски"]
