"""How substitutions are said to the teacher who will be away, and to the colleague who was asked."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Final

from db.lessons import LessonState
from handlers.heading import Screen, clock
from journal.access import LessonFacts
from journal.substitutions.absences import Covered, Page
from journal.substitutions.answering import Kit
from journal.substitutions.lines import Line
from keyboards.data import clip
from keyboards.substitutions import own as kb
from locales import Markup, Texts

SHOWN: Final = 20
TASK: Final = 300
NOBODY: Final = "none"
"""What a text's selector takes for an empty value."""


# --- away --------------------------------------------------------------------------------------------------------------


def away(t: Texts, page: Page, today: date) -> Screen:
    """What was said, who takes which lesson, and how to say more."""
    lines: list[str] = [t("away-title"), t("away-how")]
    if page.said:
        lines += ["", *(t("away-said", days=kb.span(t, it.first_on, it.last_on)) for it in page.said)]
        lines += covered(t, page.lessons)
    return Screen("\n".join(lines), kb.away(t, page._replace(lessons=page.lessons[:SHOWN]), today))


def covered(t: Texts, lessons: Sequence[Covered]) -> list[Markup]:
    """A line a lesson: taken, asked, cancelled or open."""
    lines = []
    for lesson, cover in lessons[:SHOWN]:
        state = cover.state.value if cover else "cancelled" if lesson.state is LessonState.CANCELLED else NOBODY
        lines.append(_line(t, lesson, state, cover.substitute if cover else NOBODY))
    if len(lessons) > SHOWN:
        lines.append(t("away-more", count=len(lessons) - SHOWN))
    return lines


def _line(t: Texts, lesson: LessonFacts, state: str, name: str) -> Markup:
    return t(
        "away-line",
        state=state,
        day=t.day(lesson.date),
        period=str(lesson.period),
        group=clip(lesson.group),
        subject=clip(lesson.subject),
        name=name,
    )


def away_from(t: Texts, first: date, today: date) -> Screen:
    """Up to which day."""
    text = "\n".join([t("away-from-title", day=t.day(first)), t("away-from-hint")])
    return Screen(text, kb.away_from(t, first, today))


def away_check(t: Texts, lessons: Sequence[LessonFacts], first: date, last: date) -> Screen:
    """Which lessons the deputy head will get."""
    lines: list[str] = [
        t("away-check", days=kb.span(t, first, last)),
        t("away-check-lessons", count=len(lessons)),
        *(_line(t, lesson, NOBODY, NOBODY) for lesson in lessons[:SHOWN]),
    ]
    if len(lessons) > SHOWN:
        lines.append(t("away-more", count=len(lessons) - SHOWN))
    return Screen("\n".join(lines), kb.away_check(t, first, last))


# --- asked ---------------------------------------------------------------------------------------------------------------


def mine(t: Texts, found: Sequence[Line], now: datetime) -> Screen:
    """What waits for an answer or a signature first, then what is ahead, then what is signed."""
    order = {"asked": 0, "given": 1, "ahead": 2, "signed": 3, "over": 4}
    shown = sorted(found, key=lambda line: order[kb.stage(line, now)])[:SHOWN]
    text = [t("substitutions-title")]
    text.append(
        t("substitutions-summary", signed=sum(line.signed for line in found)) if found else t("substitutions-none")
    )
    return Screen("\n".join(text), kb.mine(t, shown, now))


def one(t: Texts, line: Line, now: datetime, *, closed: bool = False) -> Screen:
    """One lesson: when, for whom, how, and what is to be done. `closed`: the substitute closed it this moment."""
    stage = kb.stage(line, now)
    lines: list[str] = [*heading(t, line), "", t("substitution-for", absent=clip(line.absent)), kind(t, line)]
    if line.signed_at is not None:
        at = {"day": t.day(line.signed_at.date()), "time": clock(line.signed_at)}
        lines.append(t("substitution-signed", topic=line.topic or NOBODY, **at))
    else:
        lines.append(t("substitution-closed") if closed else t("substitution-state", stage=stage))
    if stage in ("asked", "ahead", "given") and line.ended_at is None and line.instead_id is None:
        lines.append(t("substitution-until", day=t.day(line.until)))
    return Screen("\n".join(lines), kb.one(t, line, now))


def heading(t: Texts, line: Line) -> list[Markup]:
    """«8Б · Алгебра», and when and where."""
    when = {
        "day": t.day(line.date),
        "period": str(line.period),
        "begins": clock(line.starts_at),
        "ends": clock(line.ends_at),
    }
    title = t("substitution-title", group=clip(line.group), subject=clip(line.subject))
    if line.room:
        return [title, t("substitution-when-room", room=clip(line.room), **when)]
    return [title, t("substitution-when", **when)]


def kind(t: Texts, line: Line) -> Markup:
    """How the hour is spent."""
    return t("substitution-kind", kind=line.kind.value, instead=clip(line.instead))


def kit(t: Texts, found: Kit) -> Screen:
    """Topics, homework and the class list."""
    lines: list[str] = [*heading(t, found.line)]
    if found.topics:
        lines += ["", t("substitution-kit-topics")]
        lines += [t("substitution-kit-topic", day=t.day(it.day), title=clip(it.title, 120)) for it in found.topics]
    lines.append("")
    if found.tasks:
        lines.append(t("substitution-kit-tasks"))
        lines += [t("substitution-kit-task", text=clip(it.text, TASK), day=t.day(it.set_on)) for it in found.tasks]
    else:
        lines.append(t("substitution-kit-no-tasks"))
    lines += ["", t("substitution-kit-pupils", count=len(found.pupils))]
    lines += [t("substitution-kit-pupil", number=str(it.number), name=clip(it.full)) for it in found.pupils]
    return Screen("\n".join(lines), kb.kit(t, found.line))
