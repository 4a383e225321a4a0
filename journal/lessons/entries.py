"""What a person's last entry into a lesson replaced, kept until the next one so that it can be taken back."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import select, update

from db.absences import AttendanceCode
from db.engine import Session, insert
from db.entries import LastEntry
from db.homework import HomeworkKind
from journal.refusals import NothingToUndo


class MarkWas(NamedTuple):
    """What stood in a slot before, and the version that the entry gave it."""

    student_id: int
    slot: int
    value: str | None
    work_type_id: int
    comment: str
    version: int


class CodeWas(NamedTuple):
    """A student's attendance code before, and the version that the entry gave it."""

    student_id: int
    code: AttendanceCode | None
    version: int


class TopicWas(NamedTuple):
    """The topic before, and the one that took its place."""

    title: str
    topic_id: int | None
    now: str


class HomeworkWas(NamedTuple):
    """The homework before (no kind: nothing was said), and the version that the entry gave it."""

    number: int
    kind: HomeworkKind | None
    text: str
    minutes: int | None
    due_on: date | None
    load_reason: str
    version: int


class Was(NamedTuple):
    """What one entry of one person replaced; nothing of it where nothing can be taken back."""

    by: int = 0
    marks: tuple[MarkWas, ...] = ()
    codes: tuple[CodeWas, ...] = ()
    taken: bool = False
    """Attendance was taken by it: before, nobody was said to be present."""
    topic: TopicWas | None = None
    homework: tuple[HomeworkWas, ...] = ()

    def __or__(self, other: "Was") -> "Was":
        """Both as one entry: a dictated lesson is taken back whole."""
        return Was(
            self.by or other.by,
            self.marks + other.marks,
            self.codes + other.codes,
            self.taken or other.taken,
            self.topic or other.topic,
            self.homework + other.homework,
        )

    def __bool__(self) -> bool:
        """Whether it replaced anything."""
        return bool(self.marks or self.codes or self.taken or self.topic or self.homework)


class Entry(NamedTuple):
    """A person's last entry into a lesson."""

    was: Was
    version: int
    at: datetime


async def remember(session: Session, lesson_id: int, was: Was, *, now: datetime) -> None:
    """This is now the person's last entry into the lesson; the one before it is for good."""
    statement = insert(session, LastEntry).values(
        lesson_id=lesson_id, person_id=was.by, was=_packed(was), version=1, at=now
    )
    await session.execute(
        statement.on_conflict_do_update(
            index_elements=[LastEntry.lesson_id, LastEntry.person_id],
            set_={
                "was": statement.excluded.was,
                "version": LastEntry.version + 1,
                "at": statement.excluded.at,
            },
        )
    )


async def last(session: Session, lesson_id: int, person_id: int) -> Entry:
    """A person's last entry into the lesson. Raises NothingToUndo where there is none, or it was taken back."""
    row = (
        await session.execute(
            select(LastEntry.was, LastEntry.version, LastEntry.at).where(
                LastEntry.lesson_id == lesson_id, LastEntry.person_id == person_id
            )
        )
    ).one_or_none()
    if row is None or not (was := _unpacked(row.was, person_id)):
        raise NothingToUndo
    return Entry(was, row.version, row.at)


async def forget(session: Session, lesson_id: int, person_id: int) -> None:
    """The entry was taken back: a second tap finds nothing."""
    await session.execute(
        update(LastEntry)
        .where(LastEntry.lesson_id == lesson_id, LastEntry.person_id == person_id)
        .values(was={}, version=LastEntry.version + 1)
    )


def _packed(was: Was) -> dict[str, Any]:
    homework = [{**it._asdict(), "due_on": it.due_on.isoformat() if it.due_on else None} for it in was.homework]
    return {"marks": was.marks, "codes": was.codes, "taken": was.taken, "topic": was.topic, "homework": homework}


def _unpacked(kept: Mapping[str, Any], person_id: int) -> Was:
    topic = kept.get("topic")
    return Was(
        person_id,
        tuple(MarkWas(*mark) for mark in kept.get("marks", ())),
        tuple(
            CodeWas(student, AttendanceCode(code) if code else None, version)
            for student, code, version in kept.get("codes", ())
        ),
        bool(kept.get("taken")),
        TopicWas(*topic) if topic else None,
        tuple(_homework(it) for it in kept.get("homework", ())),
    )


def _homework(kept: Mapping[str, Any]) -> HomeworkWas:
    kind, due_on = kept["kind"], kept["due_on"]
    return HomeworkWas(
        **{
            **kept,
            "kind": HomeworkKind(kind) if kind else None,
            "due_on": date.fromisoformat(due_on) if due_on else None,
        }
    )
