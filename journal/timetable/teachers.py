"""A lesson's own teachers hear that it was cancelled, moved or brought back, and what became of its homework."""

from collections.abc import Collection, Mapping
from datetime import date, datetime
from typing import Any, Final, NamedTuple

from sqlalchemy import exists, select

from db.assessments import Assessment, AssessmentState
from db.engine import Session
from db.homework import Homework, HomeworkKind
from db.lessons import Lesson, LessonState
from db.operations import NoticeKind
from db.timetable import CourseTeacher
from journal import access, notices
from journal.access import Actor, LessonFacts, during
from journal.lessons import sheet
from journal.operations import told
from journal.substitutions import news

ABOUT: Final = "lesson"
"""What a push of kind SUBSTITUTION is about then."""
WITH_TEST: Final = exists().where(
    Assessment.course_id == Lesson.course_id,
    Assessment.date == Lesson.date,
    Assessment.period == Lesson.period,
    Assessment.state == AssessmentState.PLANNED,
)
"""A test is planned on the lesson: it moved with it, and sleeps while the lesson is cancelled."""


class Change(NamedTuple):
    """A lesson as it is now, and where the timetable has it; its planned test; what of its homework is due elsewhere by now."""

    lesson: LessonFacts
    from_date: date | None
    from_period: int | None
    test: bool
    homework: int
    due_on: date | None

    @property
    def cancelled(self) -> bool:
        """It does not take place."""
        return self.lesson.state is LessonState.CANCELLED

    @property
    def mark(self) -> str:
        """A fingerprint: what was told last, to be compared. As in the timetable: nothing."""
        if self.cancelled:
            return "cancelled"
        return f"{self.lesson.date}/{self.lesson.period}" if self.from_date else ""


def cell(lesson_id: int) -> str:
    """The name under which it is kept what a teacher was told of a lesson."""
    return f"lesson:{lesson_id}"


async def tell(session: Session, actor: Actor, lesson: LessonFacts, *, days: Collection[date], now: datetime) -> None:
    """Promise it to whoever teaches the course on one of these days, but not to who did it; of days that are past: nobody."""
    ahead = [day for day in days if day >= now.date()]
    if not ahead:
        return
    taught = select(CourseTeacher.person_id).where(
        CourseTeacher.course_id == lesson.course_id,
        during(CourseTeacher.valid_from, CourseTeacher.valid_to, max(ahead)),
        CourseTeacher.person_id != actor.staff_id,
    )
    await notices.promise_each(
        session,
        NoticeKind.SUBSTITUTION,
        await news.accounts_of(session, set(await session.scalars(taught))),
        key=f"lesson-changed:{lesson.id}",
        due_at=now,
        now=now,
        about=ABOUT,
        lesson=lesson.id,
    )


async def change(
    session: Session, actor: Actor, account_id: int, facts: Mapping[str, Any], now: datetime
) -> Change | None:
    """What there is to tell a teacher now; None for what was told already, is past, or is not theirs to hear (G26)."""
    row = (
        await session.execute(
            access.lessons()
            .where(Lesson.id == facts["lesson"], access.taught_by(actor.staff_id))
            .add_columns(Lesson.from_date, Lesson.from_period, WITH_TEST)
        )
    ).one_or_none()
    if row is None:
        return None
    *columns, from_date, from_period, test = row
    found = Change(sheet.local(session, LessonFacts(*columns)), from_date, from_period, test, 0, None)
    before = await told.told(session, account_id, [cell(found.lesson.id)])
    if (
        found.mark == before.get(cell(found.lesson.id), "")
        or max(found.lesson.date, from_date or found.lesson.date) < now.date()
    ):
        return None
    return await _with_homework(session, found)


async def _with_homework(session: Session, found: Change) -> Change:
    """What had been due on the day that the lesson left; of one that takes place again, what is due on its day."""
    lesson = found.lesson
    left = lesson.date if found.cancelled else found.from_date
    where = Homework.carried_from == left if left else Homework.due_on == lesson.date
    days = list(
        await session.scalars(
            select(Homework.due_on)
            .join(Lesson, Lesson.id == Homework.lesson_id)
            .where(Lesson.course_id == lesson.course_id, Homework.kind != HomeworkKind.NONE, where)
            .order_by(Homework.due_on)
        )
    )
    return found._replace(homework=len(days), due_on=days[-1] if days else None)
