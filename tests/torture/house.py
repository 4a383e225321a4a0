"""The school that is tortured: sixty teachers with phones, two lessons each today, and a family behind every child."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import count
from typing import Any, Final, NamedTuple
from zoneinfo import ZoneInfo

from sqlalchemy import select

from db import bulk
from db.base import Table
from db.engine import Database
from db.lessons import Lesson
from db.marks import WorkType
from db.people import (
    Account,
    Consent,
    Enrolment,
    Grant,
    Guardian,
    Person,
    School,
    SchoolClass,
    Scope,
    Staff,
    Student,
)
from db.timetable import (
    AcademicYear,
    BellSchedule,
    BellUse,
    Course,
    CourseTeacher,
    GroupClass,
    Period,
    StudyGroup,
    Subject,
    Term,
    TermGrade,
    TermKind,
    TimetableSlot,
)
from journal import rules
from journal.names import search_key
from journal.timetable import planning

FIRST_PHONE: Final = 7_700_000_001
PERIODS: Final = 6
MORNING: Final = 11
"""The hour at which a run begins, by the clock of a zone chosen for it: lessons are over, quiet hours far away."""
TWO_PARENTS: Final = 5
"""In every so manieth family the father has a phone too."""

SURNAMES: Final = (
    "Абрамов", "Беляев", "Воронин", "Гусев", "Дорофеев", "Егоров", "Жуков", "Зимин",
    "Ильин", "Калинин", "Лапин", "Мельников", "Носов", "Осипов", "Панов", "Рябов",
    "Савин", "Тарасов", "Уваров", "Филатов", "Хохлов", "Цветков", "Чернов", "Шилов",
    "Щукин", "Юдин", "Яшин", "Борисов", "Ветров", "Глебов",
)  # fmt: skip
GIVEN: Final = ("Антон", "Борис", "Виктор", "Глеб", "Денис", "Егор", "Захар", "Игорь", "Кирилл", "Лев")
SUBJECTS: Final = ("Алгебра", "Биология", "География", "История", "Физика", "Химия")


class Pupil(NamedTuple):
    """A student as lists print one."""

    student_id: int
    surname: str
    given_name: str

    @property
    def short(self) -> str:
        """As keyboards print it."""
        return f"{self.surname} {self.given_name[:1]}."


class Taught(NamedTuple):
    """A lesson of today."""

    lesson_id: int
    group: str
    subject: str
    pupils: tuple[Pupil, ...]


class Teacher(NamedTuple):
    """Somebody who taps."""

    phone: int
    person_id: int
    name: str
    lessons: tuple[Taught, ...]
    together: bool
    """Whether a colleague teaches them, too."""


class Family(NamedTuple):
    """A guardian's phone; what it hears is about one child."""

    phone: int
    name: str
    account_id: int
    child: Pupil


class House(NamedTuple):
    """Who and what there is."""

    zone: ZoneInfo
    day: date
    teachers: tuple[Teacher, ...]
    families: tuple[Family, ...]


class Size(NamedTuple):
    """How much school; a teacher has two lessons, so it takes three teachers a class."""

    classes: int = 20
    pupils: int = 25
    together: bool = False
    """Two teachers a lesson, who write the same cells (G16)."""

    @property
    def teachers(self) -> int:
        """Everybody has two classes."""
        return self.classes * PERIODS // 2


def zone_at(hour: int, now: datetime) -> ZoneInfo:
    """A zone in which it is that hour now, so that a run of any time of day is one of a school's working hours."""
    ahead = (hour - now.astimezone(UTC).hour + 12) % 24 - 12
    return ZoneInfo(f"Etc/GMT{-ahead:+d}" if ahead else "Etc/GMT")


async def build(db: Database, size: Size, now: datetime) -> House:
    """Write the school into an empty database, with the lessons of its day."""
    zone = zone_at(MORNING, now)
    day = now.astimezone(zone).date()
    builder = _Builder(zone, day, size)
    builder.write()
    db.info["rules"] = rules.DEFAULTS._replace(zone=zone)
    async with db.write() as session:
        for table, rows in builder.rows.items():
            await bulk.insert_rows(session, table, rows)
        await planning.make_lessons(session, day, day + timedelta(days=2), today=day)
    return await builder.house(db)


