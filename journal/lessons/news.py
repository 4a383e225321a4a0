"""What is new in a lesson for one recipient and child: today's values against what was told (architecture, «A push»)."""

import functools
from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from types import MappingProxyType
from typing import NamedTuple
from zoneinfo import ZoneInfo

from sqlalchemy import and_, func, select

from db.absences import Attendance, AttendanceCode
from db.engine import Session
from db.homework import Homework, HomeworkKind
from db.lessons import Lesson, LessonState
from db.marks import Mark, MarkChange, WorkType
from journal import access, rules
from journal.audit import sealed
from journal.homework import whose
from journal.lessons.sheet import ABSENT
from journal.operations import told


class MarkNews(NamedTuple):
    """One cell's news: never told (old None), corrected, or removed (new empty)."""

    old: str | None
    new: str
    work: str
    comment: str
    reason: str
    later: date | None = None
    """When somebody who had missed the lesson got it: «написал(а) позже»."""


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
    personal: tuple[HomeworkNews, ...] = ()
    """What was set for this student alone, or for some of the group."""

    @property
    def rings(self) -> bool:
        """Whether it is worth a push: homework that was never told rides along but rings nobody."""
        tasks = (*self.personal, *([self.homework] if self.homework else []))
        return bool(self.marks or self.attendance or any(task.changed for task in tasks))

    def without(self, told: Mapping[str, str]) -> "LessonNews":
        """The same but for the absence that is told otherwise."""
        values = {cell: value for cell, value in self.values.items() if told.get(cell) != value}
        left = any(cell.startswith("attendance:") for cell in values)
        return self._replace(values=values, attendance=self.attendance if left else None)

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
    put_at: datetime
    was: str | None
    """What stood there before the last change."""
    changed_at: datetime | None


class _Task(NamedTuple):
    lesson_id: int
    number: int
    kind: HomeworkKind
    text: str
    minutes: int | None
    due_on: date | None
    named: bool
    """Whether it is the student's: false once the student was taken off it."""

    def cell(self, student_id: int) -> str:
        """Under which name it is kept what was told of it."""
        if not self.number:
            return told.homework_cell(self.lesson_id)
        return told.named_cell(self.lesson_id, self.number, student_id)


