"""The goal calculator's edges: which lessons are left, tests with their weights, the school's rule, and what is no mark."""

from datetime import date, timedelta
from fractions import Fraction

import pytest
from sqlalchemy import delete, select, update

from db.assessments import Assessment, AssessmentState
from db.engine import Database
from db.finals import FinalKind, FinalMark
from db.marks import WorkType
from db.people import Account, Consent, Enrolment, Grant, Guardian, SchoolSetting
from db.timetable import Course, Holiday, Subject, Term, TimetableSlot
from journal.family import goals, marks
from journal.family.goals import Ahead, GoalPage, imagine
from journal.finals.rules import HARDER, NAME, FinalsRules, written
from journal.marks.averages import Averaging, Weighed
from journal.refusals import NotFound
from keyboards.goals import GoalOf
from keyboards.sections import MarksOf
from tests.handlers.family_doors import POLINA, ZLATA, opened
from tests.journal.family_entries import Teacher, actor
from tests.school import MONDAY, NamedSchool, Somebody, moscow
from tests.telegram import World

ALGEBRA = "8Б алгебра"
WEDNESDAY, FRIDAY = date(2026, 11, 25), date(2026, 11, 27)
DECEMBER_16, LAST = date(2026, 12, 16), date(2026, 12, 29)
LESSONS = 16
"""Algebra from Monday the 23rd of November to the quarter's end, three a week, today's among them."""


@pytest.fixture
def teacher(db: Database, school: NamedSchool) -> Teacher:
    return Teacher(db, school)


async def ids(db: Database, school: NamedSchool) -> tuple[int, int]:
    """The quarter and algebra."""
    async with db.read() as session:
        span = await session.scalar(select(Term.id).where(Term.ends_on == LAST, Term.name == "2"))
        subject = await session.scalar(select(Course.subject_id).where(Course.id == school.courses[ALGEBRA]))
    assert span is not None
    assert subject is not None
    return span, subject


async def page(
    db: Database,
    school: NamedSchool,
    *,
    day: date = MONDAY,
    clock: str = "07:30",
    goal_mark: int = 5,
    imagined: str = "",
    who: Somebody | None = None,
) -> GoalPage:
    span, subject = await ids(db, school)
    asker = await actor(db, who or school.mother)
    async with db.read() as session:
        return await goals.page(
            session,
            asker,
            student_id=school.students[POLINA],
            subject_id=subject,
            goal_mark=goal_mark,
            imagined=imagined,
            span_id=span,
            now=moscow(clock, day),
        )


async def plan(
    db: Database, school: NamedSchool, day: date, period: int, *, work: str = "test", clock: str = "07:00"
) -> None:
    async with db.write() as session:
        work_type = await session.scalar(select(WorkType.id).where(WorkType.code == work))
        assert work_type is not None
        session.add(
            Assessment(
                course_id=school.courses[ALGEBRA],
                date=day,
                period=period,
                work_type_id=work_type,
                minutes=45,
                external=False,
                state=AssessmentState.PLANNED,
                author_id=school.algebra.person_id,
                version=1,
                put_at=moscow(clock),
                changed_at=moscow(clock),
            )
        )


async def rule(db: Database, averaging: Averaging) -> None:
    async with db.write() as session:
        await session.execute(delete(SchoolSetting).where(SchoolSetting.name == NAME))
        session.add(SchoolSetting(name=NAME, value=written(FinalsRules(school=averaging))))


# --- lessons that are left ---------------------------------------------------------------------------------------------


async def test_lessons_that_are_made_and_those_of_the_timetable_are_counted_once(
    db: Database, school: NamedSchool, teacher: Teacher
) -> None:
    assert len((await page(db, school)).left) == LESSONS
    await teacher.cancel(ALGEBRA, WEDNESDAY)
    await teacher.close(ALGEBRA, at=moscow("07:20"))
    assert len((await page(db, school)).left) == LESSONS - 2
    assert len((await page(db, school, day=date(2026, 11, 24))).left) == LESSONS - 2


async def test_todays_lesson_is_left_until_its_mark_is_seen(
    db: Database, school: NamedSchool, teacher: Teacher
) -> None:
    await teacher.mark(POLINA, ALGEBRA, ("5", moscow("08:40")))
    held = await page(db, school, clock="08:41")
    assert (held.outlook.mean, len(held.left)) == (None, LESSONS)
    told = await page(db, school, clock="09:30")
    assert (told.outlook.mean, len(told.left)) == (Fraction(5), LESSONS - 1)


