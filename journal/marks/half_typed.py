"""What of a mark is being typed: the reason of a change, or what the mark is for."""

from datetime import datetime
from typing import NamedTuple

from db.engine import Session
from db.marks import MarkValue
from journal import typed
from journal.access import Actor
from journal.lessons import card, sheet
from journal.lessons.sheet import Line
from journal.marks import marking
from journal.marks.marking import Cell
from journal.operations import drafts
from journal.operations.drafts import DraftFacts
from journal.refusals import NotFound

REASON = "mark-reason"
COMMENT = "mark-comment"
LIMIT = 200


class Target(NamedTuple):
    """What the reason is for: the mark that shall stand in a cell, as the button said."""

    cell: Cell
    value: MarkValue | None
    work_type_id: int
    version: int


async def ask_reason(session: Session, actor: Actor, target: Target, *, screen: int | None, now: datetime) -> Line:
    """The next message is the reason of this change. Returns the student's line, to say what changes into what."""
    found = await sheet.to_fill(session, actor, target.cell.lesson_id, now)
    line = found.line(target.cell.student_id)
    payload = {
        "cell": list(target.cell),
        "value": target.value,
        "work": target.work_type_id,
        "version": target.version,
    }
    await drafts.put(session, actor, kind=REASON, payload=payload, screen=screen, now=now)
    return line


async def give_reason(session: Session, actor: Actor, draft: DraftFacts, text: str, *, now: datetime) -> Target:
    """Make the change with its reason; the lesson lies on the desk again. Raises what `marking.put` does."""
    payload = draft.payload
    value = MarkValue(payload["value"]) if payload["value"] is not None else None
    target = Target(Cell(*payload["cell"]), value, payload["work"], payload["version"])
    reason = _said(text)
    await marking.put(
        session,
        actor,
        target.cell,
        value=value,
        work_type_id=target.work_type_id,
        version=target.version,
        reason=reason,
        now=now,
    )
    await card.lay(session, actor, target.cell.lesson_id, screen=draft.screen, now=now)
    return target


async def ask_comment(
    session: Session, actor: Actor, cell: Cell, *, version: int, screen: int | None, now: datetime
) -> Line:
    """The next message is what this mark is for."""
    found = await sheet.to_fill(session, actor, cell.lesson_id, now)
    if marking.there_in(found, cell.student_id, cell.slot).value is None:
        raise NotFound
    payload = {"cell": list(cell), "version": version}
    await drafts.put(session, actor, kind=COMMENT, payload=payload, screen=screen, now=now)
    return found.line(cell.student_id)


async def give_comment(session: Session, actor: Actor, draft: DraftFacts, text: str, *, now: datetime) -> Cell:
    """Write the comment; the lesson lies on the desk again."""
    cell = Cell(*draft.payload["cell"])
    await marking.comment_on(session, actor, cell, _said(text), version=draft.payload["version"], now=now)
    await card.lay(session, actor, cell.lesson_id, screen=draft.screen, now=now)
    return cell


def _said(text: str) -> str:
    return typed.line(text, LIMIT)
