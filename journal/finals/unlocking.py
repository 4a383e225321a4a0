"""A deputy head unlocks a term of a course for 24 hours, with a reason; by itself it locks again."""

from datetime import datetime

from sqlalchemy import and_, select

from db.engine import Session
from db.operations import NoticeKind
from db.people import Grant, Scope
from db.timetable import AcademicYear, Course, StudyGroup
from journal import access, audit, notices
from journal.access import Actor
from journal.finals import courses, page, putting
from journal.finals.page import Page
from journal.finals.rules import UNLOCKED_FOR
from journal.refusals import ReasonNeeded


async def unlock(session: Session, actor: Actor, *, course_id: int, column_id: int, reason: str, now: datetime) -> Page:
    """Open marks and finals of the column until tomorrow at this time; the course's teachers are told.

    One that is not locked is left as it is. What was confirmed stays so for families, until it is confirmed anew.
    Raises NotFound for anybody but a deputy head, ReasonNeeded, NoMarks in grade 1.
    """
    found = await courses.to_unlock(session, actor, course_id, now)
    column = found.column(column_id)
    if not column.stage(now).locked:
        return await page.made(session, found, column, now)
    if not reason:
        raise ReasonNeeded
    until = now + UNLOCKED_FOR
    values = {"unlocked_until": until, "unlocked_by": actor.staff_id, "reason": reason}
    await putting.keep(session, course_id, column, values)
    audit.record(session, actor, "finals.unlock", now, course=course_id, column=column_id, reason=audit.sealed(reason))
    await notices.promise_each(
        session,
        NoticeKind.FINALS,
        await _teachers(session, course_id, now),
        key=f"unlocked:{course_id}:{column_id}",
        due_at=now,
        now=now,
        about="unlocked",
        course=course_id,
        column=column_id,
    )
    unlocked = column._replace(stored=column.stored._replace(unlocked_until=until))
    return await page.made(session, found._replace(mine=False), unlocked, now)


async def _teachers(session: Session, course_id: int, now: datetime) -> list[int]:
    """The accounts of those who teach the course."""
    accounts = await session.scalars(
        select(Grant.account_id)
        .join(Course, Course.id == course_id)
        .join(StudyGroup, StudyGroup.id == Course.group_id)
        .join(AcademicYear, AcademicYear.id == StudyGroup.year_id)
        .where(
            and_(Grant.scope == Scope.STAFF, Grant.ended_at.is_(None)),
            access.course_taught_by(Grant.person_id, courses.clamped(now.date())),
        )
        .order_by(Grant.account_id)
    )
    return list(accounts)
