"""Who hears of a note: the homeroom teacher that it came, its author what became of it. Asked again when it is sent (G26)."""

from collections.abc import Collection, Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import Any, NamedTuple

from sqlalchemy import and_, select

from db.absences import AbsenceNote, NoteReason, NoteState
from db.engine import Session
from db.operations import NoticeKind
from db.people import Enrolment, Guardian, Person, SchoolClass, Student
from journal import access, notices
from journal.access import Actor, during
from journal.operations import recipients
from journal.refusals import NotFound


class News(StrEnum):
    """What there is to hear: the word kept in `Notice.facts["event"]`."""

    SENT = "sent"
    SETTLED = "settled"


class Story(NamedTuple):
    """A piece of news with the names and the state of now."""

    event: News
    note_id: int
    student_id: int
    name: str
    """In full to the homeroom teacher, as the guardian calls the child to the guardian."""
    class_name: str
    reason: NoteReason
    first_on: date
    last_on: date
    state: NoteState
    comment: str


async def sent(session: Session, note_id: int, student_id: int, *, now: datetime) -> None:
    """A note came: whoever leads the child's class today hears of it."""
    leads = await recipients.leading(session, student_id, now.date())
    await _promise(session, News.SENT, note_id, leads, now)


async def settled(session: Session, note_id: int, account_id: int | None, *, now: datetime) -> None:
    """The homeroom teacher answered: the guardian who wrote hears of it, if connected still."""
    await _promise(session, News.SETTLED, note_id, [account_id] if account_id else [], now)


async def _promise(session: Session, event: News, note_id: int, accounts: Collection[int], now: datetime) -> None:
    await notices.promise_each(
        session,
        NoticeKind.ABSENCE_NOTE,
        sorted(set(accounts)),
        key=f"note:{note_id}:{event}",
        due_at=now,
        now=now,
        event=event.value,
        note=note_id,
    )


async def story(session: Session, actor: Actor, facts: Mapping[str, Any], today: date) -> Story | None:
    """What a notice says to this recipient now; None if nothing is left to say or it is no longer theirs to hear."""
    event = News(facts["event"])
    of_note = (
        select(
            AbsenceNote.student_id,
            AbsenceNote.author_id,
            Person.surname,
            Person.given_name,
            SchoolClass.grade,
            SchoolClass.letter,
            AbsenceNote.reason,
            AbsenceNote.first_on,
            AbsenceNote.last_on,
            AbsenceNote.state,
            AbsenceNote.comment,
        )
        .join(Student, Student.id == AbsenceNote.student_id)
        .join(Person, Person.id == Student.person_id)
        .join(
            Enrolment,
            and_(Enrolment.student_id == Student.id, during(Enrolment.valid_from, Enrolment.valid_to, today)),
        )
        .join(SchoolClass, SchoolClass.id == Enrolment.class_id)
        .where(AbsenceNote.id == facts["note"])
    )
    if event is News.SENT:
        of_note = of_note.where(AbsenceNote.state == NoteState.SENT, access.leads(actor.staff_id, today))
    else:
        of_note = of_note.where(AbsenceNote.state.in_((NoteState.ACCEPTED, NoteState.DECLINED)))
    row = (await session.execute(of_note)).one_or_none()
    if row is None:
        return None
    student_id, author_id, surname, given_name, grade, letter, *rest = row
    name = f"{surname} {given_name}"
    if event is News.SETTLED:
        called = await _heard_by(session, actor, student_id, author_id, today)
        if called is None:
            return None
        name = called
    return Story(event, facts["note"], student_id, name, f"{grade}{letter}", *rest)


async def _heard_by(session: Session, actor: Actor, student_id: int, author_id: int, today: date) -> str | None:
    """How the author calls the child; None for anybody else and for who is no legal representative any more."""
    try:
        child = await access.child(session, actor, student_id, today)
    except NotFound:
        return None
    author = await session.scalar(
        select(Guardian.id).where(
            Guardian.person_id == author_id,
            Guardian.person_id.in_([grant.person_id for grant in actor.grants if grant.student_id == student_id]),
            Guardian.student_id == student_id,
            Guardian.legal,
        )
    )
    return child.called if author is not None else None
