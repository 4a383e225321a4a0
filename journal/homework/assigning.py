"""Set homework on a lesson, change it, say that there is none (П 5.4.1)."""

from collections.abc import Collection
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import func, select

from db.engine import Session, insert
from db.homework import Homework, HomeworkFile, HomeworkKind
from db.lessons import Lesson, LessonState
from db.operations import Told
from db.people import Enrolment, Grant, Scope, Student
from journal import access, audit, notices, rules
from journal.access import Actor, LessonFacts
from journal.lessons import sheet
from journal.lessons.sheet import Touched
from journal.operations.told import homework_cell
from journal.refusals import NotFound

LIMIT = 2000
"""Characters of a homework, captions of its photos included."""
FARTHEST = timedelta(days=300)
"""No homework is due further off than a school year."""


class HomeworkThere(NamedTuple):
    """What is set on a lesson. Version 0: nothing was said yet, which is a gap; «не задано» is an entry."""

    id: int = 0
    version: int = 0
    kind: HomeworkKind | None = None
    text: str = ""
    minutes: int | None = None
    due_on: date | None = None
    author_id: int = 0
    files: int = 0

    @property
    def said(self) -> bool:
        """Whether there is an entry at all."""
        return self.kind is not None

    @property
    def none(self) -> bool:
        """«Не задано»."""
        return self.kind is HomeworkKind.NONE

    @property
    def wanted(self) -> "Wanted":
        """What is there, to be changed in one thing."""
        return Wanted(self.kind or HomeworkKind.WRITTEN, self.text, self.minutes, self.due_on)


class Wanted(NamedTuple):
    """What shall be set."""

    kind: HomeworkKind = HomeworkKind.WRITTEN
    text: str = ""
    minutes: int | None = None
    due_on: date | None = None


NOTHING = Wanted(HomeworkKind.NONE)


async def there(session: Session, lesson_id: int) -> HomeworkThere:
    """What is set on a lesson that the caller was permitted to see."""
    files = select(func.count()).where(HomeworkFile.homework_id == Homework.id).correlate(Homework).scalar_subquery()
    row = (
        await session.execute(
            select(
                Homework.id,
                Homework.version,
                Homework.kind,
                Homework.text,
                Homework.minutes,
                Homework.due_on,
                Homework.author_id,
                files,
            ).where(Homework.lesson_id == lesson_id)
        )
    ).one_or_none()
    return HomeworkThere(*row) if row else HomeworkThere()


async def put(
    session: Session, actor: Actor, lesson_id: int, wanted: Wanted, *, version: int, now: datetime
) -> HomeworkThere:
    """Set the homework of a lesson or change what is set; returns it as it stands now.

    The same again is a success without a change. Raises Stale when somebody else changed it since the screen was drawn,
    NotFound for a day that no homework of this lesson can be due on.
    """
    lesson = await access.lesson_to_fill(session, actor, lesson_id, now)
    was = await there(session, lesson_id)
    made = await write(session, actor, lesson, was, wanted, version=version, now=now)
    if made != was:
        await sheet.entered(session, lesson, Touched(), now=now)
    return made


async def change(
    session: Session,
    actor: Actor,
    lesson_id: int,
    *,
    version: int,
    now: datetime,
    kind: HomeworkKind | None = None,
    minutes: int | None = None,
    due_on: date | None = None,
) -> LessonFacts:
    """Change what kind the homework is, how long it takes or by when it is due; NotFound where none is set."""
    lesson = await access.lesson_to_fill(session, actor, lesson_id, now)
    was = await there(session, lesson_id)
    if not was.said or was.none or kind is HomeworkKind.NONE:
        raise NotFound
    wanted = Wanted(kind or was.wanted.kind, was.text, minutes or was.minutes, due_on or was.due_on)
    if await write(session, actor, lesson, was, wanted, version=version, now=now) != was:
        await sheet.entered(session, lesson, Touched(), now=now)
    return sheet.local(session, lesson)


async def write(
    session: Session,
    actor: Actor,
    lesson: LessonFacts,
    was: HomeworkThere,
    wanted: Wanted,
    *,
    version: int,
    now: datetime,
) -> HomeworkThere:
    """The same for a lesson that this transaction has locked already; the caller tells `sheet.entered`."""
    if was.said and wanted == was.wanted:
        return was
    if version != was.version:
        raise await sheet.stale(session, was.author_id, was.text or "—")
    if wanted.due_on is not None and not lesson.date < wanted.due_on <= lesson.date + FARTHEST:
        raise NotFound
    values: dict[str, Any] = {
        **wanted._asdict(),
        "author_id": actor.staff_id,
        "version": was.version + 1,
        "changed_at": now,
    }
    homework_id = await session.scalar(
        insert(session, Homework)
        .values(lesson_id=lesson.id, put_at=now, **values)
        .on_conflict_do_update(index_elements=[Homework.lesson_id], set_=values)
        .returning(Homework.id)
    )
    audit.record(
        session,
        actor,
        "homework.put",
        now,
        lesson=lesson.id,
        kind=wanted.kind,
        text=audit.sealed(wanted.text),
        old=audit.sealed(was.text) if was.said else None,
        due=wanted.due_on.isoformat() if wanted.due_on else None,
        late=int(now.date() != lesson.date),
    )
    if was.said:
        await correct(session, lesson, now=now)
    return HomeworkThere(homework_id or 0, was.version + 1, *wanted, author_id=actor.staff_id, files=was.files)


async def correct(session: Session, lesson: LessonFacts, *, now: datetime) -> None:
    """Promise the change to those families who were told what was set before; others hear it with their next news."""
    own = (Grant.person_id == Student.person_id) & (Grant.scope == Scope.STUDENT)
    students: Collection[int] = (
        await session.scalars(
            select(Student.id)
            .join(Grant, (Grant.student_id == Student.id) | own)
            .join(Told, (Told.account_id == Grant.account_id) & (Told.cell == homework_cell(lesson.id)))
            .join(Enrolment, Enrolment.student_id == Student.id)
            .where(Grant.ended_at.is_(None), access.sits_in(lesson.group_id, lesson.date))
            .distinct()
        )
    ).all()
    if students:
        await notices.lesson_news(session, lesson, students, due_at=now + rules.of(session).hold, now=now)


async def days_of_course(session: Session, lesson: LessonFacts, *, limit: int = 12) -> list[date]:
    """The course's next days with a lesson, soonest first: a double lesson is one day, a cancelled one is none."""
    found = await session.scalars(
        select(Lesson.date)
        .where(Lesson.course_id == lesson.course_id, Lesson.date > lesson.date, Lesson.state != LessonState.CANCELLED)
        .distinct()
        .order_by(Lesson.date)
        .limit(limit)
    )
    return list(found)


async def next_day(session: Session, lesson: LessonFacts) -> date | None:
    """When homework of this lesson is due unless said otherwise: the course's next lesson of a later date."""
    return next(iter(await days_of_course(session, lesson, limit=1)), None)
