"""What the weekly control finds, rule by rule, and that it is gone once it was put right (П 5.6, domain «Findings»)."""

from datetime import date, timedelta

import pytest
from sqlalchemy import insert, update

from db.absences import AttendanceCode
from db.engine import Database
from db.lessons import Lesson, LessonState
from db.marks import WorkType
from db.people import ClassLead, Enrolment
from db.substitutions import Substitution, SubstitutionKind, SubstitutionReason, SubstitutionState
from db.timetable import Holiday, StudyGroup, TermKind
from journal.control.on_students import needed
from journal.control.rules import ControlRules, Rule, read
from journal.finals.columns import TermFacts
from tests.controlling import LAST, NOW, Control, at, names
from tests.school import LONG_AGO, MONDAY, NamedSchool
from tests.teaching import ALGEBRA, FIRST_GRADE, RUSSIAN, SENIOR

POLINA, PYOTR = "Смирнова Полина", "Иванов Пётр"
TUESDAY, WEDNESDAY, FRIDAY = LAST + timedelta(days=1), LAST + timedelta(days=2), LAST + timedelta(days=4)


@pytest.fixture
async def control(db: Database, school: NamedSchool) -> Control:
    made = Control(db, school)
    await made.fill()
    return made


async def test_a_week_that_was_filled_in_time_has_no_findings(control: Control) -> None:
    looked = await control.looked()
    assert (looked.findings, looked.held, looked.filled) == ((), 18, 18)


async def test_a_lesson_into_which_nothing_was_entered_is_one_finding(db: Database, school: NamedSchool) -> None:
    control = Control(db, school)
    await control.look_at(*Rule)
    looked = await control.looked()
    assert (looked.held, looked.filled) == (18, 0)
    assert [it for it in await control.found() if "8Б Алгебра" in it][:3] == [
        "unfilled 8Б Алгебра 2026-11-16 ×1",
        "no_marks 8Б Алгебра 2026-11-16 ×1",
        "unfilled 8Б Алгебра 2026-11-18 ×1",
    ]
    assert names(looked) == ["Кузнецова Марина Викторовна", "Соколова Анна Львовна", "Титова Елена Сергеевна"]


async def test_what_is_missing_in_an_open_lesson_goes_one_by_one(control: Control) -> None:
    lesson = await control.change(state=LessonState.OPEN, topic="", attendance_at=None)
    await control.no_homework(lesson)
    place = "8Б Алгебра 2026-11-16 ×1"
    assert await control.found() == [f"topic {place}", f"attendance {place}", f"homework {place}"]
    await control.change(topic="Дроби")
    assert await control.found() == [f"attendance {place}", f"homework {place}"]
    await control.change(attendance_at=at(LAST))
    async with control.db.write() as session:
        session.add(control.task(lesson, at(LAST)))
    assert await control.found() == [f"open {place}"], "all is there, only closing is left"
    await control.change(state=LessonState.CLOSED)
    assert await control.found() == []


async def test_what_was_filled_after_its_day_stays_and_a_minute_before_midnight_is_in_time(control: Control) -> None:
    await control.change(first_entry_at=at(LAST, "23:59"))
    assert await control.found() == []
    await control.change(first_entry_at=at(TUESDAY, "00:00"))
    assert await control.found() == ["late 8Б Алгебра 2026-11-16 ×1"]


async def test_a_lesson_that_did_not_take_place_is_nobodys_gap(control: Control) -> None:
    await control.change(state=LessonState.CANCELLED)
    await control.change(course=RUSSIAN, day=TUESDAY, state=LessonState.PLANNED, first_entry_at=None)
    async with control.db.write() as session:
        year = (await session.get_one(StudyGroup, 1)).year_id
        session.add(Holiday(year_id=year, name="Карантин", starts_on=TUESDAY, ends_on=TUESDAY))
    assert await control.found() == []
    assert (await control.looked()).held == 18 - 1 - 3, "the cancelled one, and Tuesday's"


async def test_this_weeks_lessons_count_once_they_are_over(control: Control) -> None:
    assert await control.found(MONDAY, NOW.replace(hour=9, minute=16)) == []
    assert await control.found(MONDAY, NOW) == [
        "unfilled 1А Математика 2026-11-23 ×1",
        "unfilled 8Б Алгебра 2026-11-23 ×1",
    ]


