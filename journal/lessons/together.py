"""Two groups with one teacher at once: one list of their students, and each entry goes to its own course's lesson.

A substitute who takes a group beside the own one (`SubstitutionKind.JOINED`) fills two lessons in one hour. What is done
here is what each lesson's own screens would do, by their rules: nothing belongs to both.
"""

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import exists

from db.engine import Session
from db.lessons import Lesson, LessonState
from db.substitutions import Substitution, SubstitutionKind
from journal import access
from journal.access import STANDING_IN, Actor, LessonFacts
from journal.lessons import sheet
from journal.lessons.sheet import Line, Sheet
from journal.marks import works
from journal.names import search_key


class Seat(NamedTuple):
    """A student of the common list, in the lesson that the student's entries go to."""

    lesson: LessonFacts
    work_id: int
    """What a mark is for there; 0: there are none (П 5.5)."""
    own_day: bool
    line: Line

    @property
    def lesson_id(self) -> int:
        """Its id."""
        return self.lesson.id


class Together(NamedTuple):
    """The lessons of the hour, the one that was opened first, and everybody in order of names."""

    lessons: tuple[LessonFacts, ...]
    seats: tuple[Seat, ...]

    @property
    def marked(self) -> bool:
        """Whether marks are put in one of them at all."""
        return any(seat.work_id for seat in self.seats)


async def page(session: Session, actor: Actor, lesson_id: int, *, now: datetime) -> Together:
    """The common list; of a lesson that is held with no other, its own. A student of both groups is there for each."""
    first = sheet.local(session, await access.lesson_of_teacher(session, actor, lesson_id))
    others = await _beside(session, actor, first, now)
    there = [Sheet(lesson, await sheet.lines(session, lesson)) for lesson in (first, *others)]
    kinds = await works.all_of(session)
    seats = [
        Seat(
            found.lesson,
            works.of_lesson(kinds, found.lesson).id if found.lesson.marked else 0,
            found.own_day(now),
            line,
        )
        for found in there
        for line in found.lines
    ]
    seats.sort(key=lambda seat: (search_key(seat.line.pupil.full), seat.line.student_id))
    return Together(tuple(found.lesson for found in there), tuple(seats))


async def _beside(session: Session, actor: Actor, first: LessonFacts, now: datetime) -> list[LessonFacts]:
    """The actor's other lessons of that hour which are held together with this one."""
    joined = exists().where(
        Substitution.lesson_id.in_((Lesson.id, first.id)),
        Substitution.substitute_id == actor.staff_id,
        Substitution.kind == SubstitutionKind.JOINED,
        Substitution.state.in_(STANDING_IN),
        Substitution.ended_at.is_(None),
        Substitution.until >= now.date(),
    )
    rows = await session.execute(
        access.lessons()
        .where(
            Lesson.date == first.date,
            Lesson.starts_at < first.ends_at,
            Lesson.ends_at > first.starts_at,
            Lesson.id != first.id,
            Lesson.state != LessonState.CANCELLED,
            access.may_see(actor.staff_id, now.date()),
            joined,
        )
        .order_by(Lesson.id)
    )
    return [sheet.local(session, LessonFacts(*row)) for row in rows]
