"""`⚡ Быстро`: a whole lesson on one screen by taps: who is missing, marks, and what closing would say of the rest."""

from datetime import datetime
from typing import NamedTuple

from db.absences import AttendanceCode
from db.engine import Session
from db.marks import MarkValue
from journal.absences import attendance
from journal.access import Actor, LessonFacts
from journal.lessons import closing, sheet
from journal.lessons.closing import Closing
from journal.lessons.sheet import Line, Sheet
from journal.marks import marking, works
from journal.marks.marking import Cell
from journal.refusals import NoteGone


class Quick(NamedTuple):
    """The screen: the lesson with what closing needs, and what its marks are for (0: there are none, П 5.5)."""

    closing: Closing
    work_id: int
    own_day: bool

    @property
    def sheet(self) -> Sheet:
        """The list."""
        return self.closing.sheet

    @property
    def lesson(self) -> LessonFacts:
        """The lesson itself."""
        return self.sheet.lesson

    @property
    def offers_before(self) -> bool:
        """From the second lesson of the day, until attendance was taken: somebody was missing there."""
        return self.lesson.attendance_at is None and bool(self.closing.earlier.codes)

    @property
    def missing_before(self) -> list[Line]:
        """Who was missing on the previous lesson."""
        return [line for line in self.sheet.lines if line.student_id in self.closing.earlier.codes]


async def page(session: Session, actor: Actor, lesson_id: int, *, now: datetime) -> Quick:
    """The screen of an own lesson."""
    return await _made(session, await sheet.of_teacher(session, actor, lesson_id), now)


async def missing(
    session: Session, actor: Actor, lesson_id: int, student_id: int, *, note_id: int, version: int, now: datetime
) -> LessonFacts:
    """The student is missing: Н, or what the guardian's note says that the button showed (0: none).

    Raises NoteGone where the note is another by now, and what `attendance.put` does.
    """
    found = await sheet.to_fill(session, actor, lesson_id, now)
    line = found.line(student_id)
    if (line.note.id if line.note else 0) != note_id:
        raise NoteGone
    change = attendance.missing(line, AttendanceCode.ABSENT, version)
    await sheet.entered(
        session, found.lesson, await attendance.write(session, actor, found, [change], now=now), now=now
    )
    return _taken(found.lesson, now)


async def came(
    session: Session, actor: Actor, lesson_id: int, student_id: int, *, version: int, now: datetime
) -> LessonFacts:
    """The student is present after all."""
    found = await attendance.put(session, actor, lesson_id, student_id, code=None, version=version, now=now)
    return _taken(found.lesson, now)


async def mark(
    session: Session,
    actor: Actor,
    lesson_id: int,
    student_id: int,
    *,
    value: MarkValue,
    work_type_id: int,
    version: int,
    now: datetime,
) -> LessonFacts:
    """The student's first mark; raises what `marking.put` does."""
    cell = Cell(lesson_id, student_id)
    found = await marking.put(session, actor, cell, value=value, work_type_id=work_type_id, version=version, now=now)
    return found.lesson


async def after(session: Session, lesson: LessonFacts, *, now: datetime) -> Quick:
    """The screen as this transaction left it; the caller has entered something into the lesson."""
    return await _made(session, Sheet(lesson, await sheet.lines(session, lesson)), now)


async def _made(session: Session, found: Sheet, now: datetime) -> Quick:
    work_id = works.of_lesson(await works.all_of(session), found.lesson).id if found.lesson.marked else 0
    return Quick(await closing.made(session, found), work_id, found.own_day(now))


def _taken(lesson: LessonFacts, now: datetime) -> LessonFacts:
    """An entry about attendance is taking it."""
    return lesson._replace(attendance_at=lesson.attendance_at or now)
