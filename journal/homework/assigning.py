"""Set homework on a lesson, change it, say that there is none (П 5.4.1)."""

from collections.abc import Collection
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, String, case, cast, delete, func, literal, select, true, update

from db.engine import Session, insert
from db.homework import Homework, HomeworkFile, HomeworkKind, HomeworkRecipient
from db.lessons import Lesson, LessonState
from db.operations import Told
from db.people import Enrolment, Grant, Scope, Student
from journal import access, audit, notices, rules
from journal.access import Actor, LessonFacts
from journal.homework import load
from journal.homework.load import UNCOUNTED, Load
from journal.lessons import sheet
from journal.lessons.entries import HomeworkWas, Was
from journal.lessons.sheet import Touched
from journal.operations.told import homework_cell, named_cell
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
    load_reason: str = ""
    files: int = 0
    weighed: Load | None = None
    """What else is due on its day, where writing it asked that already."""

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


async def there(session: Session, lesson_id: int, number: int = 0) -> HomeworkThere:
    """What is set on a lesson that the caller was permitted to see: for its group, or under a number for the named."""
    files = select(func.count()).where(HomeworkFile.homework_id == Homework.id).correlate(Homework).scalar_subquery()
    row = (
        await session.execute(
            select(
                Homework.id,
                Homework.version,
                case((Homework.withdrawn, None), else_=Homework.kind),
                Homework.text,
                Homework.minutes,
                Homework.due_on,
                Homework.author_id,
                Homework.load_reason,
                files,
            ).where(Homework.lesson_id == lesson_id, Homework.number == number)
        )
    ).one_or_none()
    return HomeworkThere(*row) if row else HomeworkThere()


async def put(
    session: Session, actor: Actor, lesson_id: int, wanted: Wanted, *, version: int, now: datetime, reason: str = ""
) -> HomeworkThere:
    """Set the homework of a lesson or change what is set; returns it as it stands now.

    The same again is a success without a change. Raises Stale when somebody else changed it since the screen was drawn,
    NotFound for a day that no homework of this lesson can be due on, Overload where the day's load takes a reason.
    """
    lesson = await access.lesson_to_fill(session, actor, lesson_id, now)
    was = await there(session, lesson_id)
    made = await write(session, actor, lesson, was, wanted, version=version, reason=reason, now=now)
    await sheet.entered(session, lesson, entry(actor, was, made), now=now)
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
    """Change what kind the homework is, how long it takes or by when it is due; NotFound where none is set.

    Raises Overload where the day's load takes a reason: `weighing.change` keeps what was wanted until it is given.
    """
    lesson = await access.lesson_to_fill(session, actor, lesson_id, now)
    was = await there(session, lesson_id)
    wanted = changed(was, kind, minutes, due_on)
    made = await write(session, actor, lesson, was, wanted, version=version, now=now)
    await sheet.entered(session, lesson, entry(actor, was, made), now=now)
    return sheet.local(session, lesson)


def changed(was: HomeworkThere, kind: HomeworkKind | None, minutes: int | None, due_on: date | None) -> Wanted:
    """What is set, changed in one thing; NotFound where none is set, and «не задано» is no kind to change to."""
    if not was.said or was.none or kind is HomeworkKind.NONE:
        raise NotFound
    return Wanted(kind or was.wanted.kind, was.text, minutes or was.minutes, due_on or was.due_on)


async def write(
    session: Session,
    actor: Actor,
    lesson: LessonFacts,
    was: HomeworkThere,
    wanted: Wanted,
    *,
    version: int,
    now: datetime,
    reason: str = "",
    number: int = 0,
    students: Collection[int] = (),
    besides: Collection[int] = (),
) -> HomeworkThere:
    """The same for a lesson that this transaction has locked already; the caller tells `sheet.entered`.

    Under a number it is for these students alone; who they are is `named.put`'s to write. `besides` are homeworks that
    they will not have.
    """
    if was.said and wanted == was.wanted:
        return was
    if version != was.version:
        raise await sheet.stale(session, was.author_id, was.text or "—")
    if wanted.due_on is not None and not lesson.date < wanted.due_on <= lesson.date + FARTHEST:
        raise NotFound
    weighed = await weigh(session, lesson, was, wanted, students=students, besides=besides)
    over = weighed if weighed is not None and weighed.exceeded_by(wanted.minutes) else None
    if over is not None and not reason:
        raise over.refusal(wanted.minutes or 0)
    # A reason stands as long as what it was given for: another day or other minutes are weighed anew.
    kept = was.load_reason if wanted[2:] == was.wanted[2:] else ""
    values: dict[str, Any] = {
        **wanted._asdict(),
        "load_reason": reason if over else kept,
        "withdrawn": False,
        "author_id": actor.staff_id,
        "version": was.version + 1,
        "changed_at": now,
        # A day that somebody chose is its own.
        **({} if wanted.due_on == was.due_on else {"carried_from": None}),
    }
    homework_id = await session.scalar(
        insert(session, Homework)
        .values(lesson_id=lesson.id, number=number, put_at=now, **values)
        .on_conflict_do_update(index_elements=[Homework.lesson_id, Homework.number], set_=values)
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
        number=number or None,
        load=over.minutes + (wanted.minutes or 0) if over else None,
        limit=over.limit if over else None,
        reason=audit.sealed(reason) if over else None,
    )
    if was.said:
        await correct(session, lesson, number=number, now=now)
    return HomeworkThere(
        homework_id or 0,
        was.version + 1,
        *wanted,
        author_id=actor.staff_id,
        load_reason=values["load_reason"],
        files=was.files,
        weighed=weighed,
    )