class _Builder:
    """Collects rows table by table, in an order that foreign keys allow."""

    def __init__(self, zone: ZoneInfo, day: date, size: Size) -> None:
        self.zone, self.day, self.size = zone, day, size
        self.since = day - timedelta(days=60)
        self.long_ago = datetime.combine(self.since, time(12), UTC)
        self.phones = count(FIRST_PHONE)
        self.ids: dict[type[Table], int] = {}
        self.rows: dict[type[Table], list[dict[str, Any]]] = {
            table: []
            for table in (
                School, WorkType, AcademicYear, Term, TermGrade, BellSchedule, Period, BellUse, Subject, Person, Staff,
                Student, SchoolClass, Enrolment, Guardian, Consent, Account, Grant, StudyGroup, GroupClass, Course,
                CourseTeacher, TimetableSlot,
            )
        }  # fmt: skip
        self.teachers: list[tuple[int, int, str]] = []
        self.families: list[Family] = []
        self.taught: dict[int, list[tuple[int, str, str, tuple[Pupil, ...]]]] = {}
        """By teacher: course, group, subject, pupils."""

    def add(self, table: type[Table], **values: Any) -> int:
        """A row with an id of its own."""
        number = self.ids[table] = self.ids.get(table, 0) + 1
        self.rows[table].append({"id": number, **values})
        return number

    def write(self) -> None:
        """Everything but the lessons."""
        self.add(School, name="СОШ № 7", timezone=self.zone.key, municipal=False, created_at=self.long_ago)
        kinds = (("answer", "Ответ на уроке", "ответ"), ("test", "Контрольная работа", "к/р"))
        for position, (code, name, short_name) in enumerate(kinds):
            self.add(WorkType, code=code, name=name, short_name=short_name, weight=1, grace_days=0, position=position)
        year = self.calendar()
        for number in range(self.size.teachers):
            person = self.person(f"Учителев{number}", "Пётр")
            self.rows[Staff].append({"person_id": person, "left_on": None})
            self.teachers.append((person, self.account(person, Scope.STAFF)[1], f"Учителев{number} П."))
        subjects = {name: self.add(Subject, name=name, short_name=name, marked=True) for name in SUBJECTS}
        for number in range(self.size.classes):
            self.school_class(year, number, subjects)

    def calendar(self) -> int:
        ends = self.day + timedelta(days=200)
        year = self.add(AcademicYear, name="год", starts_on=self.since, ends_on=ends)
        term = self.add(Term, year_id=year, kind=TermKind.QUARTER, name="1", starts_on=self.since, ends_on=ends)
        self.rows[TermGrade] += [{"term_id": term, "grade": grade} for grade in range(1, 12)]
        bells = self.add(BellSchedule, name="Основные")
        for number in range(1, PERIODS + 1):
            begins = time(6 + number // 2, 30 * (number % 2))
            self.rows[Period].append(
                {
                    "schedule_id": bells,
                    "number": number,
                    "starts_at": begins,
                    "ends_at": begins.replace(minute=begins.minute + 25),
                }
            )
        self.add(BellUse, schedule_id=bells, grade=None, weekday=None, date=None)
        return year

    def person(self, surname: str, given_name: str) -> int:
        return self.add(
            Person,
            surname=surname,
            given_name=given_name,
            patronymic="",
            search_key=search_key(f"{surname} {given_name}"),
            born_on=None,
            phone=None,
            created_at=self.long_ago,
        )

    def account(self, person: int, scope: Scope, student: int | None = None) -> tuple[int, int]:
        phone = next(self.phones)
        account = self.add(
            Account,
            platform="telegram",
            external_id=str(phone),
            language="ru",
            created_at=self.long_ago,
            unreachable_since=None,
        )
        self.add(
            Grant,
            account_id=account,
            person_id=person,
            scope=scope,
            student_id=student,
            granted_at=self.long_ago,
            ended_at=None,
        )
        return account, phone

    def school_class(self, year: int, number: int, subjects: dict[str, int]) -> None:
        grade, letter = 5 + number % 5, "АБВГДЕЖИКЛМН"[number // 5]
        name = f"{grade}{letter}"
        made = self.add(SchoolClass, year_id=year, grade=grade, letter=letter, shift=1)
        pupils = tuple(self.pupil(made, place) for place in range(self.size.pupils))
        group = self.add(StudyGroup, year_id=year, name=name, whole=True, grade=grade)
        self.rows[GroupClass].append({"group_id": group, "class_id": made})
        for period, (subject, subject_id) in enumerate(subjects.items(), start=1):
            course = self.add(Course, subject_id=subject_id, group_id=group, hours_per_week=5, marks_from=None)
            place = (number * PERIODS + period - 1) % len(self.teachers)
            for person, *_ in self.teachers[place // 2 * 2 :][:2] if self.size.together else self.teachers[place:][:1]:
                self.add(CourseTeacher, course_id=course, person_id=person, valid_from=self.since, valid_to=None)
                self.taught.setdefault(person, []).append((course, name, subject, pupils))
            for weekday in range(1, 8):
                self.add(
                    TimetableSlot,
                    course_id=course,
                    weekday=weekday,
                    period=period,
                    room="",
                    weeks="every",
                    valid_from=self.since,
                    valid_to=None,
                )

    def pupil(self, class_id: int, place: int) -> Pupil:
        surname, given_name = SURNAMES[place], GIVEN[(place + class_id) % len(GIVEN)]
        student = self.add(Student, person_id=self.person(surname, given_name))
        self.add(Enrolment, student_id=student, class_id=class_id, valid_from=self.since, valid_to=None)
        pupil = Pupil(student, surname, given_name)
        for kinship in ("мать", "отец")[: 1 + (student % TWO_PARENTS == 0)]:
            person = self.person(f"{surname}а" if kinship == "мать" else surname, "Саша")
            guardian = self.add(Guardian, person_id=person, student_id=student, kinship=kinship, legal=True, alias="")
            self.add(Consent, guardian_id=guardian, text_version=1, given_at=self.long_ago, withdrawn_at=None)
            account, phone = self.account(person, Scope.GUARDIAN, student)
            self.families.append(Family(phone, f"{kinship}: {surname} {given_name}", account, pupil))
        return pupil

    async def house(self, db: Database) -> House:
        """The lessons got their ids from the database."""
        async with db.read() as session:
            rows = await session.execute(select(Lesson.course_id, Lesson.id).where(Lesson.date == self.day))
            lessons = {row.course_id: row.id for row in rows}
        teachers = tuple(
            Teacher(
                phone,
                person,
                name,
                tuple(
                    Taught(lessons[course], group, subject, pupils)
                    for course, group, subject, pupils in self.taught[person]
                ),
                self.size.together,
            )
            for person, phone, name in self.teachers
        )
        return House(self.zone, self.day, teachers, tuple(self.families))
