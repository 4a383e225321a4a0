"""The homeroom teacher's side of absence notes: the list of the class, one note, accepted or declined (H6)."""

from datetime import date, datetime, timedelta
from typing import Any, Final, NamedTuple

from sqlalchemy import Select, and_, case, func, or_, select, update
from sqlalchemy.orm import aliased

from db.absences import AbsenceNote, Attendance, AttendanceCode, NoteState
from db.engine import Session
from db.lessons import Lesson
from db.people import Enrolment, Grant, Guardian, Person, SchoolClass, Student
from journal import access, audit, typed
from journal.absences import explained, note_news
from journal.absences.notes import NoteFacts, NoteSettled
from journal.access import Actor, ClassFacts, during
from journal.operations import drafts
from journal.operations.drafts import DraftFacts
from journal.refusals import NotFound

KIND: Final = "note-decline"
"""The kind of draft in which the comment of a declined note is typed."""
LIMIT: Final = 300
SHOWN: Final = 30
"""How many notes of a class are listed: those that wait first, then the latest of the last days."""
LISTED_FOR: Final = timedelta(days=14)
"""So long after its last day a settled note is listed still."""


class ClassNote(NamedTuple):
    """A note as the child's homeroom teacher sees it."""

    note: NoteFacts
    surname: str
    given_name: str
    school_class: ClassFacts
    author: str
    kinship: str
    settler: str
    """«Титова Е. С.», once it is settled."""
    missed: int
    """Lessons of these days that stand as Н."""
    author_account: int | None
    """Where the author hears the answer, while connected."""

    @property
    def name(self) -> str:
        """«Смирнова Полина»."""
        return f"{self.surname} {self.given_name}".strip()


async def of_class(session: Session, actor: Actor, class_id: int, today: date) -> tuple[ClassFacts, list[ClassNote]]:
    """The notes about the students of the own class, without those long settled; NotFound for another's."""
    school_class = await access.class_led(session, actor, class_id, today)
    waits = case((AbsenceNote.state == NoteState.SENT, 0), else_=1)
    rows = await session.execute(
        _notes(actor, today)
        .where(
            SchoolClass.id == class_id,
            or_(AbsenceNote.state == NoteState.SENT, AbsenceNote.last_on >= today - LISTED_FOR),
        )
        .order_by(waits, AbsenceNote.last_on.desc(), AbsenceNote.id.desc())
        .limit(SHOWN)
    )
    return school_class, [_of(row) for row in rows]


async def one(session: Session, actor: Actor, note_id: int, today: date) -> ClassNote:
    """A note about a student of the own class; NotFound for any other."""
    row = (await session.execute(_notes(actor, today).where(AbsenceNote.id == note_id))).one_or_none()
    if row is None:
        raise NotFound
    return _of(row)


async def accept(session: Session, actor: Actor, note_id: int, *, version: int, now: datetime) -> ClassNote:
    """The note explains: every Н of its days becomes its code, and so does one put later by it. Again is a success."""
    return await _settle(session, actor, note_id, NoteState.ACCEPTED, version=version, now=now)


async def decline(
    session: Session, actor: Actor, note_id: int, *, version: int, comment: str = "", now: datetime
) -> ClassNote:
    """The note does not explain: what it had put is Н again, and its author reads the comment. Again is a success."""
    return await _settle(session, actor, note_id, NoteState.DECLINED, version=version, comment=comment, now=now)


async def _settle(
    session: Session,
    actor: Actor,
    note_id: int,
    state: NoteState,
    *,
    version: int,
    comment: str = "",
    now: datetime,
) -> ClassNote:
    """Raises NoteSettled where the note is not any more what the button was drawn for: who made what of it."""
    known = await one(session, actor, note_id, now.date())
    lessons = await explained.lock(session, known.note.student_id, known.note.days, now=now)
    settled = await session.scalar(
        update(AbsenceNote)
        .where(
            AbsenceNote.id == note_id,
            AbsenceNote.version == version,
            AbsenceNote.state.not_in((state, NoteState.WITHDRAWN)),
        )
        .values(
            state=state,
            comment=comment,
            settled_by=actor.staff_id,
            settled_at=now,
            version=AbsenceNote.version + 1,
        )
        .returning(AbsenceNote.version)
    )
    if settled is None:
        there = await one(session, actor, note_id, now.date())
        if there.note.state is state:
            return there
        raise NoteSettled(state=there.note.state.value)
    of_note = note_id, known.note.student_id
    if state is NoteState.ACCEPTED:
        changed = await explained.explain(
            session, *of_note, actor.staff_id, reason=known.note.reason, lessons=lessons, now=now
        )
    else:
        changed = await explained.take_back(session, *of_note, actor.staff_id, now=now)
    await note_news.settled(session, note_id, known.author_account, now=now)
    audit.record(
        session, actor, f"note.{state.value}", now, note=note_id, lessons=changed, comment=audit.sealed(comment)
    )
    return await one(session, actor, note_id, now.date())


