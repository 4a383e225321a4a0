"""How absence notes are put into words, for the guardian who writes and for the homeroom teacher who reads."""

from collections.abc import Sequence
from datetime import datetime

from db.absences import NoteReason, NoteState
from handlers.family.wording import whose
from handlers.heading import Screen
from journal.absences.note_days import Offer
from journal.absences.notes import NotesPage
from journal.absences.settling import ClassNote
from journal.access import Child, ClassFacts
from journal.dates import Days
from keyboards.absences import notes as kb
from keyboards.data import clip
from locales import Markup, Texts

NAME = 60
"""Characters of a name in a text."""


def of_child(t: Texts, page: NotesPage, *, done: str = "") -> Screen:
    """The notes there are, and the question that begins a new one."""
    lines: list[str] = [t("note-title", whose=whose(t, page.child))]
    if done:
        lines += ["", t(done)]
    if page.notes:
        lines += ["", t("note-before")]
    for note in page.notes:
        said = {"days": kb.days(t, note.days), "reason": note.reason.value, "state": note.state.value}
        line = t("note-line", **said)
        if note.id not in page.own:
            line = t("note-line-other", line=line)
        lines.append(t("note-line-comment", line=line, comment=note.comment) if note.comment else line)
    return Screen("\n".join([*lines, "", t("note-why")]), kb.of_child(t, page))


def when(t: Texts, child: Child, reason: NoteReason, offers: Sequence[Offer]) -> Screen:
    """The days to choose from."""
    text = [_begun(t, child, reason), "", t("note-when")]
    return Screen("\n".join(text), kb.when(t, child.student_id, reason, offers))


def typing(t: Texts, child: Child, reason: NoteReason, *, misread: bool = False) -> Screen:
    """The next message says the days."""
    text = [_begun(t, child, reason), "", t("note-days-misread" if misread else "note-days-ask")]
    return Screen("\n".join(text), kb.typing(t, child.student_id, reason))


def check(t: Texts, child: Child, reason: NoteReason, chosen: Days) -> Screen:
    """The whole note."""
    first, last = t.day_in_words(chosen.first), t.day_in_words(chosen.last)
    days = first if chosen.first == chosen.last else t.label("note-check-range", first=first, last=last)
    count = (chosen.last - chosen.first).days + 1
    text = [_begun(t, child, reason), t("note-check-days", days=days, count=count), "", t("note-check")]
    return Screen("\n".join(text), kb.check(t, child.student_id, reason, chosen))


def _begun(t: Texts, child: Child, reason: NoteReason) -> Markup:
    return t("note-begun", whose=whose(t, child), reason=reason.value)


# --- the homeroom teacher ------------------------------------------------------------------------------------------------


def of_class(t: Texts, school_class: ClassFacts, notes: Sequence[ClassNote]) -> Screen:
    """How many wait; the buttons are the list."""
    waiting = sum(it.note.state is NoteState.SENT for it in notes)
    text = t("note-class", name=school_class.name, waiting=waiting, any=int(bool(notes)))
    return Screen(text, kb.of_class(t, school_class, notes))


def card(t: Texts, it: ClassNote, now: datetime) -> Screen:
    """Who, why, when; what became of it, and what that means in the journal."""
    note = it.note
    lines: list[str] = [
        *_head(t, it),
        t(
            "note-card-author",
            name=clip(it.author, NAME),
            kinship=it.kinship or "—",
            sent=_moment(t, note.sent_at, now),
        ),
        "",
        t("note-card-state", state=note.state.value),
    ]
    if note.settled_at is not None:
        lines.append(t("note-card-settled", who=it.settler, at=_moment(t, note.settled_at, now)))
    if note.comment:
        lines.append(t("note-card-comment", comment=note.comment))
    if it.missed:
        lines.append(t("note-card-missed", missed=it.missed, state=note.state.value, reason=note.reason.value))
    return Screen("\n".join(lines), kb.card(t, it))


def asking(t: Texts, it: ClassNote, version: int) -> Screen:
    """The next message is the comment."""
    return Screen("\n".join([*_head(t, it), "", t("note-comment-ask")]), kb.asking(t, it, version))


def sure(t: Texts, it: ClassNote, comment: str, *, draft_id: int, version: int) -> Screen:
    """The text is shown back before it goes to a parent."""
    text = [*_head(t, it), "", t("note-comment-sure", comment=comment)]
    return Screen("\n".join(text), kb.sure(t, it, draft_id=draft_id, version=version))


def _head(t: Texts, it: ClassNote) -> list[str]:
    return [
        t("note-card-title", name=clip(it.name, NAME), form=it.school_class.name),
        t("note-card-what", reason=it.note.reason.value, days=kb.days(t, it.note.days)),
    ]


def _moment(t: Texts, at: datetime, now: datetime) -> str:
    here = at.astimezone(now.tzinfo)
    return t.label("note-moment", day=t.day(here.date()), clock=f"{here:%H:%M}")
