"""The card of a student's family and of a member of staff: what may be done about each connection."""

from collections.abc import Sequence

from aiogram.types import InlineKeyboardMarkup

from db.people import Scope
from journal.access import ClassFacts
from journal.people.directory import Reach
from keyboards.data import Button, Rows, button, markup
from keyboards.people.access import CloseAccess, EndCode, IssueCode
from keyboards.people.directory import StaffList
from keyboards.remarks import RemarkInClass
from keyboards.sections import Menu, MyClass
from locales import Texts


def family_card(t: Texts, school_class: ClassFacts, student_id: int, reaches: Sequence[Reach]) -> InlineKeyboardMarkup:
    """What to tell the family, then the student's rows, then each adult's."""
    remark = RemarkInClass(class_id=school_class.id, student_id=student_id)
    return markup(
        [
            [button(t.label("people-remark"), remark)],
            *(row for reach in reaches for row in _rows(t, reach, school_class.id, student_id)),
            [button(t.label("back"), MyClass(class_id=school_class.id)), button(t.label("menu"), Menu())],
        ]
    )


def staff_card(t: Texts, reach: Reach, *, own: bool) -> InlineKeyboardMarkup:
    """One member's rows. The own access is not closed here: signing out is for that."""
    reach = reach._replace(grant_id=None) if own else reach
    return markup(
        [
            *_rows(t, reach),
            [button(t.label("back"), StaffList(page=0)), button(t.label("menu"), Menu())],
        ]
    )


def _rows(t: Texts, reach: Reach, class_id: int = 0, student_id: int = 0) -> Rows:
    """A code, and below it whatever is to be ended: the code that is out, the access there is."""
    data = IssueCode(
        person_id=reach.person_id,
        scope=reach.scope,
        student_id=student_id,
        after=reach.invite_id or 0,
        class_id=class_id,
    )
    who = _who(t, reach)
    again = "people-code-again" if reach.invite_id or reach.grant_id else "people-code"
    ending: list[Button] = []
    if reach.invite_id:
        ending.append(button(t.label("people-end-code", who=who), EndCode(invite_id=reach.invite_id)))
    if reach.grant_id:
        ending.append(button(t.label("people-close-of", who=who), CloseAccess(grant_id=reach.grant_id)))
    return [[button(t.label(again, who=who), data)], ending]


def _who(t: Texts, reach: Reach) -> str:
    """«ученик», «мать», or the surname where the kinship is not known."""
    surname = reach.name.partition(" ")[0]
    if reach.scope is Scope.STUDENT:
        return t.label("people-who-student")
    return reach.kinship or surname
