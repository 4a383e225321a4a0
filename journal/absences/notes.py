"""A guardian's notes about a child's absence: the reason and the days, no diagnosis and no photo (domain, «Attendance»)."""

from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import Select, select, update

from db.absences import LIVE, LONGEST_NOTE, AbsenceNote, NoteReason, NoteState
from db.engine import Session
from db.people import Guardian, Scope
from journal import access, audit
from journal.absences import explained, inquiries, note_days, note_news
from journal.access import Actor, Child
from journal.dates import Days
from journal.refusals import NotFound, Refusal

SHOWN = 8
"""How many notes of a child are listed, the latest first."""


class NoteFacts(NamedTuple):
    """A note as screens show it."""

    id: int
    student_id: int
    author_id: int
    reason: NoteReason
    first_on: date
    last_on: date
    state: NoteState
    comment: str
    settled_by: int | None
    settled_at: datetime | None
    sent_at: datetime
    version: int

    @property
    def days(self) -> Days:
        """From the first day to the last."""
        return Days(self.first_on, self.last_on)


class NotesPage(NamedTuple):
    """`🤒 Сообщить об отсутствии`: the child, the notes there are, and whose they are."""

    child: Child
    notes: tuple[NoteFacts, ...]
    own: frozenset[int]
    """The notes of this guardian."""

    @property
    def withdrawable(self) -> list[NoteFacts]:
        """Own notes that nobody has settled."""
        return [note for note in self.notes if note.id in self.own and note.state is NoteState.SENT]


class NoteDaysRefused(Refusal):
    """A note for days too far away, or too many: which ones it may be for."""

    key = "refusal-note-days"


class NoteOverlaps(Refusal):
    """This guardian's own live note covers some of the days already: which."""

    key = "refusal-note-overlaps"


class NoteSettled(Refusal):
    """The note is not any more what the button was drawn for: what became of it."""

    key = "refusal-note-settled"


def columns() -> Select[*tuple[Any, ...]]:
    """The columns of `NoteFacts`."""
    return select(*(getattr(AbsenceNote, name) for name in NoteFacts._fields))


async def represented(session: Session, actor: Actor, student_id: int, today: date) -> Child:
    """The child, for a legal representative with a live consent; NotFound for anybody else, a grandmother included.

    Only while the child is in a class: otherwise there is nobody to read a note.
    """
    child = await access.child(session, actor, student_id, today)
    if not child.legal or child.class_id is None:
        raise NotFound
    return child


async def of_child(session: Session, actor: Actor, student_id: int, today: date) -> NotesPage:
    """The latest notes about a child: every legal representative sees that another one has written already."""
    return await _page(session, actor, await represented(session, actor, student_id, today))


async def _page(session: Session, actor: Actor, child: Child) -> NotesPage:
    rows = await session.execute(
        columns()
        .where(AbsenceNote.student_id == child.student_id)
        .order_by(AbsenceNote.last_on.desc(), AbsenceNote.id.desc())
        .limit(SHOWN)
    )
    notes = tuple(NoteFacts(*row) for row in rows)
    mine = _people(actor, child.student_id)
    return NotesPage(child, notes, frozenset(note.id for note in notes if note.author_id in mine))


async def of_author(session: Session, actor: Actor, note_id: int, today: date) -> NotesPage:
    """The same page, for the child of an own note."""
    return await of_child(session, actor, (await _own(session, actor, note_id)).student_id, today)


async def send(
    session: Session, actor: Actor, student_id: int, *, reason: NoteReason, first: date, last: date, now: datetime
) -> NotesPage:
    """Send a note; the homeroom teacher hears of it. The same one again is a success without a second note.

    Raises NoteDaysRefused, and NoteOverlaps where an own note covers some of the days: it is to be withdrawn first.
    """
    today, days = now.date(), Days(first, last)
    child = await represented(session, actor, student_id, today)
    if not note_days.allowed(days, today):
        raise NoteDaysRefused(
            first=f"{today - note_days.BACK:%d.%m}",
            last=f"{today + note_days.AHEAD:%d.%m}",
            days=LONGEST_NOTE,
        )
    author = await _author(session, actor, student_id)
    there = (
        await session.execute(
            columns()
            .where(
                AbsenceNote.student_id == student_id,
                AbsenceNote.author_id == author,
                AbsenceNote.state.in_(LIVE),
                AbsenceNote.first_on <= last,
                AbsenceNote.last_on >= first,
            )
            .order_by(AbsenceNote.id)
            .limit(1)
        )
    ).one_or_none()
    if there is not None:
        other = NoteFacts(*there)
        if (other.reason, other.days) == (reason, days):
            return await _page(session, actor, child)
        raise NoteOverlaps(first=f"{other.first_on:%d.%m}", last=f"{other.last_on:%d.%m}")
    note = AbsenceNote(
        student_id=student_id,
        author_id=author,
        reason=reason,
        first_on=first,
        last_on=last,
        state=NoteState.SENT,
        sent_at=now,
        version=1,
    )
    session.add(note)
    await session.flush()
    await note_news.sent(session, note.id, student_id, now=now)
    await inquiries.explained(session, student_id, days, now=now)
    audit.record(session, actor, "note.send", now, note=note.id, student=student_id, first=f"{first}", last=f"{last}")
    return await _page(session, actor, child)


async def withdraw(session: Session, actor: Actor, note_id: int, *, now: datetime) -> NotesPage:
    """Take an own note back before it is settled, and what it had put. Again is a success.

    NotFound for anybody else's note, the other parent's included; NoteSettled once the homeroom teacher answered.
    """
    note = await _own(session, actor, note_id)
    child = await represented(session, actor, note.student_id, now.date())
    await explained.lock(session, note.student_id, note.days, now=now)
    withdrawn = await session.scalar(
        update(AbsenceNote)
        .where(AbsenceNote.id == note_id, AbsenceNote.state == NoteState.SENT)
        .values(state=NoteState.WITHDRAWN, version=AbsenceNote.version + 1)
        .returning(AbsenceNote.id)
    )
    if withdrawn is None:
        state = await session.scalar(select(AbsenceNote.state).where(AbsenceNote.id == note_id))
        if state is not NoteState.WITHDRAWN:
            raise NoteSettled(state=str(state))
        return await _page(session, actor, child)
    cells = await explained.take_back(session, note.id, note.student_id, note.author_id, now=now)
    audit.record(session, actor, "note.withdraw", now, note=note.id, lessons=cells)
    return await _page(session, actor, child)


async def _own(session: Session, actor: Actor, note_id: int) -> NoteFacts:
    """A note that the actor sent; NotFound for any other."""
    row = (await session.execute(columns().where(AbsenceNote.id == note_id))).one_or_none()
    if row is None or row.author_id not in _people(actor, row.student_id):
        raise NotFound
    return NoteFacts(*row)


def _people(actor: Actor, student_id: int) -> set[int]:
    """As whom the actor is a guardian of this child."""
    return {
        grant.person_id for grant in actor.grants if grant.scope is Scope.GUARDIAN and grant.student_id == student_id
    }


async def _author(session: Session, actor: Actor, student_id: int) -> int:
    """The legal representative that the account acts for."""
    found = await session.scalar(
        select(Guardian.person_id)
        .where(
            Guardian.student_id == student_id,
            Guardian.person_id.in_(_people(actor, student_id)),
            Guardian.legal,
        )
        .order_by(Guardian.id)
        .limit(1)
    )
    if found is None:
        raise NotFound
    return found
