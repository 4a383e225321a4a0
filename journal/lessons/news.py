"""What is new in a lesson for one recipient and child: today's values against what was told (architecture, «A push»)."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from sqlalchemy import func, select

from db.absences import Attendance, AttendanceCode
from db.engine import Session
from db.homework import Homework, HomeworkKind
from db.lessons import Lesson, LessonState
from db.marks import Mark, MarkChange, WorkType
from journal import access
from journal.audit import sealed
from journal.operations import told


class MarkNews(NamedTuple):
    """One cell's news: never told (old None), corrected, or removed (new empty)."""

    old: str | None
    new: str
    work: str
    comment: str
    reason: str


class AttendanceNews(NamedTuple):
    """A code that is new, changed, or taken back (new empty)."""

    old: str | None
    new: str


class HomeworkNews(NamedTuple):
    """What was set, `changed` when the family was told otherwise before."""

    kind: HomeworkKind
    text: str
    minutes: int | None
    due_on: date | None
    changed: bool


class LessonNews(NamedTuple):
    """A lesson's news for a recipient; `values` is what the recipient will have been told."""

    lesson_id: int
    date: date
    period: int
    subject: str
    marks: tuple[MarkNews, ...]
    attendance: AttendanceNews | None
    homework: HomeworkNews | None
    values: Mapping[str, str]

    @property
    def rings(self) -> bool:
        """Whether it is worth a push: homework that was never told rides along but rings nobody."""
        return bool(self.marks or self.attendance or (self.homework and self.homework.changed))

    @property
    def absence(self) -> bool:
        """Whether somebody turned out to be missing: that is told at once, whatever the recipient chose."""
        return self.attendance is not None and self.attendance.new not in ("", AttendanceCode.LATE)


class _Row(NamedTuple):
    lesson_id: int
    slot: int
    value: str | None
    work: str
    comment: str
    reason: str | None


async def of(session: Session, account_id: int, student_id: int, lesson_ids: Collection[int]) -> list[LessonNews]:
    """The news of these lessons in their order; a lesson with nothing to tell is left out.

    Six statements whatever the number of lessons. In a lesson without marks (H5) no mark is ever told.
    """
    lessons = [
        access.LessonFacts(*row)
        for row in await session.execute(
            access.lessons()
            .where(Lesson.id.in_(lesson_ids), Lesson.state != LessonState.CANCELLED)
            .order_by(Lesson.date, Lesson.period, Lesson.id)
        )
    ]
    marks = await _marks(session, student_id, lesson_ids)
    codes = {
        row.lesson_id: row.code
        for row in await session.execute(
            select(Attendance.lesson_id, Attendance.code).where(
                Attendance.lesson_id.in_(lesson_ids), Attendance.student_id == student_id
            )
        )
    }
    homework = {
        row.lesson_id: row
        for row in await session.execute(
            select(Homework.lesson_id, Homework.kind, Homework.text, Homework.minutes, Homework.due_on).where(
                Homework.lesson_id.in_(lesson_ids)
            )
        )
    }
    cells = [told.mark_cell(row.lesson_id, student_id, row.slot) for row in marks]
    cells += [told.attendance_cell(lesson_id, student_id) for lesson_id in lesson_ids]
    cells += [told.homework_cell(lesson_id) for lesson_id in lesson_ids]
    before = await told.told(session, account_id, cells)
    found = []
    for lesson in lessons:
        values: dict[str, str] = {}
        mark_news = [
            news
            for row in marks
            if row.lesson_id == lesson.id
            and lesson.marked
            and (news := _mark(row, told.mark_cell(lesson.id, student_id, row.slot), before, values))
        ]
        attendance = _attendance(codes.get(lesson.id), told.attendance_cell(lesson.id, student_id), before, values)
        row = homework.get(lesson.id)
        set_now = (
            _homework(row.kind, row.text, row.minutes, row.due_on, told.homework_cell(lesson.id), before, values)
            if row
            else None
        )
        if values:
            found.append(
                LessonNews(
                    lesson.id, lesson.date, lesson.period, lesson.subject, tuple(mark_news), attendance, set_now, values
                )
            )
    return found


async def _marks(session: Session, student_id: int, lesson_ids: Collection[int]) -> Sequence[_Row]:
    """The cells with their last change's reason."""
    last = select(func.max(MarkChange.id)).where(MarkChange.mark_id == Mark.id).correlate(Mark).scalar_subquery()
    rows = await session.execute(
        select(Mark.lesson_id, Mark.slot, Mark.value, WorkType.short_name, Mark.comment, MarkChange.reason)
        .join(WorkType, WorkType.id == Mark.work_type_id)
        .outerjoin(MarkChange, MarkChange.id == last)
        .where(Mark.student_id == student_id, Mark.lesson_id.in_(lesson_ids))
        .order_by(Mark.lesson_id, Mark.slot)
    )
    return [_Row(*row) for row in rows]


def _mark(row: _Row, cell: str, before: Mapping[str, str], values: dict[str, str]) -> MarkNews | None:
    """Equal to what was told: nothing. Never told and nothing there: nothing."""
    new, old = row.value or "", before.get(cell) or None
    if new == (old or ""):
        return None
    values[cell] = new
    return MarkNews(old, new, row.work, row.comment, row.reason or "")


def _attendance(
    code: AttendanceCode | None, cell: str, before: Mapping[str, str], values: dict[str, str]
) -> AttendanceNews | None:
    new, old = code or "", before.get(cell) or None
    if new == (old or ""):
        return None
    values[cell] = new
    return AttendanceNews(old, new)


def _homework(
    kind: HomeworkKind,
    text: str,
    minutes: int | None,
    due_on: date | None,
    cell: str,
    before: Mapping[str, str],
    values: dict[str, str],
) -> HomeworkNews | None:
    new = sealed(f"{kind}|{text}|{minutes}|{due_on}")
    if new == before.get(cell):
        return None
    values[cell] = new
    return HomeworkNews(kind, text, minutes, due_on, changed=cell in before)
