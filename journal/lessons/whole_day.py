"""`☀️ Весь день`: the own lessons of one class on one day together: attendance once, then topics and homework, then closing.

A primary teacher's way; whoever has two lessons of a class in a day may use it. Each lesson keeps its own rows and rules:
what is done here is what the lesson's own screens would do, one lesson after another in one transaction.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple
from zlib import crc32

from sqlalchemy import Select, exists, func, select
from sqlalchemy.orm import aliased

from db.absences import LIVE, AbsenceNote, Attendance, AttendanceCode
from db.engine import Session
from db.homework import Homework, HomeworkKind
from db.lessons import Lesson, LessonState
from db.people import Enrolment, Person, SchoolClass, Student
from db.timetable import Course, GroupClass
from journal import access
from journal.absences import attendance
from journal.absences.attendance import Change
from journal.access import Actor, ClassFacts, LessonFacts, Pupil
from journal.homework import assigning
from journal.homework.assigning import NOTHING
from journal.lessons import closing, sheet, topics
from journal.lessons.closing import Answers, Gap
from journal.lessons.sheet import ABSENT
from journal.lessons.topics import Planned
from journal.programme.pace import Hour
from journal.refusals import DayChanged, NotFound

FEWEST = 2
"""Lessons of a class that make a day of it."""


class Seat(NamedTuple):
    """A student of the day: the codes of the lessons the student sits in, by lesson."""

    pupil: Pupil
    codes: Mapping[int, tuple[AttendanceCode | None, int]]
    """With the version of each."""
    noted: bool
    """A guardian's note covers the day."""

    @property
    def said(self) -> frozenset[AttendanceCode | None]:
        """What stands there: one code for the whole day, or several."""
        return frozenset(code for code, _ in self.codes.values())

    @property
    def mark(self) -> int:
        """A fingerprint for the button: what it was drawn from."""
        return crc32(";".join(f"{lesson}:{version}" for lesson, (_, version) in sorted(self.codes.items())).encode())


class Part(NamedTuple):
    """One lesson of the day: what is set, what is proposed, what it lacks to be closed."""

    lesson: LessonFacts
    homework: tuple[HomeworkKind, str] | None
    topic: Planned | None
    """The plan's, where the lesson has none; the second lesson of a course goes on from the first one's."""
    planned: str
    """The plan's homework for the topic, where none is set."""

    @property
    def closed(self) -> bool:
        """Whether it needs nothing more."""
        return self.lesson.state is LessonState.CLOSED

    @property
    def gaps(self) -> tuple[Gap, ...]:
        """What is missing."""
        missing = {
            Gap.TOPIC: not self.lesson.topic,
            Gap.ATTENDANCE: self.lesson.attendance_at is None,
            Gap.HOMEWORK: self.homework is None,
        }
        return tuple(gap for gap, open_ in missing.items() if open_)

    def closes(self, now: datetime) -> bool:
        """It began, is not closed, and nothing is missing that only a person knows."""
        return (
            not self.closed and self.lesson.starts_at <= now and (Gap.TOPIC not in self.gaps or self.topic is not None)
        )

    @property
    def answers(self) -> Answers:
        """What closing would say of it."""
        unsaid = Gap.HOMEWORK in self.gaps
        return Answers(
            self.topic.id if self.topic and Gap.TOPIC in self.gaps else None,
            all_present=Gap.ATTENDANCE in self.gaps,
            no_homework=unsaid and not self.planned,
            planned=topics.fingerprint(self.planned) if unsaid and self.planned else None,
        )


class WholeDay(NamedTuple):
    """A class's day with one teacher."""

    form: ClassFacts
    day: date
    parts: tuple[Part, ...]
    seats: tuple[Seat, ...]

    @property
    def taken(self) -> bool:
        """Attendance was taken in every lesson."""
        return all(part.lesson.attendance_at is not None for part in self.parts)

    @property
    def nobody(self) -> bool:
        """No exception stands there, so `Все на месте` wipes nothing."""
        return not any(code for seat in self.seats for code in seat.said)

    def mark(self, now: datetime) -> int:
        """A fingerprint of what closing would say: it says that, or nothing."""
        said = [(part.lesson.id, *part.answers) for part in self.parts if part.closes(now)]
        return crc32(repr(said).encode())


