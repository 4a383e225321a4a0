"""A child's homework as the family sees it: due on a day, of one subject, with its photos and files."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, and_, delete, exists, func, or_, select

from db.engine import Session, insert_missing
from db.homework import FileKind, Homework, HomeworkDone, HomeworkFile, HomeworkKind, StoredFile
from db.lessons import Lesson
from db.people import Enrolment
from db.timetable import Course, GroupClass, Subject
from journal import access, rules
from journal.access import Actor, Child, sits_in
from journal.family import days, tests, visible
from journal.family.days import Neighbours, Sitting
from journal.family.tests import TestAhead
from journal.homework import whose
from journal.refusals import NotFound

LOOKED_BACK = timedelta(days=30)
"""How old the last homework of a subject may be to be shown where nothing newer is set."""


class Task(NamedTuple):
    """A homework that was set. `due_on` None: the course has no later lesson in the calendar yet."""

    id: int
    lesson_id: int
    subject_id: int
    subject: str
    kind: HomeworkKind
    text: str
    minutes: int | None
    set_on: date
    due_on: date | None
    files: int
    personal: bool = False
    """For this child and not for the whole group."""
    done: bool = False
    """The student says so."""


class DayPage(NamedTuple):
    """`📝 Домашнее задание` of a day: what is due, what was said not to be set, what nobody wrote down yet."""

    child: Child
    day: date | None
    """None: no lessons ahead in the timetable."""
    neighbours: Neighbours
    tasks: tuple[Task, ...]
    none: tuple[str, ...]
    unwritten: tuple[str, ...]
    lessons: bool
    tests: tuple[TestAhead, ...] = ()
    """What will be written that day."""

    @property
    def minutes(self) -> int:
        """The load of the day, as far as the teachers said it."""
        return sum(task.minutes or 0 for task in self.tasks)


class SubjectPage(NamedTuple):
    """The homework of one subject: what is still due, else the last one (`past`)."""

    child: Child
    subject: str
    tasks: tuple[Task, ...]
    past: bool = False
    elsewhere: bool = False
    """There is no such lesson on the days that were asked about: the tasks are the nearest ones after them."""


class PeriodPage(NamedTuple):
    """What is due on some days, of all subjects, in order."""

    child: Child
    first: date
    last: date
    tasks: tuple[Task, ...]


class File(NamedTuple):
    """A photo or document to send again."""

    kind: FileKind
    platform_file_id: str
    name: str


class Attachments(NamedTuple):
    """What came with a homework."""

    task: Task
    files: tuple[File, ...]


async def day_page(
    session: Session, actor: Actor, *, student_id: int, day: date | None = None, now: datetime
) -> DayPage:
    """What is due on a day, in the order of its lessons; None is the next school day of the child."""
    today = now.date()
    child = await access.child(session, actor, student_id, today)
    near = day or today
    lessons = await days.sittings(session, child, near - days.AROUND, near + days.AROUND)
    day = day or days.next_day(lessons, today)
    if day is None:
        return DayPage(child, None, days.neighbours(lessons, today), (), (), (), lessons=False)
    meant = [lesson for lesson in lessons if lesson.date == day and lesson.takes_place]
    before = _last_before(lessons, day)
    rows = await session.execute(
        _tasks(child, now=now, hold=rules.of(session).hold).where(
            or_(
                and_(Homework.due_on == day, Homework.kind != HomeworkKind.NONE),
                and_(Homework.due_on.is_(None), Homework.lesson_id.in_([lesson.lesson_id for lesson in before])),
            )
        )
    )
    found = _distinct(rows)
    tasks = [task for task in found if task.kind is not HomeworkKind.NONE]
    none = {task.subject_id for task in found if task.kind is HomeworkKind.NONE and not task.personal}
    none -= {task.subject_id for task in tasks}
    order = {lesson.subject_id: lesson.period for lesson in reversed(meant)}
    tasks.sort(key=lambda task: (task.due_on is None, order.get(task.subject_id, 99), task.subject, task.id))
    written = none | {task.subject_id for task in tasks}
    names = {lesson.subject_id: lesson.subject for lesson in meant}
    return DayPage(
        child,
        day,
        days.neighbours(lessons, day),
        tuple(tasks),
        tuple(name for subject_id, name in names.items() if subject_id in none),
        tuple(name for subject_id, name in names.items() if subject_id not in written),
        lessons=bool(meant),
        tests=tuple(await tests.of_child(session, child, day, day, now=now)) if meant else (),
    )


async def subject_page(
    session: Session,
    actor: Actor,
    *,
    student_id: int,
    subject_id: int,
    first: date | None = None,
    last: date | None = None,
    now: datetime,
) -> SubjectPage:
    """What a subject set: due on these days if some are named, else due from today on, else the last thing that was.

    «Задали» may well mean what is for today, so today counts. NotFound for a subject that the child does not have.
    """
    today = now.date()
    child = await access.child(session, actor, student_id, today)
    since = (first or today) - LOOKED_BACK
    sat = days.sat_by(select(Subject.name), child.student_id)
    subject = await session.scalar(sat.where(Subject.id == subject_id, Lesson.date > since).limit(1))
    if subject is None:
        raise NotFound
    rows = await session.execute(
        _tasks(child, now=now, hold=rules.of(session).hold).where(
            Subject.id == subject_id, Homework.kind != HomeworkKind.NONE, Lesson.date > since
        )
    )
    tasks = sorted(_distinct(rows), key=_by_day)
    if first is not None:
        within = (task for task in tasks if task.due_on and first <= task.due_on <= (last or first))
        found = tuple(within)
        if found or await _taught(session, child, subject_id, first, last or first):
            return SubjectPage(child, subject, found)
        later = [task for task in tasks if (task.due_on or date.max) > (last or first)]
        return SubjectPage(
            child, subject, tuple(task for task in later if task.due_on == later[0].due_on), elsewhere=True
        )
    ahead = [task for task in tasks if (task.due_on or today) >= today]
    return SubjectPage(child, subject, tuple(ahead or tasks[-1:]), past=not ahead)


async def _taught(session: Session, child: Child, subject_id: int, first: date, last: date) -> bool:
    """Whether the child has the subject on any of these days."""
    lessons = await days.sittings(session, child, first, last)
    return any(lesson.subject_id == subject_id and lesson.takes_place for lesson in lessons)


async def period_page(
    session: Session, actor: Actor, *, student_id: int, first: date, last: date, now: datetime
) -> PeriodPage:
    """What is due from one day to another."""
    child = await access.child(session, actor, student_id, now.date())
    rows = await session.execute(
        _tasks(child, now=now, hold=rules.of(session).hold).where(
            Homework.due_on.between(first, last), Homework.kind != HomeworkKind.NONE
        )
    )
    return PeriodPage(child, first, last, tuple(sorted(_distinct(rows), key=_by_day)))


async def of_days(session: Session, child: Child, first: date, last: date, *, now: datetime) -> list[Task]:
    """What is due on some days or was set on them, «не задано» too. The child was loaded: that was the permission."""
    rows = await session.execute(
        _tasks(child, now=now, hold=rules.of(session).hold).where(
            or_(Homework.due_on.between(first, last), Lesson.date.between(first, last))
        )
    )
    return sorted(_distinct(rows), key=_by_day)


async def set_done(
    session: Session, actor: Actor, *, student_id: int, homework_id: int, done: bool, now: datetime
) -> None:
    """A student's own tick, or none any more; the same again is a success.

    NotFound for a parent, and for a homework that is not the student's or not told yet.
    """
    child = await access.child(session, actor, student_id, now.date())
    query = _tasks(child, now=now, hold=rules.of(session).hold)
    tasks = _distinct(await session.execute(query.where(Homework.id == homework_id)))
    if not child.own or not tasks or tasks[0].kind is HomeworkKind.NONE:
        raise NotFound
    if done:
        tick = {"homework_id": homework_id, "student_id": child.student_id, "done_at": now}
        await session.execute(insert_missing(session, HomeworkDone).values([tick]))
        return
    await session.execute(
        delete(HomeworkDone).where(HomeworkDone.homework_id == homework_id, HomeworkDone.student_id == child.student_id)
    )


async def attachments(
    session: Session, actor: Actor, *, student_id: int, homework_id: int, platform: str, now: datetime
) -> Attachments:
    """The photos and files of a homework of the child's. NotFound for any other, and for one that is not told yet."""
    child = await access.child(session, actor, student_id, now.date())
    hold = rules.of(session).hold
    rows = await session.execute(
        _tasks(child, now=now, hold=hold)
        .add_columns(StoredFile.kind, StoredFile.platform_file_id, StoredFile.name, HomeworkFile.position)
        .join(HomeworkFile, HomeworkFile.homework_id == Homework.id)
        .join(StoredFile, StoredFile.id == HomeworkFile.file_id)
        .where(Homework.id == homework_id, StoredFile.platform == platform)
        .order_by(HomeworkFile.position, StoredFile.id)
    )
    found = rows.all()
    if not found:
        raise NotFound
    size = len(Task._fields)
    files = {row[size + 1]: File(*row[size : size + 3]) for row in found}
    return Attachments(Task(*found[0][:size]), tuple(files.values()))


