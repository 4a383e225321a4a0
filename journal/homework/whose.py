"""Which homework of a lesson is a student's: the group's, and what was set for the student beside it or instead of it."""

from sqlalchemy import ColumnElement, SQLColumnExpression, and_, exists, or_
from sqlalchemy.orm import aliased

from db.homework import Homework, HomeworkKind, HomeworkRecipient
from db.people import Enrolment


def of(student_id: SQLColumnExpression[int] | int) -> ColumnElement[bool]:
    """Whether the `Homework` of a query is this student's; a query of students is one of `Enrolment`."""
    own = aliased(Homework)
    named = exists().where(HomeworkRecipient.homework_id == Homework.id, HomeworkRecipient.student_id == student_id)
    instead = (
        exists()
        .where(
            own.lesson_id == Homework.lesson_id,
            own.instead,
            own.kind != HomeworkKind.NONE,
            HomeworkRecipient.homework_id == own.id,
            HomeworkRecipient.student_id == student_id,
        )
        .correlate(Homework, Enrolment)
    )
    return or_(and_(Homework.number == 0, ~instead), and_(Homework.number > 0, named))