async def classes(session: Session, lessons: Collection[LessonFacts]) -> dict[int, list[LessonFacts]]:
    """The lessons of a day by class, where there are two of one; a group joined of several classes is nobody's day."""
    held = [lesson for lesson in lessons if lesson.state is not LessonState.CANCELLED]
    if all(times < FEWEST for times in Counter(lesson.grade for lesson in held).values()):
        return {}
    rows = await session.execute(
        select(GroupClass.group_id, func.min(GroupClass.class_id))
        .where(GroupClass.group_id.in_({lesson.group_id for lesson in held}))
        .group_by(GroupClass.group_id)
        .having(func.count() == 1)
    )
    of_group = {row[0]: row[1] for row in rows}
    found: dict[int, list[LessonFacts]] = {}
    for lesson in held:
        if lesson.group_id in of_group:
            found.setdefault(of_group[lesson.group_id], []).append(lesson)
    return {class_id: those for class_id, those in found.items() if len(those) >= FEWEST}


def fills(found: Mapping[int, Sequence[LessonFacts]], lessons: Collection[LessonFacts]) -> bool:
    """One class fills the whole of a teacher's day, as in primary school: filling it together is the likely next thing."""
    held = sum(lesson.state is not LessonState.CANCELLED for lesson in lessons)
    return len(found) == 1 and all(len(those) == held for those in found.values())


async def page(session: Session, actor: Actor, *, class_id: int, day: date, now: datetime) -> WholeDay:
    """The own lessons of the class on that day; NotFound where there are fewer than two, or the day is still ahead."""
    form, lessons = await _lessons(session, actor, class_id, day, now)
    ids = [lesson.id for lesson in lessons]
    seats = await _seats(session, class_id, ids)
    rows = await session.execute(
        select(Homework.lesson_id, Homework.kind, Homework.text).where(
            Homework.lesson_id.in_(ids), Homework.number == 0, ~Homework.withdrawn
        )
    )
    homework = {lesson_id: (kind, text) for lesson_id, kind, text in rows}
    parts: list[Part] = []
    proposed: defaultdict[int, list[tuple[int, Hour]]] = defaultdict(list)
    for lesson in lessons:
        topic, planned = None, ""
        if not lesson.topic:
            topic = await topics.next_of(session, lesson, proposed=proposed[lesson.course_id])
        if topic is not None:
            proposed[lesson.course_id].append((topic.id, (lesson.date, lesson.period)))
        if lesson.id not in homework:
            planned = topic.homework if topic else await _task(session, lesson)
        parts.append(Part(lesson, homework.get(lesson.id), topic, planned))
    return WholeDay(form, day, tuple(parts), seats)


async def _task(session: Session, lesson: LessonFacts) -> str:
    if lesson.topic_id is None:
        return ""
    try:
        return (await topics.planned(session, lesson, lesson.topic_id)).homework
    except NotFound:
        return ""


async def _lessons(
    session: Session, actor: Actor, class_id: int, day: date, now: datetime
) -> tuple[ClassFacts, list[LessonFacts]]:
    if day > now.date():
        raise NotFound
    other = aliased(GroupClass)
    query: Select[*tuple[Any, ...]] = (
        access.lessons()
        .join(GroupClass, GroupClass.group_id == Course.group_id)
        .join(SchoolClass, SchoolClass.id == GroupClass.class_id)
        .add_columns(SchoolClass.id, SchoolClass.grade, SchoolClass.letter)
        .where(
            SchoolClass.id == class_id,
            ~exists().where(other.group_id == Course.group_id, other.class_id != class_id),
            Lesson.date == day,
            Lesson.state != LessonState.CANCELLED,
            access.answered_by(actor.staff_id, now.date()),
        )
        .order_by(Lesson.starts_at, Lesson.period, Lesson.id)
    )
    rows = (await session.execute(query)).all()
    if len(rows) < FEWEST:
        raise NotFound
    width = len(LessonFacts._fields)
    return ClassFacts(*rows[0][width:]), [sheet.local(session, LessonFacts(*row[:width])) for row in rows]