# --- the comment, typed --------------------------------------------------------------------------------------------------


async def ask_comment(
    session: Session, actor: Actor, note_id: int, *, version: int, screen: int | None, now: datetime
) -> ClassNote:
    """The next message is what the guardian is told about the refusal. Nothing is declined yet."""
    found = await one(session, actor, note_id, now.date())
    payload = {"note": note_id, "version": version}
    await drafts.put(session, actor, kind=KIND, payload=payload, screen=screen, now=now)
    return found


async def keep_comment(
    session: Session, actor: Actor, draft: DraftFacts, text: str, *, now: datetime
) -> tuple[ClassNote, DraftFacts, str]:
    """Keep what was typed until it is confirmed: it goes to a parent. Raises TooLong; empty is for the caller to see."""
    found = await one(session, actor, draft.payload["note"], now.date())
    comment = typed.line(text, LIMIT)
    payload = {**draft.payload, "comment": comment}
    return found, await drafts.put(session, actor, kind=KIND, payload=payload, screen=None, now=now), comment


async def decline_said(session: Session, actor: Actor, draft_id: int, *, version: int, now: datetime) -> ClassNote:
    """Decline with the comment that was typed. NotFound for a draft that is no longer this one."""
    draft = await drafts.take(session, actor, draft_id=draft_id, version=version)
    if draft.kind != KIND or "comment" not in draft.payload:
        raise NotFound
    payload = draft.payload
    return await decline(
        session, actor, payload["note"], version=payload["version"], comment=payload["comment"], now=now
    )


# --- reading -------------------------------------------------------------------------------------------------------------


def _notes(actor: Actor, today: date) -> Select[*tuple[Any, ...]]:
    """Notes about students who sit today in a class that the actor leads."""
    author, settler = aliased(Person), aliased(Person)
    missed = (
        select(func.count())
        .select_from(Attendance)
        .join(Lesson, Lesson.id == Attendance.lesson_id)
        .where(
            Attendance.student_id == AbsenceNote.student_id,
            Attendance.code == AttendanceCode.ABSENT,
            Lesson.date.between(AbsenceNote.first_on, AbsenceNote.last_on),
        )
        .correlate(AbsenceNote)
        .scalar_subquery()
    )
    account = (
        select(Grant.account_id)
        .where(
            Grant.person_id == AbsenceNote.author_id,
            Grant.student_id == AbsenceNote.student_id,
            Grant.ended_at.is_(None),
        )
        .correlate(AbsenceNote)
        .scalar_subquery()
    )
    return (
        select(
            *(getattr(AbsenceNote, name) for name in NoteFacts._fields),
            Person.surname,
            Person.given_name,
            SchoolClass.id,
            SchoolClass.grade,
            SchoolClass.letter,
            author.surname,
            author.given_name,
            author.patronymic,
            Guardian.kinship,
            settler.surname,
            settler.given_name,
            settler.patronymic,
            missed,
            account,
        )
        .join(Student, Student.id == AbsenceNote.student_id)
        .join(Person, Person.id == Student.person_id)
        .join(
            Enrolment,
            and_(Enrolment.student_id == Student.id, during(Enrolment.valid_from, Enrolment.valid_to, today)),
        )
        .join(SchoolClass, SchoolClass.id == Enrolment.class_id)
        .join(author, author.id == AbsenceNote.author_id)
        .outerjoin(
            Guardian, and_(Guardian.person_id == AbsenceNote.author_id, Guardian.student_id == AbsenceNote.student_id)
        )
        .outerjoin(settler, settler.id == AbsenceNote.settled_by)
        .where(access.leads(actor.staff_id, today))
    )


def _of(row: Any) -> ClassNote:
    width = len(NoteFacts._fields)
    surname, given_name, class_id, grade, letter, *rest = row[width:]
    author, kinship, settler = rest[:3], rest[3], rest[4:7]
    return ClassNote(
        NoteFacts(*row[:width]),
        surname,
        given_name,
        ClassFacts(class_id, grade, letter),
        " ".join(filter(None, author)),
        kinship or "",
        f"{settler[0]} {' '.join(f'{name[:1]}.' for name in settler[1:] if name)}".strip() if settler[0] else "",
        *rest[7:],
    )
