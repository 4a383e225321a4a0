"""Writing a remark: who and for whom by taps, the text as a message; held like a mark, then only taken back (П 5.3.3)."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final, NamedTuple

from sqlalchemy import ColumnElement, select, update

from db.engine import Session
from db.people import Enrolment, Person, Student
from db.remarks import LONGEST, Audience, Remark, RemarkKind
from db.timetable import GroupClass
from journal import access, audit, notices, rules, typed
from journal.access import Actor, LessonFacts, Pupil, during
from journal.lessons import card as lesson_card
from journal.operations import drafts
from journal.operations.drafts import DraftFacts
from journal.refusals import NotFound, PreviewGone, Refusal
from journal.remarks import naming, pages
from journal.remarks.pages import Card, LessonPage, Noted

KIND: Final = "remark"
"""The kind of draft in which the text of a remark is typed."""


class RemarkTold(Refusal):
    """The hold is over: the family may know the remark, so it can only be taken back."""

    key = "refusal-remark-told"


class Place(NamedTuple):
    """About whom a remark is, and by which right: on a lesson, or as the homeroom teacher."""

    student_id: int
    name: str
    form: str
    class_id: int | None = None
    lesson: LessonFacts | None = None


class Composing(NamedTuple):
    """A remark that is being written, and those that stand there."""

    place: Place
    kind: RemarkKind
    audience: Audience
    earlier: Sequence[Noted]
    own: frozenset[int]
    """Those of the actor's."""


class NamesAnother(NamedTuple):
    """Nothing was written: the text names somebody else of the class. The draft keeps it."""

    draft: DraftFacts
    place: Place
    words: tuple[str, ...]


async def choose(session: Session, actor: Actor, lesson_id: int, *, now: datetime) -> LessonPage:
    """About whom? What was half typed about another student of the lesson is given up. Raises LessonAhead, LessonCancelled."""
    page = await pages.of_lesson(session, actor, lesson_id, now=now)
    await drafts.drop(session, actor, kind=KIND)
    return page


async def on_lesson(
    session: Session,
    actor: Actor,
    lesson_id: int,
    *,
    student_id: int,
    kind: RemarkKind,
    audience: Audience,
    screen: int | None,
    now: datetime,
) -> Composing:
    """The next message is a remark about a student of an own lesson. Raises LessonAhead, LessonCancelled."""
    place = await _on_lesson(session, actor, lesson_id, student_id, now)
    return await _begin(session, actor, place, kind, audience, screen=screen, now=now)


async def in_class(
    session: Session,
    actor: Actor,
    class_id: int,
    *,
    student_id: int,
    kind: RemarkKind,
    audience: Audience,
    screen: int | None,
    now: datetime,
) -> Composing:
    """The next message is a remark about a student of the class that the actor leads (П 5.3.3)."""
    place = await _in_class(session, actor, class_id, student_id, now)
    return await _begin(session, actor, place, kind, audience, screen=screen, now=now)


async def hear(
    session: Session, actor: Actor, draft: DraftFacts, text: str, *, sure: bool = False, now: datetime
) -> Card | NamesAnother:
    """Write what was typed; the family hears after the hold. Who may write is asked anew.

    A text that names somebody else of the class is not written unless its author is `sure` that it is no student (H9).
    Raises TooLong.
    """
    said = typed.text(text, LONGEST)
    rewritten = draft.payload.get("remark")
    place = await _place(session, actor, draft, now)
    if not sure:
        classmates = await _classmates(session, place, now)
        if words := naming.others(said, classmates, place.student_id):
            payload = {**draft.payload, "typed": said}
            kept = await drafts.put(session, actor, kind=KIND, payload=payload, screen=draft.screen, now=now)
            return NamesAnother(kept, place, words)
    if rewritten is not None:
        await _change(session, actor, rewritten, now=now, text=said)
    else:
        rewritten = await _write(session, actor, place, draft, said, now=now)
    await _lay(session, actor, place, draft, now)
    return await pages.card(session, actor, rewritten, now=now)


async def insist(session: Session, actor: Actor, draft_id: int, version: int, *, now: datetime) -> Card:
    """The word is no student's name: write the text that was kept. Raises PreviewGone for a draft that is no longer this one."""
    draft = await drafts.current(session, actor)
    if draft is None or (draft.id, draft.version, draft.kind) != (draft_id, version, KIND):
        raise PreviewGone
    if "typed" not in draft.payload:
        raise PreviewGone
    made = await hear(session, actor, draft, draft.payload["typed"], sure=True, now=now)
    if isinstance(made, NamesAnother):  # pragma: no cover - who is sure is not asked
        raise PreviewGone
    audit.record(session, actor, "remark.insist", now, remark=made.id)
    return made


async def again(session: Session, actor: Actor, remark_id: int, *, screen: int | None, now: datetime) -> Card:
    """The next message is the new text of an own remark. Raises RemarkTold once the hold is over."""
    found = await pages.card(session, actor, remark_id, now=now)
    if found.withdrawn or not found.held(now):
        raise RemarkTold
    payload = {
        "student": found.student_id,
        "lesson": found.lesson_id,
        "class": found.class_id,
        "remark": remark_id,
    }
    await drafts.put(session, actor, kind=KIND, payload=payload, screen=screen, now=now)
    return found


async def leave(session: Session, actor: Actor, remark_id: int, *, now: datetime) -> Card:
    """An own remark as it stands; what was half typed instead of it is given up."""
    found = await pages.card(session, actor, remark_id, now=now)
    await drafts.drop(session, actor, kind=KIND)
    return found


async def change(
    session: Session, actor: Actor, remark_id: int, *, kind: RemarkKind, audience: Audience, now: datetime
) -> Card:
    """What it is and who reads it, while nobody can know of it yet. The same again is a success. Raises RemarkTold."""
    await _change(session, actor, remark_id, now=now, kind=kind, audience=audience)
    return await pages.card(session, actor, remark_id, now=now)


