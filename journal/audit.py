"""The change log: who did what, when and to what. Appended in the operation's own transaction, never changed."""

import hashlib
from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import insert

from db.engine import Session
from db.operations import AuditEntry
from journal.access import Actor


def record(session: Session, actor: Actor | None, action: str, now: datetime, **facts: str | int | None) -> None:
    """Write one entry. `actor` None is the operator at the command line or the bot itself.

    `facts` are ids and plain values; anything a person typed goes through `sealed` first, so that erasing a person
    does not mean rewriting the log (architecture decision 10).
    """
    session.add(
        AuditEntry(
            at=now,
            account_id=actor.account_id if actor else None,
            person_id=actor.person_id if actor else None,
            action=action,
            facts=facts,
        )
    )


async def record_all(
    session: Session, actor: Actor | None, entries: Sequence[tuple[str, Mapping[str, str | int | None]]], now: datetime
) -> None:
    """Write several entries, each an action with its facts, in one statement."""
    account_id, person_id = (actor.account_id, actor.person_id) if actor else (None, None)
    rows = [
        {"at": now, "account_id": account_id, "person_id": person_id, "action": action, "facts": dict(facts)}
        for action, facts in entries
    ]
    await session.execute(insert(AuditEntry).values(rows))


def sealed(text: str) -> str:
    """A fingerprint of a free text: it proves which text stood there without holding it."""
    return hashlib.blake2b(text.encode(), digest_size=16).hexdigest()
