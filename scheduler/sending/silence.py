"""For how long we must be silent, written down for whoever sends after us; kept here while the database is away (G11)."""

from datetime import datetime, timedelta

import structlog

from db.engine import Database, DatabaseError, Session
from journal.operations import pauses
from scheduler.clock import Clock

log = structlog.get_logger()


class Silence:
    """The pauses that the messenger asked this process for."""

    def __init__(self, db: Database, clock: Clock) -> None:
        """Nobody asked yet."""
        self.db = db
        self.clock = clock
        self._owed: dict[str, datetime] = {}
        """What is not written down yet, by scope."""
        self._poll_at: datetime | None = None
        """When updates may be asked for again."""

    async def inherit(self, session: Session) -> dict[str, float]:
        """The seconds that are left of what the process before us was told, by scope."""
        real = self.clock.real()
        held = await pauses.running(session, real=real)
        self._poll_at = held.pop(pauses.POLL, None)
        return {scope: (until - real).total_seconds() for scope, until in held.items()}

    def owe(self, scope: str, seconds: float) -> None:
        """It holds here already; `note` writes it down."""
        until = self.clock.real() + timedelta(seconds=seconds)
        self._owed[scope] = max(until, self._owed.get(scope, until))

    async def note(self) -> None:
        """Write down what is owed. While the database is away it is owed still."""
        owed, real = dict(self._owed), self.clock.real()
        if not owed:
            return
        try:
            async with self.db.plain().write() as session:
                for scope, until in owed.items():
                    await pauses.put(session, scope, until=until, real=real)
        except (DatabaseError, OSError) as error:
            log.warning("a pause was not written down", error=type(error).__name__)
            return
        self._owed = {scope: until for scope, until in self._owed.items() if owed.get(scope) != until}

    # --- asking for updates ------------------------------------------------------------------------------------------

    async def poll_told(self, seconds: float) -> None:
        """Whoever asks for updates was told to wait."""
        self._poll_at = self.clock.real() + timedelta(seconds=seconds)
        self.owe(pauses.POLL, seconds)
        await self.note()

    def poll_held(self) -> float:
        """For how many seconds no updates may be asked for."""
        return 0.0 if self._poll_at is None else max((self._poll_at - self.clock.real()).total_seconds(), 0.0)
