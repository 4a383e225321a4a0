"""Lessons of the named school, as the tests of this folder call them."""

from datetime import date

from sqlalchemy import select, update

from db.lessons import Lesson, LessonState
from db.people import Account
from journal import notices
from tests.school import MONDAY, Somebody
from tests.telegram import World


async def lesson_id(world: World, course: str, day: date = MONDAY, period: int | None = None) -> int:
    """A lesson by course and day: `lesson_id(world, "8Б алгебра")`."""
    query = select(Lesson.id).where(Lesson.course_id == world.school.courses[course], Lesson.date == day)
    if period is not None:
        query = query.where(Lesson.period == period)
    async with world.db.read() as session:
        return (await session.scalars(query)).one()


async def close(world: World, lesson: int) -> None:
    """What `journal.lessons.closing` does of it that the clock's side sees."""
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
