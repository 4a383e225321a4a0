"""A class of 35 with one surname of 40 letters, subjects of 100 characters: every screen fits and can be read (G34)."""

import pytest
from sqlalchemy import select, update

from db.engine import Database
from db.people import Enrolment, Person, Student
from db.timetable import Subject
from journal.names import search_key
from keyboards import sections
from keyboards.absences.attendance import Attendance
from keyboards.finals.certificate import NewRule
from keyboards.finals.control import ClassFinals
from keyboards.finals.filling import AskConfirm
from keyboards.finals.settings import Certificate, RulesOf, RulesSubjects
from keyboards.homework import Homework
from keyboards.lessons.card import Close
from keyboards.marks.cells import Marks, WorkTypes
from keyboards.sections import AttendanceOf, LessonCard, MarksOf, MyClass, TimetableOf, Today
from tests.hostile.hand import at, set_aside
from tests.journal.finals_desk import DECEMBER, Finals
from tests.school import LONG_AGO, YEAR_START, NamedSchool
from tests.teaching import ALGEBRA, Desk
from tests.telegram import Phone, World

SURNAME = "Константинопольская-Новорождественская-П"
LETTERS = "АБВГДЕЖЗИКЛМНОПРСТУФХЦЧШЭЮЯ"


@pytest.fixture
async def crowd(db: Database, school: NamedSchool) -> Desk:
    """8Б of 35 namesakes, its subjects named at length."""
    async with db.write() as session:
        pupils = select(Student.person_id).join(Enrolment, Enrolment.student_id == Student.id)
        ids = list(await session.scalars(pupils.where(Enrolment.class_id == school.classes["8Б"])))
        for _ in range(35 - len(ids)):
            person = Person(surname="", given_name="", patronymic="", search_key="", created_at=LONG_AGO)
            session.add(person)
            await session.flush()
            student = Student(person_id=person.id)
            session.add(student)
            await session.flush()
            session.add(Enrolment(student_id=student.id, class_id=school.classes["8Б"], valid_from=YEAR_START))
            ids.append(person.id)
        for number, person_id in enumerate(ids):
            given = f"{LETTERS[number % len(LETTERS)]}лександра"
            key = search_key(f"{SURNAME} {given}")
            await session.execute(
                update(Person)
                .where(Person.id == person_id)
                .values(surname=SURNAME, given_name=given, patronymic="Мстиславовна", search_key=key)
            )
        for subject in await session.scalars(select(Subject)):
            subject.name = f"{subject.name} " + "и прикладная математика " * 4
            subject.name = subject.name[:100]
    return Desk(db, school)


def fits(phone: Phone) -> None:
    """Within the messenger's limits, with labels that can be told apart."""
    screen = phone.screen
    assert len(screen.text) <= 4096
    assert len(screen.buttons) <= 100
    assert all(len(button["callback_data"].encode()) <= 64 for button in screen.buttons if "callback_data" in button)
    assert all(0 < len(label) <= 64 for label in screen.labels), screen.labels
    numbered = [label for label in screen.labels if label[:1].isdigit()]
    assert len(set(numbered)) == len(numbered), numbered


async def test_screens_of_a_crowded_class(world: World, crowd: Desk) -> None:
    school, lesson_id = crowd.school, await crowd.lesson()
    teacher = await at(world, school.algebra, Today())
    for door in (
        Today(),
        LessonCard(lesson_id=lesson_id),
        Attendance(lesson_id=lesson_id),
        Marks(lesson_id=lesson_id, student_id=crowd.student("Иванов Пётр")),
        WorkTypes(lesson_id=lesson_id),
        Homework(lesson_id=lesson_id),
        Close(lesson_id=lesson_id),
    ):
        await teacher.forge(door.pack())
        fits(teacher)
    # Everybody by number in one message, then the card that names them all.
    await teacher.forge(LessonCard(lesson_id=lesson_id).pack())
    said = ", ".join(f"{number} {'5' if number % 2 else 'н'}" for number in range(1, 36))
    await teacher.say(f"{said}; тема Дроби; дз §21")
    fits(teacher)
    assert SURNAME in teacher.screen.text
    await teacher.press("✅")
    fits(teacher)
    assert (await crowd.row(lesson_id)).state == "closed"
    # A surname alone is a question, not a guess.
    await teacher.forge(LessonCard(lesson_id=lesson_id).pack())
    await teacher.say(f"{SURNAME} 4")
    fits(teacher)
    assert "❓" in teacher.screen.text
    homeroom = await at(world, school.homeroom, MyClass(class_id=school.classes["8Б"]))
    fits(homeroom)
    mother = await at(world, school.ivanov_mother, MarksOf(student_id=crowd.student("Иванов Пётр")))
    for family in (MarksOf, TimetableOf, AttendanceOf):
        await mother.forge(family(student_id=crowd.student("Иванов Пётр")).pack())
        fits(mother)
    assert await set_aside(world) == 0


async def test_finals_of_a_crowded_class(world: World, crowd: Desk) -> None:
    """Thirty-five namesakes: the list comes in parts, and a mark is put for the one whose number was pressed."""
    finals = Finals(world.db, crowd.school)
    world.clock.set("12:00", DECEMBER)
    course, column = crowd.school.courses[ALGEBRA], await finals.term()
    of = {"course_id": course, "column_id": column}
    lines = (await finals.page()).lines
    teacher = await at(world, crowd.school.algebra, sections.Finals())
    fits(teacher)
    for part in (0, 1, 99):
        await teacher.forge(sections.FinalsOf(**of, part=part).pack())
        fits(teacher)
    last = lines[-1]
    await teacher.press(f"{last.pupil.number}. ")
    fits(teacher)
    await teacher.press("4")
    fits(teacher)
    assert f"\n{last.pupil.number}. " in teacher.screen.text, "the part of the one just done is shown again"
    again = (await finals.page()).lines
    assert [line.student_id for line in again if line.there.value] == [last.student_id]
    await teacher.forge(AskConfirm(**of).pack())
    fits(teacher)
    deputy = await at(world, crowd.school.deputy, sections.FinalsOfSchool())
    for door in (ClassFinals(class_id=crowd.school.classes["8Б"]), RulesOf(), RulesSubjects(), Certificate(grade=9)):
        await deputy.forge(door.pack())
        fits(deputy)
    await deputy.forge(NewRule(grade=9).pack())
    fits(deputy)
    assert await set_aside(world) == 0
