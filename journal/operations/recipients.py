"""Who a push goes to: re-authorised when it is sent, in the own language, at the hours the person chose (G26)."""

from collections.abc import Collection
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from sqlalchemy import func, select, update

from db.engine import Session
from db.lessons import Lesson, LessonState
from db.people import Account, ClassLead, Duty, Enrolment, Grant, MarksDelivery, Preference, Scope, Staff, StaffDuty
from db.timetable import Course
from journal import access, rules
from journal.access import Actor, Child
from journal.people import accounts
from journal.refusals import NotFound

AFTER_LESSONS = timedelta(minutes=15)
"""`После уроков одним сообщением` comes so long after the child's last lesson."""
LATE_ROUND = time(19)
"""What is closed after that message joins one at this hour."""
DIGEST_ON = 5
DIGEST_AT = time(18)
"""When the week comes until chosen otherwise: 1 = Monday."""
AFTER_WEEK = timedelta(hours=1)
"""What the week's message would have told comes by itself so long after its hour, where there was none: in holidays."""


class Recipient(NamedTuple):
    """An account as a recipient of pushes."""

    actor: Actor
    marks_delivery: MarksDelivery
    quiet_from: time
    quiet_to: time
    digest_on: int
    digest_at: time

    def quiet_until(self, now: datetime) -> datetime | None:
        """The end of the quiet hours that `now` lies in; None outside them."""
        begins, ends, at = self.quiet_from, self.quiet_to, now.timetz().replace(tzinfo=None)
        inside = begins <= at < ends if begins <= ends else at >= begins or at < ends
        if begins == ends or not inside:
            return None
        day = now.date() if at < ends else now.date() + timedelta(days=1)
        return datetime.combine(day, ends, now.tzinfo)

    @property
    def children(self) -> list[int]:
        """The students whose guardian this account is."""
        return [grant.student_id for grant in self.actor.grants if grant.student_id is not None]


async def recipient(session: Session, account_id: int) -> Recipient:
    """Load a recipient with what is granted now. Two statements."""
    row = (
        await session.execute(
            select(
                Account.platform,
                Account.external_id,
                Account.language,
                Preference.marks_delivery,
                Preference.quiet_from,
                Preference.quiet_to,
                Preference.digest_on,
                Preference.digest_at,
            )
            .outerjoin(Preference, Preference.account_id == Account.id)
            .where(Account.id == account_id)
        )
    ).one()
    defaults = rules.of(session)
    actor = await accounts.actor(session, row.external_id, language=row.language, platform=row.platform)
    return Recipient(
        actor,
        row.marks_delivery or MarksDelivery.NOW,
        row.quiet_from or defaults.quiet_from,
        row.quiet_to or defaults.quiet_to,
        row.digest_on or DIGEST_ON,
        row.digest_at or DIGEST_AT,
    )


async def on_duty(session: Session, duty: Duty) -> list[int]:
    """The accounts of those who work here and are on this duty."""
    accounts = await session.scalars(
        select(Grant.account_id)
        .join(StaffDuty, StaffDuty.person_id == Grant.person_id)
        .join(Staff, Staff.person_id == Grant.person_id)
        .where(Grant.scope == Scope.STAFF, Grant.ended_at.is_(None), StaffDuty.duty == duty, Staff.left_on.is_(None))
        .order_by(Grant.account_id)
    )
    return list(accounts)


async def leading(session: Session, student_id: int, day: date) -> list[int]:
    """The accounts of those who lead the student's class that day, acting ones too."""
    accounts = await session.scalars(
        select(Grant.account_id)
        .join(ClassLead, ClassLead.person_id == Grant.person_id)
        .join(Enrolment, Enrolment.class_id == ClassLead.class_id)
        .where(
            Grant.scope == Scope.STAFF,
            Grant.ended_at.is_(None),
            access.during(ClassLead.valid_from, ClassLead.valid_to, day),
            Enrolment.student_id == student_id,
            access.during(Enrolment.valid_from, Enrolment.valid_to, day),
        )
    )
    return sorted(set(accounts))


async def entitled(session: Session, actor: Actor, student_id: int, today: date) -> Child | None:
    """The child, if the actor may still hear of it: grant, relation and consent are all looked at now."""
    try:
        return await access.child(session, actor, student_id, today)
    except NotFound:
        return None


async def school_day(session: Session, students: Collection[int], day: date) -> tuple[datetime, datetime] | None:
    """When the first lesson of these students begins that day and the last one ends; None without lessons."""
    row = (
        await session.execute(
            select(func.min(Lesson.starts_at), func.max(Lesson.ends_at))
            .join(Course, Course.id == Lesson.course_id)
            .join(Enrolment, Enrolment.student_id.in_(students))
            .where(
                Lesson.date == day,
                Lesson.state != LessonState.CANCELLED,
                access.sits_in(Course.group_id, day),
            )
        )
    ).one()
    begins: datetime | None = row[0]
    ends: datetime | None = row[1]
    return None if begins is None or ends is None else (begins, ends)


def after_lessons(due_at: datetime, now: datetime, lessons_end: datetime | None) -> datetime:
    """When collected marks come: 15 minutes after the last lesson; what became due later, at 19:00 or, after it, at once.

    On a day without lessons there is nothing to wait for.
    """
    if lessons_end is None:
        return now
    first = lessons_end + AFTER_LESSONS
    if due_at <= first:
        return first
    return max(datetime.combine(now.date(), LATE_ROUND, now.tzinfo), first)


def after_week(to: Recipient, now: datetime) -> datetime:
    """When what only the week may tell comes by itself: an hour after the chosen evening; within a day of it, at once."""
    ahead = timedelta(days=(to.digest_on - now.isoweekday()) % 7)
    coming = datetime.combine(now.date() + ahead, to.digest_at, now.tzinfo) + AFTER_WEEK
    last = coming if coming <= now else coming - timedelta(days=7)
    return now if now - last < timedelta(days=1) else coming


async def unreachable(session: Session, account_id: int, now: datetime) -> None:
    """The messenger refuses to deliver to this account: its pushes wait until it writes again (G13)."""
    await session.execute(
        update(Account)
        .where(Account.id == account_id, Account.unreachable_since.is_(None))
        .values(unreachable_since=now)
    )


async def reachable(session: Session, account_id: int) -> None:
    """The account wrote to us: what waited for it goes out."""
    await session.execute(update(Account).where(Account.id == account_id).values(unreachable_since=None))
