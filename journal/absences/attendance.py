"""Take attendance: everybody is present but the exceptions (П 5.4.1)."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple
from zlib import crc32

from sqlalchemy import Select, select

from db.absences import Attendance, AttendanceCode
from db.engine import Session, insert
from db.lessons import Lesson, LessonState
from db.people import Enrolment
from db.timetable import Course
from journal import access, audit
from journal.absences import inquiries
from journal.access import Actor, LessonFacts
from journal.lessons import sheet
from journal.lessons.entries import CodeWas, Was
from journal.lessons.sheet import ABSENT, CodeThere, Line, Sheet, Touched
from journal.refusals import AbsentWithMark, NoteGone


class Change(NamedTuple):
    """What a student's code shall be; None: present. `version` is of what the person saw."""

    student_id: int
    code: AttendanceCode | None
    version: int
    note_id: int | None = None
    """The note by which the code is put, so that declining it takes back just that."""


class Earlier(NamedTuple):
    """How attendance stood on the students' previous lesson of the day. `taken` is False where there was none yet."""

    taken: bool
    codes: Mapping[int, AttendanceCode]
    """Who is to be missing now; the late ones have come since, and who has a mark in this lesson is here."""

    @property
    def mark(self) -> int:
        """A fingerprint for the button: what it said is what it does, or it does nothing."""
        return crc32(";".join(f"{student}{code}" for student, code in sorted(self.codes.items())).encode())


async def put(
    session: Session,
    actor: Actor,
    lesson_id: int,
    student_id: int,
    *,
    code: AttendanceCode | None,
    version: int,
    now: datetime,
) -> Sheet:
    """Set one student's code; None means present. Returns the sheet as it was before.

    Entering an exception is taking attendance: everybody else counts as present. The same code again is a success
    without a change. Raises Stale, and AbsentWithMark on the lesson's own day.
    """
    found = await sheet.to_fill(session, actor, lesson_id, now)
    touched = await write(session, actor, found, [Change(student_id, code, version)], now=now)
    await sheet.entered(session, found.lesson, touched, now=now)
    return found


async def put_by_note(
    session: Session, actor: Actor, lesson_id: int, student_id: int, *, note_id: int, version: int, now: datetime
) -> Sheet:
    """The student is missing for the reason that the note gives. Raises NoteGone if it no longer covers the day."""
    found = await sheet.to_fill(session, actor, lesson_id, now)
    note = found.line(student_id).note
    if note is None or note.id != note_id:
        raise NoteGone
    change = Change(student_id, note.reason.code, version, note.id)
    await sheet.entered(session, found.lesson, await write(session, actor, found, [change], now=now), now=now)
    return found


async def all_present(session: Session, actor: Actor, lesson_id: int, *, now: datetime) -> Sheet:
    """Attendance is taken and nobody is missing. Raises Stale if an exception stands there: it is never wiped unseen."""
    found = await sheet.to_fill(session, actor, lesson_id, now)
    there = next(found.excepted(), None)
    if there is not None:
        raise await sheet.stale(session, there.attendance.author_id, f"{there.pupil.short} — {there.attendance.code}")
    await sheet.entered(session, found.lesson, await write(session, actor, found, [], now=now), now=now)
    return found


async def as_before(session: Session, actor: Actor, lesson_id: int, *, mark: int, now: datetime) -> bool:
    """Take over who was missing on the previous lesson; True if done.

    False, and nothing changed, when the list is no longer the one that the button named: it is to be shown again.
    """
    found = await sheet.to_fill(session, actor, lesson_id, now)
    before = await earlier(session, found)
    if not before.taken or before.mark != mark:
        return False
    touched = await write(session, actor, found, changes_of(found, before), now=now)
    await sheet.entered(session, found.lesson, touched, now=now)
    return True


def changes_of(found: Sheet, before: Earlier) -> list[Change]:
    """The previous lesson's list as changes of this one; a code that stands here already is this teacher's word."""
    return [
        missing(line, before.codes[line.student_id], line.attendance.version)
        for line in found.lines
        if line.student_id in before.codes and line.attendance.code is None
    ]


def missing(line: Line, code: AttendanceCode, version: int) -> Change:
    """The student is missing: Н where nothing explains it, else the code of the note, and by the note."""
    if line.note is not None and code in (AttendanceCode.ABSENT, line.note.reason.code):
        return Change(line.student_id, line.note.reason.code, version, line.note.id)
    return Change(line.student_id, code, version)