async def test_holidays_ahead_and_a_slot_that_ends_take_their_lessons(db: Database, school: NamedSchool) -> None:
    async with db.write() as session:
        year_id = await session.scalar(select(Term.year_id).limit(1))
        assert year_id is not None
        off = Holiday(year_id=year_id, name="Карантин", starts_on=date(2026, 12, 14), ends_on=date(2026, 12, 18))
        session.add(off)
    assert len((await page(db, school)).left) == LESSONS - 3
    async with db.write() as session:
        mine = TimetableSlot.course_id == school.courses[ALGEBRA]
        await session.execute(update(TimetableSlot).where(mine).values(valid_to=date(2026, 12, 11)))
    assert len((await page(db, school)).left) == LESSONS - 7


async def test_before_marks_are_put_no_lesson_brings_one(db: Database, school: NamedSchool, teacher: Teacher) -> None:
    async with db.write() as session:
        mine = Course.id == school.courses[ALGEBRA]
        await session.execute(update(Course).where(mine).values(marks_from=date(2026, 12, 1)))
    assert [*(await page(db, school)).left] == [Ahead(1)] * 12


# --- tests and weights -------------------------------------------------------------------------------------------------


async def test_a_test_ahead_weighs_its_own_once_its_planning_is_told(db: Database, school: NamedSchool) -> None:
    await rule(db, Averaging(weights=True))
    await plan(db, school, DECEMBER_16, 2)
    await plan(db, school, WEDNESDAY, 2, work="quiz", clock="07:29")
    assert sorted((await page(db, school)).left, reverse=True)[:2] == [Ahead(3, test=True), Ahead(1)]
    later = await page(db, school, clock="08:00")
    assert (later.tests, len(later.left)) == (2, LESSONS)
    assert sorted(later.left, reverse=True)[:3] == [Ahead(3, test=True), Ahead(2, test=True), Ahead(1)]


async def test_a_type_that_weighs_nothing_brings_nothing(db: Database, school: NamedSchool) -> None:
    await plan(db, school, DECEMBER_16, 2)
    async with db.write() as session:
        await session.execute(update(WorkType).where(WorkType.code == "test").values(weight=0))
    assert [*(await page(db, school)).left] == [Ahead(1)] * (LESSONS - 1)


@pytest.mark.parametrize(
    ("left", "imagined", "weights", "kept", "put"),
    [
        ([Ahead(1), Ahead(3, test=True)], "5E", True, "5E", [Weighed("5", 1), Weighed("5", 3)]),
        ([Ahead(2, test=True), Ahead(3, test=True)], "BC", True, "BC", [Weighed("2", 3), Weighed("3", 2)]),
        ([Ahead(1), Ahead(3, test=True)], "555", True, "5", [Weighed("5", 1)]),
        ([Ahead(3, test=True), Ahead(1)], "54", False, "54", [Weighed("5", 1), Weighed("4", 3)]),
        ([Ahead(1)], "E", False, "", []),
        ([], "5432EDCB", True, "", []),
    ],
)
def test_an_imagined_mark_takes_a_lesson_of_its_kind(
    left: list[Ahead], imagined: str, weights: bool, kept: str, put: list[Weighed]
) -> None:
    marks_put, rest, taken = imagine(left, imagined, weights=weights)
    assert (taken, marks_put) == (kept, put)
    assert len(rest) == len(left) - len(kept)


async def test_a_test_by_taps_where_weights_are_on(world: World, school: NamedSchool, teacher: Teacher) -> None:
    world.clock.set("18:00")
    await rule(world.db, Averaging(weights=True, thresholds=HARDER))
    await plan(world.db, school, DECEMBER_16, 2)
    await teacher.mark(POLINA, ALGEBRA, ("4", moscow("08:40")), work="test")
    span, subject = await ids(world.db, school)
    mother = await opened(
        world, school.mother, GoalOf(student_id=school.students[POLINA], span_id=span, subject_id=subject)
    )
    assert "Уроков до конца четверти: 15, из них с контрольной: 1" in mother.screen.text
    assert "Правило школы: 5 — от 4,65, с весами работ." in mother.screen.text
    assert "Отметка за урок весит 1, контрольные впереди — по своему весу и первыми." in mother.screen.text
    assert "• 4 пятёрки → средний балл 4,67" in mother.screen.text
    await mother.press("+5 к/р")
    assert "А если ещё 5 (к/р) · ср. 4,50" in mother.screen.text
    assert "Уроков до конца четверти: 14\n" in mother.screen.text
    assert "+5 к/р" not in mother.screen.labels
    assert "• 3 пятёрки → средний балл 4,67" in mother.screen.text


# --- whose, when, and what is no mark ------------------------------------------------------------------------------------


