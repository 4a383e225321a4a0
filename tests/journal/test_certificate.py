"""The certificate: its rules are data that a deputy head sets, and what they make of years, half-years and exams."""

from datetime import datetime

import pytest
from sqlalchemy import select

from db.engine import Database
from db.finals import CertificatePart, CertificateRule, Formula
from db.timetable import Subject
from journal.finals import certificate
from journal.finals.certificate import AlreadyJoined, Page
from journal.refusals import NotFound
from tests.journal.finals_desk import CERTIFICATE, EXAM, JUNE, OPEN, YEAR, Finals
from tests.school import NamedSchool, Somebody
from tests.teaching import ALGEBRA, RUSSIAN

PYOTR = "Иванов Пётр"


@pytest.fixture
def desk(db: Database, school: NamedSchool) -> Finals:
    return Finals(db, school)


class Office:
    """A deputy head's desk."""

    def __init__(self, desk: Finals) -> None:
        self.desk = desk
        self.by: Somebody = desk.school.deputy
        self.now: datetime = OPEN

    async def subject(self, name: str) -> int:
        async with self.desk.db.read() as session:
            return await session.scalar(select(Subject.id).where(Subject.name == name)) or 0

    async def page(self, grade: int = 9) -> Page:
        actor = await self.desk.actor(self.by)
        async with self.desk.db.read() as session:
            return await certificate.page(session, actor, grade)

    async def join(self, whole: str, part: str, *, joined: bool = True, grade: int = 9) -> Page:
        actor = await self.desk.actor(self.by)
        subject_id, part_id = await self.subject(whole), await self.subject(part)
        async with self.desk.db.write() as session:
            return await certificate.join(
                session, actor, grade=grade, subject_id=subject_id, part_id=part_id, joined=joined, now=self.now
            )

    async def choose(self, whole: str, formula: Formula, grade: int = 9) -> Page:
        actor = await self.desk.actor(self.by)
        subject_id = await self.subject(whole)
        async with self.desk.db.write() as session:
            return await certificate.choose(
                session, actor, grade=grade, subject_id=subject_id, formula=formula, now=self.now
            )


@pytest.fixture
def office(desk: Finals) -> Office:
    return Office(desk)


async def test_a_rule_is_there_while_it_has_a_part(office: Office) -> None:
    assert (await office.page()).rules == ()
    await office.join("Математика", "Алгебра")
    await office.join("Математика", "Алгебра")
    await office.join("Математика", "Русский язык")
    (rule,) = (await office.page()).rules
    assert (rule.subject, rule.formula, len(rule.parts)) == ("Математика", Formula.YEAR_AND_EXAM, 2)
    assert (await office.page(11)).rules == (), "a grade has its own"
    await office.join("Математика", "Алгебра", joined=False)
    await office.join("Математика", "Русский язык", joined=False)
    assert (await office.page()).rules == ()
    for table in (CertificateRule, CertificatePart):
        assert await office.desk.count(table) == 0
    assert await office.desk.actions() == ["certificate.rule"] * 4, "the same again is no change"


async def test_a_subject_is_part_of_one_only(office: Office) -> None:
    await office.join("Математика", "Алгебра")
    with pytest.raises(AlreadyJoined) as joined:
        await office.join("Русский язык", "Алгебра")
    assert joined.value.facts == {"subject": "Математика"}
    with pytest.raises(AlreadyJoined):
        await office.choose("Алгебра", Formula.ALL_TERMS)
    await office.join("Русский язык", "Алгебра", grade=11)


async def test_another_formula_of_a_subject_by_itself(office: Office) -> None:
    await office.choose("Алгебра", Formula.YEAR_AND_EXAM)
    assert (await office.page()).rules == (), "it is the usual one"
    await office.choose("Алгебра", Formula.ALL_TERMS)
    (rule,) = (await office.page()).rules
    assert (rule.subject, rule.formula, rule.parts) == ("Алгебра", Formula.ALL_TERMS, (rule.subject_id,))


@pytest.mark.parametrize("who", ["algebra", "homeroom", "coordinator", "mother"])
async def test_nobody_else_looks_or_sets(office: Office, who: str) -> None:
    office.by = getattr(office.desk.school, who)
    for work in (office.page(), office.join("Математика", "Алгебра"), office.choose("Алгебра", Formula.ALL_TERMS)):
        with pytest.raises(NotFound):
            await work


async def test_what_there_is_not_is_refused(office: Office) -> None:
    for work in (office.page(8), office.page(1), office.join("Нет такого", "Алгебра"), office.join("Алгебра", "Нет")):
        with pytest.raises(NotFound):
            await work


async def test_an_open_rule_joins_the_years_of_its_parts_with_the_exam(office: Office) -> None:
    """Grade 9: algebra 4 and Russian 5 of the year with the exam 3 → 4; alone, each is its own."""
    desk = office.desk
    await desk.ninth_grade()
    await desk.put(PYOTR, "4", column=YEAR, now=JUNE)
    await desk.put(PYOTR, "3", column=EXAM, now=JUNE)
    shown = await desk.page(column=CERTIFICATE, now=JUNE)
    line = shown.line(desk.student(PYOTR))
    assert (shown.subject, line.proposal.value, str(line.proposal.mean)) == ("Алгебра", "4", "7/2")
    await office.join("Математика", "Алгебра")
    await office.join("Математика", "Русский язык")
    shown = await desk.page(column=CERTIFICATE, now=JUNE)
    line = shown.line(desk.student(PYOTR))
    assert (shown.subject, line.proposal.few) == ("Математика", True), "Russian has no year yet"
    await desk.co_teacher(desk.school.algebra, RUSSIAN)
    await desk.put(PYOTR, "5", column=YEAR, course=RUSSIAN, now=JUNE)
    for course in (ALGEBRA, RUSSIAN):
        line = (await desk.page(column=CERTIFICATE, course=course, now=JUNE)).line(desk.student(PYOTR))
        assert (line.proposal.value, line.proposal.few) == ("4", False)
    await desk.put(PYOTR, "4", column=CERTIFICATE, now=JUNE)
    line = (await desk.page(column=CERTIFICATE, course=RUSSIAN, now=JUNE)).line(desk.student(PYOTR))
    assert line.there.value == "4", "one mark of one subject, whoever put it"
