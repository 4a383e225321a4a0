"""How long nothing may be sent, written down so that a restart or another process keeps to it (G11, G47)."""

from datetime import datetime
from typing import Final

from sqlalchemy import delete, or_, select

from db.engine import Session, insert
from db.sending import SendPause
from journal.people.accounts import TELEGRAM

TOKEN: Final = "token"  # noqa: S105 - the name of a pause
"""The messenger refuses our token."""
POLL: Final = "poll"
"""The messenger told us to wait before we ask for updates again."""


async def put(
    session: Session, scope: str, *, until: datetime | None, real: datetime, platform: str = TELEGRAM
) -> None:
    """Nothing goes to this chat (empty: to anybody) before `until`; a longer pause that is there stays."""
    statement = insert(session, SendPause).values(platform=platform, scope=scope, since=real, until=until)
    await session.execute(
        statement.on_conflict_do_update(
            index_elements=[SendPause.platform, SendPause.scope],
            set_={"until": statement.excluded.until, "since": statement.excluded.since},
            where=SendPause.until < statement.excluded.until,
        )
    )


async def running(session: Session, *, real: datetime, platform: str = TELEGRAM) -> dict[str, datetime]:
    """The pauses that have not ended, by scope; what ended is removed."""
    await session.execute(delete(SendPause).where(SendPause.platform == platform, SendPause.until <= real))
    rows = await session.execute(
        select(SendPause.scope, SendPause.until).where(SendPause.platform == platform, SendPause.until.is_not(None))
    )
    return {row.scope: row.until for row in rows if row.until is not None}


async def lift(session: Session, scope: str, *, platform: str = TELEGRAM) -> None:
    """Sending goes on there."""
    await session.execute(delete(SendPause).where(SendPause.platform == platform, SendPause.scope == scope))


async def stands(session: Session, *, real: datetime, platform: str = TELEGRAM) -> dict[str, datetime | None]:
    """What holds sending back now, for whoever watches over the bot: scope → until when; None: until it is mended."""
    rows = await session.execute(
        select(SendPause.scope, SendPause.until).where(
            SendPause.platform == platform, or_(SendPause.until.is_(None), SendPause.until > real)
        )
    )
    return {row.scope: row.until for row in rows}
