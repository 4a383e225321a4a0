"""Acts of the control: the one that is about to be signed, the list, one by teacher, and a teacher's own part of it."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from aiogram.types import InlineKeyboardMarkup

from journal.control.acts import Act, Page
from journal.control.signing import Preview, due_days
from keyboards.control.looking import Acts, act_name, ways
from keyboards.data import Data, SchoolDate, button, in_rows, markup
from keyboards.sections import ActOf, ControlOf, Leave, Menu, MyAct, MyFindings
from locales import Texts

LISTED: Final = 20
"""Acts on a screen."""


class ActDue(Data, prefix="act="):
    """Until when what the act says is to be put right."""

    draft_id: int
    version: int
    due_on: SchoolDate


class SignAct(Data, prefix="act!"):
    """`✅ Подписать справку`."""

    draft_id: int
    version: int


class LeaveAct(Data, prefix="act-"):
    """Back to the week without an act: what is typed afterwards is no remark."""

    monday: SchoolDate


class RemindOf(Data, prefix="act?"):
    """`🔔 Напомнить` to those who have something left."""

    act_id: int


class ReadAct(Data, prefix="actok"):
    """`✅ Ознакомлен(а)`."""

    act_id: int


def preview(t: Texts, shown: Preview, *, today: date) -> InlineKeyboardMarkup:
    """Sign, or another date first; the chosen one is marked."""
    of = {"draft_id": shown.draft.id, "version": shown.draft.version}
    days = [
        button(
            t.label("control-due-chosen" if day == shown.due_on else "control-due", day=t.day(day)),
            ActDue(**of, due_on=day),
        )
        for day in due_days(today)
    ]
    back = button(t.label("back"), LeaveAct(monday=shown.week.monday))
    sign = button(t.label("control-sign"), SignAct(**of))
    return markup([[sign], *in_rows(days, 3), [back, button(t.label("menu"), Leave())]])


def listed(t: Texts, shown: Sequence[Act]) -> InlineKeyboardMarkup:
    """A button an act."""
    acts = [button(act_name(t, act), ActOf(act_id=act.id)) for act in shown[:LISTED]]
    return markup([*in_rows(acts, 1), [button(t.label("back"), ControlOf()), button(t.label("menu"), Menu())]])


def one(t: Texts, shown: Page) -> InlineKeyboardMarkup:
    """Remind those who have something left."""
    left = any(it.left for it in shown.people)
    remind = [button(t.label("control-remind"), RemindOf(act_id=shown.act.id))] if left else []
    again = [button(t.label("control-again"), ActOf(act_id=shown.act.id))]
    return markup([remind, again, [button(t.label("back"), Acts()), button(t.label("menu"), Menu())]])


def mine(t: Texts, shown: Page) -> InlineKeyboardMarkup:
    """Say that it was read, then a way to each place that is left."""
    rows = []
    for it in shown.people:
        rows += [] if it.read_at else [[button(t.label("control-read"), ReadAct(act_id=shown.act.id))]]
        rows += ways(t, it.left)
    again = [button(t.label("control-again"), MyAct(act_id=shown.act.id))]
    return markup([*rows, again, [button(t.label("back"), MyFindings()), button(t.label("menu"), Menu())]])
