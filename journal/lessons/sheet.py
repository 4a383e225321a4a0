"""A lesson's sheet: one line a student of what stands there, attendance and both marks, read in one statement.

Whoever fills a lesson loads its sheet first: that is the permission, the lock, and everything a rule has to look at.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from types import MappingProxyType
from typing import Any, NamedTuple

from sqlalchemy import Select, and_, case, exists, select, update
from sqlalchemy.orm import aliased

from db.absences import LIVE, AbsenceNote, Answer, Attendance, AttendanceCode, Inquiry, NoteReason, NoteState
from db.engine import Session
from db.lessons import Lesson, LessonState
from db.marks import Mark
from db.people import Enrolment, Person, Student
from journal import access, notices, rules
from journal.access import Actor, LessonFacts, Pupil
from journal.lessons import entries
from journal.lessons.entries import Was
from journal.refusals import NotFound, Stale
from journal.substitutions import ending

SLOTS = (1, 2)
ABSENT = frozenset({AttendanceCode.ABSENT, AttendanceCode.ILL, AttendanceCode.EXCUSED})
"""Codes that say the student was not there. Late is not absent."""


class MarkThere(NamedTuple):
    """What stands in a slot. Version 0: nothing ever did. A removed mark has no value and a version."""

    version: int = 0
    value: str | None = None
    work_type_id: int = 0
    comment: str = ""
    author_id: int = 0
    put_at: datetime | None = None


class CodeThere(NamedTuple):
    """A student's attendance code, by the same rule of versions."""

    version: int = 0
    code: AttendanceCode | None = None
    author_id: int = 0

    @property
    def absent(self) -> bool:
        """Whether the student was missing."""
        return self.code in ABSENT


class NoteThere(NamedTuple):
    """A guardian's note that covers the day, accepted or not looked at yet."""

    id: int
    reason: NoteReason
    last_on: date


class Line(NamedTuple):
    """A student on the sheet."""

    pupil: Pupil
    attendance: CodeThere
    marks: tuple[MarkThere, MarkThere]
    note: NoteThere | None
    """What explains an absence of this day: Н of this student is the note's code."""
    late: bool = False
    """The family says that the student is late today."""

    @property
    def student_id(self) -> int:
        """Whose line it is."""
        return self.pupil.student_id

    @property
    def values(self) -> tuple[str, ...]:
        """The marks that stand there, slot 1 first."""
        return tuple(mark.value for mark in self.marks if mark.value is not None)

    @property
    def cell(self) -> str:
        """The cell as the journal prints it."""
        return printed(self.attendance.code, self.values)


def printed(code: AttendanceCode | None, values: Sequence[str]) -> str:
    """A cell as the journal prints it: «5/4», «ОП 3», «Н»; «Н/4» was written later, after the absence."""
    marks = "/".join(values)
    if code in ABSENT:
        return f"{code}/{marks}" if marks else code
    return " ".join(part for part in (code or "", marks) if part)


class Sheet(NamedTuple):
    """A lesson with its lines in the order of the paper list."""

    lesson: LessonFacts
    lines: tuple[Line, ...]

    def line(self, student_id: int) -> Line:
        """A student's line; NotFound for a student who does not sit in this lesson."""
        return self.lines[self.place(student_id)]

    def place(self, student_id: int) -> int:
        """The index of a student's line, by the same rule."""
        for index, line in enumerate(self.lines):
            if line.student_id == student_id:
                return index
        raise NotFound

    def noted(self) -> Iterator[Line]:
        """Lines with a note about this day."""
        return (line for line in self.lines if line.note is not None)

    def excepted(self) -> Iterator[Line]:
        """Lines with an attendance code."""
        return (line for line in self.lines if line.attendance.code is not None)

    @property
    def marked(self) -> int:
        """How many students have a mark."""
        return sum(1 for line in self.lines if line.values)

    def later(self, line: Line, mark: MarkThere) -> date | None:
        """The day on which somebody who had missed the lesson got the mark: «написал(а) позже». None: on time."""
        if not line.attendance.absent or mark.value is None or mark.put_at is None:
            return None
        day = mark.put_at.astimezone(self.lesson.starts_at.tzinfo).date()
        return day if day > self.lesson.date else None

    def own_day(self, now: datetime) -> bool:
        """Whether it is still the lesson's day: afterwards entries are late and changes need a reason (П 5.4.1)."""
        return now.date() == self.lesson.date


async def of_teacher(session: Session, actor: Actor, lesson_id: int) -> Sheet:
    """The sheet of a lesson of the actor's own, to look at."""
    lesson = local(session, await access.lesson_of_teacher(session, actor, lesson_id))
    return Sheet(lesson, await lines(session, lesson))


async def to_fill(session: Session, actor: Actor, lesson_id: int, now: datetime) -> Sheet:
    """The sheet of a lesson that the actor may fill now; the lesson is locked, so nobody changes a line meanwhile."""
    lesson = local(session, await access.lesson_to_fill(session, actor, lesson_id, now))
    return Sheet(lesson, await lines(session, lesson))


