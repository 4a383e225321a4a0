"""Finals: what is proposed, who may put what, what confirming locks and who opens it again. On both databases."""

from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import select, update

from db.engine import Database
from db.finals import FinalChange, FinalMark
from db.lessons import Lesson, LessonState
from db.marks import MarkValue
from db.operations import Notice, NoticeKind
from db.people import Enrolment
from db.timetable import Course, CourseTeacher, GroupClass, GroupMember, StudyGroup, TermKind
from journal.finals import overdue, putting
from journal.finals.columns import Stage
from journal.finals.refusals import CommentNeeded, FinalsChanged, FinalsMissing, NotOpen, TermLocked
from journal.marks import marking
from journal.marks.marking import Cell
from journal.refusals import NoMarks, NotFound, Refusal, Stale
from tests.journal.finals_desk import DECEMBER, LATE, OPEN, YEAR, Finals
from tests.school import YEAR_START, ZONE, NamedSchool, Somebody, moscow
from tests.teaching import ALGEBRA, FIRST_GRADE

SPRING = datetime(2027, 5, 27, 12, tzinfo=ZONE)
PYOTR, POLINA = "Иванов Пётр", "Смирнова Полина"


@pytest.fixture
def desk(db: Database, school: NamedSchool) -> Finals:
    return Finals(db, school)


async def proposed(desk: Finals, student: str) -> tuple[str | None, bool]:
    line = (await desk.page()).line(desk.student(student))
    return line.proposal.value, line.proposal.few


# --- what is proposed --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("marks", "value"), [("45", "5"), ("23", "3"), ("5443", "4"), ("22", "2")])
async def test_the_mean_half_up(desk: Finals, marks: str, value: str) -> None:
    await desk.marks(PYOTR, marks)
    assert await proposed(desk, PYOTR) == (value, True)


async def test_few_marks_are_warned_of_and_block_nothing(desk: Finals) -> None:
    await desk.marks(PYOTR, "5" * 7)
    await desk.marks(POLINA, "5" * 6)
    assert [await proposed(desk, who) for who in (PYOTR, POLINA)] == [("5", False), ("5", True)]
    await desk.put(POLINA, "5")
    assert await desk.value(POLINA) == "5"


async def test_marks_of_other_terms_and_words_count_for_nothing(desk: Finals) -> None:
    await desk.marks(PYOTR, "2", first=date(2026, 10, 5))
    await desk.marks(PYOTR, [("ЗЧ", "answer"), ("осв", "answer"), (".", "answer")])
    assert await proposed(desk, PYOTR) == (None, True)


async def test_a_group_that_was_changed_takes_no_mark_and_no_final_away(desk: Finals) -> None:
    """Marks and finals are the subject's: whoever comes from another group of it brings them along."""
    await desk.marks(PYOTR, "5555")
    await desk.put(PYOTR, "5")
    async with desk.db.write() as session:
        old = await session.get_one(Course, desk.school.courses[ALGEBRA])
        year = await session.scalar(select(StudyGroup.year_id).where(StudyGroup.id == old.group_id))
        group = StudyGroup(year_id=year, name="8Б, алгебра 2", whole=False, grade=8)
        session.add(group)
        await session.flush()
        session.add(GroupClass(group_id=group.id, class_id=desk.school.classes["8Б"]))
        session.add(GroupMember(group_id=group.id, student_id=desk.student(PYOTR), valid_from=DECEMBER))
        course = Course(subject_id=old.subject_id, group_id=group.id, hours_per_week=3)
        session.add(course)
        await session.flush()

        session.add(CourseTeacher(course_id=course.id, person_id=desk.school.algebra.person_id, valid_from=YEAR_START))
    desk.school.courses["8Б алгебра 2"] = course.id
    line = (await desk.page(course="8Б алгебра 2")).line(desk.student(PYOTR))
    assert (line.there.value, line.proposal.value, len(line.marks)) == ("5", "5", 4)


async def test_half_years_and_quarters_by_the_grade(desk: Finals) -> None:
    kinds: dict[str, list[TermKind]] = {name: [] for name in (ALGEBRA, "10А алгебра")}
    for name, found in kinds.items():
        column = await desk.term(
            "2" if name == ALGEBRA else "1", TermKind.QUARTER if name == ALGEBRA else TermKind.HALF_YEAR
        )
        page = await desk.page(course=name, column=column)
        found += [it.term.kind for it in page.found.columns if it.term]
    assert kinds == {ALGEBRA: [TermKind.QUARTER] * 4, "10А алгебра": [TermKind.HALF_YEAR] * 2}


# --- putting -----------------------------------------------------------------------------------------------------------


