"""What a process knows of itself and counts: nothing of it is in the database, and no name or id gets into it (G37)."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from shutil import disk_usage
from typing import Final

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram

from db.engine import Database, Session

KEY: Final = "watch"
SECONDS: Final = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.0, 5.0, 15.0, 60.0)
"""An answer is quick up to two seconds (G15); an update is cut off after sixty."""


class Watch:
    """One for a database in a process, kept where its rules are: `of(db)` and `of(session)` find it."""

    def __init__(self) -> None:
        """Nothing has happened yet."""
        self.registry = registry = CollectorRegistry()
        self.updates = Counter(
            "zvonok_updates", "Updates worked, by what became of them.", ["outcome"], registry=registry
        )
        self.update_seconds = Histogram(
            "zvonok_update_seconds",
            "From the start of an update's work to its end.",
            buckets=SECONDS,
            registry=registry,
        )
        self.calls = Counter(
            "zvonok_calls",
            "Calls of the Bot API, by lane and by what became of them.",
            ["lane", "outcome"],
            registry=registry,
        )
        self.pause_seconds = Counter(
            "zvonok_pause_seconds", "Pauses that the messenger asked for (429).", registry=registry
        )
        self.denials = Counter("zvonok_denials", "What was denied, by the reason.", ["reason"], registry=registry)
        self.job_success = Gauge(
            "zvonok_job_last_success_timestamp_seconds",
            "When a job of the clock last succeeded.",
            ["job"],
            registry=registry,
        )
        self.job_failures = Counter("zvonok_job_failures", "Jobs of the clock that failed.", ["job"], registry=registry)
        self.working_since: datetime | None = None
        """Since when this process works; None while it stands by."""
        self.data_dir: Path | None = None
        self.scanned_at: datetime | None = None
        """When a job of the clock last succeeded, by the real clock."""
        self.refused = ""
        """What the messenger does not have from us: `token` or `conflict`; empty while it takes us."""
        self.full = False
        """The disk takes nothing more: nothing is confirmed, so nothing is lost (G46)."""
        self.away: Callable[[], bool] = lambda: False
        """Whether the messenger seems to be away."""

    def scanned(self, job: str, real: datetime) -> None:
        """A job of the clock succeeded."""
        self.scanned_at = real
        self.job_success.labels(job).set(real.timestamp())

    @property
    def trouble(self) -> str:
        """The word for what keeps us from work: token, conflict, full, away; empty while nothing does."""
        return self.refused or ("full" if self.full else "away" if self.away() else "")

    def disk_free(self) -> int | None:
        """Bytes that are free where the data lies; None where that is not known."""
        if self.data_dir is None:
            return None
        there = next((folder for folder in (self.data_dir, *self.data_dir.parents) if folder.exists()), None)
        return disk_usage(there).free if there is not None else None


def of(place: Database | Session) -> Watch:
    """The watch of this database: made at the first need, and carried by every session after that."""
    found = place.info.get(KEY)
    if not isinstance(found, Watch):
        found = place.info[KEY] = Watch()
    return found
