"""How homework is said to its teacher: what is set, the calendar, a conflict."""

from handlers.heading import Screen, due, heading
from journal.homework.page import Page
from journal.operations.drafts import DraftFacts
from journal.refusals import Stale
from keyboards import homework as kb
from locales import Texts


def page(t: Texts, shown: Page, *, typing: bool = False) -> Screen:
    """What is set; `typing`: the next message is taken as the homework."""
    there = shown.there
    lines: list[str] = [t("homework-title"), *heading(t, shown.lesson), ""]
    if not there.said or there.none:
        if there.none:
            lines.append(t("homework-is-nothing"))
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
        if shown.off_lesson:
            lines.append(t("homework-off-lesson"))
        lines.append(t("homework-type-again" if typing else "homework-saved"))
    return Screen("\n".join(lines), kb.page(t, shown))


def days(t: Texts, shown: Page) -> Screen:
    """The course's next lessons."""
    lines = [*heading(t, shown.lesson), "", t("homework-days" if shown.days else "homework-no-days")]
    return Screen("\n".join(lines), kb.days(t, shown))


def conflict(t: Texts, kept: DraftFacts, stale: Stale) -> Screen:
    """Somebody else set homework while this one was typed (G16)."""
    lines = [
        t("homework-conflict", who=str(stale.facts["who"])),
        t("homework-theirs", text=str(stale.facts["value"])),
        t("homework-yours", text=kept.payload["typed"]),
    ]
    return Screen("\n".join(lines), kb.confirm(t, kept.id, kept.version, kept.payload["lesson"]))
