"""The demo school as it is being written: rows by table, and what later parts ask of earlier ones."""

import random
from datetime import UTC, date, datetime
from itertools import count
from typing import Any, Final, NamedTuple

from bot.demo import plan
from bot.demo.names import Registry
from db.base import Table
from db.lessons import CurriculumPlan, Topic
from db.marks import WorkType
from db.people import (
    Account,
    ClassLead,
    Consent,
    Enrolment,
    Grant,
    Guardian,
    Person,
    Preference,
    School,
    SchoolClass,
    Staff,
    StaffDuty,
    Student,
)
from db.timetable import (
    AcademicYear,
    BellSchedule,
    BellUse,
    Course,
    CourseTeacher,
    GroupClass,
    GroupMember,
    Holiday,
    Period,
    StudyGroup,
    Subject,
    Term,
    TermGrade,
    TimetableSlot,
)

YEAR: Final = (date(2026, 9, 1), date(2027, 5, 28))
BORN: Final = datetime(2026, 8, 25, 9, tzinfo=UTC)
FIRST_PHONE: Final = 7_000_000_001


class Guest(NamedTuple):
    """Somebody whom the demo lets you be."""

    telegram: int
    name: str
    note: str


class Taught(NamedTuple):
    """A course as history is written for it."""

    course_id: int
    subject: plan.SubjectPlan
    group_id: int
    grade: int
    teacher_id: int
    students: tuple[int, ...]


class Household(NamedTuple):
    """Who writes and who answers about a student's absences."""

    class_name: str
    guardian_id: int
    homeroom_id: int
    known: bool
    """The child of a guest, or one."""


class House:
    """Collects rows table by table, in an order that foreign keys allow, and hands out ids itself."""

    def __init__(self, draw: random.Random) -> None:
        self.draw = draw
        self.people = Registry(draw)
        self.rows: dict[type[Table], list[dict[str, Any]]] = {
            table: []
            for table in (
                School, WorkType, AcademicYear, Term, TermGrade, Holiday, BellSchedule, Period, BellUse, Person, Staff,
                StaffDuty, Student, SchoolClass, ClassLead, Enrolment, Guardian, Consent, Account, Preference, Grant,
                Subject, StudyGroup, GroupClass, GroupMember, Course, CourseTeacher, TimetableSlot, CurriculumPlan, Topic,
            )
        }  # fmt: skip
        self.ids = {table: count(1) for table in self.rows}
        self.phones = count(FIRST_PHONE)
        self.guests: list[Guest] = []
        self.taught: list[Taught] = []
        self.work_types: dict[str, int] = {}
        self.programme: dict[int, list[tuple[int, str]]] = {}
        self.chairs: dict[str, list[int]] = {}
        self.homeroom: dict[str, int] = {}
        self.classes: dict[str, int] = {}
        self.students: dict[str, list[int]] = {}
        self.homes: dict[int, Household] = {}

    def add(self, table: type[Table], **values: Any) -> int:
        """One row with an id of its own."""
        row_id = next(self.ids[table])
        self.rows[table].append({"id": row_id, **values})
        return row_id

    def join(self, table: type[Table], **values: Any) -> None:
        """One row of a table without an id."""
        self.rows[table].append(values)
