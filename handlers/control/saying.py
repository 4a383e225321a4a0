"""How acts of the control are said."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from handlers.control.wording import SHOWN, days, line, summary
from handlers.heading import Screen
from journal.control.acts import Act, OfPerson, Page
from journal.control.finding import Looked, Week
from journal.control.signing import LIMIT, Preview
from keyboards.control import acts as kb
from keyboards.data import clip
from locales import Markup, Texts

PEOPLE: Final = 40
"""Teachers that an act's screen lists; the rest are counted."""


def preview(t: Texts, shown: Preview, *, today: date) -> Screen:
    """What will be signed, and how remarks are added."""
    lines = [t("control-preview", days=days(t, shown.week)), *summary(t, shown.looked), Markup()]
    if shown.others:
        lines.append(t("control-others", numbers=", ".join(str(it) for it in shown.others)))
    lines.append(t("control-due-on", day=t.day(shown.due_on)))
    lines.append(t("control-remarks", text=shown.remarks) if shown.remarks else t("control-no-remarks", limit=LIMIT))
    return Screen(Markup("\n".join(lines)), kb.preview(t, shown, today=today))


def listed(t: Texts, shown: Sequence[Act]) -> Screen:
    """A line an act."""
    lines = [t("control-acts-head")]
    lines += [
        t(
            "control-acts-line",
            number=str(act.number),
            day=t.day(act.signed_at.date()),
            days=days(t, Week(act.monday, act.monday)),
            count=act.found,
        )
        for act in shown
    ]
    return Screen(Markup("\n".join(lines if shown else [*lines, t("control-acts-none")])), kb.listed(t, shown))


def act(t: Texts, shown: Page) -> Screen:
    """What was found by teacher, what of it stands, who has read it."""
    lines = _head(t, shown.act)
    people = shown.people
    lines += [_person(t, it) for it in people[:PEOPLE]] or [t("control-nothing")]
    if len(people) > PEOPLE:
        lines.append(t("reminder-more", count=len(people) - PEOPLE))
    return Screen(Markup("\n".join(lines)), kb.one(t, shown))


def _head(t: Texts, of: Act) -> list[Markup]:
    looked = Looked((), {}, of.held, of.filled)
    facts = {"number": str(of.number), "days": days(t, Week(of.monday, of.monday))}
    lines = [
        t("control-act-head", **facts),
        t("control-act-signed", who=clip(of.signed_by, 60), day=t.day(of.signed_at.date())),
        summary(t, looked)[0],
        t("control-due-on", day=t.day(of.due_on)),
    ]
    return [*lines, *([t("control-remarks", text=of.remarks)] if of.remarks else []), Markup()]


def _person(t: Texts, it: OfPerson) -> Markup:
    """«🔴 Кузнецова М. В. — исправлено 1 из 3 · ознакомлена ср 25.11»."""
    repairable = [one for one in it.findings if not one.rule.lasting]
    return t(
        "control-act-person",
        state="left" if it.left else "fixed",
        name=clip(it.name, 60),
        fixed=str(len(repairable) - len(it.left)),
        all=str(len(repairable)),
        lasting=len(it.findings) - len(repairable),
        read=int(it.read_at is not None),
    )


def mine(t: Texts, shown: Page) -> Screen:
    """What one has to put right, green once it is."""
    own = shown.people[0]
    lines = [*_head(t, shown.act), *(line(t, it, fixed=own.fixed(it)) for it in own.findings[:SHOWN])]
    if len(own.findings) > SHOWN:
        lines.append(t("reminder-more", count=len(own.findings) - SHOWN))
    if own.read_at:
        lines += [Markup(), t("control-read-done")]
    return Screen(Markup("\n".join(lines)), kb.mine(t, shown))
