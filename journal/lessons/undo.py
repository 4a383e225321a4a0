"""`↩️ Отменить`: the actor's last entry into a lesson taken back, as a change of its own with its history.

Marks, codes, the topic and homework come back as they stood; what was closed stays closed. Nothing of a colleague is ever
overwritten: a cell that changed since is named, and then nothing is taken back.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Final, NamedTuple

from db.engine import Session
from db.lessons import LessonState
from journal.absences import attendance
from journal.access import Actor
from journal.homework import assigning
from journal.homework.assigning import HomeworkThere
from journal.lessons import entries, sheet, topics
from journal.lessons.entries import CodeWas, Was
from journal.lessons.sheet import Line, Sheet, Touched
from journal.marks import marking
from journal.refusals import NothingToUndo

FOR: Final = timedelta(hours=1)
"""So long an entry may be taken back; later it is corrected like any other."""


class Undoable(NamedTuple):
    """What would be taken back: the sheet as it stands, and what stood there before."""

    sheet: Sheet
    was: Was
    version: int
    homework: Mapping[int, HomeworkThere]
    """What is set now, by the number of what would come back."""

    def line(self, student_id: int) -> Line:
        """Whose cell it is."""
        return self.sheet.line(student_id)


async def last(session: Session, actor: Actor, lesson_id: int, *, now: datetime) -> Undoable:
    """The actor's last entry into an own lesson. Raises NothingToUndo where nothing of it can be taken back."""
    return await _undoable(session, actor, await sheet.of_teacher(session, actor, lesson_id), now)


async def undo(session: Session, actor: Actor, lesson_id: int, version: int, *, reason: str, now: datetime) -> Undoable:
    """Take the entry of that version back; returns what was done.

    Raises NothingToUndo for an entry that is not the last one any more (a double tap, another entry since), Stale or
    TopicChanged when somebody changed a cell of it, and whatever a mark would raise. `reason` goes into the history.
    """
    found = await sheet.to_fill(session, actor, lesson_id, now)
    back = await _undoable(session, actor, found, now)
    if back.version != version:
        raise NothingToUndo
    marks = [
        marking.Change(it.student_id, it.slot, it.value, it.work_type_id, it.version, it.comment)
        for it in back.was.marks
    ]
    codes = [_code(found.line(it.student_id), it) for it in back.was.codes]
    touched = Touched()
    # Each is judged by what the other leaves behind: Н may come back where the mark of the same entry goes.
    with session.no_autoflush:
        if marks:
            after = attendance.with_changes(found, codes)
            touched |= await marking.write(session, actor, after, marks, now=now, reason=reason) or Touched()
        if codes:
            after = marking.with_changes(found, marks)
            touched |= await attendance.write(session, actor, after, codes, now=now) or Touched()
        if back.was.topic is not None:
            touched |= topics.restore(session, actor, found.lesson, back.was.topic, now=now) or Touched()
        for homework in back.was.homework:
            touched |= (
                await assigning.restore(session, actor, found.lesson, homework, reason=reason, now=now) or Touched()
            )
    values = {**touched.values}
    if back.was.taken and not any(attendance.with_changes(found, codes).excepted()):
        values |= {"attendance_at": None, "attendance_by": None}
    await sheet.entered(session, found.lesson, Touched(touched.students, values), now=now)
    await entries.forget(session, lesson_id, actor.staff_id)
    return back


async def _undoable(session: Session, actor: Actor, found: Sheet, now: datetime) -> Undoable:
    """Students who sit in the lesson no more keep what they got, and a closed lesson what it was closed with."""
    entry = await entries.last(session, found.lesson.id, actor.staff_id)
    if now - entry.at > FOR:
        raise NothingToUndo
    here = {line.student_id for line in found.lines}
    closed = found.lesson.state is LessonState.CLOSED
    topic = entry.was.topic
    was = entry.was._replace(
        marks=tuple(it for it in entry.was.marks if it.student_id in here),
        codes=tuple(it for it in entry.was.codes if it.student_id in here),
        taken=entry.was.taken and not closed,
        topic=None if topic is None or (closed and not topic.title) else topic,
        homework=tuple(it for it in entry.was.homework if it.kind or it.number or not closed),
    )
    if not was:
        raise NothingToUndo
    homework = {it.number: await assigning.there(session, found.lesson.id, it.number) for it in was.homework}
    return Undoable(found, was, entry.version, homework)


def _code(line: Line, it: CodeWas) -> attendance.Change:
    """The code as it was, by the note that explains it where there is one."""
    note = line.note if line.note is not None and line.note.reason.code is it.code else None
    return attendance.Change(it.student_id, it.code, it.version, note.id if note is not None else None)
