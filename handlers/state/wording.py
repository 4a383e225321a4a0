"""How the bot stands, in the words of a school: first whether all is well, then what there is."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from journal.operations.aside import Page
from journal.operations.dead import DeadLetter, Heap
from journal.operations.standing import Standing
from journal.operations.watch import Watch
from locales import Markup, Texts

SLOW_ANSWER: Final = timedelta(minutes=1)
SLOW_PUSH: Final = timedelta(minutes=5)
SLOW_DOCUMENT: Final = timedelta(minutes=10)
SLOW_CLOCK: Final = timedelta(minutes=10)
"""Longer than this, and it is said first."""
OWN_TAP: Final = 2.0
"""Seconds. The tap that asked for this screen is not worked yet: it is no news that somebody waits so shortly."""
LITTLE_DISK: Final = 500 * 1024**2
MEGABYTE: Final = 1024**2
ERRORS: Final = {"5xx": 1, "no connection": 1, "uncertain": 2, "poison": 3, "markup": 3}
"""Why a letter died, as the texts count: 1 no answer for days, 2 an unclear answer, 3 our own mistake, 0 refused."""


def state(t: Texts, stands: Standing, seen: Watch, *, sqlite: bool, now: datetime, real: datetime) -> Markup:
    """«Всё в порядке ✅», or what is not; details after."""
    free = seen.disk_free()
    wrong = _wrong(t, stands, seen, free, now, real)
    head = t("state-head", at=moment(t, now, now))
    verdict = [t("state-attention"), *wrong] if wrong else [t("state-fine")]
    return Markup("\n".join([head, *verdict, "", *_details(t, stands, seen, free, sqlite=sqlite, now=now, real=real)]))


def _wrong(t: Texts, stands: Standing, seen: Watch, free: int | None, now: datetime, real: datetime) -> list[Markup]:
    lines: list[Markup] = []
    if (trouble := "token" if stands.refused else seen.trouble) != "":
        lines.append(t(f"state-wrong-{trouble}"))
    if stands.inbox.age(real) > SLOW_ANSWER.total_seconds():
        lines.append(t("state-wrong-inbox", span=span(t, stands.inbox.age(real))))
    if stands.queue_age(now) > SLOW_PUSH.total_seconds():
        lines.append(t("state-wrong-queue", span=span(t, stands.queue_age(now))))
    if stands.documents.age(now) > SLOW_DOCUMENT.total_seconds():
        lines.append(t("state-wrong-documents", span=span(t, stands.documents.age(now))))
    if stands.failed:
        lines.append(t("state-wrong-failed", count=stands.failed))
    if stands.dead:
        lines.append(t("state-wrong-dead", count=stands.dead))
    if stands.set_aside:
        lines.append(t("state-wrong-aside", count=stands.set_aside))
    if seen.scanned_at is not None and real - seen.scanned_at > SLOW_CLOCK:
        lines.append(t("state-wrong-clock", span=span(t, (real - seen.scanned_at).total_seconds())))
    if free is not None and free < LITTLE_DISK:
        lines.append(t("state-wrong-disk", free=size(t, free)))
    return lines


def _details(
    t: Texts, stands: Standing, seen: Watch, free: int | None, *, sqlite: bool, now: datetime, real: datetime
) -> list[Markup]:
    lanes, age = stands.lanes, stands.inbox.age(real)
    moved = now - real  # in a drill school time is not the real one; a screen shows one of them only
    lines = [
        t("state-inbox", count=stands.inbox.many if age > OWN_TAP else 0, span=span(t, age)),
        t("state-news", count=lanes["news"].many, span=span(t, lanes["news"].age(now))),
    ]
    if lanes["broadcast"].many:
        lines.append(t("state-broadcast", count=lanes["broadcast"].many, span=span(t, lanes["broadcast"].age(now))))
    if stands.planned:
        lines.append(t("state-planned", count=stands.planned))
    lines += _later(t, stands, now, real)
    if stands.unreachable:
        lines.append(t("state-unreachable", count=stands.unreachable))
    if stands.paused_until is not None:
        lines.append(t("state-paused", at=moment(t, stands.paused_until + moved, now)))
    elif stands.pauses:
        lines.append(t("state-pauses", count=stands.pauses))
    if seen.scanned_at is not None:
        lines.append(t("state-scan", at=moment(t, seen.scanned_at + moved, now)))
    if seen.working_since is not None:
        lines.append(t("state-since", at=moment(t, seen.working_since + moved, now)))
    lines.append(t("state-database", file=int(sqlite), size=size(t, stands.database_bytes)))
    if free is not None:
        lines.append(t("state-disk", free=size(t, free)))
    lines.append(t("state-backup"))
    return lines


def _later(t: Texts, stands: Standing, now: datetime, real: datetime) -> list[Markup]:
    """What somebody asked for and will get: screens to be drawn, documents to be made."""
    lines: list[Markup] = []
    if stands.screens.many:
        lines.append(t("state-screens", count=stands.screens.many, span=span(t, stands.screens.age(real))))
    if stands.documents.many:
        lines.append(
            t(
                "state-documents",
                making=str(stands.making),
                count=stands.documents.many - stands.making,
                span=span(t, stands.documents.age(now)),
            )
        )
    return lines


def heaps(t: Texts, found: Sequence[Heap]) -> Markup:
    """What was not delivered, by kind."""
    if not found:
        return t("state-dead-none")
    lines = [t("state-heap-line", kind=heap.kind.value, count=str(heap.letters)) for heap in found]
    return Markup("\n".join([t("state-dead-head"), "", *lines]))


def letters(t: Texts, heap: Heap, shown: Sequence[DeadLetter], now: datetime) -> Markup:
    """The letters of a kind: whom they are for, since when, why; no name and no text."""
    lines = [
        t(
            "state-letter",
            number=str(number),
            whose=it.whose.value,
            form=it.form or "—",
            at=moment(t, it.created_at, now),
            why=t("state-why", why=ERRORS.get(it.error, 0)),
        )
        for number, it in enumerate(shown, start=1)
    ]
    if heap.letters > len(shown):
        lines.append(t("state-more", count=heap.letters - len(shown)))
    return Markup("\n".join([t("state-letters-head", kind=heap.kind.value), "", *lines]))


def aside(t: Texts, page: Page, now: datetime) -> Markup:
    """What was set aside: when it came, and the word by which the log tells why."""
    if not page.latest:
        return t("state-aside-none")
    lines = [
        t("state-update", number=str(number), at=moment(t, it.received_at, now), incident=it.incident or "—")
        for number, it in enumerate(page.latest, start=1)
    ]
    if page.total > len(page.latest):
        lines.append(t("state-more", count=page.total - len(page.latest)))
    return Markup("\n".join([t("state-aside-head"), "", *lines]))


def moment(t: Texts, at: datetime, now: datetime) -> str:
    """«09:17» today, «пн 23.11, 09:17» on another day."""
    at = at.astimezone(now.tzinfo)
    return f"{at:%H:%M}" if at.date() == now.date() else f"{t.day(at.date())}, {at:%H:%M}"


def span(t: Texts, seconds: float) -> str:
    """«12 с», «5 мин», «3 ч», «4 дн.»."""
    for unit, length in ((4, 172_800), (3, 7_200), (2, 120)):
        if seconds >= length:
            return t.label("state-span", unit=unit, count=str(round(seconds / (1, 1, 60, 3_600, 86_400)[unit])))
    return t.label("state-span", unit=1, count=str(round(seconds)))


def size(t: Texts, count: int) -> str:
    """«12 МБ», from 10,000 on «12 ГБ»; what is less than one megabyte is one."""
    megabytes = max(round(count / MEGABYTE), 1)
    large = megabytes >= 10_000
    return t.label("state-size", large=int(large), count=str(round(megabytes / 1024) if large else megabytes))
