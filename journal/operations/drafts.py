"""What a person is in the middle of typing: one row an account, read by the text handler (architecture decision 11)."""

from datetime import datetime
from typing import Any, Final, NamedTuple

from sqlalchemy import delete, select, update

from db.engine import Session, insert
from db.operations import Draft
from journal.access import Actor
from journal.refusals import NotFound

SPLIT_AT: Final = "split_at"
SPLIT_SECONDS: Final = 3.0


class DraftFacts(NamedTuple):
    """A draft as the handlers see it."""

    id: int
    kind: str
    payload: dict[str, Any]
    screen: int | None
    version: int


async def put(
    session: Session, actor: Actor, *, kind: str, payload: dict[str, Any], screen: int | None, now: datetime
) -> DraftFacts:
    """Begin or replace the actor's draft; the version grows, so that a button of the one before is known as old."""
    statement = insert(session, Draft).values(
        account_id=actor.account_id, kind=kind, payload=payload, screen=screen, version=1, changed_at=now
    )
    row = (
        await session.execute(
            statement.on_conflict_do_update(
                index_elements=[Draft.account_id],
                set_={
                    "kind": statement.excluded.kind,
                    "payload": statement.excluded.payload,
                    "screen": statement.excluded.screen,
                    "version": Draft.version + 1,
                    "changed_at": statement.excluded.changed_at,
                },
            ).returning(Draft.id, Draft.kind, Draft.payload, Draft.screen, Draft.version)
        )
    ).one()
    return DraftFacts(*row)


async def current(session: Session, actor: Actor) -> DraftFacts | None:
    """What the actor is typing now, if anything."""
    row = (
        await session.execute(
            select(Draft.id, Draft.kind, Draft.payload, Draft.screen, Draft.version).where(
                Draft.account_id == actor.account_id
            )
        )
    ).one_or_none()
    return DraftFacts(*row) if row else None


async def take(session: Session, actor: Actor, *, draft_id: int, version: int) -> DraftFacts:
    """The draft that a button was drawn for, removed. Raises NotFound if it was replaced, taken or is another's."""
    row = (
        await session.execute(
            delete(Draft)
            .where(Draft.id == draft_id, Draft.version == version, Draft.account_id == actor.account_id)
            .returning(Draft.id, Draft.kind, Draft.payload, Draft.screen, Draft.version)
        )
    ).one_or_none()
    if row is None:
        raise NotFound
    return DraftFacts(*row)


async def drop(session: Session, actor: Actor, *, kind: str | None = None) -> None:
    """Forget what the actor was typing: it became something, or the actor turned to something else on purpose.

    With a `kind` only that: a screen that was not typed into takes no other text away.
    """
    query = delete(Draft).where(Draft.account_id == actor.account_id)
    await session.execute(query if kind is None else query.where(Draft.kind == kind))


async def note_split(session: Session, draft: DraftFacts, sent: datetime | None) -> None:
    """Remember that the app cut a long text: its rest comes in the same moment and is not a text of its own.

    None: the rest has come.
    """
    await session.execute(
        update(Draft)
        .where(Draft.id == draft.id, Draft.version == draft.version)
        .values(payload={**draft.payload, SPLIT_AT: sent.timestamp() if sent else None})
    )


def is_rest(draft: DraftFacts, sent: datetime) -> bool:
    """Whether a message is the rest of a text that the app cut a moment ago."""
    at = draft.payload.get(SPLIT_AT)
    return isinstance(at, (int, float)) and 0 <= sent.timestamp() - at <= SPLIT_SECONDS