async def _seats(session: Session, class_id: int, lessons: Sequence[int]) -> tuple[Seat, ...]:
    """Who sits in which of the lessons, with the code there; a student of one subgroup only in that one's lessons."""
    noted = exists().where(
        AbsenceNote.student_id == Enrolment.student_id,
        AbsenceNote.state.in_(LIVE),
        AbsenceNote.first_on <= Lesson.date,
        AbsenceNote.last_on >= Lesson.date,
    )
    rows = await session.execute(
        select(
            Enrolment.student_id, Person.surname, Person.given_name, Person.patronymic,
            Lesson.id, Attendance.code, Attendance.version, noted,
        )
        .select_from(Lesson)
        .join(Course, Course.id == Lesson.course_id)
        .join(Enrolment, access.sits_in(Course.group_id, Lesson.date))
        .join(Student, Student.id == Enrolment.student_id)
        .join(Person, Person.id == Student.person_id)
        .outerjoin(Attendance, (Attendance.lesson_id == Lesson.id) & (Attendance.student_id == Student.id))
        .where(Lesson.id.in_(lessons), Enrolment.class_id == class_id)
        .order_by(Person.search_key, Enrolment.student_id)
    )  # fmt: skip
    names: dict[int, tuple[str, str, str]] = {}
    codes: dict[int, dict[int, tuple[AttendanceCode | None, int]]] = {}
    covered: set[int] = set()
    for student, surname, given_name, patronymic, lesson, code, version, note in rows:
        names[student] = surname, given_name, patronymic
        codes.setdefault(student, {})[lesson] = code, version or 0
        covered |= {student} if note else set()
    return tuple(
        Seat(Pupil(student, number, *names[student]), codes[student], student in covered)
        for number, student in enumerate(names, start=1)
    )


# --- entering: each lesson by its own rules ----------------------------------------------------------------------------


async def put(
    session: Session,
    actor: Actor,
    *,
    class_id: int,
    day: date,
    student_id: int,
    code: AttendanceCode | None,
    seen: int,
    now: datetime,
) -> None:
    """Set a student's code in every lesson of the day that the student sits in; attendance of all of them is taken.

    Where a note explains an absence, Н becomes its code. The same again is a success without a change. Raises DayChanged
    where another teacher entered something since the screen was drawn (G16), AbsentWithMark as the lesson would.
    """
    found = await page(session, actor, class_id=class_id, day=day, now=now)
    seat = next((seat for seat in found.seats if seat.pupil.student_id == student_id), None)
    if seat is None:
        raise NotFound
    if seat.mark != seen and not _said(seat, code):
        raise DayChanged
    # In the order of ids: two who fill the same day wait for each other instead of locking each other out.
    for lesson_id in sorted(part.lesson.id for part in found.parts):
        there = await sheet.to_fill(session, actor, lesson_id, now)
        changes = []
        if lesson_id in seat.codes:
            line = there.line(student_id)
            version = line.attendance.version
            changes = [
                Change(student_id, code, version)
                if code is not AttendanceCode.ABSENT
                else attendance.missing(line, code, version)
            ]
            if _said(seat, code) and line.attendance.code in ABSENT:
                changes = []
        touched = await attendance.write(session, actor, there, changes, now=now)
        await sheet.entered(session, there.lesson, touched, now=now)


def _said(seat: Seat, code: AttendanceCode | None) -> bool:
    """The whole day says so already; for Н also the code that a note put instead."""
    if code is AttendanceCode.ABSENT and seat.noted:
        return bool(seat.said) and all(there in ABSENT for there in seat.said)
    return seat.said == {code}


async def everybody(session: Session, actor: Actor, *, class_id: int, day: date, now: datetime) -> None:
    """Attendance of every lesson of the day is taken and nobody is missing. Raises DayChanged if an exception stands."""
    found = await page(session, actor, class_id=class_id, day=day, now=now)
    if not found.nobody:
        raise DayChanged
    for lesson_id in sorted(part.lesson.id for part in found.parts):
        there = await sheet.to_fill(session, actor, lesson_id, now)
        if any(there.excepted()):
            raise DayChanged
        await sheet.entered(session, there.lesson, await attendance.write(session, actor, there, [], now=now), now=now)


async def set_nothing(session: Session, actor: Actor, lesson_id: int, *, now: datetime) -> None:
    """«Не задано» on a lesson without homework; what is set by now is left as it is."""
    await access.lesson_to_fill(session, actor, lesson_id, now)
    there = await assigning.there(session, lesson_id)
    if not there.said:
        await assigning.put(session, actor, lesson_id, NOTHING, version=there.version, now=now)


async def close(session: Session, actor: Actor, *, class_id: int, day: date, mark: int, now: datetime) -> int:
    """Close every lesson that began, as the screen said; how many. What lacks something only a person knows stays open.

    Raises DayChanged where the screen would say something else by now.
    """
    found = await page(session, actor, class_id=class_id, day=day, now=now)
    if found.mark(now) != mark:
        raise DayChanged
    ready = sorted((part for part in found.parts if part.closes(now)), key=lambda part: part.lesson.id)
    for part in ready:
        await closing.close(session, actor, part.lesson.id, answers=part.answers, now=now)
    return len(ready)
