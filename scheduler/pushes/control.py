"""To whom an act of the weekly control concerns: what is to be put right, and until when."""

from datetime import datetime, timedelta
from typing import Final

from db.engine import Session
from journal.control import acts
from journal.operations import recipients
from journal.operations.queue import Claimed
from journal.refusals import NotFound
from keyboards.control.looking import place
from keyboards.data import button
from keyboards.sections import MyAct
from locales import Markup, Texts
from scheduler.pushes.push import Push

SHOWN: Final = 8
"""Findings that a push names; the screen names them all."""


async def render(session: Session, notice: Claimed, t: Texts, now: datetime) -> Push | None:
    """What is left of it now; None once all is put right and read, or it is nobody's here any more (G26)."""
    to = await recipients.recipient(session, notice.account_id)
    try:
        shown = await acts.mine(session, to.actor, notice.facts["act"], now=now)
    except NotFound:
        return None
    own = shown.people[0]
    if not own.left and own.read_at:
        return None
    act = shown.act
    week = {"first": t.day(act.monday), "last": t.day(act.monday + timedelta(days=6))}
    lines = [t("push-control", number=str(act.number), **week), t("control-due-on", day=t.day(act.due_on))]
    lines += [
        t("control-line", place=place(t, it), what=t.label(f"control-what-{it.rule}", count=it.many))
        for it in own.left[:SHOWN]
    ]
    if len(own.left) > SHOWN:
        lines.append(t("reminder-more", count=len(own.left) - SHOWN))
    if not own.left:
        lines.append(t("push-control-lasting"))
    return Push(Markup("\n".join(lines)), [[button(t.label("control-open-act"), MyAct(act_id=act.id))]])
