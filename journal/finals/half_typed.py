"""What of finals is being typed: why one differs from its marks, or why a term is unlocked."""

from datetime import datetime
from typing import Final

from db.engine import Session
from db.marks import MarkValue
from db.people import Duty
from journal import access, typed
from journal.access import Actor
from journal.finals import page, putting, unlocking
from journal.finals.page import Page
from journal.finals.putting import Cell
from journal.operations import drafts
from journal.operations.drafts import DraftFacts

COMMENT: Final = "final-comment"
UNLOCK: Final = "finals-unlock"
LIMIT: Final = 200


async def ask_comment(
    session: Session,
    actor: Actor,
    cell: Cell,
    *,
    value: MarkValue,
    version: int,
    screen: int | None,
    now: datetime,
) -> Page:
    """The next message says why this value. Raises what `putting.to_fill` does."""
    shown = await putting.to_fill(session, actor, cell.course_id, cell.column_id, now)
    shown.line(cell.student_id)
    payload = {"cell": list(cell), "value": value, "version": version}
    await drafts.put(session, actor, kind=COMMENT, payload=payload, screen=screen, now=now)
    return shown


async def give_comment(session: Session, actor: Actor, draft: DraftFacts, text: str, *, now: datetime) -> Page:
    """Put the final with its comment. Raises what `putting.put` does; the draft then stays."""
    payload = draft.payload
    comment = typed.line(text, LIMIT)
    shown = await putting.put(
        session,
        actor,
        Cell(*payload["cell"]),
        value=MarkValue(payload["value"]),
        version=payload["version"],
        comment=comment,
        now=now,
    )
    await drafts.drop(session, actor, kind=COMMENT)
    return shown


async def ask_unlock(
    session: Session, actor: Actor, *, course_id: int, column_id: int, screen: int | None, now: datetime
) -> Page:
    """The next message is the reason. NotFound for anybody but a deputy head."""
    await access.on_duty(session, actor, Duty.DEPUTY_HEAD)
    shown = await page.of(session, actor, course_id, column_id, now=now)
    payload = {"course": course_id, "column": column_id}
    await drafts.put(session, actor, kind=UNLOCK, payload=payload, screen=screen, now=now)
    return shown


async def give_unlock(session: Session, actor: Actor, draft: DraftFacts, text: str, *, now: datetime) -> Page:
    """Unlock with this reason."""
    course_id, column_id = draft.payload["course"], draft.payload["column"]
    reason = typed.line(text, LIMIT)
    shown = await unlocking.unlock(session, actor, course_id=course_id, column_id=column_id, reason=reason, now=now)
    await drafts.drop(session, actor, kind=UNLOCK)
    return shown


async def leave(session: Session, actor: Actor) -> None:
    """Neither after all: what is typed from now on is no answer."""
    await drafts.drop(session, actor, kind=COMMENT)
    await drafts.drop(session, actor, kind=UNLOCK)