async def test_nobody_elses_child_nor_after_consent_or_access_is_gone(db: Database, school: NamedSchool) -> None:
    for somebody in (school.ivanov_mother, school.pupil, school.algebra, school.homeroom, school.coordinator):
        with pytest.raises(NotFound):
            await page(db, school, who=somebody)
    async with db.write() as session:
        hers = select(Guardian.id).where(Guardian.person_id == school.mother.person_id)
        await session.execute(update(Consent).where(Consent.guardian_id.in_(hers)).values(withdrawn_at=moscow("07:00")))
        await session.execute(
            update(Grant).where(Grant.person_id == school.father.person_id).values(ended_at=moscow("07:00"))
        )
    for somebody in (school.mother, school.father):
        with pytest.raises(NotFound):
            await page(db, school, who=somebody)


async def test_over_with_the_term_the_final_or_leaving(db: Database, school: NamedSchool, teacher: Teacher) -> None:
    await teacher.mark(POLINA, ALGEBRA, ("4", moscow("08:40")))
    assert (await page(db, school, day=LAST)).goes_on
    assert not (await page(db, school, day=LAST + timedelta(days=1))).goes_on
    span, subject = await ids(db, school)
    async with db.write() as session:
        pol = school.students[POLINA]
        gone = update(Enrolment).where(Enrolment.student_id == pol).values(valid_to=date(2026, 12, 10))
        await session.execute(gone)
    assert not (await page(db, school, day=date(2026, 12, 20))).goes_on
    async with db.write() as session:
        await session.execute(update(Enrolment).where(Enrolment.student_id == pol).values(valid_to=None))
        term = await session.get(Term, span)
        assert term is not None
        session.add(
            FinalMark(
                student_id=pol,
                subject_id=subject,
                year_id=term.year_id,
                term_id=span,
                kind=FinalKind.TERM,
                value="4",
                confirmed="4",
                confirmed_at=moscow("07:00"),
                author_id=school.algebra.person_id,
                version=1,
                put_at=moscow("07:00"),
                changed_at=moscow("07:00"),
            )
        )
    done = await page(db, school, day=date(2026, 12, 20))
    assert not done.goes_on
    assert done.left == ()


async def test_the_door_stands_only_where_marks_can_come(world: World, school: NamedSchool, teacher: Teacher) -> None:
    await teacher.mark(POLINA, ALGEBRA, ("4", moscow("08:40")))
    span, subject = await ids(world.db, school)
    asker = await actor(world.db, school.mother)
    async with world.db.read() as session:
        first_grade = await marks.term_page(session, asker, student_id=school.students[ZLATA], now=moscow("18:00"))
        mathematics = await session.scalar(select(Subject.id).where(Subject.name == "Математика"))
    assert first_grade.place is not None
    assert mathematics is not None
    world.clock.set("18:00")
    door = GoalOf(student_id=school.students[ZLATA], span_id=first_grade.place.span.id, subject_id=mathematics)
    mother = await opened(world, school.mother, door)
    assert "Этот предмет ведётся без отметок." in mother.screen.text
    assert mother.screen.labels == ["‹ Назад", "🏠 Меню"]
    await mother.press("‹ Назад")
    assert "🎯 Что нужно до 5" not in mother.screen.labels
    world.clock.set("10:00", date(2027, 1, 12))
    mine = GoalOf(student_id=school.students[POLINA], span_id=span, subject_id=subject)
    await mother.forge(mine.pack())
    assert "Рассчитывать уже нечего" in mother.screen.text
    await mother.press("‹ Назад")
    assert "Средний балл: 4,00" in mother.screen.text
    assert "🎯 Что нужно до 5" not in mother.screen.labels


async def test_tokens_are_no_marks_and_the_first_five_is_enough(
    world: World, school: NamedSchool, teacher: Teacher
) -> None:
    world.clock.set("18:00")
    await teacher.mark(POLINA, ALGEBRA, (".", moscow("08:40")))
    span, subject = await ids(world.db, school)
    door = GoalOf(student_id=school.students[POLINA], span_id=span, subject_id=subject)
    mother = await opened(world, school.mother, door)
    assert "Отметки: долг\nУроков до конца четверти: 15\n" in mother.screen.text
    assert "До 5 нужно:\n• 1 пятёрка → средний балл 5,00" in mother.screen.text
    await mother.press("до 3")
    assert "До 3 хватит чего-то одного:" in mother.screen.text
    assert "• 1 тройка → средний балл 3,00" in mother.screen.text
    await mother.press("✓ до 3")
    assert mother.screen.labels[:3] == ["до 5", "до 4", "✓ до 3"]


@pytest.mark.parametrize("tail", ["5:6", "2:", "6:", "5:5555555555555", "5:A", "5:F", "5:е", "05:", "5:5 "])
async def test_a_forged_tail_changes_nothing(world: World, school: NamedSchool, tail: str) -> None:
    span, subject = await ids(world.db, school)
    mother = await world.phone(school.mother)
    await mother.say("/menu")
    before = mother.screen.text
    await mother.forge(f"goal:{school.students[POLINA]}:{span}:{subject}:{tail}")
    assert mother.screen.text == before


