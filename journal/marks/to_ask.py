"""`Кого спросить`: who of a lesson has the fewest marks in its subject this term, those missing today passed over."""

from datetime import date, timedelta
from typing import Any, Final, NamedTuple

from sqlalchemy import Date, Select, String, cast, func, literal, null, select, union_all

from db.absences import Attendance
from db.engine import Session
from db.lessons import Lesson, LessonState
from db.marks import Mark
from db.people import Enrolment
from db.timetable import Course, Term, TermGrade
from journal import access
from journal.access import Actor, LessonFacts
from journal.lessons import sheet
from journal.lessons.sheet import ABSENT, Line
from journal.refusals import NoMarks

SHOWN: Final = 10
"""So many names: more than a lesson can ask."""
WITHOUT_TERM: Final = timedelta(days=60)
"""How far back marks count where no term says it."""


class Asked(NamedTuple):
    """A student with the marks of this term: how many, and on which day the last one."""

    line: Line
    marks: int
    last_on: date | None


class ToAsk(NamedTuple):
    """Those with the fewest marks first, longest ago first among equals; who is missing today is not among them."""

    lesson: LessonFacts
    students: tuple[Asked, ...]
    missing: tuple[Line, ...]
    asked: int
    """How many have a mark of this very lesson already."""


async def of_lesson(session: Session, actor: Actor, lesson_id: int) -> ToAsk:
    """Whom to ask in an own lesson. Raises NoMarks in grade 1 and in a course without marks (П 5.5).

    Missing is who has such a code here, or, before attendance was taken, had one in the last lesson before.
    """
    found = await sheet.of_teacher(session, actor, lesson_id)
    if not found.lesson.marked:
        raise NoMarks
    counts: dict[int, tuple[int, date]] = {}
    codes: dict[int, str | None] = {}
    here = [line.student_id for line in found.lines]
    query = union_all(_counts(found.lesson, here), _earlier(found.lesson, here))
    for student_id, marks, last_on, code, _ in sorted(await session.execute(query), key=lambda row: row[4] or ""):
        if marks:
            counts[student_id] = (marks, last_on)
        else:
            codes[student_id] = code
    untaken = found.lesson.attendance_at is None

    def gone(line: Line) -> bool:
        return line.attendance.absent or (
            untaken and line.attendance.code is None and codes.get(line.student_id) in ABSENT
        )

    waiting = [
        Asked(line, *counts.get(line.student_id, (0, None)))
        for line in found.lines
        if not line.values and not gone(line)
    ]
    waiting.sort(key=lambda it: (it.marks, it.last_on or date.min, it.line.pupil.number))
    return ToAsk(
        found.lesson,
        tuple(waiting[:SHOWN]),
        tuple(line for line in found.lines if gone(line)),
        sum(1 for line in found.lines if line.values),
    )


def _counts(lesson: LessonFacts, students: list[int]) -> Select[*tuple[Any, ...]]:
    """Marks of these students in the subject, whatever the group, from the term's beginning to the lesson's day."""
    begins = (
        select(func.max(Term.starts_on))
        .join(TermGrade, TermGrade.term_id == Term.id)
        .where(TermGrade.grade == lesson.grade, Term.starts_on <= lesson.date, Term.ends_on >= lesson.date)
        .scalar_subquery()
    )
    return (
        select(Mark.student_id, func.count(), func.max(Lesson.date), cast(null(), String), cast(null(), String))
        .select_from(Mark)
        .join(Lesson, Lesson.id == Mark.lesson_id)
        .join(Course, Course.id == Lesson.course_id)
        .where(
            Mark.student_id.in_(students),
            Mark.value.is_not(None),
            Course.subject_id == lesson.subject_id,
            Lesson.date >= func.coalesce(begins, lesson.date - WITHOUT_TERM),
            Lesson.date <= lesson.date,
        )
        .group_by(Mark.student_id)
    )


def _earlier(lesson: LessonFacts, students: list[int]) -> Select[*tuple[Any, ...]]:
    """How these students stood in earlier lessons of the day, each the own ones: the last of them counts."""
    return (
        select(
            Enrolment.student_id,
            literal(0),
            cast(null(), Date),
            cast(Attendance.code, String),
            cast(Lesson.starts_at, String),
        )
        .select_from(Lesson)
        .join(Course, Course.id == Lesson.course_id)
        .join(Enrolment, access.sits_in(Course.group_id, Lesson.date))
        .outerjoin(Attendance, (Attendance.lesson_id == Lesson.id) & (Attendance.student_id == Enrolment.student_id))
        .where(
            Enrolment.student_id.in_(students),
            Lesson.date == lesson.date,
            Lesson.starts_at < lesson.starts_at,
            Lesson.attendance_at.is_not(None),
            Lesson.state != LessonState.CANCELLED,
        )
    )
