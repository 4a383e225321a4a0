"""The week of a child for a guardian who gets no marks meanwhile: what was not told yet, and what was missed."""

from collections import Counter
from datetime import date, datetime, timedelta
from typing import Final, NamedTuple

from sqlalchemy import exists, func, select, union

from db.absences import Attendance, AttendanceCode
from db.engine import Session
from db.marks import Mark
from db.operations import Notice, NoticeKind, NoticeState
from db.people import Grant
from journal import rules
from journal.access import Actor, Child
from journal.family import attendance
from journal.finals import news as finals
from journal.finals.news import News as FinalsNews
from journal.lessons import news
from journal.lessons.news import LessonNews

LOOKED_BACK: Final = timedelta(days=35)
"""How long something may have waited to be told: longer than any holidays within a year, and the weeks before them."""


class Week(NamedTuple):
    """A child's week."""

    child: Child
    news: tuple[LessonNews, ...]
    """Lessons with marks, corrections included, that were not told yet."""
    missed: Counter[AttendanceCode]
    finals: FinalsNews = FinalsNews((), {})
    """Confirmed and not told yet."""

    @property
    def is_empty(self) -> bool:
        """Nothing to tell."""
        return not any(item.marks for item in self.news) and not self.missed and not self.finals.finals


async def of_child(session: Session, actor: Actor, student_id: int, *, monday: date, now: datetime) -> Week:
    """What there is to tell. NotFound for another's child.

    An entry that its teacher may still be correcting waits for the next week (A3): its own promise is not due yet.
    """
    page = await attendance.period_page(
        session, actor, student_id=student_id, first=monday, last=monday + timedelta(days=6), now=now
    )
    since = (
        select(func.min(Grant.granted_at))
        .where(Grant.account_id == actor.account_id, Grant.ended_at.is_(None), Grant.student_id == student_id)
        .scalar_subquery()
    )
    touched = union(
        *(
            select(table.lesson_id).where(
                table.student_id == student_id, table.changed_at >= now - LOOKED_BACK, table.changed_at >= since
            )
            for table in (Mark, Attendance)
        )
    ).subquery()
    held = exists().where(
        Notice.account_id == actor.account_id,
        Notice.student_id == student_id,
        Notice.lesson_id == touched.c.lesson_id,
        Notice.kind == NoticeKind.LESSON_NEWS,
        Notice.state == NoticeState.PENDING,
        Notice.due_at > now,
    )
    lessons = list(await session.scalars(select(touched.c.lesson_id).where(~held)))
    found = await news.of(session, actor.account_id, student_id, lessons) if lessons else []
    ended = FinalsNews((), {})
    if page.child.grade != 1:
        ended = await finals.of_child(session, actor.account_id, student_id, now, hold=rules.of(session).hold)
    return Week(page.child, tuple(found), attendance.counts(page.entries.missed), ended)
