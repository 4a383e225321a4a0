"""The buttons of absence notes: a guardian's, each naming its child and its days, and the homeroom teacher's."""

from collections.abc import Iterable, Sequence

from aiogram.types import InlineKeyboardMarkup

from db.absences import NoteReason, NoteState
from journal.absences.note_days import Offer
from journal.absences.notes import NotesPage
from journal.absences.settling import ClassNote
from journal.access import ClassFacts
from journal.dates import Days
from keyboards.data import Button, Data, SchoolDate, button, clip, in_rows, markup
from keyboards.sections import ChildMenu, ClassNotes, Leave, Menu, MyClass, NoteCard, NotesOf
from locales import Texts

# --- a guardian's ------------------------------------------------------------------------------------------------------


class NoteDays(Data, prefix="nwhen"):
    """For which days? The reason is chosen. What was typed of days is forgotten."""

    student_id: int
    reason: NoteReason


class TypeDays(Data, prefix="ntype"):
    """`✏️ Другие даты`: the next message says them."""

    student_id: int
    reason: NoteReason


class CheckNote(Data, prefix="ncheck"):
    """The whole note, before it is sent."""

    student_id: int
    reason: NoteReason
    first: SchoolDate
    last: SchoolDate


class SendNote(Data, prefix="nsend"):
    """`Отправить` exactly this note."""

    student_id: int
    reason: NoteReason
    first: SchoolDate
    last: SchoolDate


class WithdrawNote(Data, prefix="ntake"):
    """`Отозвать` an own note that nobody has settled."""

    note_id: int


def of_child(t: Texts, page: NotesPage) -> InlineKeyboardMarkup:
    """The reason first, then what can be taken back."""
    student_id = page.child.student_id
    return markup(
        [
            *(
                [button(t.label(f"note-reason-{reason.value}"), NoteDays(student_id=student_id, reason=reason))]
                for reason in NoteReason
            ),
            *(
                [button(t.label("note-withdraw", days=days(t, note.days)), WithdrawNote(note_id=note.id))]
                for note in page.withdrawable
            ),
            [button(t.label("back"), ChildMenu(student_id=student_id)), button(t.label("menu"), Menu())],
        ]
    )


def when(t: Texts, student_id: int, reason: NoteReason, offers: Iterable[Offer]) -> InlineKeyboardMarkup:
    """The likely days, and any others."""
    each = [
        button(
            t.label(f"note-days-{offer.kind}", day=t.day(offer.days.first))
            if offer.kind == "day"
            else t.label(f"note-days-{offer.kind}"),
            CheckNote(student_id=student_id, reason=reason, first=offer.days.first, last=offer.days.last),
        )
        for offer in offers
    ]
    other = button(t.label("note-days-other"), TypeDays(student_id=student_id, reason=reason))
    back = button(t.label("back"), NotesOf(student_id=student_id))
    return markup([*in_rows(each, 2), [other], [back, button(t.label("menu"), Menu())]])


def typing(t: Texts, student_id: int, reason: NoteReason) -> InlineKeyboardMarkup:
    """Out of a question: what is typed afterwards is no answer to it."""
    return markup([_leave(t, NoteDays(student_id=student_id, reason=reason))])


def check(t: Texts, student_id: int, reason: NoteReason, chosen: Days) -> InlineKeyboardMarkup:
    """`Отправить` says nothing that the text above does not."""
    send = SendNote(student_id=student_id, reason=reason, first=chosen.first, last=chosen.last)
    return markup([[button(t.label("note-send"), send)], _leave(t, NoteDays(student_id=student_id, reason=reason))])


# --- the homeroom teacher's --------------------------------------------------------------------------------------------


class AcceptNote(Data, prefix="note+"):
    """`✅ Принять` the note as it was drawn."""

    note_id: int
    version: int


class AskComment(Data, prefix="note-"):
    """`✖️ Отклонить`: ask for the comment."""

    note_id: int
    version: int


class DeclineNote(Data, prefix="note0"):
    """Decline `Без комментария`."""

    note_id: int
    version: int


class DeclineSaid(Data, prefix="note="):
    """Decline with the comment that was typed."""

    draft_id: int
    version: int


class KeepNote(Data, prefix="note."):
    """Nothing is declined; the note again."""

    note_id: int


def of_class(t: Texts, school_class: ClassFacts, notes: Sequence[ClassNote]) -> InlineKeyboardMarkup:
    """A button a note, those that wait first."""
    each = [
        [
            button(
                t.label(
                    "note-button",
                    state=it.note.state.value,
                    name=clip(f"{it.surname} {it.given_name[:1]}.", 24),
                    days=days(t, it.note.days),
                ),
                NoteCard(note_id=it.note.id),
            )
        ]
        for it in notes
    ]
    back = button(t.label("back"), MyClass(class_id=school_class.id))
    return markup([*each, [back, button(t.label("menu"), Menu())]])


def card(t: Texts, it: ClassNote) -> InlineKeyboardMarkup:
    """What the note can become; a decision can be changed while it is the wrong one."""
    tap = {"note_id": it.note.id, "version": it.note.version}
    row = []
    if it.note.state in (NoteState.SENT, NoteState.DECLINED):
        row.append(button(t.label("note-accept"), AcceptNote(**tap)))
    if it.note.state in (NoteState.SENT, NoteState.ACCEPTED):
        row.append(button(t.label("note-decline"), AskComment(**tap)))
    back = button(t.label("back"), ClassNotes(class_id=it.school_class.id))
    return markup([row, [back, button(t.label("menu"), Menu())]])


def asking(t: Texts, it: ClassNote, version: int) -> InlineKeyboardMarkup:
    """Under the question for a comment."""
    bare = button(t.label("note-decline-bare"), DeclineNote(note_id=it.note.id, version=version))
    return markup([[bare], _leave(t, KeepNote(note_id=it.note.id))])


def sure(t: Texts, it: ClassNote, *, draft_id: int, version: int) -> InlineKeyboardMarkup:
    """Under the comment that was typed."""
    yes = button(t.label("note-decline-so"), DeclineSaid(draft_id=draft_id, version=version))
    return markup([[yes], _leave(t, KeepNote(note_id=it.note.id))])


# --- shared ------------------------------------------------------------------------------------------------------------


def days(t: Texts, chosen: Days) -> str:
    """«ср 25.11», «пн 23.11 – ср 25.11»."""
    first, last = chosen
    return t.day(first) if first == last else t.label("note-range", first=t.day(first), last=t.day(last))


def _leave(t: Texts, back: Data) -> list[Button]:
    return [button(t.label("back"), back), button(t.label("menu"), Leave())]