# --- cells -------------------------------------------------------------------------------------------------------------


async def test_a_mark_of_somebody_absent_on_the_lessons_day_but_not_a_later_one(control: Control) -> None:
    lesson = await control.lesson(day=LAST)
    for student in (POLINA, PYOTR):
        await control.absent(student, lesson, AttendanceCode.ILL)
    await control.absent("Белов Кирилл", lesson, AttendanceCode.LATE)
    await control.put(POLINA, lesson)
    await control.put("Белов Кирилл", lesson)
    await control.put(PYOTR, lesson, put_at=at(WEDNESDAY))
    assert await control.found() == ["marked_absent 8Б Алгебра 2026-11-16 ×1"]


async def test_a_mark_changed_after_a_day_is_found_in_the_week_of_the_change(control: Control) -> None:
    lesson = await control.lesson(day=LAST)
    marks = [await control.put(student, lesson) for student in (POLINA, PYOTR, "Белов Кирилл")]
    await control.changed(marks[0], "4", at(TUESDAY, "13:00"))
    await control.changed(marks[1], "4", at(TUESDAY, "13:01"))
    await control.changed(marks[2], None, at(FRIDAY))
    assert await control.found() == ["changed 8Б Алгебра 2026-11-16 ×1"], "24 hours are not more than a day"
    await control.changed(marks[0], "5", at(MONDAY, "00:00"))
    assert await control.found() == ["changed 8Б Алгебра 2026-11-16 ×1"]
    assert await control.found(MONDAY, NOW.replace(hour=8)) == ["changed 8Б Алгебра 2026-11-16 ×1"]


async def test_a_test_waits_for_those_present_until_its_days_of_grace_are_over(control: Control) -> None:
    lesson = await control.change(work_type_id=await control.work("test"))
    assert await control.found() == ["unwritten 8Б Алгебра 2026-11-16 ×12"]
    await control.absent(POLINA, lesson)
    await control.put(PYOTR, lesson, work="test")
    assert "unwritten 8Б Алгебра 2026-11-16 ×10" in await control.found()
    async with control.db.write() as session:
        await session.execute(update(WorkType).where(WorkType.code == "test").values(grace_days=7))
    assert await control.found() == []
    assert (await control.found(now=NOW + timedelta(days=1)))[0] == "unwritten 8Б Алгебра 2026-11-16 ×10"


async def test_homework_over_the_days_load_is_told_of_though_its_reason_stands(control: Control) -> None:
    lesson = await control.lesson(day=LAST)
    await control.no_homework(lesson)
    async with control.db.write() as session:
        session.add(control.task(lesson, at(LAST), "проект к выставке"))
    assert await control.found() == ["overload 8Б Алгебра 2026-11-16 ×1"]


async def test_few_marks_in_a_lesson_are_asked_for_only_where_the_school_says_so(control: Control) -> None:
    lesson = await control.lesson(day=LAST)
    await control.put(POLINA, lesson)
    await control.look_at(Rule.FEW_MARKS, Rule.NO_MARKS)
    found = await control.found()
    assert "few_marks 8Б Алгебра 2026-11-16 ×1" in found
    assert "no_marks 8Б Алгебра 2026-11-18 ×1" in found
    assert not any("10А" in it for it in found if it.startswith("few_marks")), "three students are no class of ten"
    assert not any("1А М" in it or "1А Л" in it for it in found), "no marks in grade 1 (П 5.5)"


# --- by now ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "least"),
    [(date(2026, 11, 1), 0), (date(2026, 11, 2), 0), (date(2026, 11, 22), 2), (date(2026, 12, 29), 7), (date(2027, 1, 9), 7)],
)  # fmt: skip
def test_what_a_student_should_have_by_a_day(day: date, least: int) -> None:
    quarter = TermFacts(1, TermKind.QUARTER, "2", date(2026, 11, 2), date(2026, 12, 29))
    assert needed(7, quarter, day) == least