async def write(
    session: Session, actor: Actor, found: Sheet, changes: Sequence[Change], *, now: datetime
) -> Touched | None:
    """Write every change of these that is one, and that attendance was taken. Raises what `put` does.

    `found` is the sheet loaded to be filled in this transaction; what was touched goes to `sheet.entered`.
    """
    wanted = [(found.line(change.student_id), change) for change in changes]
    real = [(line, change) for line, change in wanted if line.attendance.code != change.code]
    for line, change in real:
        there = line.attendance
        if change.version != there.version:
            raise await sheet.stale(session, there.author_id, there.code or "—")
        if change.code in ABSENT and line.values and found.own_day(now):
            raise AbsentWithMark
    taken = found.lesson.attendance_at is not None
    if not real and taken:
        return None
    if real:
        await _store(session, actor, found.lesson, [(line.attendance, change) for line, change in real], now)
    missing_now = [change.student_id for line, change in real if change.code is AttendanceCode.ABSENT and not line.note]
    if missing_now and found.own_day(now):
        await inquiries.ask(session, found.lesson, missing_now, now=now)
    audit.record(
        session,
        actor,
        "attendance.take",
        now,
        lesson=found.lesson.id,
        changes=";".join(
            f"{change.student_id}:{line.attendance.code or ''}>{change.code or ''}" for line, change in real
        ),
        late=int(not found.own_day(now)),
    )
    students = frozenset(change.student_id for _, change in real)
    codes = tuple(
        CodeWas(change.student_id, line.attendance.code, line.attendance.version + 1) for line, change in real
    )
    return Touched(
        students,
        {} if taken else {"attendance_at": now, "attendance_by": actor.staff_id},
        Was(actor.staff_id, codes=codes, taken=not taken),
    )


def with_changes(found: Sheet, changes: Sequence[Change]) -> Sheet:
    """The sheet as these changes leave it: what marks written in the same breath are judged by."""
    codes = {change.student_id: change.code for change in changes}
    lines = (
        line._replace(attendance=line.attendance._replace(code=codes[line.student_id]))
        if line.student_id in codes
        else line
        for line in found.lines
    )
    return found._replace(lines=tuple(lines))


async def _store(
    session: Session, actor: Actor, lesson: LessonFacts, real: Sequence[tuple[CodeThere, Change]], now: datetime
) -> None:
    statement = insert(session, Attendance).values(
        [
            {
                "lesson_id": lesson.id,
                "student_id": change.student_id,
                "code": change.code,
                "note_id": change.note_id,
                "author_id": actor.staff_id,
                "version": there.version + 1,
                "put_at": now,
                "changed_at": now,
            }
            for there, change in real
        ]
    )
    await session.execute(
        statement.on_conflict_do_update(
            index_elements=[Attendance.lesson_id, Attendance.student_id],
            set_={name: statement.excluded[name] for name in ("code", "note_id", "author_id", "version", "changed_at")},
        )
    )


async def earlier(session: Session, found: Sheet) -> Earlier:
    """Attendance on the previous lesson of the day, each student's own: a class may have come from two groups."""
    lesson = found.lesson
    query: Select[*tuple[Any, ...]] = (
        select(Enrolment.student_id, Attendance.code)
        .select_from(Lesson)
        .join(Course, Course.id == Lesson.course_id)
        .join(Enrolment, access.sits_in(Course.group_id, Lesson.date))
        .outerjoin(Attendance, (Attendance.lesson_id == Lesson.id) & (Attendance.student_id == Enrolment.student_id))
        .where(
            Lesson.date == lesson.date,
            Lesson.starts_at < lesson.starts_at,
            Lesson.attendance_at.is_not(None),
            Lesson.state != LessonState.CANCELLED,
            Enrolment.student_id.in_([line.student_id for line in found.lines]),
        )
        .order_by(Lesson.starts_at, Lesson.id)
    )
    # In the order of the day, so that the last one stays.
    latest: dict[int, AttendanceCode | None] = {row.student_id: row.code for row in await session.execute(query)}
    here = {line.student_id for line in found.lines if line.values}
    return Earlier(
        bool(latest),
        {student: code for student, code in latest.items() if code in ABSENT and student not in here},
    )