def _last_before(lessons: Iterable[Sitting], day: date) -> list[Sitting]:
    """Of every course its last lesson before the day: what it set without a date is for the next one."""
    last: dict[int, Sitting] = {}
    for lesson in lessons:
        if lesson.date < day and lesson.takes_place:
            last[lesson.course_id] = lesson
    return list(last.values())


def _tasks(child: Child, *, now: datetime, hold: timedelta) -> Select[*tuple[Any, ...]]:
    """The child's homework that may be seen: of groups in which the child sits when it is due (or sat when it was set).

    What was set for named students is seen by their families alone.
    """
    files = (
        select(func.count())
        .select_from(HomeworkFile)
        .where(HomeworkFile.homework_id == Homework.id)
        .correlate_except(HomeworkFile)
        .scalar_subquery()
    )
    day = func.coalesce(Homework.due_on, Lesson.date)
    done = exists().where(HomeworkDone.homework_id == Homework.id, HomeworkDone.student_id == child.student_id)
    seen: ColumnElement[bool] = visible.entry(Homework.put_at, now=now, hold=hold)
    return (
        select(
            Homework.id,
            Homework.lesson_id,
            Course.subject_id,
            Subject.name,
            Homework.kind,
            Homework.text,
            Homework.minutes,
            Lesson.date,
            Homework.due_on,
            files,
            Homework.number > 0,
            done,
        )
        .select_from(Homework)
        .join(Lesson, Lesson.id == Homework.lesson_id)
        .join(Course, Course.id == Lesson.course_id)
        .join(Subject, Subject.id == Course.subject_id)
        .join(Enrolment, Enrolment.student_id == child.student_id)
        .join(GroupClass, and_(GroupClass.class_id == Enrolment.class_id, GroupClass.group_id == Course.group_id))
        .where(sits_in(Course.group_id, day), seen, whose.of(child.student_id), ~Homework.withdrawn)
    )


def _by_day(task: Task) -> tuple[date, date, str, int]:
    return task.due_on or date.max, task.set_on, task.subject, task.id


def _distinct(rows: Iterable[Any]) -> list[Task]:
    """A student who changes class may belong to both on the day of it."""
    return list({row[0]: Task(*row) for row in rows}.values())
