"""A believable past for the demo school: lessons since September with topics, attendance, notes, marks and homework."""

import random
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

from bot.demo import acts, finals, notes, remarks, substitutions, tests
from bot.demo.house import YEAR, Taught
from bot.demo.school import Made
from db import bulk
from db.absences import Attendance, AttendanceCode
from db.base import Table
from db.engine import Session
from db.homework import Homework, HomeworkKind
from db.lessons import Lesson, LessonState
from db.marks import Mark
from journal.timetable import planning
from journal.timetable.planning import Placed

TEST_EVERY: Final = 9
"""Every ninth lesson of a course is a test for everybody."""
FORGOTTEN: Final = 0.03
"""Some lessons of the last days are not closed: there is something to remind of."""
COMMENTS: Final = ("за доклад", "у доски", "молодец", "невнимательно", "подготовиться лучше", "за активность")
ORAL: Final = ("answer", "answer", "answer", "homework", "homework", "quiz")


async def write(session: Session, made: Made, *, now: datetime, draw: random.Random) -> None:
    """Make the lessons of the year so far and two weeks on, and fill those that began before `now`."""
    await planning.make_lessons(session, YEAR[0], now.date() + timedelta(days=14), today=YEAR[0])
    by_course: defaultdict[int, list[Placed]] = defaultdict(list)
    for lesson in await planning.placed(session, YEAR[0], now.date() + timedelta(days=14)):
        by_course[lesson.course_id].append(lesson)
    handed = substitutions.plan(made, by_course, now=now)
    past = _Past(made, now, draw, handed.hands)
    for course in made.courses:
        past.fill(course, by_course[course.course_id], made.programme[course.course_id])
    days = {lesson.id: lesson.date for lessons in by_course.values() for lesson in lessons}
    await notes.write(session, past.rows[Attendance], days, made.homes, past.ill, now=now, draw=draw)
    await past.save(session)
    await substitutions.write(session, handed, past.closed, now=now)
    await tests.plan(session, made, by_course, now=now)
    placed = {lesson.id: lesson for lessons in by_course.values() for lesson in lessons}
    await remarks.write(session, made, by_course, now=now)
    await finals.write(session, made.courses, past.rows[Mark], placed, now=now)
    await acts.write(session, YEAR[0], now=now)