async def test_a_final_that_differs_needs_a_comment_and_keeps_its_history(desk: Finals) -> None:
    await desk.marks(PYOTR, "4444")
    with pytest.raises(CommentNeeded):
        await desk.put(PYOTR, "5")
    assert await desk.final(PYOTR) is None
    await desk.put(PYOTR, "5", comment="олимпиада")
    await desk.put(PYOTR, "4", version=1)
    async with desk.db.read() as session:
        rows = await session.execute(
            select(FinalChange.old_value, FinalChange.new_value, FinalChange.comment).order_by(FinalChange.id)
        )
    assert [tuple(row) for row in rows] == [(None, "5", "олимпиада"), ("5", "4", "")]
    assert await desk.actions() == ["final.put", "final.put"]


async def test_accept_all_takes_what_is_proposed_and_leaves_what_stands(desk: Finals) -> None:
    await desk.marks(PYOTR, "4444")
    await desk.marks(POLINA, "5554")
    await desk.put(PYOTR, "5", comment="олимпиада")
    await desk.accept_all()
    await desk.accept_all()
    finals = [await desk.final(who) for who in (PYOTR, POLINA, "Белов Кирилл")]
    assert [(it.value, it.version) if it else None for it in finals] == [("5", 1), ("5", 1), None]


async def test_what_the_screen_did_not_show_is_accepted_by_nobody(desk: Finals) -> None:
    await desk.marks(PYOTR, "44")
    seen = (await desk.page()).seen
    await desk.marks(PYOTR, "22", first=date(2026, 12, 10))
    actor = await desk.actor(desk.school.algebra)
    course = desk.school.courses[ALGEBRA]
    with pytest.raises(FinalsChanged):
        async with desk.db.write() as session:
            await putting.accept_all(session, actor, course_id=course, column_id=await desk.term(), seen=seen, now=OPEN)


async def test_the_same_again_changes_nothing_and_an_older_screen_asks(desk: Finals) -> None:
    other = desk.school.homeroom
    await desk.co_teacher(other)
    await desk.put(PYOTR, "4")
    await desk.put(PYOTR, "4")
    assert await desk.actions() == ["final.put"]
    with pytest.raises(Stale) as stale:
        await desk.put(PYOTR, "5", by=other)
    assert stale.value.facts["value"] == "4"
    assert await desk.value(PYOTR) == "4"


@pytest.mark.parametrize("value", [".", "1"])
async def test_a_debt_is_no_final_and_neither_is_a_one(desk: Finals, value: str) -> None:
    with pytest.raises(NotFound):
        await desk.put(PYOTR, value)


async def test_before_they_open_nothing_is_put(desk: Finals) -> None:
    early = moscow("23:59", date(2026, 12, 21))
    with pytest.raises(NotOpen):
        await desk.put(PYOTR, "4", now=early)
    await desk.put(PYOTR, "4", now=moscow("00:01", date(2026, 12, 22)))


async def test_grade_1_has_no_finals(desk: Finals) -> None:
    """H5: no column, so no path; whoever made one by hand finds nothing to put it through."""
    for work in (
        desk.page(by=desk.school.primary, course=FIRST_GRADE),
        desk.put("Зайцева Ева", "5", by=desk.school.primary, course=FIRST_GRADE),
    ):
        with pytest.raises(NoMarks):
            await work
    assert await desk.count(FinalMark) == 0


async def test_nobody_else_puts_a_final(desk: Finals) -> None:
    for somebody in (desk.school.homeroom, desk.school.deputy, desk.school.coordinator, desk.school.mother):
        with pytest.raises(NotFound):
            await desk.put(PYOTR, "5", by=somebody)
    with pytest.raises(NotFound):
        await desk.put("Зайцева Ева", "5")
    assert await desk.count(FinalMark) == 0


# --- confirming and locking --------------------------------------------------------------------------------------------


async def put_mark(desk: Finals, value: str = "5", *, now: datetime, version: int = 0) -> None:
    actor, work = await desk.actor(desk.school.algebra), await desk.work()
    lesson = await desk.lesson(day=date(2026, 12, 2))
    async with desk.db.write() as session:
        await marking.put(
            session, actor, Cell(lesson, desk.student(PYOTR)), value=MarkValue(value), work_type_id=work,
            version=version, now=now, reason="проверил позже",
        )  # fmt: skip


async def test_confirming_needs_a_final_of_everybody(desk: Finals) -> None:
    await desk.put(PYOTR, "4")
    with pytest.raises(FinalsMissing) as missing:
        await desk.confirm()
    assert missing.value.facts["count"] == 11


async def test_confirming_locks_the_marks_and_the_finals_of_the_term(desk: Finals) -> None:
    await desk.everybody()
    await desk.confirm()
    with pytest.raises(TermLocked):
        await put_mark(desk, now=OPEN)
    with pytest.raises(TermLocked):
        await desk.put(PYOTR, "5", version=1, comment="олимпиада")
    await desk.confirm()  # twice is once
    assert (await desk.actions()).count("finals.confirm") == 1


async def test_a_changed_mark_makes_an_unexplained_final(desk: Finals) -> None:
    """What was accepted by the marks of yesterday is not confirmed by those of today without a word."""
    await desk.marks(PYOTR, "44")
    await desk.accept_all()
    await desk.everybody()
    await desk.marks(PYOTR, "5555", first=date(2026, 12, 10))
    with pytest.raises(CommentNeeded):
        await desk.confirm()


