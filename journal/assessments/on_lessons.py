"""What a planned test means for its lesson: the work type that marks of it take."""

from datetime import date

from sqlalchemy import or_, select, update

from db.assessments import Assessment, AssessmentState
from db.engine import Session
from db.lessons import Lesson, LessonState
from journal.assessments.slots import Slot


async def tell(session: Session, slot: Slot, work_type_id: int | None, *, was: int | None) -> None:
    """The lesson's marks take the test's work type from now on; one that the teacher chose otherwise stays."""
    ours = or_(Lesson.work_type_id.is_(None), Lesson.work_type_id == was)
    await session.execute(
        update(Lesson)
        .where(
            Lesson.course_id == slot.course_id,
            Lesson.date == slot.date,
            Lesson.period == slot.period,
            Lesson.state == LessonState.PLANNED,
            ours,
        )
        .values(work_type_id=work_type_id)
    )


async def tell_made(session: Session, first: date, last: date) -> None:
    """Lessons that were just made take the work type of the test that is planned on them."""
    planned = (
        select(Assessment.work_type_id)
        .where(
            Assessment.course_id == Lesson.course_id,
            Assessment.date == Lesson.date,
            Assessment.period == Lesson.period,
            Assessment.state == AssessmentState.PLANNED,
        )
        .correlate(Lesson)
        .scalar_subquery()
    )
    await session.execute(
        update(Lesson)
        .where(
            Lesson.date.between(first, last),
            Lesson.state == LessonState.PLANNED,
            Lesson.work_type_id.is_(None),
            planned.is_not(None),
        )
        .values(work_type_id=planned)
    )
