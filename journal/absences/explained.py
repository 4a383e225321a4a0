"""What a note does in the journal: the Н of its days become Б or У, and are Н again when it no longer holds.

Present and late are never touched, and what a teacher put by own knowledge stays (domain, «Attendance»). Whoever fills
a lesson holds its row (`access.lesson_to_fill`), so holding the lessons first means that no code is put by a note, or
beside it, while the note is being settled.
"""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import and_, or_, select, update

from db.absences import Attendance, AttendanceCode, NoteReason
from db.engine import Session
from db.lessons import Lesson
from db.people import Enrolment
from db.timetable import Course
from journal import access, notices, rules
from journal.dates import Days


async def lock(session: Session, student_id: int, days: Days, *, now: datetime) -> list[int]:
    """Hold the student's lessons of these days that may be filled already, always in the same order."""
    found = await session.scalars(
        select(Lesson.id)
        .join(Course, Course.id == Lesson.course_id)
        .join(Enrolment, and_(Enrolment.student_id == student_id, access.sits_in(Course.group_id, Lesson.date)))
        .where(Lesson.date.between(days.first, min(days.last, now.date())))
        .order_by(Lesson.id)
        .with_for_update(of=Lesson)
    )
    return list(dict.fromkeys(found))


async def explain(
    session: Session,
    note_id: int,
    student_id: int,
    author_id: int,
    *,
    reason: NoteReason,
    lessons: Collection[int],
    now: datetime,
) -> int:
    """Every Н of the student in these lessons gets the note's code; returns how many."""
    changed = await session.scalars(
        update(Attendance)
        .where(
            Attendance.student_id == student_id,
            Attendance.lesson_id.in_(lessons),
            Attendance.code == AttendanceCode.ABSENT,
        )
        .values(
            code=reason.code,
            note_id=note_id,
            author_id=author_id,
            version=Attendance.version + 1,
            changed_at=now,
        )
        .returning(Attendance.lesson_id)
    )
    return await _tell(session, student_id, changed.all(), now)


async def take_back(session: Session, note_id: int, student_id: int, author_id: int, *, now: datetime) -> int:
    """What this note had put is Н again; returns how many."""
    changed = await session.scalars(
        update(Attendance)
        .where(Attendance.note_id == note_id)
        .values(
            code=AttendanceCode.ABSENT,
            note_id=None,
            author_id=author_id,
            version=Attendance.version + 1,
            changed_at=now,
        )
        .returning(Attendance.lesson_id)
    )
    return await _tell(session, student_id, changed.all(), now)


async def decide(
    session: Session, student_id: int, author_id: int, *, code: AttendanceCode, lessons: Collection[int], now: datetime
) -> int:
    """The homeroom teacher's own word: every Н of these lessons, and what this person had said of them; returns how many."""
    own = and_(
        Attendance.author_id == author_id,
        Attendance.note_id.is_(None),
        Attendance.code.in_((AttendanceCode.ILL, AttendanceCode.EXCUSED)),
    )
    changed = await session.scalars(
        update(Attendance)
        .where(
            Attendance.student_id == student_id,
            Attendance.lesson_id.in_(lessons),
            or_(Attendance.code == AttendanceCode.ABSENT, own),
            Attendance.code != code,
        )
        .values(code=code, note_id=None, author_id=author_id, version=Attendance.version + 1, changed_at=now)
        .returning(Attendance.lesson_id)
    )
    return await _tell(session, student_id, changed.all(), now)


async def _tell(session: Session, student_id: int, lessons: Collection[int], now: datetime) -> int:
    await notices.corrected(session, student_id, lessons, due_at=now + rules.of(session).hold, now=now)
    return len(lessons)