async def test_past_the_deadline_all_is_locked_and_late(desk: Finals) -> None:
    last_minute = moscow("23:59", date(2026, 12, 31))
    await put_mark(desk, now=last_minute)
    await desk.put(PYOTR, "5", now=last_minute)
    for late in (put_mark(desk, "4", now=LATE, version=1), desk.put(PYOTR, "4", version=1, comment="x", now=LATE)):
        with pytest.raises(TermLocked):
            await late
    assert (await desk.page(now=LATE)).column.stage(LATE) is Stage.LATE


async def test_a_deputy_head_unlocks_with_a_reason_for_24_hours(desk: Finals) -> None:
    await desk.everybody()
    await desk.confirm()
    with pytest.raises(Refusal):
        await desk.unlock("")
    with pytest.raises(NotFound):
        await desk.unlock(by=desk.school.algebra)
    await desk.unlock("опечатка в отметке")
    await put_mark(desk, now=OPEN + timedelta(hours=23, minutes=59))
    with pytest.raises(TermLocked):
        await put_mark(desk, "4", now=OPEN + timedelta(hours=24), version=1)
    assert (await desk.stored())[0].reason == "опечатка в отметке"


async def test_confirming_again_locks_at_once(desk: Finals) -> None:
    await desk.everybody()
    await desk.confirm(now=OPEN)
    await desk.unlock(now=LATE)
    later = LATE + timedelta(hours=1)
    await desk.put(PYOTR, "5", version=1, comment="олимпиада", now=later)
    await desk.confirm(now=later)
    with pytest.raises(TermLocked):
        await desk.put(PYOTR, "4", version=2, comment="нет", now=later)


async def test_families_are_promised_what_was_confirmed_once(desk: Finals) -> None:
    await desk.everybody()
    await desk.confirm()

    async def promised() -> list[tuple[str, datetime]]:
        async with desk.db.read() as session:
            rows = await session.execute(
                select(Notice.key, Notice.due_at).where(Notice.kind == NoticeKind.FINALS).order_by(Notice.key)
            )
        return [(key, due) for key, due in rows]

    found = await promised()
    assert len(found) == 4  # two parents of Полина, Пётр's mother, Пётр
    assert {due.astimezone(ZONE) for _, due in found} == {OPEN + timedelta(minutes=10)}


async def test_a_student_who_left_is_not_waited_for(desk: Finals) -> None:
    async with desk.db.write() as session:
        await session.execute(
            update(Enrolment)
            .where(Enrolment.student_id == desk.student("Белов Кирилл"))
            .values(valid_to=date(2026, 12, 1))
        )
    assert "Белов К." not in [line.pupil.short for line in (await desk.page()).lines]


async def test_somebody_who_took_the_course_over_fills_it(desk: Finals, school: NamedSchool) -> None:
    async def hand_over(to: Somebody) -> None:

        async with desk.db.write() as session:
            course = school.courses[ALGEBRA]
            await session.execute(
                update(CourseTeacher).where(CourseTeacher.course_id == course).values(valid_to=date(2026, 12, 10))
            )
            session.add(CourseTeacher(course_id=course, person_id=to.person_id, valid_from=date(2026, 12, 11)))

    await hand_over(school.homeroom)
    await desk.put(PYOTR, "4", by=school.homeroom)
    with pytest.raises(NotFound):
        await desk.put(PYOTR, "5", version=1)


# --- a school that began in the middle of a year -----------------------------------------------------------------------


async def test_a_term_before_this_journal_is_nobodys_delay_and_can_be_copied_in(desk: Finals) -> None:
    """Quarter 1 has no lesson here: not overdue, not locked, and still the year's arithmetic can have it."""
    first = await desk.term("1")
    shown = await desk.page(column=first)
    assert shown.column.stage(OPEN) is Stage.EARLIER
    deputy = await desk.actor(desk.school.deputy)
    async with desk.db.read() as session:
        missing = (await overdue.of_school(session, deputy, OPEN)).teachers
    owed = {gap.column.id for teacher in missing for gap in teacher.gaps if gap.course.id == shown.course.id}
    assert owed == {await desk.term("2")}
    await desk.put(PYOTR, "4", column=first)
    year = await desk.page(column=YEAR, now=SPRING)
    assert [mark.value for mark in year.line(desk.student(PYOTR)).marks] == ["4"]


async def test_one_lesson_in_it_makes_a_term_owed(desk: Finals) -> None:
    first = await desk.term("1")
    await desk.marks(PYOTR, "5", first=date(2026, 10, 5))
    assert (await desk.page(column=first)).column.stage(OPEN) is Stage.LATE
    with pytest.raises(TermLocked):
        await desk.put(PYOTR, "5", column=first)
    async with desk.db.write() as session:
        await session.execute(update(Lesson).where(Lesson.period == 6).values(state=LessonState.CANCELLED))
    assert (await desk.page(column=first)).column.stage(OPEN) is Stage.EARLIER
