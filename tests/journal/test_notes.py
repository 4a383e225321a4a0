"""Absence notes below the screens: what the database refuses, two who settle at once, a lesson that is filled meanwhile."""

import asyncio
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import func, insert, select, update
from sqlalchemy.exc import IntegrityError

from db.absences import AbsenceNote, Attendance, AttendanceCode, NoteReason, NoteState
from db.engine import Database
from db.operations import Notice, NoticeKind
from db.people import ClassLead
from journal.absences import attendance, notes, settling
from journal.absences.notes import NoteSettled
from tests.school import MONDAY, YEAR_START, NamedSchool, moscow
from tests.teaching import ALGEBRA, Desk

POLINA = "Смирнова Полина"
NOW = moscow("09:17")
FRIDAY = MONDAY - timedelta(days=3)


@pytest.fixture
def desk(db: Database, school: NamedSchool) -> Desk:
    return Desk(db, school)


async def note_of(desk: Desk, first: date = FRIDAY, last: date = MONDAY) -> int:
    mother = await desk.actor(desk.school.mother)
    async with desk.db.write() as session:
        await notes.send(session, mother, desk.student(POLINA), reason=NoteReason.ILL, first=first, last=last, now=NOW)
        return await session.scalar(select(func.max(AbsenceNote.id))) or 0


async def missing(desk: Desk, day: date = MONDAY) -> int:
    lesson_id, teacher = await desk.lesson(ALGEBRA, day), await desk.actor(desk.school.algebra)
    async with desk.db.write() as session:
        await attendance.put(
            session, teacher, lesson_id, desk.student(POLINA), code=AttendanceCode.ABSENT, version=0, now=NOW
        )
    return lesson_id


SOUND = {
    "reason": NoteReason.ILL, "first_on": MONDAY, "last_on": MONDAY, "state": NoteState.SENT, "comment": "",
    "settled_by": None, "settled_at": None, "sent_at": NOW, "version": 1,
}  # fmt: skip


@pytest.mark.parametrize(
    "wrong",
    [
        {"first_on": MONDAY, "last_on": FRIDAY},
        {"last_on": MONDAY + timedelta(days=31)},
        {"version": 0},
        {"state": NoteState.ACCEPTED},
        {"settled_at": NOW},
        {"comment": "нет"},
        {"author_id": 99_999},
    ],
    ids=["backwards", "too long", "version", "accepted by nobody", "settled and sent", "comment", "author"],
)
async def test_the_database_refuses_what_is_no_note(desk: Desk, wrong: dict[str, Any]) -> None:
    row = {"student_id": desk.student(POLINA), "author_id": desk.school.mother.person_id, **SOUND}
    longest = row | {"last_on": MONDAY + timedelta(days=30)}
    async with desk.db.write() as session:
        await session.execute(insert(AbsenceNote).values(**longest))
    with pytest.raises(IntegrityError):
        async with desk.db.write() as session:
            await session.execute(insert(AbsenceNote).values(**row | wrong))


async def test_only_a_reason_comes_from_a_note(desk: Desk) -> None:
    lesson_id, note_id = await missing(desk), await note_of(desk)
    by_note = update(Attendance).where(Attendance.lesson_id == lesson_id).values(note_id=note_id)
    with pytest.raises(IntegrityError):
        async with desk.db.write() as session:
            await session.execute(by_note)


async def test_two_homeroom_teachers_at_once_and_one_answer(desk: Desk) -> None:
    """One accepts, one declines in the same moment: the second hears what the first did, and the codes agree with it."""
    await missing(desk)
    note_id = await note_of(desk)
    async with desk.db.write() as session:
        session.add(
            ClassLead(
                class_id=desk.school.classes["8Б"],
                person_id=desk.school.algebra.person_id,
                valid_from=YEAR_START,
                acting=True,
            )
        )
    actors = [await desk.actor(who) for who in (desk.school.homeroom, desk.school.algebra)]

    async def settled(place: int) -> object:
        async with desk.db.write() as session:
            answer = settling.accept if place == 0 else settling.decline
            return await answer(session, actors[place], note_id, version=1, now=NOW)

    results = await asyncio.gather(settled(0), settled(1), return_exceptions=True)
    assert [type(it) for it in results].count(NoteSettled) == 1
    async with desk.db.read() as session:
        note = await session.get_one(AbsenceNote, note_id)
    assert note.version == 2
    expected = "Б" if note.state is NoteState.ACCEPTED else "Н"
    assert await desk.code(POLINA, await desk.lesson()) == expected


async def test_a_lesson_filled_while_its_note_is_declined(desk: Desk) -> None:
    """The answer waits for whoever is filling the lesson: no code of a declined note is left behind."""
    note_id, lesson_id = await note_of(desk), await desk.lesson()
    teacher, homeroom = await desk.actor(desk.school.algebra), await desk.actor(desk.school.homeroom)

    async def decline() -> None:
        async with desk.db.write() as session:
            await settling.decline(session, homeroom, note_id, version=1, now=NOW)

    async with desk.db.write() as session:
        await attendance.put_by_note(
            session, teacher, lesson_id, desk.student(POLINA), note_id=note_id, version=0, now=NOW
        )
        declining = asyncio.create_task(decline())
        done, _ = await asyncio.wait({declining}, timeout=0.5)
        assert not done
    await declining
    assert await desk.code(POLINA, lesson_id) == "Н"


async def test_several_days_at_once(desk: Desk) -> None:
    lessons = [await missing(desk, day) for day in (FRIDAY, MONDAY)]
    before = await missing(desk, FRIDAY - timedelta(days=2))
    note_id = await note_of(desk)
    async with desk.db.write() as session:
        found = await settling.accept(session, await desk.actor(desk.school.homeroom), note_id, version=1, now=NOW)
    assert (found.note.state, found.missed, found.settler) == (NoteState.ACCEPTED, 0, "Титова Е. С.")
    assert [await desk.code(POLINA, lesson) for lesson in (*lessons, before)] == ["Б", "Б", "Н"]


async def test_who_was_never_told_of_the_absence_is_not_told_its_reason(desk: Desk) -> None:
    """A family that connected since hears nothing of last week's lessons."""
    await missing(desk, FRIDAY)
    async with desk.db.write() as session:
        for notice in await session.scalars(select(Notice)):
            await session.delete(notice)
    note_id = await note_of(desk)
    async with desk.db.write() as session:
        await settling.accept(session, await desk.actor(desk.school.homeroom), note_id, version=1, now=NOW)
    async with desk.db.read() as session:
        kinds = set(await session.scalars(select(Notice.kind)))
    assert kinds == {NoticeKind.ABSENCE_NOTE}


async def test_what_was_about_to_be_told_is_told_with_the_reason(desk: Desk) -> None:
    """G10: a push that is being sent at this moment is followed by the last word."""
    lesson_id = await missing(desk)
    note_id = await note_of(desk)
    async with desk.db.write() as session:
        for notice in await session.scalars(select(Notice).where(Notice.lesson_id == lesson_id)):
            notice.lease, notice.leased_until = "ours", NOW + timedelta(minutes=5)
    async with desk.db.write() as session:
        await settling.accept(session, await desk.actor(desk.school.homeroom), note_id, version=1, now=NOW)
    promised = await desk.promised(lesson_id)
    assert set(promised) == {str(desk.school.mother.telegram), str(desk.school.father.telegram)}
    assert {notice.lease for notice in promised.values()} == {None}
