"""The named school of the acceptance fixture: 8Б of 12, 1А, 10А, quarter 2 of 2026/2027, and its bells."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from decimal import Decimal
from itertools import count
from typing import NamedTuple, TypeVar
from zoneinfo import ZoneInfo

from sqlalchemy import select

from db.base import Table
from db.engine import Database, Session
from db.lessons import CurriculumPlan, Topic
from db.marks import WorkType
from db.people import (
    Account,
    ClassLead,
    Consent,
    Duty,
    Enrolment,
    Grant,
    Guardian,
    Person,
    School,
    SchoolClass,
    Scope,
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
    Holiday,
    Period,
    StudyGroup,
    Subject,
    Term,
    TermGrade,
    TermKind,
    TimetableSlot,
)
from journal.names import search_key
from journal.timetable import planning

FIRST_PHONE = 5_000_000_001
"""Beyond 32 bits, as Telegram's newer ids are."""

ZONE = ZoneInfo("Europe/Moscow")
MONDAY = date(2026, 11, 23)
LONG_AGO = datetime(2026, 8, 25, tzinfo=UTC)
YEAR_START, YEAR_END = date(2026, 9, 1), date(2027, 5, 28)

BELLS = {
    1: ("08:30", "09:15"),
    2: ("09:25", "10:10"),
    3: ("10:30", "11:15"),
    4: ("11:35", "12:20"),
    5: ("12:30", "13:15"),
    6: ("13:25", "14:10"),
}

PUPILS_8B = (
    ("Антонова", "Вера", "Ильинична"),
    ("Белов", "Кирилл", "Олегович"),
    ("Волкова", "Алиса", "Денисовна"),
    ("Громов", "Артём", "Павлович"),
    ("Ершова", "Дарья", "Игоревна"),
    ("Иванов", "Пётр", "Сергеевич"),
    ("Иванова", "Мария", "Андреевна"),
    ("Козлов", "Никита", "Романович"),
    ("Петров", "Илья", "Максимович"),
    ("Сидоров", "Егор", "Витальевич"),
    ("Смирнова", "Полина", "Алексеевна"),
    ("Фёдоров", "Глеб", "Юрьевич"),
)
PUPILS_1A = (("Зайцева", "Ева", "Львовна"), ("Орлов", "Тимур", "Маратович"), ("Рыбакова", "Злата", "Егоровна"))
PUPILS_10A = (("Дёмин", "Марк", "Антонович"), ("Крылова", "Софья", "Петровна"), ("Титов", "Лев", "Ильич"))


def moscow(clock: str, day: date = MONDAY) -> datetime:
    """A moment of the school's day: `moscow("09:17")`."""
    return datetime.combine(day, time.fromisoformat(clock), ZONE)


Row = TypeVar("Row", bound=Table)


class Somebody(NamedTuple):
    """A person of the fixture; `telegram` is the number of the phone, None where nobody bound one."""

    person_id: int
    name: str
    telegram: int | None
    student_id: int | None = None
    """For a student: oneself. For a guardian: the first child."""


class NamedSchool(NamedTuple):
    """Everybody and everything that a test calls by name."""

    coordinator: Somebody
    deputy: Somebody
    algebra: Somebody
    """Teaches algebra in 8Б and 10А."""
    primary: Somebody
    """Teaches everything in 1А and is its homeroom teacher."""
    homeroom: Somebody
    """Homeroom teacher of 8Б, teaches Russian there; mother of Титов of 10А."""
    mother: Somebody
    """Of Смирнова Полина (8Б) and Рыбакова Злата (1А)."""
    father: Somebody
    """Of Смирнова Полина."""
    ivanov_mother: Somebody
    pupil: Somebody
    """Иванов Пётр, 8Б."""
    first_grade_mother: Somebody
    """Of Зайцева Ева, 1А."""
    classes: dict[str, int]
    students: dict[str, int]
    """By surname and given name."""
    courses: dict[str, int]
    """By «8Б алгебра»."""


async def build(db: Database) -> NamedSchool:
    """Write the school into an empty database, with its lessons of this and the next two weeks."""
    async with db.write() as session:
        made = await _Builder(session).school()
        await session.flush()
        await planning.make_lessons(session, date(2026, 11, 16), date(2026, 12, 7), today=MONDAY)
    return made


