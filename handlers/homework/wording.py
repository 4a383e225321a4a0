"""How homework is said to its teacher: what is set, the calendar, a conflict."""

from handlers.heading import Screen, due, heading
from journal.homework.named import Page as NamedPage
from journal.homework.page import Due, Page
from journal.homework.weighing import Weighed
from journal.operations.drafts import DraftFacts
from journal.refusals import Stale
from keyboards import homework as kb
from keyboards.data import clip
from locales import Texts

ECHO = 1500
"""Characters of the own homework that are shown while it is not saved."""


def page(t: Texts, shown: Page, *, typing: bool = False) -> Screen:
    """What is set; `typing`: the next message is taken as the homework."""
    there = shown.there
    lines: list[str] = [t("homework-title"), *heading(t, shown.lesson), ""]
    if not there.said or there.none:
        if there.none:
            lines.append(t("homework-is-nothing"))
        lines += _load(t, shown)
        if shown.planned:
            lines.append(t("homework-planned", text=shown.planned))
        if typing:
            lines.append(t("homework-type"))
    else:
        said = [t("homework-text", text=line) for line in there.text.split("\n") if line]
        lines += [*said, ""] if said else []
        details = [t("homework-due", due=due(t, there.due_on)), t(f"homework-kind-{there.kind}")]
        if there.minutes:
            details.append(t("lesson-homework-minutes", minutes=there.minutes))
        if there.files:
            details.append(t("lesson-homework-files", files=there.files))
        lines.append(" · ".join(details))
        lines += _load(t, shown)
        if there.load_reason:
            lines.append(t("homework-load-reason", reason=there.load_reason))
        if shown.off_lesson:
            lines.append(t("homework-off-lesson"))
        lines.append(t("homework-type-again" if typing else "homework-saved"))
    return Screen("\n".join(lines), kb.page(t, shown))


def _load(t: Texts, shown: Page) -> list[str]:
    """«Всего на ср 25.11: 120 из 150 мин», once anybody said minutes."""
    if shown.load is None or not shown.total:
        return []
    over = int(shown.total > shown.load.limit)
    return [
        t("homework-load", over=over, day=t.day(shown.load.day), total=str(shown.total), limit=str(shown.load.limit))
    ]


def overload(t: Texts, shown: Weighed) -> Screen:
    """What the day would become, in numbers; nothing is saved yet."""
    own, load = shown.wanted.minutes or 0, shown.load
    lines = [
        t("homework-title"),
        *heading(t, shown.lesson),
        "",
        t("homework-yours", text=clip(shown.wanted.text, ECHO)) if shown.wanted.text else "",
        t(
            "homework-overload",
            day=t.day(load.day),
            others=str(load.minutes),
            limit=str(load.limit),
            own=str(own),
            total=str(load.minutes + own),
        ),
        t("homework-overload-choose"),
    ]
    return Screen("\n".join(lines), kb.overload(t, shown))


def asks_reason(t: Texts, draft: DraftFacts) -> Screen:
    """The next message says why."""
    return Screen(t("homework-asks-reason"), kb.reason(t, draft.payload["lesson"]))


def days(t: Texts, shown: Due) -> Screen:
    """The calendar of a month."""
    first = shown.month.first
    lines = [
        *heading(t, shown.lesson),
        "",
        t("homework-days"),
        t("calendar-title", month=t.label("calendar-month", month=first.month, year=str(first.year))),
        t("calendar-hint") if shown.month.any else t("homework-no-days"),
    ]
    return Screen("\n".join(lines), kb.days(t, shown))


def named(t: Texts, shown: NamedPage, part: int = 0) -> Screen:
    """Who gets a homework of their own, and what it is; of a long list a part."""
    there = shown.there
    lines: list[str] = [t("homework-named-title"), *heading(t, shown.lesson), ""]
    if shown.chosen:
        lines.append(t("homework-named-who", names=clip(shown.names(shown.chosen), ECHO)))
    if there.said and not there.none:
        lines += [t("homework-text", text=clip(there.text, ECHO))] if there.text else []
        details = [t("homework-due", due=due(t, there.due_on))]
        if there.files:
            details.append(t("lesson-homework-files", files=there.files))
        lines += [" · ".join(details), "", t("homework-named-saved")]
    else:
        lines += [t("homework-named-type" if shown.chosen else "homework-named-choose")]
    return Screen("\n".join(lines), kb.named(t, shown, part))


def conflict(t: Texts, kept: DraftFacts, stale: Stale) -> Screen:
    """Somebody else set homework while this one was typed (G16)."""
    lines = [
        t("homework-conflict", who=str(stale.facts["who"])),
        t("homework-theirs", text=str(stale.facts["value"])),
        t("homework-yours", text=kept.payload["typed"]),
    ]
    return Screen("\n".join(lines), kb.confirm(t, kept.id, kept.version, kept.payload["lesson"]))