async def of(
    session: Session,
    account_id: int,
    student_id: int,
    lesson_ids: Collection[int],
    doubtful: Mapping[int, datetime] = MappingProxyType({}),
) -> list[LessonNews]:
    """The news of these lessons in their order; a lesson with nothing to tell is left out.

    Since the moment that is given for it a push about a `doubtful` lesson may have arrived, and nobody knows what it
    said: what changed since then is told also where it equals what was told before (G10).

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
        row.lesson_id: row
        for row in await session.execute(
            select(Attendance.lesson_id, Attendance.code, Attendance.changed_at).where(
                Attendance.lesson_id.in_(lesson_ids), Attendance.student_id == student_id
            )
        )
    }
    homework = await _tasks(session, student_id, lesson_ids)
    cells = [told.mark_cell(row.lesson_id, student_id, row.slot) for row in marks]
    cells += [told.attendance_cell(lesson_id, student_id) for lesson_id in lesson_ids]
    cells += [task.cell(student_id) for task in homework]
    before = await told.told(session, account_id, cells)
    found = []
    for lesson in lessons:
        values: dict[str, str] = {}
        doubt, taken = doubtful.get(lesson.id), codes.get(lesson.id)
        code = taken.code if taken else None
        later = functools.partial(_later, code, lesson.date, rules.of(session).zone)
        mark_news = [
            news._replace(later=later(row.put_at)) if news.new else news
            for row in marks
            if row.lesson_id == lesson.id
            and lesson.marked
            and (news := _mark(row, told.mark_cell(lesson.id, student_id, row.slot), before, values, doubt))
        ]
        unsure = doubt is not None and taken is not None and taken.changed_at >= doubt
        cell = told.attendance_cell(lesson.id, student_id)
        attendance = _attendance(code, cell, before, values, unsure=unsure)
        tasks = [
            (task.number, new)
            for task in homework
            if task.lesson_id == lesson.id and (new := _homework(task, task.cell(student_id), before, values))
        ]
        if values:
            found.append(
                LessonNews(
                    lesson.id,
                    lesson.date,
                    lesson.period,
                    lesson.subject,
                    tuple(mark_news),
                    attendance,
                    next((new for number, new in tasks if not number), None),
                    values,
                    tuple(new for number, new in tasks if number),
                )
            )
    return found


async def _tasks(session: Session, student_id: int, lesson_ids: Collection[int]) -> Sequence[_Task]:
    """What was set for the whole group, and under its numbers what is, or may have been, set for this student."""
    rows = await session.execute(
        select(
            Homework.lesson_id,
            Homework.number,
            Homework.kind,
            Homework.text,
            Homework.minutes,
            Homework.due_on,
            and_(whose.of(student_id), ~Homework.withdrawn),
        )
        .where(Homework.lesson_id.in_(lesson_ids))
        .order_by(Homework.lesson_id, Homework.number)
    )
    return [_Task(*row) for row in rows]


async def _marks(session: Session, student_id: int, lesson_ids: Collection[int]) -> Sequence[_Row]:
    """The cells with their last change's reason."""
    last = select(func.max(MarkChange.id)).where(MarkChange.mark_id == Mark.id).correlate(Mark).scalar_subquery()
    rows = await session.execute(
        select(
            *(Mark.lesson_id, Mark.slot, Mark.value, WorkType.short_name, Mark.comment),
            *(MarkChange.reason, Mark.put_at, MarkChange.old_value, MarkChange.at),
        )
        .join(WorkType, WorkType.id == Mark.work_type_id)
        .outerjoin(MarkChange, MarkChange.id == last)
        .where(Mark.student_id == student_id, Mark.lesson_id.in_(lesson_ids))
        .order_by(Mark.lesson_id, Mark.slot)
    )
    return [_Row(*row) for row in rows]


def _later(code: AttendanceCode | None, day: date, zone: ZoneInfo, put_at: datetime) -> date | None:
    """The day of a mark for a lesson that was missed, if it is not the lesson's own."""
    put_on = put_at.astimezone(zone).date()
    return put_on if code in ABSENT and put_on > day else None


def _mark(
    row: _Row, cell: str, before: Mapping[str, str], values: dict[str, str], doubt: datetime | None
) -> MarkNews | None:
    """Equal to what was told: nothing. Never told and nothing there: nothing. Unless another value may have been told."""
    new, old = row.value or "", before.get(cell) or None
    if new == (old or ""):
        if doubt is None or row.changed_at is None or row.changed_at < doubt or row.was is None:
            return None
        old = None if new else row.was
    values[cell] = new
    return MarkNews(old, new, row.work, row.comment, row.reason or "")


def _attendance(
    code: AttendanceCode | None, cell: str, before: Mapping[str, str], values: dict[str, str], *, unsure: bool
) -> AttendanceNews | None:
    new, old = code or "", before.get(cell) or None
    if new == (old or ""):
        if not unsure:
            return None
        old = None if new else ""
    values[cell] = new
    return AttendanceNews(old, new)


def _homework(row: _Task, cell: str, before: Mapping[str, str], values: dict[str, str]) -> HomeworkNews | None:
    if not row.named:
        # Somebody else's now, or always: who was told of it hears that it is off, and nobody hears what it became.
        if cell not in before:
            return None
        row = row._replace(kind=HomeworkKind.NONE, text="", minutes=None, due_on=None)
    new = sealed(f"{row.kind}|{row.text}|{row.minutes}|{row.due_on}")
    if new == before.get(cell):
        return None
    values[cell] = new
    return HomeworkNews(row.kind, row.text, row.minutes, row.due_on, changed=cell in before)