def local(session: Session, lesson: LessonFacts) -> LessonFacts:
    """The lesson with its moments in the school's zone, as screens show them."""
    zone = rules.of(session).zone
    return lesson._replace(
        starts_at=lesson.starts_at.astimezone(zone),
        ends_at=lesson.ends_at.astimezone(zone),
        closed_at=lesson.closed_at and lesson.closed_at.astimezone(zone),
    )


async def lines(session: Session, lesson: LessonFacts) -> tuple[Line, ...]:
    """Every student of the lesson on its date. The caller loaded the lesson: that was the permission."""
    first, second = aliased(Mark), aliased(Mark)
    of_day = aliased(AbsenceNote)
    # Of several the accepted one, then the latest: two parents may both have written.
    note_id = (
        select(of_day.id)
        .where(
            of_day.student_id == Enrolment.student_id,
            of_day.state.in_(LIVE),
            of_day.first_on <= lesson.date,
            of_day.last_on >= lesson.date,
        )
        .order_by(case((of_day.state == NoteState.ACCEPTED, 0), else_=1), of_day.id.desc())
        .limit(1)
        .correlate(Enrolment)
        .scalar_subquery()
    )
    query: Select[*tuple[Any, ...]] = (
        select(
            Enrolment.student_id,
            Person.surname,
            Person.given_name,
            Person.patronymic,
            Attendance.version,
            Attendance.code,
            Attendance.author_id,
            *(getattr(slot, name) for slot in (first, second) for name in MarkThere._fields),
            *(getattr(AbsenceNote, name) for name in NoteThere._fields),
            exists().where(
                Inquiry.student_id == Enrolment.student_id,
                Inquiry.date == lesson.date,
                Inquiry.answer == Answer.LATE,
            ),
        )
        .join(Student, Student.id == Enrolment.student_id)
        .join(Person, Person.id == Student.person_id)
        .outerjoin(Attendance, and_(Attendance.lesson_id == lesson.id, Attendance.student_id == Student.id))
        .outerjoin(first, and_(first.lesson_id == lesson.id, first.student_id == Student.id, first.slot == 1))
        .outerjoin(second, and_(second.lesson_id == lesson.id, second.student_id == Student.id, second.slot == 2))
        .outerjoin(AbsenceNote, AbsenceNote.id == note_id)
        .where(access.sits_in(lesson.group_id, lesson.date))
        .order_by(Person.search_key, Enrolment.student_id)
    )
    rows = (await session.execute(query)).all()
    return tuple(_line(number, row) for number, row in enumerate(rows, start=1))


def _line(number: int, row: Any) -> Line:
    student_id, surname, given_name, patronymic, *cells, late = row
    width = len(MarkThere._fields)
    code, first, second, note = (
        cells[:3],
        cells[3 : 3 + width],
        cells[3 + width : 3 + 2 * width],
        cells[3 + 2 * width :],
    )
    return Line(
        Pupil(student_id, number, surname, given_name, patronymic),
        CodeThere(*code) if code[0] else CodeThere(),
        (MarkThere(*first) if first[0] else MarkThere(), MarkThere(*second) if second[0] else MarkThere()),
        NoteThere(*note) if note[0] else None,
        late,
    )


class Touched(NamedTuple):
    """What an entry touched: whose families will hear, and what it writes to the lesson itself."""

    students: frozenset[int] = frozenset()
    values: Mapping[str, Any] = MappingProxyType({})
    was: Was = Was()
    """What it replaced, to be taken back."""

    def __or__(self, other: "Touched") -> "Touched":
        """Both at once: one dictated lesson is several entries and causes everything once."""
        return Touched(self.students | other.students, {**self.values, **other.values}, self.was | other.was)


async def entered(session: Session, lesson: LessonFacts, touched: Touched | None, *, now: datetime) -> None:
    """What every entry causes: a planned lesson opens, and the families of the students touched will hear.

    The news wait for the hold each time anew, on a closed lesson too, so that only the last word is told (A3).
    None: nothing was changed, so nothing is caused.
    """
    if touched is None:
        return
    values = dict(touched.values)
    if lesson.state is LessonState.PLANNED:
        values = {"state": LessonState.OPEN, "first_entry_at": now} | values
    if values:
        await session.execute(update(Lesson).where(Lesson.id == lesson.id).values(**values))
    if values.get("state") is LessonState.CLOSED:
        await ending.closed(session, lesson.id, now=now)
    if touched.was:
        await entries.remember(session, lesson.id, touched.was, now=now)
    await notices.lesson_news(session, lesson, touched.students, due_at=now + rules.of(session).hold, now=now)


async def stale(session: Session, author_id: int, value: str) -> Stale:
    """The refusal that names who entered what there since the screen was drawn (G16)."""
    return Stale(who=await name_of(session, author_id), value=value)


async def name_of(session: Session, person_id: int) -> str:
    """«Кузнецова М. В.»."""
    row = (
        await session.execute(
            select(Person.surname, Person.given_name, Person.patronymic).where(Person.id == person_id)
        )
    ).one_or_none()
    if row is None:
        return ""
    return initials(row.surname, row.given_name, row.patronymic)


def initials(surname: str, given_name: str, patronymic: str) -> str:
    """«Кузнецова М. В.»."""
    letters = " ".join(f"{name[:1]}." for name in (given_name, patronymic) if name)
    return f"{surname} {letters}".strip()
