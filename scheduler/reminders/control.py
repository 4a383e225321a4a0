"""The weekly control (П 5.6): to the deputy head on Monday what last week's journal lacks."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Final

from db.engine import Session
from journal.control import looking
from journal.control.finding import Finding
from journal.control.looking import OfSchool
from journal.control.rules import Rule
from journal.operations.recipients import Recipient
from journal.refusals import NotFound
from keyboards.control.looking import short
from keyboards.data import button
from keyboards.sections import ControlOf
from locales import Markup, Texts
from scheduler.pushes.push import Push

TEACHERS: Final = 25
"""Teachers that a message names; the rest are counted."""


async def say(session: Session, to: Recipient, day: date, t: Texts, now: datetime) -> Push | None:
    """Of the week before the day's; None where nothing was held, or the recipient is no deputy head any more (G26)."""
    try:
        shown = await looking.of_school(session, to.actor, monday=looking.last_week(day), now=now)
    except NotFound:
        return None
    if not shown.looked.held:
        return None
    door = button(t.label("menu-control"), ControlOf(monday=shown.week.monday))
    return Push(Markup("\n".join(_lines(t, shown))), [[door]])


def _lines(t: Texts, shown: OfSchool) -> list[Markup]:
    looked, monday = shown.looked, shown.week.monday
    head = t("reminder-control", first=t.day(monday), last=t.day(monday + timedelta(days=6)))
    filled = t("reminder-control-filled", filled=str(looked.filled), held=str(looked.held))
    people = looked.people
    if not people:
        return [head, filled, t("control-nothing")]
    lines = [head, filled, *(_teacher(t, name, own) for _, name, own in people[:TEACHERS])]
    if len(people) > TEACHERS:
        lines.append(t("reminder-more", count=len(people) - TEACHERS))
    return lines


def _teacher(t: Texts, name: str, own: Sequence[Finding]) -> Markup:
    """«Кузнецова М. В. — 4: нет темы 1, не заполнен урок 3»."""
    counts = [(rule, sum(1 for it in own if it.rule is rule)) for rule in Rule]
    rules = ", ".join(
        t.label("reminder-control-rule", rule=t.label(f"control-name-{rule}"), count=str(n)) for rule, n in counts if n
    )
    return t("reminder-control-teacher", name=short(name, 30), count=str(len(own)), rules=rules)