class _Builder:
    """Writes rows; every `flush` gives the id that the next row needs."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.phones = count(FIRST_PHONE)
        self.students: dict[str, int] = {}
        self.classes: dict[str, int] = {}
        self.groups: dict[str, int] = {}
        self.courses: dict[str, int] = {}

    async def add(self, row: Row) -> Row:
        self.session.add(row)
        await self.session.flush()
        return row

    async def school(self) -> NamedSchool:
        await self.add(School(id=1, name="СОШ № 7", timezone="Europe/Moscow", municipal=False, created_at=LONG_AGO))
        await self.work_types()
        year = await self.calendar()
        coordinator = await self.staff("Орехова", "Нина", "Павловна", duty=Duty.COORDINATOR)
        deputy = await self.staff("Лебедева", "Ольга", "Юрьевна", duty=Duty.DEPUTY_HEAD)
        algebra = await self.staff("Кузнецова", "Марина", "Викторовна")
        primary = await self.staff("Соколова", "Анна", "Львовна")
        homeroom = await self.staff("Титова", "Елена", "Сергеевна")
        for grade, letter, pupils in ((8, "Б", PUPILS_8B), (1, "А", PUPILS_1A), (10, "А", PUPILS_10A)):
            await self.school_class(year, grade, letter, pupils)
        await self.add(
            ClassLead(class_id=self.classes["8Б"], person_id=homeroom.person_id, valid_from=YEAR_START, acting=False)
        )
        await self.add(
            ClassLead(class_id=self.classes["1А"], person_id=primary.person_id, valid_from=YEAR_START, acting=False)
        )
        await self.timetable(algebra, primary, homeroom)
        mother = await self.guardian("Смирнова", "Ирина", "Олеговна", "мать", "Смирнова Полина", "Рыбакова Злата")
        father = await self.guardian("Смирнов", "Алексей", "Иванович", "отец", "Смирнова Полина")
        ivanov_mother = await self.guardian("Иванова", "Светлана", "Петровна", "мать", "Иванов Пётр")
        first_grade_mother = await self.guardian("Зайцева", "Юлия", "Андреевна", "мать", "Зайцева Ева")
        await self.guard(homeroom.person_id, homeroom.telegram, "мать", "Титов Лев")
        pupil = await self.pupil_with_phone("Иванов Пётр")
        return NamedSchool(
            coordinator,
            deputy,
            algebra,
            primary,
            homeroom,
            mother,
            father,
            ivanov_mother,
            pupil,
            first_grade_mother,
            self.classes,
            self.students,
            self.courses,
        )

    async def work_types(self) -> None:
        kinds = (
            ("answer", "Ответ на уроке", "ответ", 1),
            ("homework", "Домашняя работа", "д/з", 1),
            ("quiz", "Самостоятельная работа", "с/р", 2),
            ("test", "Контрольная работа", "к/р", 3),
            ("dictation", "Диктант", "дикт.", 3),
            ("essay", "Сочинение", "соч.", 3),
        )
        for position, (code, name, short_name, weight) in enumerate(kinds):
            await self.add(WorkType(code=code, name=name, short_name=short_name, weight=weight, position=position))

    async def calendar(self) -> int:
        year = await self.add(AcademicYear(name="2026/2027", starts_on=YEAR_START, ends_on=YEAR_END))
        for kind, name, begins, ends, grades in (
            (TermKind.QUARTER, "1", date(2026, 9, 1), date(2026, 10, 25), range(1, 10)),
            (TermKind.QUARTER, "2", date(2026, 11, 2), date(2026, 12, 29), range(1, 10)),
            (TermKind.QUARTER, "3", date(2027, 1, 11), date(2027, 3, 26), range(1, 10)),
            (TermKind.QUARTER, "4", date(2027, 4, 5), date(2027, 5, 28), range(1, 10)),
            (TermKind.HALF_YEAR, "1", date(2026, 9, 1), date(2026, 12, 29), range(10, 12)),
            (TermKind.HALF_YEAR, "2", date(2027, 1, 11), date(2027, 5, 28), range(10, 12)),
        ):
            term = await self.add(Term(year_id=year.id, kind=kind, name=name, starts_on=begins, ends_on=ends))
            self.session.add_all(TermGrade(term_id=term.id, grade=grade) for grade in grades)
        for name, begins, ends in (
            ("Осенние каникулы", date(2026, 10, 26), date(2026, 11, 1)),
            ("День народного единства", date(2026, 11, 4), date(2026, 11, 4)),
            ("Зимние каникулы", date(2026, 12, 30), date(2027, 1, 10)),
        ):
            await self.add(Holiday(year_id=year.id, name=name, starts_on=begins, ends_on=ends))
        bells = await self.add(BellSchedule(name="Основные"))
        for number, (rings, ends_at) in BELLS.items():
            self.session.add(
                Period(
                    schedule_id=bells.id,
                    number=number,
                    starts_at=time.fromisoformat(rings),
                    ends_at=time.fromisoformat(ends_at),
                )
            )
        await self.add(BellUse(schedule_id=bells.id))
        return year.id

    async def person(self, surname: str, given_name: str, patronymic: str) -> int:
        row = await self.add(
            Person(
                surname=surname,
                given_name=given_name,
                patronymic=patronymic,
                search_key=search_key(f"{surname} {given_name} {patronymic}"),
                created_at=LONG_AGO,
            )
        )
        return row.id

    async def grant(self, telegram: int, person_id: int, scope: Scope, student_id: int | None = None) -> None:
        account = await self.session.scalar(select(Account.id).where(Account.external_id == str(telegram)))
        if account is None:
            made = await self.add(
                Account(platform="telegram", external_id=str(telegram), language="ru", created_at=LONG_AGO)
            )
            account = made.id
        await self.add(
            Grant(account_id=account, person_id=person_id, scope=scope, student_id=student_id, granted_at=LONG_AGO)
        )

    async def staff(self, surname: str, given_name: str, patronymic: str, duty: Duty | None = None) -> Somebody:
        person_id = await self.person(surname, given_name, patronymic)
        await self.add(Staff(person_id=person_id))
        if duty:
            await self.add(StaffDuty(person_id=person_id, duty=duty))
        telegram = next(self.phones)
        await self.grant(telegram, person_id, Scope.STAFF)
        return Somebody(person_id, f"{surname} {given_name} {patronymic}", telegram)

    async def school_class(self, year: int, grade: int, letter: str, pupils: Sequence[tuple[str, str, str]]) -> None:
        name = f"{grade}{letter}"
        made = await self.add(SchoolClass(year_id=year, grade=grade, letter=letter))
        self.classes[name] = made.id
        for surname, given_name, patronymic in pupils:
            student = await self.add(Student(person_id=await self.person(surname, given_name, patronymic)))
            await self.add(Enrolment(student_id=student.id, class_id=made.id, valid_from=YEAR_START))
            self.students[f"{surname} {given_name}"] = student.id
        group = await self.add(StudyGroup(year_id=year, name=name, whole=True, grade=grade))
        await self.add(GroupClass(group_id=group.id, class_id=made.id))
        self.groups[name] = group.id

    async def timetable(self, algebra: Somebody, primary: Somebody, homeroom: Somebody) -> None:
        """8Б: algebra Mon 1, Wed 2, Fri 1; Russian Mon 2, Tue 1, Thu 3. 10А: algebra Mon 3, Thu 1. 1А: Mon–Fri 1–2."""
        plan: tuple[tuple[str, str, str, str, Somebody, tuple[tuple[int, int], ...]], ...] = (
            ("8Б", "Алгебра", "Алг.", "21", algebra, ((1, 1), (3, 2), (5, 1))),
            ("8Б", "Русский язык", "Рус.", "14", homeroom, ((1, 2), (2, 1), (4, 3))),
            ("10А", "Алгебра", "Алг.", "21", algebra, ((1, 3), (4, 1))),
            ("1А", "Математика", "Мат.", "3", primary, ((1, 1), (2, 1), (3, 1), (4, 1), (5, 1))),
            ("1А", "Литературное чтение", "Чт.", "3", primary, ((1, 2), (2, 2), (3, 2), (4, 2), (5, 2))),
        )
        subjects: dict[str, int] = {}
        for group, subject, short_name, room, teacher, places in plan:
            if subject not in subjects:
                subjects[subject] = (await self.add(Subject(name=subject, short_name=short_name, marked=True))).id
            course = await self.add(
                Course(subject_id=subjects[subject], group_id=self.groups[group], hours_per_week=Decimal(len(places)))
            )
            self.courses[f"{group} {subject.lower()}"] = course.id
            await self.add(CourseTeacher(course_id=course.id, person_id=teacher.person_id, valid_from=YEAR_START))
            self.session.add_all(
                TimetableSlot(course_id=course.id, weekday=weekday, period=period, room=room, valid_from=YEAR_START)
                for weekday, period in places
            )
        programme = await self.add(CurriculumPlan(course_id=self.courses["8Б алгебра"]))
        self.session.add_all(
            Topic(plan_id=programme.id, number=number, title=title)
            for number, title in enumerate(("Дроби", "Сложение дробей", "Умножение дробей", "Деление дробей"), start=1)
        )

    async def guardian(self, surname: str, given_name: str, patronymic: str, kinship: str, *children: str) -> Somebody:
        person_id = await self.person(surname, given_name, patronymic)
        telegram = next(self.phones)
        for child in children:
            await self.guard(person_id, telegram, kinship, child)
        return Somebody(person_id, f"{surname} {given_name} {patronymic}", telegram, self.students[children[0]])

    async def guard(self, person_id: int, telegram: int | None, kinship: str, child: str) -> None:
        student_id = self.students[child]
        row = await self.add(Guardian(person_id=person_id, student_id=student_id, kinship=kinship, legal=True))
        await self.add(Consent(guardian_id=row.id, text_version=1, given_at=LONG_AGO))
        if telegram is not None:
            await self.grant(telegram, person_id, Scope.GUARDIAN, student_id)

    async def pupil_with_phone(self, name: str) -> Somebody:
        student_id = self.students[name]
        person_id = await self.session.scalar(select(Student.person_id).where(Student.id == student_id))
        telegram = next(self.phones)
        await self.grant(telegram, person_id or 0, Scope.STUDENT)
        return Somebody(person_id or 0, name, telegram, student_id)
