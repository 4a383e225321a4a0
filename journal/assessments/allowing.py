"""A test against a rule: the deputy head is asked for the reason, which is the next message."""

from datetime import date, datetime

from db.engine import Session
from db.people import Duty
from journal import access
from journal.access import Actor
from journal.assessments import plans
from journal.assessments.slots import Slot
from journal.operations import drafts
from journal.operations.drafts import DraftFacts

KIND = "assessment"
"""The kind of draft that a reason asked for is."""


async def ask(
    session: Session,
    actor: Actor,
    spot: Slot,
    *,
    test_id: int,
    version: int,
    class_id: int,
    screen: int | None,
    now: datetime,
) -> DraftFacts:
    """The next message is the reason. NotFound for whoever is no deputy head."""
    await access.on_duty(session, actor, Duty.DEPUTY_HEAD)
    payload = {
        "course": spot.course_id,
        "day": spot.date.isoformat(),
        "period": spot.period,
        "test": test_id,
        "version": version,
        "class": class_id,
    }
    return await drafts.put(session, actor, kind=KIND, payload=payload, screen=screen, now=now)


async def allow(session: Session, actor: Actor, draft: DraftFacts, reason: str, *, now: datetime) -> int:
    """Plan or move the test for this reason. Raises what planning raises; whoever is no deputy head any more is refused."""
    kept = draft.payload
    spot = Slot(kept["course"], date.fromisoformat(kept["day"]), kept["period"])
    if kept["test"]:
        test_id = await plans.move(session, actor, kept["test"], spot, version=kept["version"], reason=reason, now=now)
    else:
        test_id = await plans.plan(session, actor, spot, reason=reason, now=now)
    await drafts.drop(session, actor, kind=KIND)
    return test_id
