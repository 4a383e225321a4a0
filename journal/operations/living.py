"""Living messages: one an account, a kind and a day, redrawn in place instead of being sent again."""

from datetime import date
from typing import Final

from sqlalchemy import and_, exists, or_, select, union

from db.engine import Session, insert
from db.lessons import Lesson
from db.operations import LivingMessage, Notice, NoticeKind, NoticeState
from db.people import Grant, Scope
from db.substitutions import Substitution
from db.timetable import CourseTeacher
from journal.access import during

UNFILLED: Final = "unfilled"
"""The day's reminder of a teacher."""


async def of(session: Session, account_id: int, kind: str, day: date) -> int | None:
    """The message that is there, if any."""
    return await session.scalar(
        select(LivingMessage.message_id).where(
            LivingMessage.account_id == account_id, LivingMessage.kind == kind, LivingMessage.local_date == day
        )
    )


async def put(session: Session, account_id: int, kind: str, day: date, message_id: int) -> None:
    """From now on this message is the living one."""
    statement = insert(session, LivingMessage).values(
        account_id=account_id, kind=kind, local_date=day, message_id=message_id
    )
    await session.execute(
        statement.on_conflict_do_update(
            index_elements=[LivingMessage.account_id, LivingMessage.kind, LivingMessage.local_date],
            set_={"message_id": message_id},
        )
    )


async def showing(session: Session, lesson_id: int) -> dict[int, date]:
    """The accounts whose reminder may list this lesson, with its day: sent, or being sent at this moment."""
    teachers = (
        select(CourseTeacher.person_id)
        .join(Lesson, CourseTeacher.course_id == Lesson.course_id)
        .where(Lesson.id == lesson_id, during(CourseTeacher.valid_from, CourseTeacher.valid_to, Lesson.date))
    )
    substitutes = select(Substitution.substitute_id).where(Substitution.lesson_id == lesson_id)
    rows = await session.execute(
        select(Grant.account_id, Lesson.date)
        .select_from(Lesson)
        .join(
            Grant,
            and_(
                Grant.person_id.in_(union(teachers, substitutes)),
                Grant.scope == Scope.STAFF,
                Grant.ended_at.is_(None),
            ),
        )
        .where(
            Lesson.id == lesson_id,
            or_(
                exists().where(
                    LivingMessage.account_id == Grant.account_id,
                    LivingMessage.kind == UNFILLED,
                    LivingMessage.local_date == Lesson.date,
                ),
                exists().where(
                    Notice.account_id == Grant.account_id,
                    Notice.kind == NoticeKind.UNFILLED,
                    Notice.state == NoticeState.PENDING,
                ),
            ),
        )
    )
    return {row.account_id: row.date for row in rows}


async def is_promised(session: Session, account_id: int, key: str) -> bool:
    """Whether a new message is under way, so that the one there need not be redrawn."""
    found = select(
        exists().where(Notice.account_id == account_id, Notice.key == key, Notice.state == NoticeState.PENDING)
    )
    return bool(await session.scalar(found))
