"""Lessons made from slots, calendar and bells."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from sqlalchemy import delete, exists, func, or_, select, update

from db.absences import Attendance
from db.engine import Session, insert_missing
from db.homework import Homework
from db.lessons import Lesson, LessonState
from db.marks import Mark
from db.substitutions import Substitution
from db.timetable import Course, StudyGroup, TimetableSlot, Weeks
from journal import rules
from journal.access import during
from journal.assessments import on_lessons
from journal.timetable import calendar

CATCH_UP = timedelta(days=31)
"""How far back lessons are made up after a time without us."""


class Made(NamedTuple):
    """What making lessons did. `unplaced` counts slots on days that have no bell for their period."""

    added: int
    moved: int
    removed: int
    kept: int
    unplaced: int


class Placed(NamedTuple):
    """A lesson where it lies."""

    id: int
    course_id: int
    date: date
    period: int
    starts_at: datetime
    ends_at: datetime


class _Slot(NamedTuple):
    course_id: int
    grade: int
    weekday: int
    period: int
    room: str
    weeks: Weeks
    valid_from: date
    valid_to: date | None

    def on(self, day: date) -> bool:
        return self.valid_from <= day and (self.valid_to is None or self.valid_to >= day)


class _Place(NamedTuple):
    starts_at: datetime
    ends_at: datetime
    room: str


async def make_lessons(session: Session, first: date, last: date, *, today: date) -> Made:
    """Make the lessons of the days from `first` to `last`, both inclusive; doing it again changes nothing.

    A planned lesson of today or later with nothing entered follows its slot: another room or bell moves it, an ended
    slot removes it. A lesson that holds anything is kept and counted in `kept`. One that the school moved stays where
    it was put, and its slot makes no second one; neither follows one that stands in for a cancelled lesson.
    """
    plan = await calendar.load(session)
    zone = rules.of(session).zone
    wanted: dict[tuple[int, date, int], _Place] = {}
    unplaced = 0
    for slot in await _slots(session, first, last):
        for offset in range((last - first).days + 1):
            day = first + timedelta(days=offset)
            if plan.weekday(day, slot.grade) != slot.weekday or not slot.on(day) or not plan.meets(slot.weeks, day):
                continue
            bell = plan.periods(day, slot.grade).get(slot.period)
            if bell is None:
                unplaced += 1
                continue
            wanted[slot.course_id, day, slot.period] = _Place(
                _at(day, bell[0], zone), _at(day, bell[1], zone), slot.room
            )
    there = await _lessons(session, first, last)
    moved_away = await _moved_away(session, first, last)
    missing = [
        {"course_id": key[0], "date": key[1], "period": key[2], **place._asdict(), "state": LessonState.PLANNED}
        for key, place in wanted.items()
        if key not in there and key not in moved_away
    ]
    await _make(session, missing)
    moved = removed = kept = 0
    for key, (lesson_id, empty, by_hand, place) in there.items():
        if by_hand or (key in wanted and wanted[key] == place):
            continue
        if not empty or key[1] < today:
            kept += key not in wanted
        elif key in wanted:
            await session.execute(update(Lesson).where(Lesson.id == lesson_id).values(**wanted[key]._asdict()))
            moved += 1
        else:
            await session.execute(delete(Lesson).where(Lesson.id == lesson_id))
            removed += 1
    return Made(len(missing), moved, removed, kept, unplaced)


async def _make(session: Session, missing: Sequence[dict[str, Any]]) -> None:
    """Write the lessons; on which a test is planned already, the marks take its work type."""
    for start in range(0, len(missing), 500):
        await session.execute(insert_missing(session, Lesson).values(missing[start : start + 500]))
    if missing:
        days = [row["date"] for row in missing]
        await on_lessons.tell_made(session, min(days), max(days))


async def make_ahead(session: Session, *, today: date) -> Made:
    """Make lessons as far ahead as the school's rules say; days that passed while nothing ran are made up for."""
    last = await session.scalar(select(func.max(Lesson.date)).where(Lesson.date < today))
    first = today if last is None else min(today, max(last + timedelta(days=1), today - CATCH_UP))
    return await make_lessons(session, first, today + rules.of(session).lessons_ahead, today=today)


async def placed(session: Session, first: date, last: date) -> list[Placed]:
    """Every lesson of the days, both inclusive, in order of date and period."""
    rows = await session.execute(
        select(Lesson.id, Lesson.course_id, Lesson.date, Lesson.period, Lesson.starts_at, Lesson.ends_at)
        .where(Lesson.date.between(first, last))
        .order_by(Lesson.date, Lesson.period, Lesson.id)
    )
    return [Placed(*row) for row in rows]


def _at(day: date, bell: time, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, bell, zone)


async def _slots(session: Session, first: date, last: date) -> list[_Slot]:
    rows = await session.execute(
        select(
            TimetableSlot.course_id,
            StudyGroup.grade,
            TimetableSlot.weekday,
            TimetableSlot.period,
            TimetableSlot.room,
            TimetableSlot.weeks,
            TimetableSlot.valid_from,
            TimetableSlot.valid_to,
        )
        .join(Course, Course.id == TimetableSlot.course_id)
        .join(StudyGroup, StudyGroup.id == Course.group_id)
        .where(TimetableSlot.valid_from <= last, or_(TimetableSlot.valid_to.is_(None), TimetableSlot.valid_to >= first))
        .order_by(TimetableSlot.id)
    )
    return [_Slot(*row) for row in rows]


async def _lessons(
    session: Session, first: date, last: date
) -> dict[tuple[int, date, int], tuple[int, bool, bool, _Place]]:
    """Lessons there are, each with whether nothing was entered, whether it was put there by hand, and where it lies."""
    held = or_(
        Lesson.state != LessonState.PLANNED,
        Lesson.first_entry_at.is_not(None),
        *(exists().where(table.lesson_id == Lesson.id) for table in (Mark, Attendance, Homework)),
        exists().where(Substitution.lesson_id == Lesson.id),
    )
    by_hand = or_(Lesson.from_date.is_not(None), Lesson.instead_of.is_not(None))
    columns = (Lesson.starts_at, Lesson.ends_at, Lesson.room)
    rows = await session.execute(
        select(Lesson.course_id, Lesson.date, Lesson.period, Lesson.id, held, by_hand, *columns).where(
            Lesson.date.between(first, last)
        )
    )
    found: dict[tuple[int, date, int], tuple[int, bool, bool, _Place]] = {}
    for course_id, day, period, lesson_id, full, put, starts_at, ends_at, room in rows:
        found[course_id, day, period] = (lesson_id, not full, bool(put), _Place(starts_at, ends_at, room))
    return found


async def _moved_away(session: Session, first: date, last: date) -> set[tuple[int, date, int]]:
    """The places whose lesson was moved elsewhere."""
    rows = await session.execute(
        select(Lesson.course_id, Lesson.from_date, Lesson.from_period).where(Lesson.from_date.between(first, last))
    )
    return {(course_id, day, period) for course_id, day, period in rows if day is not None and period is not None}


def in_force(day: date) -> Any:
    """The where-clause of slots in force on a day."""
    return during(TimetableSlot.valid_from, TimetableSlot.valid_to, day)