class _Past:
    """Rows of the past, collected and written in bulk."""

    def __init__(self, made: Made, now: datetime, draw: random.Random, hands: Mapping[int, int]) -> None:
        self.made = made
        self.now = now
        self.zone = now.tzinfo if isinstance(now.tzinfo, ZoneInfo) else ZoneInfo("Europe/Moscow")
        self.draw = draw
        self.hands = hands
        """Who fills a lesson in its teacher's place."""
        self.ability: dict[int, float] = {}
        self.ill: dict[int, set[date]] = {}
        self.closed: list[dict[str, Any]] = []
        self.rows: dict[type[Table], list[dict[str, Any]]] = {Mark: [], Attendance: [], Homework: []}

    def fill(self, course: Taught, lessons: Sequence[Placed], topics: Sequence[tuple[int, str]]) -> None:
        """One course from September to now."""
        for number, lesson in enumerate(lessons):
            if lesson.ends_at > self.now or self._forgotten(lesson):
                continue
            at = lesson.ends_at - timedelta(minutes=self.draw.randint(1, 9))
            topic_id, title = topics[number % len(topics)]
            author = self.hands.get(lesson.id, course.teacher_id)
            self.closed.append({
                "id": lesson.id, "state": LessonState.CLOSED, "topic_id": topic_id, "topic": title,
                "attendance_at": at, "attendance_by": author, "first_entry_at": at,
                "closed_at": at + timedelta(minutes=self.draw.randint(2, 30)), "closed_by": author,
            })  # fmt: skip
            absent = self._attendance(course, lesson, at, author)
            if course.grade > 1 and course.subject.marked:
                self._marks(course, lesson, at, absent, author, test=number % TEST_EVERY == TEST_EVERY - 1)
            if course.subject.homework:
                later = next((other.date for other in lessons[number + 1 :] if other.date > lesson.date), None)
                self._homework(course, lesson, at, later, author)

    def _forgotten(self, lesson: Placed) -> bool:
        """Today's lessons just over are not closed yet; neither are a few of last week's."""
        if lesson.ends_at > self.now - timedelta(minutes=30):
            return True
        return self.now.date() - lesson.date < timedelta(days=5) and self.draw.random() < FORGOTTEN

    def _days_ill(self, student: int) -> set[date]:
        """A week of illness once or twice a year, known beforehand. A guest's child has one to show."""
        if student not in self.ill:
            days: set[date] = set()
            times = self.draw.choice((0, 0, 1, 1, 2))
            for _ in range(max(times, self.made.homes[student].known)):
                first = YEAR[0] + timedelta(days=self.draw.randint(0, 85))
                days |= {first + timedelta(days=offset) for offset in range(self.draw.randint(2, 7))}
            self.ill[student] = days
        return self.ill[student]

    def _attendance(self, course: Taught, lesson: Placed, at: datetime, author: int) -> set[int]:
        absent = set()
        for student in course.students:
            code = None
            if lesson.date in self._days_ill(student):
                code = AttendanceCode.ILL
            elif self.draw.random() < 0.012:
                code = self.draw.choice(
                    (AttendanceCode.ABSENT, AttendanceCode.EXCUSED, AttendanceCode.LATE, AttendanceCode.LATE)
                )
            if code is None:
                continue
            if code is not AttendanceCode.LATE:
                absent.add(student)
            self.rows[Attendance].append({
                "lesson_id": lesson.id, "student_id": student, "code": code, "author_id": author, "version": 1,
                "put_at": at, "changed_at": at,
            })  # fmt: skip
        return absent

    def _marks(
        self, course: Taught, lesson: Placed, at: datetime, absent: set[int], author: int, *, test: bool
    ) -> None:
        present = [student for student in course.students if student not in absent]
        chosen = present if test else self.draw.sample(present, min(len(present), self.draw.randint(3, 6)))
        for student in chosen:
            ability = self.ability.setdefault(student, self.draw.gauss(4.05, 0.55))
            value = max(2, min(5, round(self.draw.gauss(ability, 0.55))))
            work = "test" if test else self.draw.choice(ORAL)
            comment = self.draw.choice(COMMENTS) if not test and self.draw.random() < 0.08 else ""
            self.rows[Mark].append({
                "lesson_id": lesson.id, "student_id": student, "slot": 1, "value": str(value), "comment": comment,
                "work_type_id": self.made.work_types[work], "author_id": author, "version": 1,
                "put_at": at, "changed_at": at,
            })  # fmt: skip

    def _homework(self, course: Taught, lesson: Placed, at: datetime, due_on: date | None, author: int) -> None:
        left_out = self.draw.random() < 0.12
        none = left_out or course.subject.kind is HomeworkKind.NONE
        first = self.draw.randint(11, 180)
        text = self.draw.choice(course.subject.homework).format(
            a=first, b=first + self.draw.randint(1, 4), p=self.draw.randint(3, 40), q=self.draw.randint(2, 6)
        )
        self.rows[Homework].append({
            "lesson_id": lesson.id,
            "kind": HomeworkKind.NONE if none else course.subject.kind,
            "text": "" if none else text,
            "minutes": None if none else course.subject.minutes,
            "due_on": None if none else due_on,
            "author_id": author, "version": 1, "put_at": at, "changed_at": at,
        })  # fmt: skip

    async def save(self, session: Session) -> None:
        """Write it all."""
        await bulk.update_rows(session, Lesson, self.closed)
        for table, rows in self.rows.items():
            await bulk.insert_rows(session, table, rows)
