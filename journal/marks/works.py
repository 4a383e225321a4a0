"""Work types: what a mark is for. Marks of a lesson take the lesson's type unless said otherwise."""

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import select

from db.engine import Session
from db.marks import WorkType
from journal import access, audit
from journal.access import Actor, LessonFacts
from journal.lessons import sheet
from journal.lessons.sheet import Line, Sheet, Touched
from journal.refusals import NoMarks, NotFound

USUAL = "answer"
"""The type of a lesson whose teacher chose none."""


WRITTEN = frozenset({"quiz", "test", "practical", "lab", "dictation", "essay"})
"""What everybody in the class writes, so that whoever was not there writes it later."""


class Work(NamedTuple):
    """A work type."""

    id: int
    code: str
    name: str
    short_name: str
    weight: int


async def all_of(session: Session) -> list[Work]:
    """The school's work types in its own order."""
    rows = await session.execute(
        select(WorkType.id, WorkType.code, WorkType.name, WorkType.short_name, WorkType.weight).order_by(
            WorkType.position, WorkType.id
        )
    )
    return [Work(*row) for row in rows]


def of_lesson(works: list[Work], lesson: LessonFacts) -> Work:
    """The type that marks of the lesson take. Raises NotFound in a school without work types."""
    wanted = [work for work in works if work.id == lesson.work_type_id] or [
        work for work in works if work.code == USUAL
    ]
    if not (wanted or works):
        raise NotFound
    return (wanted or works)[0]


def waiting(found: Sheet, work_type_id: int) -> list[Line]:
    """Who has no mark for this work yet."""

    def wrote(line: Line) -> bool:
        return any(mark.value is not None and mark.work_type_id == work_type_id for mark in line.marks)

    return [line for line in found.lines if not wrote(line)]


async def unwritten(session: Session, found: Sheet) -> int:
    """How many of the lesson have no mark yet for a work that the whole class writes."""
    work_type_id = found.lesson.work_type_id
    if work_type_id is None or not found.lesson.marked:
        return 0
    code = await session.scalar(select(WorkType.code).where(WorkType.id == work_type_id))
    return len(waiting(found, work_type_id)) if code in WRITTEN else 0


async def choose(session: Session, actor: Actor, lesson_id: int, work_type_id: int, *, now: datetime) -> None:
    """Marks of the lesson put from now on are of this type; those there keep theirs. Raises NoMarks (П 5.5)."""
    lesson = await access.lesson_to_fill(session, actor, lesson_id, now)
    if not lesson.marked:
        raise NoMarks
    if work_type_id not in {work.id for work in await all_of(session)}:
        raise NotFound
    if lesson.work_type_id == work_type_id:
        return
    audit.record(session, actor, "lesson.work", now, lesson=lesson.id, old=lesson.work_type_id, new=work_type_id)
    await sheet.entered(session, lesson, Touched(values={"work_type_id": work_type_id}), now=now)
