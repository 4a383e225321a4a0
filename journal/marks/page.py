"""The screens of marks: a lesson's list with the student at hand, and one cell."""

from typing import NamedTuple

from sqlalchemy import func, select

from db.engine import Session
from db.marks import Mark, MarkChange, MarkValue
from db.people import Person
from journal import rules
from journal.access import Actor, LessonFacts
from journal.lessons import sheet
from journal.lessons.sheet import Line, MarkThere, Sheet
from journal.marks import marking, works
from journal.marks.works import Work
from journal.refusals import NoMarks, NotFound


class Page(NamedTuple):
    """The list of a lesson. `at` is the student at hand: the row of marks above the list is this one's."""

    sheet: Sheet
    works: list[Work]
    work: Work
    scale: tuple[MarkValue, ...]
    at: Line | None

    @property
    def lesson(self) -> LessonFacts:
        """The lesson itself."""
        return self.sheet.lesson

    @property
    def unwritten(self) -> list[Line]:
        """Who has no mark yet for a work that the whole class writes; nobody where the lesson has no such work."""
        return works.waiting(self.sheet, self.work.id) if self.work.code in works.WRITTEN else []

    def work_of(self, mark: MarkThere) -> Work:
        """What a mark was put for."""
        return next((work for work in self.works if work.id == mark.work_type_id), self.work)


async def page(session: Session, actor: Actor, lesson_id: int, *, student_id: int | None = None) -> Page:
    """The list of an own lesson. Raises NoMarks in grade 1 and in a course without marks (П 5.5)."""
    return await made(session, await sheet.of_teacher(session, actor, lesson_id), student_id=student_id)


async def reread(session: Session, lesson: LessonFacts, *, student_id: int | None = None) -> Page:
    """The list as this transaction left it."""
    return await made(session, Sheet(lesson, await sheet.lines(session, lesson)), student_id=student_id)


async def left(session: Session, shown: Page) -> Page:
    """A page that was read in this transaction, as the transaction left its list; nobody is at hand."""
    lesson = shown.lesson
    return shown._replace(sheet=Sheet(lesson, await sheet.lines(session, lesson)), at=None)


async def made(session: Session, found: Sheet, *, student_id: int | None) -> Page:
    """The page of a sheet that was loaded."""
    if not found.lesson.marked:
        raise NoMarks
    kinds = await works.all_of(session)
    at = found.line(student_id) if student_id is not None else None
    return Page(found, kinds, works.of_lesson(kinds, found.lesson), marking.scale(session), at)


def after(found: Sheet, student_id: int, *, own_day: bool) -> int | None:
    """Who comes next on the list; those missing today are passed over. None after the last."""
    for line in found.lines[found.place(student_id) + 1 :]:
        if not (own_day and line.attendance.absent):
            return line.student_id
    return None


class CellPage(NamedTuple):
    """One cell: a slot of a student, who put what, and when."""

    page: Page
    line: Line
    slot: int
    author: str
    reason: str
    """Why it was changed last, where somebody said so."""
    late: bool
    """Entered after the lesson's day (П 5.4.1)."""

    @property
    def mark(self) -> MarkThere:
        """What stands there."""
        return self.line.marks[self.slot - 1]


async def cell(session: Session, actor: Actor, lesson_id: int, student_id: int, slot: int) -> CellPage:
    """One cell of an own lesson."""
    shown = await page(session, actor, lesson_id, student_id=student_id)
    if shown.at is None:
        raise NotFound
    mark = marking.there_in(shown.sheet, student_id, slot)
    author, reason = await _by(session, lesson_id, student_id, slot) if mark.version else ("", "")
    put_at = mark.put_at and mark.put_at.astimezone(rules.of(session).zone)
    return CellPage(shown, shown.at, slot, author, reason, late=bool(put_at and put_at.date() > shown.lesson.date))


async def _by(session: Session, lesson_id: int, student_id: int, slot: int) -> tuple[str, str]:
    """Who wrote the cell last, and why."""
    last = select(func.max(MarkChange.id)).where(MarkChange.mark_id == Mark.id).correlate(Mark).scalar_subquery()
    row = (
        await session.execute(
            select(Person.surname, Person.given_name, Person.patronymic, MarkChange.reason)
            .select_from(Mark)
            .join(Person, Person.id == Mark.author_id)
            .outerjoin(MarkChange, MarkChange.id == last)
            .where(Mark.lesson_id == lesson_id, Mark.student_id == student_id, Mark.slot == slot)
        )
    ).one()
    return sheet.initials(*row[:3]), row.reason or ""
