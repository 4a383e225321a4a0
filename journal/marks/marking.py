"""Put, change and remove marks: one rule for a tap, a comment and a dictated lesson."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import select

from db.engine import Session, insert
from db.marks import Mark, MarkChange, MarkValue, WorkType
from journal import audit, rules
from journal.access import Actor
from journal.finals import courses
from journal.finals.refusals import TermLocked
from journal.lessons import sheet
from journal.lessons.entries import MarkWas, Was
from journal.lessons.sheet import SLOTS, Line, MarkThere, Sheet, Touched
from journal.refusals import AbsentWithMark, NoMarks, NotFound, ReasonNeeded


class Cell(NamedTuple):
    """Where a mark stands: a lesson, a student of it, slot 1 or 2."""

    lesson_id: int
    student_id: int
    slot: int = 1


class Change(NamedTuple):
    """What shall stand in a slot; no value removes. `version` is of what the person saw there."""

    student_id: int
    slot: int
    value: str | None
    work_type_id: int
    version: int
    comment: str | None = None
    """None keeps the comment that is there."""


async def put(
    session: Session,
    actor: Actor,
    cell: Cell,
    *,
    value: MarkValue | None,
    work_type_id: int,
    version: int,
    now: datetime,
    reason: str = "",
    comment: str | None = None,
) -> Sheet:
    """Put a mark, replace the one there, or remove it (value None). Returns the sheet as it was before.

    The same value again is a success without a change, whatever the version (a double tap, a redelivery). Raises
    NoMarks in grade 1 and in a course without marks (П 5.5), Stale when the cell changed since the screen was drawn,
    AbsentWithMark on the lesson's own day, ReasonNeeded for a change after it.
    """
    found = await sheet.to_fill(session, actor, cell.lesson_id, now)
    change = Change(cell.student_id, cell.slot, value, work_type_id, version, comment)
    touched = await write(session, actor, found, [change], now=now, reason=reason)
    await sheet.entered(session, found.lesson, touched, now=now)
    return found


async def comment_on(session: Session, actor: Actor, cell: Cell, comment: str, *, version: int, now: datetime) -> Sheet:
    """Write what a mark is for. Raises NotFound where no mark stands, Stale as `put` does."""
    found = await sheet.to_fill(session, actor, cell.lesson_id, now)
    there = there_in(found, cell.student_id, cell.slot)
    if there.value is None:
        raise NotFound
    change = Change(cell.student_id, cell.slot, there.value, there.work_type_id, version, comment)
    touched = await write(session, actor, found, [change], now=now)
    await sheet.entered(session, found.lesson, touched, now=now)
    return found


def there_in(found: Sheet, student_id: int, slot: int) -> MarkThere:
    """What stands in a slot; NotFound for a student of another lesson and for a slot that no cell has."""
    line = found.line(student_id)
    if slot not in SLOTS:
        raise NotFound
    return line.marks[slot - 1]


async def write(
    session: Session, actor: Actor, found: Sheet, changes: Sequence[Change], *, now: datetime, reason: str = ""
) -> Touched | None:
    """Write every change of these that is one: rows, history and change log, in the one transaction (G5).

    `found` is the sheet loaded to be filled in it; what was touched goes to `sheet.entered`. Raises what `put` does, and
    TermLocked once the finals of its term are confirmed or late: this is the one place where marks are written.
    """
    if not found.lesson.marked:
        raise NoMarks
    wanted = [(there_in(found, change.student_id, change.slot), change) for change in changes]
    real = [(there, change) for there, change in wanted if _differs(there, change)]
    if not real:
        return None
    if (await courses.stage_on(session, found.lesson.course_id, found.lesson.date, now)).locked:
        raise TermLocked
    for there, change in real:
        await _allow(session, found, there, change, now=now, reason=reason)
    await _works_exist(session, {change.work_type_id for _, change in real if change.value is not None})
    ids = await _store(session, actor, found, real, now)
    await _remember(session, actor, found, real, ids, now=now, reason=reason)
    was = tuple(
        MarkWas(change.student_id, change.slot, there.value, there.work_type_id, there.comment, there.version + 1)
        for there, change in real
    )
    return Touched(frozenset(change.student_id for _, change in real), was=Was(actor.staff_id, marks=was))


def with_changes(found: Sheet, changes: Sequence[Change]) -> Sheet:
    """The sheet as these changes leave it: what attendance written in the same breath is judged by."""
    wanted = {(change.student_id, change.slot): change.value for change in changes}

    def left(line: Line, slot: int) -> MarkThere:
        mark = line.marks[slot - 1]
        return mark._replace(value=wanted.get((line.student_id, slot), mark.value))

    lines = (line._replace(marks=(left(line, 1), left(line, 2))) for line in found.lines)
    return found._replace(lines=tuple(lines))


def _differs(there: MarkThere, change: Change) -> bool:
    if change.value is None or there.value is None:
        return change.value != there.value
    comment = there.comment if change.comment is None else change.comment
    return (change.value, change.work_type_id, comment) != (there.value, there.work_type_id, there.comment)


async def _allow(
    session: Session, found: Sheet, there: MarkThere, change: Change, *, now: datetime, reason: str
) -> None:
    """The rules of one cell, the most telling refusal first."""
    if change.version != there.version:
        raise await sheet.stale(session, there.author_id, there.value or "—")
    if change.value is not None and change.value not in scale(session):
        raise NotFound
    own_day = found.own_day(now)
    if change.value is not None and own_day and found.line(change.student_id).attendance.absent:
        raise AbsentWithMark
    replaced = there.value is not None and (there.value, there.work_type_id) != (change.value, change.work_type_id)
    if replaced and not own_day and not reason:
        raise ReasonNeeded


def scale(session: Session) -> tuple[MarkValue, ...]:
    """What may be put in this school, in the order of the buttons; «1» only where the school uses it."""
    return tuple(value for value in MarkValue if value is not MarkValue.ONE or rules.of(session).ones)


async def _works_exist(session: Session, work_type_ids: set[int]) -> None:
    if not work_type_ids:
        return
    known = await session.scalars(select(WorkType.id).where(WorkType.id.in_(work_type_ids)))
    if set(known) != work_type_ids:
        raise NotFound


async def _store(
    session: Session, actor: Actor, found: Sheet, real: Sequence[tuple[MarkThere, Change]], now: datetime
) -> dict[tuple[int, int], int]:
    """The rows in one statement; the lesson is locked, so the versions counted from the sheet are the next ones."""
    statement = insert(session, Mark).values(
        [
            {
                "lesson_id": found.lesson.id,
                "student_id": change.student_id,
                "slot": change.slot,
                "value": change.value,
                "work_type_id": there.work_type_id if change.value is None else change.work_type_id,
                "comment": _comment(there, change),
                "author_id": actor.staff_id,
                "version": there.version + 1,
                # A mark put where one was removed is a new entry: whether it is late is judged by today.
                "put_at": now if there.value is None else there.put_at,
                "changed_at": now,
            }
            for there, change in real
        ]
    )
    kept = ("value", "work_type_id", "comment", "author_id", "version", "put_at", "changed_at")
    rows = await session.execute(
        statement.on_conflict_do_update(
            index_elements=[Mark.lesson_id, Mark.student_id, Mark.slot],
            set_={name: statement.excluded[name] for name in kept},
        ).returning(Mark.id, Mark.student_id, Mark.slot)
    )
    return {(row.student_id, row.slot): row.id for row in rows}


def _comment(there: MarkThere, change: Change) -> str:
    if change.comment is not None:
        return change.comment
    return there.comment if there.value is not None else ""


async def _remember(
    session: Session,
    actor: Actor,
    found: Sheet,
    real: Sequence[tuple[MarkThere, Change]],
    ids: Mapping[tuple[int, int], int],
    *,
    now: datetime,
    reason: str,
) -> None:
    """Both values of every changed cell in the history, with what it is for, and every change in the change log."""
    changed = [
        {
            "mark_id": ids[change.student_id, change.slot],
            "old_value": there.value,
            "new_value": change.value,
            "work_type_id": there.work_type_id if change.value is None else change.work_type_id,
            "reason": reason,
            "author_id": actor.staff_id,
            "at": now,
        }
        for there, change in real
        if there.value != change.value or (change.value and there.work_type_id != change.work_type_id)
    ]
    if changed:
        await session.execute(insert(session, MarkChange).values(changed))
    entries = [
        (
            "mark.remove" if change.value is None else "mark.put",
            {
                "mark": ids[change.student_id, change.slot],
                "lesson": found.lesson.id,
                "student": change.student_id,
                "old": there.value,
                "new": change.value,
                "work": change.work_type_id,
                "comment": audit.sealed(change.comment) if change.comment else None,
                "reason": audit.sealed(reason) if reason else None,
                "late": int(not found.own_day(now)),
            },
        )
        for there, change in real
    ]
    await audit.record_all(session, actor, entries, now)
