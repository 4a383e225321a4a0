"""Telegram users: who an update comes from, and what they were granted."""

from datetime import datetime

from sqlalchemy import select

from db.engine import Session, insert
from db.people import Account, Grant
from journal.access import Actor, Granted

TELEGRAM = "telegram"


async def actor(session: Session, external_id: str, *, language: str, platform: str = TELEGRAM) -> Actor:
    """Who is acting, in one statement. Somebody never seen has account 0, which nothing belongs to, and no grants."""
    rows = (
        await session.execute(
            select(
                Account.id,
                Account.language,
                Account.unreachable_since,
                Grant.person_id,
                Grant.scope,
                Grant.student_id,
            )
            .outerjoin(Grant, (Grant.account_id == Account.id) & Grant.ended_at.is_(None))
            .where(Account.platform == platform, Account.external_id == external_id)
            .order_by(Grant.id)
        )
    ).all()
    if not rows:
        return Actor(0, external_id, language, ())
    grants = tuple(Granted(row.person_id, row.scope, row.student_id) for row in rows if row.person_id is not None)
    return Actor(rows[0].id, external_id, rows[0].language, grants, reachable=rows[0].unreachable_since is None)


async def ensure(session: Session, external_id: str, *, language: str, now: datetime, platform: str = TELEGRAM) -> int:
    """The account of a messenger user, made at the first need; returns its id. Twice at once makes one."""
    statement = insert(session, Account).values(
        platform=platform, external_id=external_id, language=language, created_at=now
    )
    # An update that changes nothing, so that the row there comes back too.
    made: int | None = await session.scalar(
        statement.on_conflict_do_update(
            index_elements=[Account.platform, Account.external_id], set_={"platform": platform}
        ).returning(Account.id)
    )
    if made is None:  # pragma: no cover - an upsert returns its row
        raise LookupError("the account was not made")
    return made
