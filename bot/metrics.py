"""`/metrics`: what this process counted, and how the school's bot stands at this moment, for Prometheus."""

import platform
import tomllib
from collections.abc import Iterator
from datetime import datetime
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import Final

from prometheus_client import CollectorRegistry, ProcessCollector, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from journal.operations.standing import Standing
from journal.operations.watch import Watch

TROUBLES: Final = ("token", "conflict", "full", "away")


class Now(Collector):
    """The gauges of one moment. While the database is away, only what is known without it."""

    def __init__(self, seen: Watch, stands: Standing | None, now: datetime, real: datetime) -> None:
        """`stands` None: the database does not answer."""
        self.seen = seen
        self.stands = stands
        self.now = now
        self.real = real

    def collect(self) -> Iterator[Metric]:
        """Every family once."""
        build = GaugeMetricFamily("zvonok_build_info", "The release that runs.", labels=["version", "python"])
        build.add_metric([version(), platform.python_version()], 1)
        yield build
        yield _gauge("zvonok_leader", "1 while this process works, 0 while it stands by.", _works(self.seen))
        trouble = GaugeMetricFamily("zvonok_trouble", "1 while this keeps us from work.", labels=["kind"])
        for kind in TROUBLES:
            trouble.add_metric([kind], self.seen.trouble == kind or (kind == "token" and _refused(self.stands)))
        yield trouble
        if (free := self.seen.disk_free()) is not None:
            yield _gauge("zvonok_disk_free_bytes", "Free where the data lies.", free)
        yield _gauge("zvonok_database_up", "1 while the database answers.", self.stands is not None)
        if self.stands is not None:
            yield from self._standing(self.stands)

    def _standing(self, it: Standing) -> Iterator[Metric]:
        yield _gauge("zvonok_inbox_age_seconds", "How long the oldest update waits.", it.inbox.age(self.real))
        yield _gauge("zvonok_inbox_waiting", "Updates that wait.", it.inbox.many)
        lag = GaugeMetricFamily("zvonok_queue_lag_seconds", "How late the oldest due push is.", labels=["lane"])
        size = GaugeMetricFamily("zvonok_queue_waiting", "Pushes that are due.", labels=["lane"])
        for lane, waiting in it.lanes.items():
            lag.add_metric([lane], waiting.age(self.now))
            size.add_metric([lane], waiting.many)
        yield lag
        yield size
        yield _gauge("zvonok_queue_planned", "Pushes that are not due yet.", it.planned)
        yield _gauge("zvonok_promised_screens", "Answers to be drawn later.", it.screens.many)
        jobs = GaugeMetricFamily(
            "zvonok_documents", "Stored jobs: waiting, being made, failed within a day.", labels=["state"]
        )
        for state, many in (("waiting", it.documents.many - it.making), ("making", it.making), ("failed", it.failed)):
            jobs.add_metric([state], many)
        yield jobs
        yield _gauge("zvonok_document_age_seconds", "How long the oldest stored job waits.", it.documents.age(self.now))
        yield _gauge("zvonok_dead_letters", "Pushes that were given up.", it.dead)
        yield _gauge("zvonok_quarantined_updates", "Updates that were set aside.", it.set_aside)
        yield _gauge("zvonok_unreachable_accounts", "Accounts that nothing can be delivered to.", it.unreachable)
        yield _gauge("zvonok_paused_chats", "Chats in which the messenger asked for a pause.", it.pauses)
        paused = 0.0 if it.paused_until is None else max((it.paused_until - self.real).total_seconds(), 0.0)
        yield _gauge("zvonok_paused_seconds", "How long nothing goes to anybody yet.", paused)
        yield _gauge("zvonok_database_bytes", "How large the database is.", it.database_bytes)


def text(seen: Watch, stands: Standing | None, *, now: datetime, real: datetime) -> bytes:
    """Everything in Prometheus's text format: no name, no id (G37)."""
    of_now = CollectorRegistry()
    of_now.register(Now(seen, stands, now, real))
    ProcessCollector(registry=of_now)
    return generate_latest(seen.registry) + generate_latest(of_now)


@cache
def version() -> str:
    """The release: as installed, or of the source tree."""
    try:
        return metadata.version("zvonok")
    except metadata.PackageNotFoundError:
        project = Path(__file__).parents[1] / "pyproject.toml"
        return str(tomllib.loads(project.read_text("utf-8"))["project"]["version"])


def _gauge(name: str, about: str, value: float) -> Metric:
    return GaugeMetricFamily(name, about, value=float(value))


def _works(seen: Watch) -> bool:
    return seen.working_since is not None


def _refused(stands: Standing | None) -> bool:
    return stands is not None and stands.refused
