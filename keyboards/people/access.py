"""Codes, consents and what may be done about a connection."""

from typing import Annotated

from aiogram.types import InlineKeyboardMarkup
from pydantic import Field

from db.people import MarksDelivery, Scope
from journal.people.access_news import News, Story
from journal.people.closing import Reason
from keyboards.data import Data, Rows, button, markup
from keyboards.people.directory import ClassStudent, StaffMember
from keyboards.sections import Menu
from locales import Texts


class ConsentNotice(Data, prefix="notice"):
    """The data notice that a legal representative reads first."""

    student_id: int


class Agree(Data, prefix="agree"):
    """`Даю согласие` to the notice of that version."""

    student_id: int
    version: Annotated[int, Field(ge=1)]


class MarksCome(Data, prefix="come"):
    """How marks shall come, asked once after the consent."""

    how: MarksDelivery


class IssueCode(Data, prefix="code"):
    """`🎟`: a new code for a person in one scope."""

    person_id: int
    scope: Scope
    student_id: int
    """The student on whose card the button stands; 0 on the card of a member of staff."""
    after: int
    """The code that was out when the button was drawn (0: none): pressed twice it brings one code."""
    class_id: int


class EndCode(Data, prefix="endcode"):
    """End a code that is out."""

    invite_id: int


class CloseAccess(Data, prefix="close"):
    """`Отозвать`: asks for the reason."""

    grant_id: int


class CloseBecause(Data, prefix="closed"):
    """Close the access, for this reason."""

    grant_id: int
    reason: Reason


class ReportAccess(Data, prefix="report"):
    """`Сообщить классному руководителю`."""

    grant_id: int


class LetIn(Data, prefix="letin"):
    """Confirm a binding that waits (G31)."""

    invite_id: int


class TurnAway(Data, prefix="turn"):
    """Refuse a binding that waits."""

    invite_id: int


def consent(t: Texts, *, student_id: int, version: int) -> InlineKeyboardMarkup:
    """Under the data notice."""
    agree = button(t.label("people-agree"), Agree(student_id=student_id, version=version))
    return markup([[agree], [button(t.label("menu"), Menu())]])


def marks_come(t: Texts) -> InlineKeyboardMarkup:
    """The three ways, a row each; the menu is reached without choosing (until chosen: at once)."""
    ways = [[button(t.label(f"people-come-{how.value}"), MarksCome(how=how))] for how in MarksDelivery]
    return markup([*ways, [button(t.label("menu"), Menu())]])


def reasons(t: Texts, story: Story) -> InlineKeyboardMarkup:
    """Why the access is closed: the reason is the confirmation."""
    why = [
        [button(t.label(f"people-reason-{reason.value}"), CloseBecause(grant_id=story.grant_id, reason=reason))]
        for reason in Reason
    ]
    return markup([*why, *card_of(t, story)])


def card_of(t: Texts, story: Story) -> Rows:
    """Back to the card of the person that a story is about."""
    if story.scope is Scope.STAFF:
        back = [button(t.label("back"), StaffMember(person_id=story.person_id))]
    elif story.class_id:
        back = [button(t.label("back"), ClassStudent(class_id=story.class_id, student_id=story.student_id))]
    else:
        back = []
    return [[*back, button(t.label("menu"), Menu())]]


def news(t: Texts, story: Story) -> Rows:
    """Under a push about a connection: what can be done about it, and the way to the menu."""
    match story.event:
        case News.BOUND | News.REPORTED:
            first = [button(t.label("people-close"), CloseAccess(grant_id=story.grant_id))]
        case News.NEIGHBOUR:
            first = [button(t.label("people-report"), ReportAccess(grant_id=story.grant_id))]
        case News.WAITS:
            first = [
                button(t.label("people-let-in"), LetIn(invite_id=story.invite_id)),
                button(t.label("people-turn-away"), TurnAway(invite_id=story.invite_id)),
            ]
        case News.REUSED | News.MOVED | News.LET_IN:
            first = []
    return [row for row in (first, [button(t.label("menu"), Menu())]) if row]


def who(t: Texts, story: Story) -> str:
    """Whose connection a story is about: «Смирнов Алексей Иванович (отец, Смирнова Полина, 8Б)»."""
    if story.scope is Scope.STAFF:
        return story.person
    if story.scope is Scope.STUDENT:
        return t.label("people-for-student", name=story.person, form=story.class_name)
    return t.label(
        "people-for-adult", name=story.person, kinship=story.kinship or "—", child=story.child, form=story.class_name
    )
