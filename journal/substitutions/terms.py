"""On which terms a lesson is taken: why its teacher is away, whether the hours are paid, by which order (П 5.4.2)."""

from datetime import datetime
from typing import Final

from sqlalchemy import or_, update

from db.engine import Session
from db.substitutions import Substitution, SubstitutionReason
from journal import audit, typed
from journal.access import STANDING_IN, Actor
from journal.operations import drafts
from journal.operations.drafts import DraftFacts
from journal.substitutions.assigning import planned
from journal.substitutions.lines import Line

ORDER: Final = "order"
"""The kind of draft that a number of an order is."""
ORDER_LIMIT: Final = 64


async def describe(
    session: Session,
    actor: Actor,
    substitution_id: int,
    *,
    now: datetime,
    reason: SubstitutionReason | None = None,
    paid: bool | None = None,
    order_number: str | None = None,
) -> int:
    """Say why the teacher is away, whether the hours are paid, by which order; for all that were asked together.

    Returns the lesson. What is signed is described too: an order often comes later than the lesson.
    """
    line = await planned(session, actor, substitution_id)
    wanted = {
        "reason": reason,
        "paid": paid,
        "order_number": None if order_number is None else typed.line(order_number, ORDER_LIMIT),
    }
    values = {name: value for name, value in wanted.items() if value is not None}
    together = or_(Substitution.batch_id == line.batch_id, Substitution.id == substitution_id)
    await session.execute(update(Substitution).where(together, Substitution.state.in_(STANDING_IN)).values(**values))
    audit.record(
        session,
        actor,
        "substitution.describe",
        now,
        substitution=substitution_id,
        reason=reason and reason.value,
        paid=None if paid is None else int(paid),
        order=None if order_number is None else audit.sealed(order_number),
    )
    return line.lesson_id


async def ask_order(session: Session, actor: Actor, substitution_id: int, *, screen: int | None, now: datetime) -> Line:
    """The next message is the number of the order."""
    line = await planned(session, actor, substitution_id)
    payload = {"substitution": substitution_id}
    await drafts.put(session, actor, kind=ORDER, payload=payload, screen=screen, now=now)
    return line


async def save_order(session: Session, actor: Actor, draft: DraftFacts, text: str, *, now: datetime) -> int:
    """The number was typed. Raises TooLong; the draft then stays."""
    lesson_id = await describe(session, actor, draft.payload["substitution"], order_number=text, now=now)
    await drafts.drop(session, actor, kind=ORDER)
    return lesson_id
