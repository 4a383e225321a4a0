"""The sheets of the school workbook: which columns each has, how a cell of it is read, and the row that it becomes."""

from collections.abc import Callable
from datetime import date, time
from decimal import Decimal
from typing import Any, NamedTuple

from db.people import Duty
from db.timetable import TermKind, Weeks
from journal.imports import cells
from journal.imports.cells import ClassName, Days, Reader

NAME = cells.limited(200)
SHORT = cells.limited(64)


class Column(NamedTuple):
    """A column: `needed` cells must be filled; any other blank cell, or the whole column absent, is `blank`."""

    key: str
    read: Reader
    needed: bool = False
    blank: Any = None


class ClassRow(NamedTuple):
    """A line of «Классы»."""

    row: int
    name: ClassName
    lead: str
    shift: int | None


class StaffRow(NamedTuple):
    """A line of «Сотрудники»."""

    row: int
    surname: str
    given: str
    patronymic: str
    duties: frozenset[Duty]
    phone: str | None
    born: date | None


class StudentRow(NamedTuple):
    """A line of «Ученики». `groups` None: the column is absent, and nothing is said about groups."""

    row: int
    surname: str
    given: str
    patronymic: str
    born: date | None
    class_name: ClassName | None
    groups: tuple[str, ...] | None


class GuardianRow(NamedTuple):
    """A line of «Родители». `legal` None: not said."""

    row: int
    surname: str
    given: str
    patronymic: str
    student: str
    class_name: ClassName | None
    kinship: str
    legal: bool | None
    phone: str | None
    born: date | None


class SubjectRow(NamedTuple):
    """A line of «Предметы»."""

    row: int
    name: str
    short: str
    unmarked: bool | None


class CourseRow(NamedTuple):
    """A line of «Курсы»; several lines of one course are its teachers, at once or one after another."""

    row: int
    subject: str
    group: str
    teacher: tuple[str, ...]
    hours: Decimal | None
    since: date | None
    until: date | None
    unmarked_until: date | None


class SlotRow(NamedTuple):
    """A line of «Расписание»."""

    row: int
    group: str
    weekday: int
    period: int
    subject: str
    teacher: tuple[str, ...]
    room: str
    weeks: Weeks
    since: date | None
    until: date | None


class BellRow(NamedTuple):
    """A line of «Звонки»."""

    row: int
    schedule: str
    period: int
    starts: time
    ends: time
    grades: frozenset[int]
    days: Days


class TermRow(NamedTuple):
    """A line of «Периоды»."""

    row: int
    kind: TermKind
    name: str
    since: date
    until: date
    grades: frozenset[int]


class HolidayRow(NamedTuple):
    """A line of «Каникулы»."""

    row: int
    name: str
    since: date
    until: date | None
    grades: frozenset[int]


class TransferRow(NamedTuple):
    """A line of «Переносы»."""

    row: int
    day: date
    weekday: int


class TopicRow(NamedTuple):
    """A line of «КТП»; a blank course is that of the line above."""

    row: int
    course: str
    number: int
    title: str
    hours: int
    homework: str


_PERSON = (
    Column("surname", NAME, needed=True),
    Column("given", NAME, needed=True),
    Column("patronymic", NAME, blank=""),
)
_PHONE = Column("phone", cells.phone)
_BORN = Column("born", cells.birthday)
_DATES = (Column("since", cells.day), Column("until", cells.day))
_GRADES = Column("grades", cells.grades, blank=frozenset())

LAYOUTS: dict[str, tuple[Callable[..., Any], tuple[Column, ...]]] = {
    "classes": (
        ClassRow,
        (
            Column("name", cells.class_name, needed=True),
            Column("lead", NAME, blank=""),
            Column("shift", cells.whole(1, 3)),
        ),
    ),
    "staff": (StaffRow, (*_PERSON, Column("duties", cells.duties, blank=frozenset()), _PHONE, _BORN)),
    "students": (
        StudentRow,
        (*_PERSON, _BORN, Column("class_name", cells.class_name), Column("groups", cells.labels, blank=())),
    ),
    "guardians": (
        GuardianRow,
        (
            *_PERSON,
            Column("student", NAME, needed=True),
            Column("class_name", cells.class_name),
            Column("kinship", SHORT, blank=""),
            Column("legal", cells.yes),
            _PHONE,
            _BORN,
        ),
    ),
    "subjects": (
        SubjectRow,
        (Column("name", NAME, needed=True), Column("short", SHORT, blank=""), Column("unmarked", cells.yes)),
    ),
    "courses": (
        CourseRow,
        (
            Column("subject", NAME, needed=True),
            Column("group", NAME, needed=True),
            Column("teacher", cells.names, blank=()),
            Column("hours", cells.hours),
            *_DATES,
            Column("unmarked_until", cells.day),
        ),
    ),
    "timetable": (
        SlotRow,
        (
            Column("group", NAME, needed=True),
            Column("weekday", cells.weekday, needed=True),
            Column("period", cells.whole(0, 20), needed=True),
            Column("subject", NAME, needed=True),
            Column("teacher", cells.names, blank=()),
            Column("room", cells.limited(32), blank=""),
            Column("weeks", cells.weeks, blank=Weeks.EVERY),
            *_DATES,
        ),
    ),
    "bells": (
        BellRow,
        (
            Column("schedule", SHORT, blank=""),
            Column("period", cells.whole(0, 20), needed=True),
            Column("starts", cells.clock, needed=True),
            Column("ends", cells.clock, needed=True),
            _GRADES,
            Column("days", cells.bell_days, blank=Days(frozenset(), frozenset())),
        ),
    ),
    "terms": (
        TermRow,
        (
            Column("kind", cells.term_kind, needed=True),
            Column("name", SHORT, needed=True),
            Column("since", cells.day, needed=True),
            Column("until", cells.day, needed=True),
            _GRADES,
        ),
    ),
    "holidays": (
        HolidayRow,
        (
            Column("name", NAME, needed=True),
            Column("since", cells.day, needed=True),
            Column("until", cells.day),
            _GRADES,
        ),
    ),
    "transfers": (
        TransferRow,
        (Column("day", cells.day, needed=True), Column("weekday", cells.weekday, needed=True)),
    ),
    "programme": (
        TopicRow,
        (
            Column("course", NAME, blank=""),
            Column("number", cells.whole(1, 1000), needed=True),
            Column("title", cells.limited(500), needed=True),
            Column("hours", cells.whole(1, 100), blank=1),
            Column("homework", cells.limited(2000), blank=""),
        ),
    ),
}

USUAL = 4
"""Columns after the fourth may be absent without a word; of the first four it is noted."""
