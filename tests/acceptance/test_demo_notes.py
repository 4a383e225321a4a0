"""The demo school's history has notes: believable, the same every time, and each guest finds one."""

from collections import Counter
from collections.abc import AsyncIterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from bot.demo import start
from db.absences import LIVE, AbsenceNote, Attendance, AttendanceCode, NoteReason, NoteState
from db.engine import Database
from db.lessons import Lesson
from db.people import Enrolment, Guardian, Person, SchoolClass, Student

COLUMNS = (AbsenceNote.student_id, AbsenceNote.author_id, AbsenceNote.reason, AbsenceNote.first_on, AbsenceNote.last_on)


@pytest.fixture(scope="module")
async def demo(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Database]:
    db = Database(f"sqlite:///{tmp_path_factory.mktemp('demo') / 'demo.db'}")
    await start.fill(db, start.BEGINS)
    yield db
    await db.close()


async def rows(db: Database, query: Any) -> list[Any]:
    async with db.read() as session:
        return list((await session.execute(query)).all())


@pytest.mark.asyncio(loop_scope="module")
class TestNotes:
    async def test_most_absences_with_a_reason_are_explained(self, demo: Database) -> None:
        counted = await rows(
            demo, select(Attendance.code, func.count(), func.count(Attendance.note_id)).group_by(Attendance.code)
        )
        share = {code: explained / total for code, total, explained in counted}
        assert 0.7 < share[AttendanceCode.ILL] < 1
        assert 0.4 < share[AttendanceCode.EXCUSED] < 1
        assert share[AttendanceCode.ABSENT] == share[AttendanceCode.LATE] == 0

    async def test_every_state_is_there(self, demo: Database) -> None:
        found = Counter(
            {
                (reason, state): number
                for reason, state, number in await rows(
                    demo,
                    select(AbsenceNote.reason, AbsenceNote.state, func.count()).group_by(
                        AbsenceNote.reason, AbsenceNote.state
                    ),
                )
            }
        )
        assert found[NoteReason.ILL, NoteState.ACCEPTED] > 50
        assert found[NoteReason.FAMILY, NoteState.ACCEPTED] > 50
        assert found[NoteReason.FAMILY, NoteState.DECLINED] == 2
        assert found[NoteReason.ILL, NoteState.SENT] == found[NoteReason.FAMILY, NoteState.SENT] == 1

    async def test_a_code_agrees_with_the_note_that_put_it(self, demo: Database) -> None:
        pairs = await rows(
            demo,
            select(Attendance.code, Attendance.student_id, Lesson.date, AbsenceNote)
            .join(AbsenceNote, AbsenceNote.id == Attendance.note_id)
            .join(Lesson, Lesson.id == Attendance.lesson_id),
        )
        assert pairs
        for code, student_id, day, note in pairs:
            assert (note.reason.code, note.student_id, note.state) == (code, student_id, NoteState.ACCEPTED)
            assert note.first_on <= day <= note.last_on

    async def test_only_legal_guardians_write_and_nothing_is_ahead_of_its_time(self, demo: Database) -> None:
        legal = set(map(tuple, await rows(demo, select(Guardian.person_id, Guardian.student_id).where(Guardian.legal))))
        for (note,) in await rows(demo, select(AbsenceNote)):
            assert (note.author_id, note.student_id) in legal
            assert note.sent_at <= (note.settled_at or start.BEGINS) <= start.BEGINS
            assert (note.comment != "") is (note.state is NoteState.DECLINED)

    async def test_the_guests_find_one(self, demo: Database) -> None:
        waiting = await rows(
            demo,
            select(SchoolClass.grade, SchoolClass.letter, func.count())
            .join(Enrolment, Enrolment.class_id == SchoolClass.id)
            .join(AbsenceNote, AbsenceNote.student_id == Enrolment.student_id)
            .where(AbsenceNote.state == NoteState.SENT)
            .group_by(SchoolClass.grade, SchoolClass.letter),
        )
        assert sorted(map(tuple, waiting)) == [(1, "А", 1), (8, "Б", 1)]
        of_polina = await rows(
            demo,
            select(AbsenceNote.state)
            .join(Student, Student.id == AbsenceNote.student_id)
            .join(Person, Person.id == Student.person_id)
            .where(Person.surname == "Смирнова", Person.given_name == "Полина"),
        )
        assert (NoteState.ACCEPTED,) in list(map(tuple, of_polina))

    async def test_nobody_has_two_live_notes_for_a_day(self, demo: Database) -> None:
        live = await rows(demo, select(*COLUMNS).where(AbsenceNote.state.in_(LIVE)).order_by(*COLUMNS[:1], COLUMNS[3]))
        for before, after in pairwise(live):
            assert before.student_id != after.student_id or before.last_on < after.first_on

    async def test_it_is_the_same_every_time(self, demo: Database, tmp_path: Path) -> None:
        again = Database(f"sqlite:///{tmp_path / 'again.db'}")
        await start.fill(again, start.BEGINS)
        query = select(*COLUMNS, AbsenceNote.state, AbsenceNote.sent_at).order_by(AbsenceNote.id)
        assert await rows(demo, query) == await rows(again, query)
        await again.close()

    async def test_whom_the_readmes_write_about_sit_in_8b(self, demo: Database) -> None:
        """A newcomer types the message of the README as it stands."""
        surnames = await rows(
            demo,
            select(Person.surname)
            .join(Student, Student.person_id == Person.id)
            .join(Enrolment, Enrolment.student_id == Student.id)
            .join(SchoolClass, SchoolClass.id == Enrolment.class_id)
            .where(SchoolClass.grade == 8, SchoolClass.letter == "Б"),
        )
        here = [row[0] for row in surnames]
        assert [here.count(name) for name in ("Иванов", "Петров", "Сидоров")] == [1, 1, 1]