def entry(actor: Actor, was: HomeworkThere, made: HomeworkThere, *, number: int = 0) -> Touched | None:
    """What was written, for `sheet.entered`, so that it can be taken back; None where nothing was changed."""
    if made == was:
        return None
    before = HomeworkWas(number, was.kind, was.text, was.minutes, was.due_on, was.load_reason, made.version)
    return Touched(was=Was(actor.staff_id, homework=(before,)))


async def restore(
    session: Session, actor: Actor, lesson: LessonFacts, back: HomeworkWas, *, reason: str, now: datetime
) -> Touched | None:
    """Put back what was set before, or nothing at all. Raises Stale when it is no longer what was set instead.

    Those families who were told it hear the change; the others never hear of it.
    """
    was = await there(session, lesson.id, back.number)
    if was.version != back.version:
        raise await sheet.stale(session, was.author_id, was.text or "—")
    if back.kind is not None:
        wanted = Wanted(back.kind, back.text, back.minutes, back.due_on)
        students = await _named(session, was.id) if back.number else ()
        made = await write(
            session, actor, lesson, was, wanted, version=was.version, number=back.number, students=students,
            reason=back.load_reason or reason, now=now,
        )  # fmt: skip
        return entry(actor, was, made, number=back.number)
    values = {"text": "", "minutes": None, "due_on": None, "load_reason": "", "kind": HomeworkKind.NONE}
    await session.execute(
        update(Homework)
        .where(Homework.id == was.id)
        .values(**values, withdrawn=True, author_id=actor.staff_id, version=was.version + 1, changed_at=now)
    )
    await session.execute(delete(HomeworkFile).where(HomeworkFile.homework_id == was.id))
    audit.record(session, actor, "homework.withdraw", now, lesson=lesson.id, number=back.number or None)
    await correct(session, lesson, number=back.number, now=now)
    return Touched()


async def _named(session: Session, homework_id: int) -> Collection[int]:
    found = await session.scalars(
        select(HomeworkRecipient.student_id).where(HomeworkRecipient.homework_id == homework_id)
    )
    return found.all()


async def overload(session: Session, lesson: LessonFacts, was: HomeworkThere, wanted: Wanted) -> Load | None:
    """The load of the day if this would be more than the grade's limit, and more than it was: that takes a reason."""
    weighed = await weigh(session, lesson, was, wanted)
    return weighed if weighed is not None and weighed.exceeded_by(wanted.minutes) else None


async def weigh(
    session: Session,
    lesson: LessonFacts,
    was: HomeworkThere,
    wanted: Wanted,
    *,
    students: Collection[int] = (),
    besides: Collection[int] = (),
) -> Load | None:
    """The load of the day where this puts more on it than there was; None where there is nothing to weigh."""
    if wanted.kind in UNCOUNTED or wanted.due_on is None or not wanted.minutes:
        return None
    counted = was.minutes if was.due_on == wanted.due_on and was.kind not in UNCOUNTED else None
    if wanted.minutes <= (counted or 0):
        return None
    return await load.of_day(session, lesson, wanted.due_on, besides=[was.id, *besides], students=students)


async def correct(
    session: Session, lesson: LessonFacts, *, number: int = 0, students: Collection[int] | None = None, now: datetime
) -> None:
    """Promise the change to those families who were told what was set before; others hear it with their next news.

    `students`: to theirs alone.
    """
    cell: ColumnElement[str] = literal(homework_cell(lesson.id))
    if number:
        cell = literal(named_cell(lesson.id, number, "")) + cast(Student.id, String)
    meant = true() if students is None else Student.id.in_(students)
    own = (Grant.person_id == Student.person_id) & (Grant.scope == Scope.STUDENT)
    told: Collection[int] = (
        await session.scalars(
            select(Student.id)
            .join(Grant, (Grant.student_id == Student.id) | own)
            .join(Told, (Told.account_id == Grant.account_id) & (Told.cell == cell))
            .join(Enrolment, Enrolment.student_id == Student.id)
            .where(Grant.ended_at.is_(None), access.sits_in(lesson.group_id, lesson.date), meant)
            .distinct()
        )
    ).all()
    if told:
        await notices.lesson_news(session, lesson, told, due_at=now + rules.of(session).hold, now=now)


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