def test_the_longest_button_fits() -> None:
    door = GoalOf(student_id=10**12, span_id=-(10**10), subject_id=10**10, target=5, imagined="E" * 12)
    assert len(door.pack()) <= 64


async def test_in_english(world: World, school: NamedSchool, teacher: Teacher) -> None:
    world.clock.set("18:00")
    await teacher.mark(POLINA, ALGEBRA, ("3", moscow("08:40")))
    async with world.db.write() as session:
        hers = Account.external_id == str(school.mother.telegram)
        await session.execute(update(Account).where(hers).values(language="en"))
    span, subject = await ids(world.db, school)
    door = GoalOf(student_id=school.students[POLINA], span_id=span, subject_id=subject)
    mother = await opened(world, school.mother, door)
    assert mother.screen.text == (
        "🎯 Алгебра: what a 5 needs · Полина, 8Б\n"
        "Quarter 2 · 02.11 – 29.12\n\n"
        "Marks: 3 · avg. 3.00\n"
        "Lessons left in the quarter: 15\n\n"
        "A 5 needs:\n"
        "• 3 marks of 5 → average 4.50\n\n"
        "The school's rule: 5 from 4.50 up, without weights.\n"
        "One mark a lesson is assumed: the teacher may put more, or fewer."
    )
    assert mother.screen.labels[:3] == ["✓ for a 5", "for a 4", "for a 3"]


async def test_four_statements_however_many_are_imagined(world: World, school: NamedSchool, teacher: Teacher) -> None:
    world.clock.set("18:00")
    await teacher.mark(POLINA, ALGEBRA, ("3", moscow("08:40")))
    span, subject = await ids(world.db, school)
    asker = await actor(world.db, school.mother)
    async with world.db.read() as session:
        with world.statements() as asked:
            await goals.page(
                session,
                asker,
                student_id=school.students[POLINA],
                subject_id=subject,
                goal_mark=5,
                imagined="5" * 12,
                span_id=span,
                now=moscow("18:00"),
            )
    assert len(asked) == 4


# --- the forecast in `📊 Отметки` ---------------------------------------------------------------------------------------


async def line(world: World, school: NamedSchool) -> str:
    mother = await opened(world, school.mother, MarksOf(student_id=school.students[POLINA]))
    return next(each for each in mother.screen.text.splitlines() if each.startswith("Алгебра:"))


async def test_the_forecast_follows_the_schools_rule(world: World, school: NamedSchool, teacher: Teacher) -> None:
    world.clock.set("18:00")
    await teacher.mark(POLINA, ALGEBRA, ("5", moscow("08:40")), ("4", moscow("08:41")))
    await teacher.mark(POLINA, ALGEBRA, ("5", moscow("08:40")), slot=2, work="test")
    assert await line(world, school) == "Алгебра: 4/5 · ср. 4,50 · выходит 5"
    await rule(world.db, Averaging(thresholds=HARDER))
    assert await line(world, school) == "Алгебра: 4/5 · ср. 4,50 · выходит 4"
    await rule(world.db, Averaging(weights=True, thresholds=HARDER))
    assert await line(world, school) == "Алгебра: 4/5 · ср. 4,75 · выходит 5"


async def test_a_subject_of_one_hour_is_assessed_by_half_years(
    world: World, school: NamedSchool, teacher: Teacher
) -> None:
    world.clock.set("18:00")
    await teacher.mark(POLINA, ALGEBRA, ("5", moscow("08:40")))
    span, subject = await ids(world.db, school)
    async with world.db.write() as session:
        told = written(FinalsRules(half_years=frozenset({subject})))
        session.add(SchoolSetting(name=NAME, value=told))
    assert await line(world, school) == "Алгебра: 5 · ср. 5,00 · выходит 5", "three hours a week"
    async with world.db.write() as session:
        mine = Course.id == school.courses[ALGEBRA]
        await session.execute(update(Course).where(mine).values(hours_per_week=1))
    assert await line(world, school) == "Алгебра: 5 · ср. 5,00"
    door = GoalOf(student_id=school.students[POLINA], span_id=span, subject_id=subject)
    mother = await opened(world, school.mother, door)
    assert "Итоговая по этому предмету ставится за полугодие, а не за четверть." in mother.screen.text


async def test_no_forecast_once_the_term_is_over(world: World, school: NamedSchool, teacher: Teacher) -> None:
    await teacher.mark(POLINA, ALGEBRA, ("5", moscow("08:40")))
    world.clock.set("10:00", LAST)
    assert await line(world, school) == "Алгебра: 5 · ср. 5,00 · выходит 5"
    world.clock.set("10:00", LAST + timedelta(days=1))
    assert await line(world, school) == "Алгебра: 5 · ср. 5,00"
