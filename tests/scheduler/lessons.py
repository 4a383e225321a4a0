"""Lessons of the named school, and what is entered into them, as the tests of this folder call it.

Entries are written in the smallest way that promises their news; how handlers and `journal` do it is tested with them.
"""

from datetime import date

from sqlalchemy import select, update

from db.absences import Attendance, AttendanceCode
from db.engine import Session
from db.lessons import Lesson, LessonState
from db.marks import Mark, MarkChange, WorkType
from db.people import Account, MarksDelivery, Preference
from journal import access, notices, rules
from tests.school import MONDAY, Somebody
from tests.telegram import World


async def lesson_id(world: World, course: str, day: date = MONDAY) -> int:
    """A lesson by course and day: `lesson_id(world, "8Б алгебра")`."""
    query = select(Lesson.id).where(Lesson.course_id == world.school.courses[course], Lesson.date == day)
    async with world.db.read() as session:
        return (await session.scalars(query)).one()


async def close(world: World, lesson: int) -> None:
    """The teacher closes a lesson."""
    async with world.db.write() as session:
        await session.execute(
            update(Lesson)
            .where(Lesson.id == lesson)
            .values(state=LessonState.CLOSED, closed_at=world.clock.now(), closed_by=world.school.algebra.person_id)
        )
        await notices.hasten(session, lesson, now=world.clock.now())


async def cancel(world: World, lesson: int) -> None:
    """The lesson does not take place."""
    async with world.db.write() as session:
        await session.execute(update(Lesson).where(Lesson.id == lesson).values(state=LessonState.CANCELLED))


async def account_id(world: World, somebody: Somebody) -> int:
    """Somebody's account."""
    async with world.db.read() as session:
        found = await session.scalar(select(Account.id).where(Account.external_id == str(somebody.telegram)))
    assert found is not None
    return found


async def choose(world: World, somebody: Somebody, how: MarksDelivery) -> None:
    """How somebody wants marks to come."""
    account = await account_id(world, somebody)
    async with world.db.write() as session:
        session.add(Preference(account_id=account, marks_delivery=how))


async def put(
    world: World,
    who: Somebody,
    value: str | None,
    *,
    course: str = "8Б алгебра",
    day: date = MONDAY,
    reason: str = "",
    close: bool = False,
) -> None:
    """Put, replace or remove (None) the mark of somebody's first child."""
    now = world.clock.now()
    assert who.student_id is not None
    async with world.db.write() as session:
        lesson = await _lesson(session, world, course, day)
        work = await session.scalar(select(WorkType.id).where(WorkType.code == "answer"))
        mark = await session.scalar(
            select(Mark).where(Mark.lesson_id == lesson.id, Mark.student_id == who.student_id, Mark.slot == 1)
        )
        old = mark.value if mark else None
        author = world.school.algebra.person_id
        if mark is None:
            mark = Mark(
                lesson_id=lesson.id,
                student_id=who.student_id,
                slot=1,
                value=value,
                work_type_id=work or 0,
                author_id=author,
                version=1,
                put_at=now,
                changed_at=now,
            )
            session.add(mark)
        else:
            mark.value, mark.version, mark.changed_at = value, mark.version + 1, now
        await session.flush()
        session.add(
            MarkChange(mark_id=mark.id, old_value=old, new_value=value, reason=reason, author_id=author, at=now)
        )
        await notices.lesson_news(session, lesson, [who.student_id], due_at=now + rules.DEFAULTS.hold, now=now)
        if close:
            await notices.hasten(session, lesson.id, now=now)


async def attend(
    world: World, child: str, code: AttendanceCode, *, course: str, day: date = MONDAY, close: bool = False
) -> None:
    """Enter a code for a student, by surname and name."""
    now = world.clock.now()
    student_id = world.school.students[child]
    async with world.db.write() as session:
        lesson = await _lesson(session, world, course, day)
        session.add(
            Attendance(
                lesson_id=lesson.id,
                student_id=student_id,
                code=code,
                author_id=world.school.primary.person_id,
                version=1,
                put_at=now,
                changed_at=now,
            )
        )
        await session.flush()
        await notices.lesson_news(session, lesson, [student_id], due_at=now + rules.DEFAULTS.hold, now=now)
        if close:
            await notices.hasten(session, lesson.id, now=now)


async def _lesson(session: Session, world: World, course: str, day: date) -> access.LessonFacts:
    wanted = (Lesson.course_id == world.school.courses[course], Lesson.date == day)
    return access.LessonFacts(*(await session.execute(access.lessons().where(*wanted))).one())
