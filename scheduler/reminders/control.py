"""The weekly control (П 5.6): what last week lacks, that there is no act for a week, an act that is due today."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Final

from db.engine import Session
from journal.control import looking, pages, reminding
from journal.control.finding import Finding
from journal.control.pages import OfSchool
from journal.control.rules import Rule
from journal.operations.recipients import Recipient
from journal.refusals import NotFound
from keyboards.control.looking import place, short
from keyboards.data import Rows, button
from keyboards.sections import ControlOf, MyAct
from locales import Markup, Texts
from scheduler.pushes.push import Push

TEACHERS: Final = 25
"""Teachers that a message names; the rest are counted."""
PLACES: Final = 8
"""Findings of an act that a message names."""


async def say(session: Session, to: Recipient, day: date, t: Texts, now: datetime) -> Push | None:
    """Of the week before the day's; None where nothing was held, or the recipient is no deputy head any more (G26)."""
    try:
        shown = await pages.of_school(session, to.actor, monday=looking.last_week(day), now=now)
    except NotFound:
        return None
    if not shown.looked.held or shown.acts:
        return None
    lines = _lines(t, shown)
    if (passed := await reminding.days_without(session, to.actor, today=now.date())) is not None:
        lines += [Markup(), t("reminder-control-no-act", days=passed)]
    return Push(Markup("\n".join(lines)), [[button(t.label("menu-control"), ControlOf(monday=shown.week.monday))]])


async def say_without_act(session: Session, to: Recipient, _: date, t: Texts, now: datetime) -> Push | None:
    """How long there is no act; None once there is one, or the recipient is no deputy head any more (G26)."""
    try:
        passed = await reminding.days_without(session, to.actor, today=now.date())
    except NotFound:
        return None
    if passed is None:
        return None
    return Push(t("reminder-control-no-act", days=passed), [[button(t.label("menu-control"), ControlOf())]])


async def say_due(session: Session, to: Recipient, day: date, t: Texts, now: datetime) -> Push | None:
    """What of the acts that are due on the day is left; None once all is put right."""
    found = await reminding.due_acts(session, to.actor, day=day, now=now)
    if not found:
        return None
    lines: list[Markup] = []
    rows: Rows = []
    for shown in found:
        left = [it for person in shown.people for it in person.left]
        lines.append(t("reminder-control-due", number=str(shown.act.number)))
        lines += [
            t("control-line", place=place(t, it), what=t.label(f"control-what-{it.rule}", count=it.many))
            for it in left[:PLACES]
        ]
        if len(left) > PLACES:
            lines.append(t("reminder-more", count=len(left) - PLACES))
        rows.append([button(t.label("control-open-act"), MyAct(act_id=shown.act.id))])
    return Push(Markup("\n".join(lines)), rows)


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
