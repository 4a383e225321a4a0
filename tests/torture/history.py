"""What the journal's own history says of each cell, change by change: each one tap's, none over what was not seen."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import TypeAlias

from sqlalchemy import select

from db.engine import Session
from db.marks import Mark, MarkChange
from db.operations import AuditEntry
from tests.torture.ledger import ATTENDANCE, CLOSED, MARK, Cell, Change, Conflict, Tried, explained, unseen

Broken: TypeAlias = Callable[[str, str], None]
"""A promise was broken: which, and an example."""


def in_short(tried: Sequence[Tried]) -> list[tuple[str, int, bool]]:
    """For the report: value, teacher, acked."""
    return [(one.value, one.attempt.who, one.acked) for one in tried]


async def of_journal(session: Session) -> dict[Cell, list[Change]]:
    """Every change of each cell, in order."""
    changes: defaultdict[Cell, list[Change]] = defaultdict(list)
    rows = await session.execute(
        select(Mark.lesson_id, Mark.student_id, MarkChange.author_id, MarkChange.old_value, MarkChange.new_value)
        .join(Mark, Mark.id == MarkChange.mark_id)
        .order_by(MarkChange.id)
    )
    for lesson_id, student_id, who, old, new in rows:
        changes[Cell(MARK, lesson_id, student_id)].append(Change(who, old or "", new or ""))
    entries = await session.execute(
        select(AuditEntry.action, AuditEntry.person_id, AuditEntry.facts)
        .where(AuditEntry.action.in_(("attendance.take", "lesson.close")))
        .order_by(AuditEntry.id)
    )
    for action, who, facts in entries:
        if action == "lesson.close":
            changes[Cell(CLOSED, facts["lesson"])].append(Change(who, "", "1"))
            continue
        for change in filter(None, facts["changes"].split(";")):
            student, _, codes = change.partition(":")
            old, _, new = codes.partition(">")
            changes[Cell(ATTENDANCE, facts["lesson"], int(student))].append(Change(who, old, new))
    return changes


def once(broken: Broken, by_cell: dict[Cell, list[Tried]], changes: dict[Cell, list[Change]]) -> dict[str, int]:
    """G3, G4: each change of a cell is one tap's. G16: of somebody who saw what stood there."""
    shared = 0
    for cell, made in changes.items():
        tried = by_cell.get(cell, [])
        shared += len({change.who for change in made}) > 1
        for who in {change.who for change in made}:
            values = [change.new for change in made if change.who == who]
            if not explained(values, [one for one in tried if one.attempt.who == who]):
                broken("applied twice", f"{cell}: {values} of {in_short(tried)}")
        if cell.kind == CLOSED and len(made) > 1:
            broken("applied twice", f"{cell}: closed {len(made)} times")
        elif cell.kind != CLOSED and (wrong := unseen(cell, made, tried)):
            broken("overwritten unseen", f"{cell}: {wrong} among {made}")
    return {"changes": sum(map(len, changes.values())), "cells of two": shared}


def conflicts(
    broken: Broken, told: Sequence[Conflict], changes: Mapping[Cell, list[Change]], names: Mapping[int, str]
) -> None:
    """G16: who is told of a colleague's change is told of one that there was since, by its author and its value."""
    for one in told:
        since = changes.get(one.cell, [])[one.seen :]
        if not any((change.new, names.get(change.who or 0)) == (one.there, one.by) for change in since):
            broken("a conflict about nothing", f"{one}, of {since}")
