"""What of a mark is being typed: the reason of a change, or what the mark is for."""

from datetime import datetime
from enum import StrEnum
from typing import Any, NamedTuple

from db.engine import Session
from db.marks import MarkValue
from journal import typed
from journal.access import Actor
from journal.lessons import card, sheet
from journal.lessons.sheet import Line
from journal.marks import marking, page
from journal.marks.marking import Cell
from journal.marks.page import CellPage
from journal.operations import drafts
from journal.operations.drafts import DraftFacts
from journal.refusals import NotFound, PreviewGone

REASON = "mark-reason"
COMMENT = "mark-comment"
SAID = "said"
LIMIT = 200


class Target(NamedTuple):
    """What the reason is for: the mark that shall stand in a cell, as the button said."""

    cell: Cell
    value: MarkValue | None
    work_type_id: int
    version: int


class Usual(StrEnum):
    """The usual reasons, a button each; anything else is typed."""

    SLIP = "slip"
    RETAKEN = "retaken"
    LATER = "later"
    APPEAL = "appeal"
    CORRECTED = "corrected"


async def ask_reason(
    session: Session, actor: Actor, target: Target, *, screen: int | None, now: datetime
) -> tuple[DraftFacts, Line]:
    """The next message is the reason of this change. Returns the student's line too, to say what changes into what."""
    found = await sheet.to_fill(session, actor, target.cell.lesson_id, now)
    line = found.line(target.cell.student_id)
    draft = await drafts.put(session, actor, kind=REASON, payload=_packed(target), screen=screen, now=now)
    return draft, line


async def give_reason(session: Session, actor: Actor, draft: DraftFacts, text: str, *, now: datetime) -> Target:
    """Make the change with its reason; the lesson lies on the desk again. Raises what `marking.put` does."""
    target = target_of(draft)
    await marking.put(
        session,
        actor,
        target.cell,
        value=target.value,
        work_type_id=target.work_type_id,
        version=target.version,
        reason=_said(text),
        now=now,
    )
    await card.lay(session, actor, target.cell.lesson_id, screen=draft.screen, now=now)
    return target


async def keep_reason(
    session: Session, actor: Actor, draft: DraftFacts, text: str, *, now: datetime
) -> tuple[DraftFacts, CellPage]:
    """Somebody changed the cell while the reason was typed: it is kept for the change that may still be wanted (G16)."""
    target = target_of(draft)
    there = await page.cell(session, actor, *target.cell)
    payload = {**_packed(target._replace(version=there.mark.version)), SAID: _said(text)}
    return await drafts.put(session, actor, kind=REASON, payload=payload, screen=draft.screen, now=now), there


async def mine(session: Session, actor: Actor, draft_id: int, version: int) -> DraftFacts:
    """The question for a reason that a button was drawn for. Raises PreviewGone if it was answered, left or is another's."""
    draft = await drafts.current(session, actor)
    if draft is None or (draft.id, draft.version, draft.kind) != (draft_id, version, REASON):
        raise PreviewGone
    return draft


def target_of(draft: DraftFacts) -> Target:
    """What a reason is asked for."""
    payload = draft.payload
    value = MarkValue(payload["value"]) if payload["value"] is not None else None
    return Target(Cell(*payload["cell"]), value, payload["work"], payload["version"])


def kept_reason(draft: DraftFacts) -> str:
    """What was typed before somebody else changed the cell."""
    return str(draft.payload.get(SAID, ""))


def _packed(target: Target) -> dict[str, Any]:
    return {
        "cell": list(target.cell),
        "value": target.value,
        "work": target.work_type_id,
        "version": target.version,
    }


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
