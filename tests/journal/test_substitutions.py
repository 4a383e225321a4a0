"""Substitutions: asked, answered, signed, taken back; who may, how often, and what each does to the others."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select, update

from db.engine import Database
from db.homework import Homework, HomeworkKind
from db.lessons import Lesson, LessonState
from db.operations import Notice, NoticeKind, NoticeState
from db.substitutions import StaffAbsence, Substitution, SubstitutionKind, SubstitutionReason, SubstitutionState
from db.timetable import CourseTeacher
from journal.lessons import topics
from journal.refusals import LessonCancelled, NotFound
from journal.substitutions import absences, answering, assigning, book, covering, terms
from journal.substitutions.lines import Line
from journal.substitutions.refusals import (
    AlreadyCovered,
    LessonFilled,
    NoOwnSubject,
    NotHeldYet,
    SubstituteBusy,
    SubstitutionGone,
    SubstitutionSigned,
    TopicNeeded,
)
from journal.timetable import changing
from tests.school import MONDAY, YEAR_START, NamedSchool, Somebody, moscow
from tests.substituting import FRIDAY, THURSDAY, TUESDAY, WEDNESDAY, in_hand
from tests.teaching import ALGEBRA, FIRST_GRADE, RUSSIAN, SENIOR, Desk

EARLY, NOW, AFTER = moscow("07:30"), moscow("08:40"), moscow("09:20")
SAME, OWN, JOINED, SUPERVISION = (
    SubstitutionKind.SAME_SUBJECT,
    SubstitutionKind.OWN_SUBJECT,
    SubstitutionKind.JOINED,
    SubstitutionKind.SUPERVISION,
)


@pytest.fixture
def desk(db: Database, school: NamedSchool) -> Desk:
    return Desk(db, school)


async def offer(
    desk: Desk,
    *lessons: int,
    to: Somebody | None = None,
    kind: SubstitutionKind = SAME,
    by: Somebody | None = None,
    absent: Somebody | None = None,
    now: Any = EARLY,
) -> int:
    school = desk.school
    deputy = await desk.actor(by or school.deputy)
    async with desk.db.write() as session:
        return await assigning.assign(
            session,
            deputy,
            lessons=lessons,
            absent_id=(absent or school.algebra).person_id,
            substitute_id=(to or school.homeroom).person_id,
            kind=kind,
            now=now,
        )


async def all_of(desk: Desk) -> list[Substitution]:
    async with desk.db.read() as session:
        return list(await session.scalars(select(Substitution).order_by(Substitution.id)))


async def promised(desk: Desk) -> list[str]:
    """What the pushes that wait are about."""
    async with desk.db.read() as session:
        rows = await session.scalars(
            select(Notice.facts).where(Notice.kind == NoticeKind.SUBSTITUTION, Notice.state == NoticeState.PENDING)
        )
        return sorted(facts["about"] for facts in rows)


async def signed(desk: Desk, who: Somebody, substitution_id: int, now: Any = AFTER) -> Line:
    actor = await desk.actor(who)
    async with desk.db.write() as session:
        return await answering.sign(session, actor, substitution_id, now=now)


# --- asking ------------------------------------------------------------------------------------------------------------


async def test_somebody_is_asked_once_however_often_it_is_pressed(desk: Desk) -> None:
    lesson_id = await desk.lesson()
    first = await offer(desk, lesson_id)
    assert await offer(desk, lesson_id) == first

    (row,) = await all_of(desk)
    assert (row.state, row.until, row.kind) == (SubstitutionState.OFFERED, THURSDAY, SAME)
    assert await promised(desk) == ["offered", "silent"]
    assert await desk.actions() == ["substitution.offer"]


async def test_several_lessons_are_asked_and_answered_together(desk: Desk) -> None:
    lessons = [await desk.lesson(ALGEBRA, day) for day in (MONDAY, WEDNESDAY, FRIDAY)]
    batch = await offer(desk, *lessons)
    assert [row.batch_id for row in await all_of(desk)] == [batch] * 3
    assert [row.until for row in await all_of(desk)] == [
        THURSDAY,
        MONDAY + timedelta(days=7),
        MONDAY + timedelta(days=9),
    ]
    homeroom = await desk.actor(desk.school.homeroom)
    async with desk.db.write() as session:
        await answering.accept(session, homeroom, batch, now=NOW)
    assert {row.state for row in await all_of(desk)} == {SubstitutionState.ACCEPTED}


async def test_beyond_the_made_lessons_the_calendar_says_until_when(desk: Desk) -> None:
    """The last lessons that are made: three school days after them are counted without lessons to count."""
    async with desk.db.read() as session:
        last = await session.scalar(
            select(Lesson.id)
            .where(Lesson.course_id == desk.school.courses[ALGEBRA])
            .order_by(Lesson.date.desc())
            .limit(1)
        )
    assert last
    await offer(desk, last)
    (row,) = await all_of(desk)
    assert row.until == MONDAY + timedelta(days=17)


async def test_nobody_is_asked_who_has_a_lesson_then(desk: Desk) -> None:
    with pytest.raises(SubstituteBusy):
        await offer(desk, await desk.lesson(), to=desk.school.primary)
    # Minding two classes at once is another thing.
    await offer(desk, await desk.lesson(), to=desk.school.primary, kind=SUPERVISION)


async def test_a_lesson_has_one_substitute(desk: Desk) -> None:
    lesson_id = await desk.lesson()
    await offer(desk, lesson_id)
    with pytest.raises(AlreadyCovered):
        await offer(desk, lesson_id, to=desk.school.deputy)
    with pytest.raises(AlreadyCovered):
        await offer(desk, lesson_id, kind=SUPERVISION)


async def test_only_a_deputy_head_asks_and_only_for_the_teachers_own_lessons(desk: Desk) -> None:
    school, lesson_id = desk.school, await desk.lesson()
    for somebody in (school.algebra, school.homeroom, school.coordinator, school.mother, school.pupil):
        with pytest.raises(NotFound):
            await offer(desk, lesson_id, by=somebody)
    with pytest.raises(NotFound):  # another's lesson among them
        await offer(desk, lesson_id, await desk.lesson(RUSSIAN))
    with pytest.raises(NotFound):  # nobody of ours
        await offer(desk, lesson_id, to=school.mother)
    with pytest.raises(NotFound):  # to oneself
        await offer(desk, lesson_id, to=school.algebra)
    with pytest.raises(NotFound):  # a lesson of last week
        await offer(desk, await desk.lesson(ALGEBRA, MONDAY - timedelta(days=7)))
    with pytest.raises(NotFound):
        await offer(desk)
    assert await all_of(desk) == []


async def test_what_is_cancelled_or_closed_is_not_handed_over(desk: Desk) -> None:
    lesson_id = await desk.lesson()
    async with desk.db.write() as session:
        await session.execute(update(Lesson).where(Lesson.id == lesson_id).values(state=LessonState.CLOSED))
    with pytest.raises(LessonFilled):
        await offer(desk, lesson_id)
    await desk.cancel(lesson_id)
    with pytest.raises(LessonCancelled):
        await offer(desk, lesson_id)


async def test_free_ones_stand_first_then_who_knows_the_subject_or_the_class(desk: Desk) -> None:
    school = desk.school
    deputy = await desk.actor(school.deputy)
    async with desk.db.write() as session:
        session.add(
            CourseTeacher(
                course_id=school.courses[SENIOR], person_id=school.coordinator.person_id, valid_from=YEAR_START
            )
        )
    async with desk.db.read() as session:
        found = await covering.choice(
            session, deputy, lesson_id=await desk.lesson(), absent_id=school.algebra.person_id, now=EARLY
        )
    # The coordinator teaches algebra too; the homeroom teacher teaches 8Б; the primary teacher is in 1А at that hour.
    assert [(it.name, it.free, it.same_subject, it.knows_class) for it in found.candidates] == [
        ("Орехова Н. П.", True, True, False),
        ("Титова Е. С.", True, False, True),
        ("Лебедева О. Ю.", True, False, False),
        ("Соколова А. Л.", False, False, False),
    ]


async def test_who_will_not_be_at_work_stands_last(desk: Desk) -> None:
    school = desk.school
    homeroom, deputy = await desk.actor(school.homeroom), await desk.actor(school.deputy)
    async with desk.db.write() as session:
        await absences.tell(session, homeroom, first=MONDAY, last=MONDAY, now=EARLY)
    async with desk.db.read() as session:
        found = await covering.choice(
            session, deputy, lesson_id=await desk.lesson(), absent_id=school.algebra.person_id, now=EARLY
        )
    assert (found.candidates[-1].name, found.candidates[-1].free) == ("Титова Е. С.", False)


async def test_two_groups_of_a_class_are_joined(desk: Desk) -> None:
    """The Russian of 8Б at the hour of its algebra: the same class, so its teacher may take both."""
    school, lesson_id = desk.school, await desk.lesson()
    deputy = await desk.actor(school.deputy)
    async with desk.db.write() as session:
        row = await session.get_one(Lesson, await desk.lesson(RUSSIAN))
        there = await session.get_one(Lesson, lesson_id)
        row.starts_at, row.ends_at, row.period = there.starts_at, there.ends_at, there.period
    async with desk.db.read() as session:
        chosen = await covering.choice(
            session, deputy, lesson_id=lesson_id, absent_id=school.algebra.person_id, now=EARLY
        )
        page = await covering.kinds(session, chosen, school.homeroom.person_id)
    assert page.kinds == (JOINED, SUPERVISION)
    with pytest.raises(SubstituteBusy):
        await offer(desk, lesson_id)
    await offer(desk, lesson_id, kind=JOINED)
    (made,) = await all_of(desk)
    assert not made.paid


# --- the own subject instead --------------------------------------------------------------------------------------------


async def test_the_own_subject_takes_the_hour_and_gives_it_back(desk: Desk) -> None:
    lesson_id = await desk.lesson()
    await offer(desk, lesson_id, kind=OWN)
    (row,) = await all_of(desk)
    assert row.instead_id
    held = await desk.row(row.instead_id)
    assert (held.course_id, held.date, held.period) == (desk.school.courses[RUSSIAN], MONDAY, 1)
    assert (await desk.row(lesson_id)).state is LessonState.CANCELLED
    await offer(desk, lesson_id, kind=OWN)  # pressed twice
    assert len(await all_of(desk)) == 1

    deputy = await desk.actor(desk.school.deputy)
    async with desk.db.write() as session:
        await assigning.cancel(session, deputy, row.id, now=EARLY)
    assert (await desk.row(lesson_id)).state is LessonState.PLANNED
    assert (await desk.row(row.instead_id)).state is LessonState.CANCELLED

    await offer(desk, lesson_id, kind=OWN)  # once more: the same row stands in again
    assert (await all_of(desk))[1].instead_id == row.instead_id
    assert (await desk.row(row.instead_id)).state is LessonState.PLANNED


async def test_an_own_lesson_with_entries_is_not_taken_back(desk: Desk) -> None:
    await offer(desk, await desk.lesson(), kind=OWN)
    (row,) = await all_of(desk)
    homeroom, deputy = await desk.actor(desk.school.homeroom), await desk.actor(desk.school.deputy)
    async with desk.db.write() as session:
        await topics.put(session, homeroom, row.instead_id or 0, "Наречие", seen=0, now=NOW)
    with pytest.raises(LessonFilled):
        async with desk.db.write() as session:
            await assigning.cancel(session, deputy, row.id, now=NOW)
    assert (await signed(desk, desk.school.homeroom, row.id)).topic == "Наречие"


async def test_who_teaches_these_students_nothing_has_nothing_instead(desk: Desk) -> None:
    with pytest.raises(NoOwnSubject):
        await offer(desk, await desk.lesson(), to=desk.school.deputy, kind=OWN)
    assert (await desk.row(await desk.lesson())).state is LessonState.PLANNED


# --- the answer ---------------------------------------------------------------------------------------------------------


async def test_no_means_no_and_the_deputy_head_hears(desk: Desk) -> None:
    batch = await offer(desk, await desk.lesson())
    homeroom = await desk.actor(desk.school.homeroom)
    async with desk.db.write() as session:
        await answering.decline(session, homeroom, batch, now=NOW)
        await answering.decline(session, homeroom, batch, now=NOW)
    assert [row.state for row in await all_of(desk)] == [SubstitutionState.DECLINED]
    assert await promised(desk) == ["declined", "offered", "silent"]
    with pytest.raises(SubstitutionGone):
        async with desk.db.write() as session:
            await answering.accept(session, homeroom, batch, now=NOW)
    # Somebody else may be asked, and the same one once more.
    await offer(desk, await desk.lesson(), to=desk.school.deputy)


async def test_nobody_answers_for_another(desk: Desk) -> None:
    batch, school = await offer(desk, await desk.lesson()), desk.school
    for somebody in (school.algebra, school.primary, school.deputy, school.mother, school.pupil):
        actor = await desk.actor(somebody)
        for act in (answering.accept, answering.decline, answering.sign):
            with pytest.raises(NotFound):
                async with desk.db.write() as session:
                    await act(session, actor, batch, now=AFTER)
        for look in (answering.one, answering.kit):
            with pytest.raises(NotFound):
                async with desk.db.read() as session:
                    await look(session, actor, batch)
    assert [row.state for row in await all_of(desk)] == [SubstitutionState.OFFERED]


async def test_what_was_taken_back_is_gone_at_once(desk: Desk) -> None:
    batch, school = await offer(desk, await desk.lesson()), desk.school
    homeroom, deputy = await desk.actor(school.homeroom), await desk.actor(school.deputy)
    async with desk.db.write() as session:
        await answering.accept(session, homeroom, batch, now=NOW)
        await assigning.cancel(session, deputy, batch, now=NOW)
    for act in (answering.accept, answering.sign):
        with pytest.raises(SubstitutionGone):
            async with desk.db.write() as session:
                await act(session, homeroom, batch, now=AFTER)
    with pytest.raises(NotFound):
        async with desk.db.read() as session:
            await answering.kit(session, homeroom, batch)
    assert "cancelled" in await promised(desk)


async def test_the_kit_names_the_class_the_topics_and_the_homework(desk: Desk) -> None:
    before, lesson_id = await desk.lesson(ALGEBRA, MONDAY - timedelta(days=3)), await desk.lesson()
    async with desk.db.write() as session:
        await session.execute(update(Lesson).where(Lesson.id == before).values(topic="Дроби"))
        session.add(
            Homework(
                lesson_id=before, kind=HomeworkKind.WRITTEN, text="№ 5", due_on=MONDAY, version=1,
                author_id=desk.school.algebra.person_id, put_at=EARLY, changed_at=EARLY,
            )
        )  # fmt: skip
    batch = await offer(desk, lesson_id)
    homeroom = await desk.actor(desk.school.homeroom)
    async with desk.db.read() as session:
        kit = await answering.kit(session, homeroom, batch)
    assert len(kit.pupils) == 12
    assert [(it.title, it.day) for it in kit.topics] == [("Дроби", MONDAY - timedelta(days=3))]
    assert [it.text for it in kit.tasks] == ["№ 5"]


# --- the signature ------------------------------------------------------------------------------------------------------


async def test_the_signature_names_time_and_topic_and_is_given_once(desk: Desk) -> None:
    lesson_id, school = await desk.lesson(), desk.school
    batch = await offer(desk, lesson_id)
    with pytest.raises(NotHeldYet):
        await signed(desk, school.homeroom, batch, now=EARLY)
    with pytest.raises(TopicNeeded):
        await signed(desk, school.homeroom, batch)
    homeroom, deputy = await desk.actor(school.homeroom), await desk.actor(school.deputy)
    async with desk.db.write() as session:
        await topics.put(session, homeroom, lesson_id, "Дроби", seen=0, now=NOW)
    line = await signed(desk, school.homeroom, batch)
    assert (line.topic, line.signed_at) == ("Дроби", AFTER)
    again = await signed(desk, school.homeroom, batch, now=moscow("15:00"))
    assert again.signed_at == AFTER
    for act in (assigning.cancel, answering.decline):
        with pytest.raises(SubstitutionSigned):
            async with desk.db.write() as session:
                await act(session, deputy if act is assigning.cancel else homeroom, batch, now=AFTER)


async def test_minding_a_class_is_signed_without_a_topic(desk: Desk) -> None:
    batch = await offer(desk, await desk.lesson(), kind=SUPERVISION)
    assert (await signed(desk, desk.school.homeroom, batch)).topic == ""


async def test_the_terms_are_written_for_all_that_was_asked_together(desk: Desk) -> None:
    batch = await offer(desk, await desk.lesson(), await desk.lesson(ALGEBRA, WEDNESDAY))
    deputy, homeroom = await desk.actor(desk.school.deputy), await desk.actor(desk.school.homeroom)
    async with desk.db.write() as session:
        await terms.describe(session, deputy, batch, reason=SubstitutionReason.TRIP, now=NOW)
        await terms.describe(session, deputy, batch, paid=False, now=NOW)
        await terms.describe(session, deputy, batch, order_number="  47-к\n", now=NOW)
    assert {(row.reason, row.paid, row.order_number) for row in await all_of(desk)} == {
        (SubstitutionReason.TRIP, False, "47-к")
    }
    with pytest.raises(NotFound):
        async with desk.db.write() as session:
            await terms.describe(session, homeroom, batch, paid=True, now=NOW)


async def test_a_month_counts_what_is_signed_paid_and_not(desk: Desk) -> None:
    first = await in_hand(desk, day=MONDAY, signed_at=AFTER, order_number="1-к", topic="Дроби")
    await in_hand(desk, day=WEDNESDAY, signed_at=AFTER, paid=False)
    await in_hand(desk, day=FRIDAY)
    await in_hand(desk, SENIOR, signed_at=AFTER, substitute_id=desk.school.primary.person_id)
    await in_hand(desk, SENIOR, THURSDAY, state=SubstitutionState.DECLINED)
    deputy, algebra = await desk.actor(desk.school.deputy), await desk.actor(desk.school.algebra)
    async with desk.db.read() as session:
        found = await book.of_month(session, deputy, month=TUESDAY)
        december = await book.of_month(session, deputy, month=MONDAY + timedelta(days=10))
    assert [(it.name, it.total, it.paid, it.unpaid, it.unsigned) for it in found.hours] == [
        ("Соколова А. Л.", 1, 1, 0, 0),
        ("Титова Е. С.", 2, 1, 1, 1),
    ]
    assert found.lines[0].lesson_id == first
    assert december.lines == ()
    with pytest.raises(NotFound):
        async with desk.db.read() as session:
            await book.of_month(session, algebra, month=MONDAY)


# --- away ---------------------------------------------------------------------------------------------------------------


async def test_a_teacher_says_to_be_away_once_and_takes_it_back(desk: Desk) -> None:
    algebra, primary = await desk.actor(desk.school.algebra), await desk.actor(desk.school.primary)
    async with desk.db.write() as session:
        await absences.tell(session, algebra, first=MONDAY, last=WEDNESDAY, now=EARLY)
        await absences.tell(session, algebra, first=MONDAY, last=WEDNESDAY, now=EARLY)
    assert await desk.count(StaffAbsence) == 1
    async with desk.db.read() as session:
        page = await absences.page(session, algebra, now=EARLY)
    assert [it.lesson.group for it in page.lessons] == ["8Б", "10А", "8Б"]
    with pytest.raises(NotFound):
        async with desk.db.write() as session:
            await absences.withdraw(session, primary, absence_id=page.said[0].id, now=EARLY)
    async with desk.db.write() as session:
        await absences.withdraw(session, algebra, absence_id=page.said[0].id, now=EARLY)
        await absences.withdraw(session, algebra, absence_id=page.said[0].id, now=EARLY)
    assert await promised(desk) == ["back"]
    assert (await desk.actions()) == ["absence.tell", "absence.withdraw"]


@pytest.mark.parametrize(("first", "last"), [(-1, 0), (1, 0), (31, 31), (0, 31)])
async def test_days_that_cannot_be_said(desk: Desk, first: int, last: int) -> None:
    algebra, mother = await desk.actor(desk.school.algebra), await desk.actor(desk.school.mother)
    days = {"first": MONDAY + timedelta(days=first), "last": MONDAY + timedelta(days=last)}
    with pytest.raises(NotFound):
        async with desk.db.write() as session:
            await absences.tell(session, algebra, **days, now=EARLY)
    with pytest.raises(NotFound):
        async with desk.db.write() as session:
            await absences.tell(session, mother, first=MONDAY, last=MONDAY, now=EARLY)


async def test_what_is_cancelled_is_asked_of_nobody_any_more(desk: Desk) -> None:
    lesson_id, first_grade = await desk.lesson(), await desk.lesson(FIRST_GRADE)
    await offer(desk, lesson_id)
    deputy = await desk.actor(desk.school.deputy)
    async with desk.db.write() as session:
        await changing.cancel(session, deputy, lesson_id, now=EARLY)
        await changing.cancel(session, deputy, first_grade, now=EARLY)
    assert [row.state for row in await all_of(desk)] == [SubstitutionState.CANCELLED]
    assert "cancelled" in await promised(desk)
