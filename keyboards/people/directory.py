"""The class list, the staff list, the deputy head's classes."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated

from aiogram.types import InlineKeyboardMarkup
from pydantic import Field

from journal.access import ClassFacts
from journal.people.directory import ClassLine, Reach, StaffPage
from keyboards.data import Button, Data, button, in_rows, markup
from keyboards.sections import (
    ClassNotes,
    ImportFile,
    Menu,
    MyClass,
    RegisterClasses,
    RegisterOfClass,
    SheetClasses,
    SheetOf,
    WeekOfClass,
    WeekOfSchool,
    foot,
)
from locales import Texts

PageNumber = Annotated[int, Field(ge=0, le=9999)]


class ClassStudent(Data, prefix="pupil"):
    """A student of the own class: who of the family is connected."""

    class_id: int
    student_id: int


class Invitations(Data, prefix="invites"):
    """`🎟 Приглашения`: whom nobody of has ever connected."""

    class_id: int


class Undelivered(Data, prefix="mute"):
    """`📵 Не доставляется`: who of the class's families cannot be written to."""

    class_id: int


class School(Data, prefix="school"):
    """`🛠 Школа`."""


class StaffList(Data, prefix="staff"):
    """The staff, ten a page."""

    page: PageNumber


class StaffMember(Data, prefix="member"):
    """A member of staff."""

    person_id: int


def class_list(
    t: Texts, school_class: ClassFacts, lines: Sequence[ClassLine], *, others: Sequence[ClassFacts], monday: date
) -> InlineKeyboardMarkup:
    """A button a student, in the order of the list; other classes that the teacher leads below."""
    waiting, mute = sum(line.notes for line in lines), sum(line.unreachable for line in lines)
    undelivered = button(t.label("people-undelivered", count=str(mute)), Undelivered(class_id=school_class.id))
    return markup(
        [
            [
                button(t.label("people-invitations"), Invitations(class_id=school_class.id)),
                button(t.label("people-notes", waiting=waiting), ClassNotes(class_id=school_class.id)),
            ],
            [
                button(t.label("absences-week"), WeekOfClass(class_id=school_class.id, monday=monday)),
                button(t.label("people-sheet"), SheetOf(class_id=school_class.id)),
            ],
            [button(t.label("menu-register"), RegisterOfClass(class_id=school_class.id))],
            [undelivered] if mute else [],
            *in_rows([_pupil(t, school_class, line) for line in lines], 2),
            *in_rows([button(t.label("people-class", name=it.name), MyClass(class_id=it.id)) for it in others], 3),
            foot(t),
        ]
    )


def invitations(t: Texts, school_class: ClassFacts, lines: Sequence[ClassLine]) -> InlineKeyboardMarkup:
    """A button a student whose family is to be invited yet."""
    return markup(
        [
            *in_rows([_pupil(t, school_class, line) for line in lines], 2),
            [button(t.label("back"), MyClass(class_id=school_class.id)), button(t.label("menu"), Menu())],
        ]
    )


def undelivered(t: Texts, school_class: ClassFacts) -> InlineKeyboardMarkup:
    """The way back to the class."""
    return markup([[button(t.label("back"), MyClass(class_id=school_class.id)), button(t.label("menu"), Menu())]])


def school(t: Texts) -> InlineKeyboardMarkup:
    """What a coordinator keeps."""
    staff, load = button(t.label("people-staff"), StaffList(page=0)), button(t.label("import-open"), ImportFile())
    return markup([[staff, load], foot(t)])


def staff_list(t: Texts, page: StaffPage) -> InlineKeyboardMarkup:
    """A button a member of staff, and the pages around."""
    around = []
    if page.page > 0:
        around.append(button(t.label("people-page-before"), StaffList(page=page.page - 1)))
    if page.page + 1 < page.pages:
        around.append(button(t.label("people-page-after"), StaffList(page=page.page + 1)))
    return markup(
        [
            *([_member(t, reach)] for reach in page.staff),
            around,
            [button(t.label("back"), School()), button(t.label("menu"), Menu())],
        ]
    )


def classes(t: Texts, *, monday: date) -> InlineKeyboardMarkup:
    """What a deputy head may have of every class."""
    week = button(t.label("absences-week"), WeekOfSchool(monday=monday))
    register = button(t.label("menu-register"), RegisterClasses())
    return markup([[week, button(t.label("people-sheet"), SheetClasses())], [register], foot(t)])


def state(reach: Reach) -> int:
    """How far somebody is: 2 connected, 1 a code is out, 0 neither. The texts choose their words and signs by it."""
    return 2 if reach.grant_id else 1 if reach.invite_id else 0


def _pupil(t: Texts, school_class: ClassFacts, line: ClassLine) -> Button:
    name = f"{line.surname} {line.given_name[:1]}."
    label = t.label("people-pupil", number=str(line.number), name=name, connected=int(line.adults_connected > 0))
    return button(label, ClassStudent(class_id=school_class.id, student_id=line.student_id))


def _member(t: Texts, reach: Reach) -> Button:
    return button(t.label("people-member", name=reach.name, state=state(reach)), StaffMember(person_id=reach.person_id))
