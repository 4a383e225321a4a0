"""How findings are said."""

from collections.abc import Sequence
from typing import Final

from handlers.heading import Screen
from journal.control.finding import Finding, Looked, Week
from journal.control.pages import OfPerson, OfSchool
from keyboards.control import looking as kb
from keyboards.data import clip
from locales import Markup, Texts

SHOWN: Final = 50
"""Findings that are listed on a screen; the rest are counted."""


def days(t: Texts, week: Week) -> str:
    """«пн 16.11 – вс 22.11»."""
    return t.label("note-range", first=t.day(week.monday), last=t.day(week.sunday))


def school(t: Texts, shown: OfSchool, *, part: int = 0) -> Screen:
    """How the week was filled, what was found by rule; by teacher on the buttons."""
    lines = [t("control-head", days=days(t, shown.week)), *summary(t, shown.looked)]
    if shown.acts:
        lines += [Markup(), t("control-acted", numbers=", ".join(str(it) for it in shown.acts))]
    return Screen(Markup("\n".join(lines)), kb.of_school(t, shown.week, shown.looked, part=part))


def summary(t: Texts, looked: Looked) -> list[Markup]:
    """The sentences under the heading."""
    if not looked.held:
        return [t("control-no-lessons")]
    lines = [t("control-filled", count=looked.held, filled=str(looked.filled), percent=percent(looked))]
    if not looked.findings:
        return [*lines, t("control-nothing")]
    people = len({it.person_id for it in looked.findings})
    lines += [Markup(), t("control-total", count=looked.total, people=people)]
    return lines + [
        t("control-by-rule", rule=t.label(f"control-name-{rule}"), count=str(n)) for rule, n in looked.rules
    ]


def percent(looked: Looked) -> str:
    """Rounded down: a hundred is all of them."""
    return str(looked.filled * 100 // looked.held) if looked.held else "0"


def person(t: Texts, shown: OfPerson) -> Screen:
    """What one teacher has to put right, and what nothing puts right any more."""
    head = t("control-of-person", name=clip(shown.name, 60), days=days(t, shown.week))
    lines = [head, *findings(t, shown.findings)] if shown.findings else [head, t("control-nothing")]
    return Screen(Markup("\n".join(lines)), kb.of_person(t, shown.week))


def mine(t: Texts, shown: OfPerson) -> Screen:
    """The same to whoever it concerns."""
    head = t("control-mine", days=days(t, shown.week))
    if not shown.findings:
        return Screen(Markup("\n".join([head, t("control-mine-nothing")])), kb.mine(t, shown))
    lines = [head, *findings(t, shown.findings), ""]
    if not all(it.rule.lasting for it in shown.findings):
        lines.append(t("control-mine-hint"))
    if any(it.rule.lasting for it in shown.findings):
        lines.append(t("control-mine-lasting"))
    return Screen(Markup("\n".join(lines)), kb.mine(t, shown))


def findings(t: Texts, found: Sequence[Finding]) -> list[Markup]:
    """A line each, so many at most."""
    lines = [line(t, it) for it in found[:SHOWN]]
    return [*lines, t("reminder-more", count=len(found) - SHOWN)] if len(found) > SHOWN else lines


def line(t: Texts, it: Finding, *, fixed: bool = False) -> Markup:
    """«🔴 8Б · Алгебра, пн 16.11, 1-й урок: нет темы»; what was put right is green."""
    key = "control-line-lasting" if it.rule.lasting else "control-line-fixed" if fixed else "control-line"
    return t(key, place=kb.place(t, it), what=t.label(f"control-what-{it.rule}", count=it.many))