async def test_marks_behind_what_the_term_needs_go_by_marks_of_any_lesson_since(control: Control) -> None:
    await control.look_at(Rule.BEHIND)
    assert await control.found() == ["behind 8Б Алгебра ×12", "behind 8Б Русский язык ×12", "behind 10А Алгебра ×3"]
    for day in (LAST, MONDAY):
        await control.put(POLINA, await control.lesson(day=day))
    await control.put(PYOTR, await control.lesson(day=LAST))
    await control.put(PYOTR, await control.lesson(day=WEDNESDAY), ".")
    assert (await control.found())[0] == "behind 8Б Алгебра ×11", "a debt is no mark"
    async with control.db.write() as session:
        await session.execute(
            update(Enrolment)
            .where(Enrolment.student_id == control.student(PYOTR))
            .values(valid_from=date(2026, 11, 16))
        )
    assert (await control.found())[0] == "behind 8Б Алгебра ×10", "who joined in the middle is not asked about"


async def test_absences_that_nobody_explained_for_a_week_are_the_homeroom_teachers(control: Control) -> None:
    for student in (POLINA, PYOTR):
        await control.absent(student, await control.lesson(day=LAST))
    assert await control.found() == [], "by Sunday it is six days"
    assert (await control.found(MONDAY, NOW + timedelta(days=1)))[0] == "unexplained 8Б 2026-11-16 ×2"
    async with control.db.write() as session:
        await session.execute(
            update(ClassLead)
            .where(ClassLead.class_id == control.school.classes["8Б"])
            .values(person_id=control.school.primary.person_id)
        )
    looked = await control.looked(MONDAY, NOW + timedelta(days=1))
    assert looked.findings[0].person_id == control.school.primary.person_id


# --- whose -------------------------------------------------------------------------------------------------------------


async def test_co_teachers_share_a_finding_that_counts_once(control: Control) -> None:
    await control.co_teacher(control.school.homeroom)
    await control.change(topic="", state=LessonState.OPEN)
    looked = await control.looked()
    assert (names(looked), looked.total) == (["Кузнецова Марина Викторовна", "Титова Елена Сергеевна"], 1)
    assert looked.held == 18


@pytest.mark.parametrize("closed_by", ["primary", "algebra"])
async def test_a_lesson_that_a_substitute_closed_late_is_the_substitutes(control: Control, closed_by: str) -> None:
    lesson = await control.change(first_entry_at=at(TUESDAY), closed_by=getattr(control.school, closed_by).person_id)
    async with control.db.write() as session:
        await session.execute(
            insert(Substitution).values(
                lesson_id=lesson, absent_id=control.school.algebra.person_id,
                substitute_id=control.school.primary.person_id, kind=SubstitutionKind.SAME_SUBJECT,
                reason=SubstitutionReason.ILL, paid=True, state=SubstitutionState.ACCEPTED, until=LAST + timedelta(days=3),
                offered_by=control.school.deputy.person_id, offered_at=LONG_AGO, ended_at=at(TUESDAY),
            )
        )  # fmt: skip
    assert names(await control.looked()) == [getattr(control.school, closed_by).name]


async def test_one_person_is_looked_at_alone(control: Control) -> None:
    for course in (ALGEBRA, RUSSIAN, SENIOR, FIRST_GRADE):
        await control.change(course=course, topic="", state=LessonState.OPEN)
    own = await control.looked(person_id=control.school.algebra.person_id)
    assert [(it.group, it.subject) for it in own.findings] == [("8Б", "Алгебра"), ("10А", "Алгебра")]
    assert own.held == 5


async def test_the_order_does_not_depend_on_the_database(control: Control) -> None:
    async with control.db.write() as session:
        await session.execute(update(Lesson).where(Lesson.date < MONDAY).values(topic="", state=LessonState.OPEN))
    found = await control.found()
    assert found[:3] == [
        "topic 1А Математика 2026-11-16 ×1",
        "topic 8Б Алгебра 2026-11-16 ×1",
        "topic 1А Литературное чтение 2026-11-16 ×1",
    ]
    assert len(found) == 18


def test_rules_are_read_from_what_is_stored() -> None:
    assert read(None) == ControlRules()
    known = read('{"off": ["late"], "few": 2, "act_days": 14, "changed_hours": 48, "unexplained_days": 3}')
    assert (known.on(Rule.LATE), known.on(Rule.NO_MARKS), known.few, known.act_days) == (False, True, 2, 14)
    assert (known.changed_after, known.unexplained_for) == (timedelta(hours=48), timedelta(days=3))
