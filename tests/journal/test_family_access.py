"""Whose child, whose group, whose consent: each is asked of this student, never of anybody in the table."""

from datetime import date

import pytest
from sqlalchemy import select, update

from db.engine import Database
from db.lessons import Lesson
from db.people import Consent, Enrolment, Guardian, Scope
from db.timetable import Course, CourseTeacher, GroupClass, GroupMember, StudyGroup, Subject, TimetableSlot
from journal import access
from journal.family import homework, marks, timetable
from journal.refusals import NotFound
from journal.timetable import planning
from tests.journal.family_entries import Teacher, actor
from tests.school import MONDAY, NamedSchool, moscow

TUESDAY = date(2026, 11, 24)
NOW = moscow("16:00")


async def add_half_group(db: Database, school: NamedSchool, *members: str) -> None:
    """Технология, for a part of 8Б, on Tuesdays."""
    async with db.write() as session:
        year_id = await session.scalar(select(StudyGroup.year_id).limit(1))
        assert year_id is not None
        group = StudyGroup(year_id=year_id, name="8Б, технология 1", whole=False, grade=8)
        subject = Subject(name="Технология", short_name="Техн.", marked=True)
        session.add_all([group, subject])
        await session.flush()
        course = Course(subject_id=subject.id, group_id=group.id, hours_per_week=1)
        session.add(course)
        session.add(GroupClass(group_id=group.id, class_id=school.classes["8Б"]))
        session.add_all(
            GroupMember(group_id=group.id, student_id=school.students[name], valid_from=date(2026, 9, 1))
            for name in members
        )
        await session.flush()
        session.add(CourseTeacher(course_id=course.id, person_id=school.algebra.person_id, valid_from=date(2026, 9, 1)))
        session.add(TimetableSlot(course_id=course.id, weekday=2, period=4, valid_from=date(2026, 9, 1)))
        await session.flush()
        await planning.make_lessons(session, MONDAY, date(2026, 12, 4), today=MONDAY)
        school.courses["8Б технология"] = course.id


async def test_half_a_class_is_the_lesson_of_its_members_only(db: Database, school: NamedSchool) -> None:
    await add_half_group(db, school, "Смирнова Полина")
    mother, ivanov = await actor(db, school.mother), await actor(db, school.ivanov_mother)
    async with db.read() as session:
        polina = await timetable.day_page(
            session, mother, student_id=school.students["Смирнова Полина"], day=TUESDAY, now=NOW
        )
        pyotr = await timetable.day_page(
            session, ivanov, student_id=school.students["Иванов Пётр"], day=TUESDAY, now=NOW
        )
        lesson_id = polina.lessons[-1].lesson_id
        found = await session.execute(access.lessons().where(Lesson.id == lesson_id))
        pupils = await access.pupils_of(session, access.LessonFacts(*found.one()))

    assert [lesson.subject for lesson in polina.lessons] == ["Русский язык", "Технология"]
    assert [lesson.subject for lesson in pyotr.lessons] == ["Русский язык"]
    assert [pupil.surname for pupil in pupils] == ["Смирнова"]


async def test_homework_of_the_other_half_is_not_shown(db: Database, school: NamedSchool) -> None:
    await add_half_group(db, school, "Смирнова Полина")
    teacher = Teacher(db, school)
    await teacher.homework("8Б технология", "принести ткань", day=TUESDAY, due=date(2026, 12, 1))
    later = moscow("16:00", TUESDAY)
    async with db.read() as session:
        polina = await homework.day_page(
            session,
            await actor(db, school.mother),
            student_id=school.students["Смирнова Полина"],
            day=date(2026, 12, 1),
            now=later,
        )
        pyotr = await homework.day_page(
            session,
            await actor(db, school.ivanov_mother),
            student_id=school.students["Иванов Пётр"],
            day=date(2026, 12, 1),
            now=later,
        )

    assert [task.text for task in polina.tasks] == ["принести ткань"]
    assert pyotr.tasks == ()
    assert pyotr.unwritten == ("Русский язык",)


async def test_anybody_elses_child_is_not_found(db: Database, school: NamedSchool) -> None:
    mother = await actor(db, school.mother)
    for name in ("Иванов Пётр", "Зайцева Ева"):
        async with db.read() as session:
            with pytest.raises(NotFound):
                await marks.term_page(session, mother, student_id=school.students[name], now=NOW)
    async with db.read() as session:
        with pytest.raises(NotFound):
            await marks.term_page(session, mother, student_id=10**15, now=NOW)


async def test_another_adult_sees_only_while_this_childs_representative_consents(
    db: Database, school: NamedSchool
) -> None:
    student_id = school.students["Иванов Пётр"]
    async with db.write() as session:
        grandmother = Guardian(person_id=school.deputy.person_id, student_id=student_id, kinship="бабушка", legal=False)
        session.add(grandmother)
    who = await actor(db, school.deputy)
    who = who._replace(grants=(*who.grants, access.Granted(school.deputy.person_id, Scope.GUARDIAN, student_id)))
    async with db.read() as session:
        assert (await access.child(session, who, student_id, MONDAY)).given_name == "Пётр"

    async with db.write() as session:
        of_child = select(Guardian.id).where(Guardian.student_id == student_id)
        await session.execute(update(Consent).where(Consent.guardian_id.in_(of_child)).values(withdrawn_at=NOW))

    async with db.read() as session:
        with pytest.raises(NotFound):
            await access.child(session, who, student_id, MONDAY)


async def test_who_left_keeps_the_marks_and_loses_the_lessons(db: Database, school: NamedSchool) -> None:
    teacher = Teacher(db, school)
    await teacher.mark("Иванов Пётр", "8Б алгебра", ("5", moscow("08:40")))
    student_id = school.students["Иванов Пётр"]
    async with db.write() as session:
        await session.execute(
            update(Enrolment).where(Enrolment.student_id == student_id).values(valid_to=date(2026, 11, 25))
        )
    later = moscow("10:00", date(2026, 12, 3))
    pupil = await actor(db, school.pupil)
    async with db.read() as session:
        page = await marks.term_page(session, pupil, student_id=student_id, now=later)
        day = await timetable.day_page(session, pupil, student_id=student_id, now=later)
        due = await homework.day_page(session, pupil, student_id=student_id, now=later)

    assert page.child.class_id is None
    assert [[mark.value for mark in subject.marks] for subject in page.subjects if subject.marks] == [["5"]]
    assert day.lessons == ()
    assert due.day is None