async def withdraw(session: Session, actor: Actor, remark_id: int, *, now: datetime) -> Card:
    """Take an own remark back. Within the hold nobody ever hears of it; later whoever was told hears this. Again is a success."""
    found = await pages.card(session, actor, remark_id, now=now)
    if found.withdrawn:
        return found
    await session.execute(
        update(Remark).where(Remark.id == remark_id, Remark.withdrawn_at.is_(None)).values(withdrawn_at=now)
    )
    await notices.remark(session, remark_id, found.student_id, due_at=now, now=now)
    await drafts.drop(session, actor, kind=KIND)
    audit.record(session, actor, "remark.withdraw", now, remark=remark_id, student=found.student_id)
    return found._replace(withdrawn=True)


async def _begin(
    session: Session,
    actor: Actor,
    place: Place,
    kind: RemarkKind,
    audience: Audience,
    *,
    screen: int | None,
    now: datetime,
) -> Composing:
    payload = {
        "student": place.student_id,
        "lesson": place.lesson.id if place.lesson else None,
        "class": place.class_id,
        "kind": kind.value,
        "audience": audience.value,
    }
    await drafts.put(session, actor, kind=KIND, payload=payload, screen=screen, now=now)
    lesson_id = place.lesson.id if place.lesson else None
    earlier = await pages.earlier(session, place.student_id, lesson_id=lesson_id)
    own = frozenset(noted.id for noted in earlier if noted.author_id == actor.staff_id)
    return Composing(place, kind, audience, earlier, own)


async def _place(session: Session, actor: Actor, draft: DraftFacts, now: datetime) -> Place:
    """By which right the draft was begun, if it is a right still; who rewrites an own remark needs no other."""
    payload = draft.payload
    if payload.get("remark") is not None:
        found = await pages.card(session, actor, payload["remark"], now=now)
        return Place(found.student_id, found.name, found.form, found.class_id)
    if payload["lesson"] is not None:
        return await _on_lesson(session, actor, payload["lesson"], payload["student"], now)
    return await _in_class(session, actor, payload["class"], payload["student"], now)


async def _on_lesson(session: Session, actor: Actor, lesson_id: int, student_id: int, now: datetime) -> Place:
    lesson = await access.lesson_to_fill(session, actor, lesson_id, now)
    pupil = next((it for it in await access.pupils_of(session, lesson) if it.student_id == student_id), None)
    if pupil is None:
        raise NotFound
    return Place(student_id, pupil.full, lesson.group, lesson=lesson)


async def _in_class(session: Session, actor: Actor, class_id: int, student_id: int, now: datetime) -> Place:
    found = await access.pupil_led(session, actor, class_id, student_id, now.date())
    return Place(student_id, f"{found.surname} {found.given_name}".strip(), found.school_class.name, class_id)


async def _classmates(session: Session, place: Place, now: datetime) -> list[Pupil]:
    """Everybody of the class, those of its other groups too; of a lesson that joins classes, of all of them."""
    classes: ColumnElement[bool] = Enrolment.class_id == place.class_id
    if place.lesson is not None:
        of_group = select(GroupClass.class_id).where(GroupClass.group_id == place.lesson.group_id)
        classes = Enrolment.class_id.in_(of_group)
    rows = await session.execute(
        select(Student.id, Person.surname, Person.given_name, Person.patronymic)
        .join(Person, Person.id == Student.person_id)
        .join(Enrolment, Enrolment.student_id == Student.id)
        .where(classes, during(Enrolment.valid_from, Enrolment.valid_to, now.date()))
        .distinct()
    )
    return [Pupil(row[0], number, *row[1:]) for number, row in enumerate(rows, start=1)]


async def _write(session: Session, actor: Actor, place: Place, draft: DraftFacts, text: str, *, now: datetime) -> int:
    remark = Remark(
        student_id=place.student_id,
        lesson_id=place.lesson.id if place.lesson else None,
        author_id=actor.staff_id,
        kind=RemarkKind(draft.payload["kind"]),
        audience=Audience(draft.payload["audience"]),
        text=text,
        put_at=now,
        changed_at=now,
    )
    session.add(remark)
    await session.flush()
    await notices.remark(session, remark.id, place.student_id, due_at=now + rules.of(session).hold, now=now)
    facts = {"remark": remark.id, "student": place.student_id, "lesson": remark.lesson_id}
    audit.record(session, actor, "remark.write", now, **facts, kind=remark.kind.value, text=audit.sealed(text))
    return remark.id


async def _change(session: Session, actor: Actor, remark_id: int, *, now: datetime, **values: Any) -> None:
    """Change an own remark within the hold, which begins anew."""
    found = await pages.card(session, actor, remark_id, now=now)
    if all(getattr(found, name) == value for name, value in values.items()):
        return
    if found.withdrawn or not found.held(now):
        raise RemarkTold
    await session.execute(update(Remark).where(Remark.id == remark_id).values(**values, changed_at=now))
    await notices.remark(session, remark_id, found.student_id, due_at=now + rules.of(session).hold, now=now)
    said = {name: audit.sealed(value) if name == "text" else str(value) for name, value in values.items()}
    audit.record(session, actor, "remark.change", now, remark=remark_id, **said)


async def _lay(session: Session, actor: Actor, place: Place, draft: DraftFacts, now: datetime) -> None:
    """What is typed next belongs to the lesson again, or to nothing."""
    if place.lesson is not None:
        await lesson_card.lay(session, actor, place.lesson.id, screen=draft.screen, now=now)
    else:
        await drafts.drop(session, actor, kind=KIND)
