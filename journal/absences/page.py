"""The attendance screen of a lesson."""

from typing import NamedTuple

from db.absences import AttendanceCode
from db.engine import Session
from journal.absences import attendance
from journal.absences.attendance import Earlier
from journal.access import Actor, LessonFacts
from journal.lessons import sheet
from journal.lessons.sheet import Line, Sheet


class Page(NamedTuple):
    """The list with the codes; `code` is what a name gets when it is tapped."""

    sheet: Sheet
    earlier: Earlier
    code: AttendanceCode

    @property
    def lesson(self) -> LessonFacts:
        """The lesson itself."""
        return self.sheet.lesson

    @property
    def taken(self) -> bool:
        """Whether attendance was taken; before that nobody is said to be present."""
        return self.lesson.attendance_at is not None

    @property
    def nobody(self) -> bool:
        """No exception stands there, so `Все на месте` wipes nothing."""
        return not self.taken and not any(self.sheet.excepted())

    @property
    def offers_before(self) -> bool:
        """From the second lesson of the day, until attendance was taken."""
        return self.earlier.taken and not self.taken

    @property
    def missing_before(self) -> list[Line]:
        """Who was missing on the previous lesson, in the order of the list."""
        return [line for line in self.sheet.lines if line.student_id in self.earlier.codes]


async def page(session: Session, actor: Actor, lesson_id: int, *, code: AttendanceCode = AttendanceCode.ABSENT) -> Page:
    """The attendance screen of an own lesson."""
    found = await sheet.of_teacher(session, actor, lesson_id)
    taken = found.lesson.attendance_at is not None
    before = Earlier(taken=False, codes={}) if taken else await attendance.earlier(session, found)
    return Page(found, before, code)
