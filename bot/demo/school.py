"""The demo school's people, classes, courses and timetable, written in bulk."""

import random
from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from decimal import Decimal
from itertools import count
from typing import Any, Final, NamedTuple

from bot.demo import plan
from bot.demo.names import Family, FullName, Registry
from bot.demo.placing import Unit, place
from db import bulk
from db.base import Table
from db.engine import Session
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
    Preference,
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
    GroupMember,
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


class Made(NamedTuple):
    """What was written: whom the guest may be, and what history is about."""

    guests: tuple[Guest, ...]
    courses: tuple[Taught, ...]
    work_types: dict[str, int]
    programme: dict[int, list[tuple[int, str]]]
    """The topics of each course in their order: id and title."""


async def build(session: Session, draw: random.Random) -> Made:
    """Write the school without lessons. The same seed writes the same school."""
    builder = _Builder(draw)
    builder.make()
    for table, rows in builder.rows.items():
        await bulk.insert_rows(session, table, rows)
    return Made(tuple(builder.guests), tuple(builder.taught), builder.work_types, builder.programme)


class _Builder:
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

    def add(self, table: type[Table], **values: Any) -> int:
        """One row with an id of its own."""
        row_id = next(self.ids[table])
        self.rows[table].append({"id": row_id, **values})
        return row_id

    def join(self, table: type[Table], **values: Any) -> None:
        """One row of a table without an id."""
        self.rows[table].append(values)

    def make(self) -> None:
        """Everything, in the order in which one thing needs another."""
        self.add(School, name="СОШ № 7", timezone="Europe/Moscow", municipal=False, created_at=BORN)
        self.add_work_types()
        year = self.add_calendar()
        self.add_staff()
        for grade, letter in plan.CLASSES:
            self.add_class(year, grade, letter)
        self.add_courses(year)

    # --- rules and dates ---------------------------------------------------------------------------------------------

    def add_work_types(self) -> None:
        kinds = (
            ("answer", "Ответ на уроке", "ответ", 1), ("homework", "Домашняя работа", "д/з", 1),
            ("quiz", "Самостоятельная работа", "с/р", 2), ("practical", "Практическая работа", "п/р", 2),
            ("lab", "Лабораторная работа", "л/р", 2), ("test", "Контрольная работа", "к/р", 3),
            ("dictation", "Диктант", "дикт.", 3), ("essay", "Сочинение", "соч.", 3),
        )  # fmt: skip
        for position, (code, name, short_name, weight) in enumerate(kinds):
            self.work_types[code] = self.add(
                WorkType, code=code, name=name, short_name=short_name, weight=weight, grace_days=0, position=position
            )

    def add_calendar(self) -> int:
        year = self.add(AcademicYear, name="2026/2027", starts_on=YEAR[0], ends_on=YEAR[1])
        for kind, name, begins, ends, grades in (
            (TermKind.QUARTER, "1", date(2026, 9, 1), date(2026, 10, 25), range(1, 10)),
            (TermKind.QUARTER, "2", date(2026, 11, 2), date(2026, 12, 29), range(1, 10)),
            (TermKind.QUARTER, "3", date(2027, 1, 11), date(2027, 3, 26), range(1, 10)),
            (TermKind.QUARTER, "4", date(2027, 4, 5), date(2027, 5, 28), range(1, 10)),
            (TermKind.HALF_YEAR, "1", date(2026, 9, 1), date(2026, 12, 29), range(10, 12)),
            (TermKind.HALF_YEAR, "2", date(2027, 1, 11), date(2027, 5, 28), range(10, 12)),
        ):
            term = self.add(Term, year_id=year, kind=kind, name=name, starts_on=begins, ends_on=ends)
            for grade in grades:
                self.join(TermGrade, term_id=term, grade=grade)
        for name, begins, ends in (
            ("Осенние каникулы", date(2026, 10, 26), date(2026, 11, 1)),
            ("День народного единства", date(2026, 11, 4), date(2026, 11, 4)),
            ("Зимние каникулы", date(2026, 12, 30), date(2027, 1, 10)),
            ("День защитника Отечества", date(2027, 2, 23), date(2027, 2, 23)),
            ("Международный женский день", date(2027, 3, 8), date(2027, 3, 8)),
            ("Весенние каникулы", date(2027, 3, 27), date(2027, 4, 4)),
            ("Майские праздники", date(2027, 5, 1), date(2027, 5, 3)),
            ("День Победы", date(2027, 5, 9), date(2027, 5, 10)),
        ):
            self.add(Holiday, year_id=year, name=name, starts_on=begins, ends_on=ends)
        rings: tuple[tuple[str, int | None, Sequence[tuple[str, str]]], ...] = (
            ("Основные", None, plan.BELLS),
            ("1 класс", 1, plan.FIRST_GRADE_BELLS),
        )
        for name, only, bells in rings:
            schedule = self.add(BellSchedule, name=name)
            for number, (begins_at, ends_at) in enumerate(bells, start=1):
                self.join(
                    Period,
                    schedule_id=schedule,
                    number=number,
                    starts_at=time.fromisoformat(begins_at),
                    ends_at=time.fromisoformat(ends_at),
                )
            self.add(BellUse, schedule_id=schedule, grade=only, weekday=None, date=None)
        return year

    # --- people ------------------------------------------------------------------------------------------------------

    def add_person(self, name: FullName) -> int:
        return self.add(
            Person,
            surname=name.surname,
            given_name=name.given_name,
            patronymic=name.patronymic,
            search_key=search_key(str(name)),
            born_on=None,
            phone=None,
            created_at=BORN,
        )

    def add_teacher(self, name: FullName, *duties: Duty) -> int:
        person = self.add_person(name)
        self.join(Staff, person_id=person, left_on=None)
        for duty in duties:
            self.join(StaffDuty, person_id=person, duty=duty)
        return person

    def add_guest(self, name: FullName, note: str, person: int, *grants: tuple[Scope, int | None]) -> None:
        telegram = next(self.phones)
        account = self.add(
            Account,
            platform="telegram",
            external_id=str(telegram),
            language="ru",
            created_at=BORN,
            unreachable_since=None,
        )
        for scope, student in grants:
            self.add(
                Grant,
                account_id=account,
                person_id=person,
                scope=scope,
                student_id=student,
                granted_at=BORN,
                ended_at=None,
            )
        self.guests.append(
            Guest(telegram, " ".join(part for part in (name.given_name, name.patronymic, name.surname) if part), note)
        )

    def add_staff(self) -> None:
        staff = Scope.STAFF
        coordinator = FullName("Орехова", "Нина", "Павловна")
        deputy = FullName("Лебедева", "Ольга", "Юрьевна")
        algebra = FullName("Кузнецова", "Марина", "Викторовна")
        homeroom = FullName("Титова", "Елена", "Сергеевна")
        primary = FullName("Соколова", "Анна", "Львовна")
        self.people.taken.update((coordinator, deputy, algebra, homeroom, primary))
        known = {
            "computing": self.add_teacher(coordinator, Duty.COORDINATOR, Duty.TEACHER),
            "history": self.add_teacher(deputy, Duty.DEPUTY_HEAD, Duty.TEACHER),
            "math": self.add_teacher(algebra, Duty.TEACHER),
            "russian": self.add_teacher(homeroom, Duty.TEACHER),
        }
        self.add_guest(coordinator, "координатор, учитель информатики", known["computing"], (staff, None))
        self.add_guest(deputy, "завуч, учитель истории", known["history"], (staff, None))
        self.add_guest(algebra, "учитель математики: 7А, 8Б, 9А", known["math"], (staff, None))
        self.add_guest(homeroom, "классный руководитель 8Б, русский язык", known["russian"], (staff, None))
        account = self.rows[Account][2]["id"]
        self.join(Preference, account_id=account, every_lesson=True)
        for chair, number in plan.CHAIRS.items():
            own = [known[chair]] if chair in known else []
            self.chairs[chair] = own + [
                self.add_teacher(self.people.teacher(), Duty.TEACHER) for _ in range(number - len(own))
            ]
        for grade, letter in plan.CLASSES:
            name = f"{grade}{letter}"
            if grade == 1:
                self.homeroom[name] = self.add_teacher(primary, Duty.TEACHER)
                self.add_guest(primary, "учитель начальных классов, 1А", self.homeroom[name], (staff, None))
            elif grade < 5:
                self.homeroom[name] = self.add_teacher(self.people.teacher(), Duty.TEACHER)
        others = iter(
            person
            for chair in ("math", "russian", "english", "biology", "physics")
            for person in self.chairs[chair][-2:]
        )
        for grade, letter in plan.CLASSES[4:]:
            name = f"{grade}{letter}"
            self.homeroom[name] = known["russian"] if name == "8Б" else next(others)

    def add_class(self, year: int, grade: int, letter: str) -> None:
        name = f"{grade}{letter}"
        school_class = self.add(SchoolClass, year_id=year, grade=grade, letter=letter, shift=1)
        self.classes[name] = school_class
        self.add(
            ClassLead,
            class_id=school_class,
            person_id=self.homeroom[name],
            valid_from=YEAR[0],
            valid_to=None,
            acting=False,
        )
        families = [*FAMILIES.get(name, ()), *(self.people.family() for _ in range(self.draw.randint(20, 24)))]
        self.people.taken.update(person for family in families for person in family)
        self.students[name] = []
        for family in families:
            self.add_family(name, school_class, family)

    def add_family(self, name: str, school_class: int, family: Family) -> None:
        """A child with two parents who have consented; some parents are not known to the school."""
        person = self.add_person(family.child)
        student = self.add(Student, person_id=person)
        self.add(Enrolment, student_id=student, class_id=school_class, valid_from=YEAR[0], valid_to=None)
        self.students[name].append(student)
        known = family.child in GUESTS
        for parent, kinship in ((family.mother, "мать"), (family.father, "отец")):
            if not known and kinship == "отец" and self.draw.random() < 0.4:
                continue
            guest = self.second_child(parent, student) if known else False
            if guest:
                continue
            parent_id = self.add_person(parent)
            guardian = self.add(
                Guardian, person_id=parent_id, student_id=student, kinship=kinship, legal=True, alias=""
            )
            self.add(Consent, guardian_id=guardian, text_version=1, given_at=BORN, withdrawn_at=None)
            if parent in PARENT_GUESTS:
                self.add_guest(parent, PARENT_GUESTS[parent], parent_id, (Scope.GUARDIAN, student))
        if note := GUESTS.get(family.child):
            self.add_guest(family.child._replace(patronymic=""), note, person, (Scope.STUDENT, None))

    def second_child(self, parent: FullName, student: int) -> bool:
        """A parent who is here already gets the second child on the same account."""
        row = next(
            (
                row
                for row in self.rows[Person]
                if FullName(row["surname"], row["given_name"], row["patronymic"]) == parent
            ),
            None,
        )
        if row is None:
            return False
        guardian = self.add(Guardian, person_id=row["id"], student_id=student, kinship="мать", legal=True, alias="")
        self.add(Consent, guardian_id=guardian, text_version=1, given_at=BORN, withdrawn_at=None)
        grant = next((grant for grant in self.rows[Grant] if grant["person_id"] == row["id"]), None)
        if grant is not None:
            self.add(Grant, **{**{k: v for k, v in grant.items() if k != "id"}, "student_id": student})
        return True

    # --- courses -----------------------------------------------------------------------------------------------------

    def add_courses(self, year: int) -> None:
        turn = {chair: count() for chair in self.chairs}
        units: dict[str, list[Unit]] = {}
        subject_ids = {
            subject.name: self.add(Subject, name=subject.name, short_name=subject.short, marked=subject.marked)
            for subject in plan.SUBJECTS
        }
        chosen: dict[tuple[str, str], int] = {}
        for grade, letter in plan.CLASSES:
            name = f"{grade}{letter}"
            whole = self.add(StudyGroup, year_id=year, name=name, whole=True, grade=grade)
            self.join(GroupClass, group_id=whole, class_id=self.classes[name])
            halves = self.add_halves(year, name, grade) if grade >= 5 else []
            units[name] = []
            for subject in plan.SUBJECTS:
                hours = subject.hours.get(grade, 0)
                if not hours:
                    continue
                groups = halves if subject.chair == "english" and halves else [(whole, tuple(self.students[name]))]
                courses, teachers = [], []
                for part, (group, students) in enumerate(groups):
                    teacher = self.teacher_of(name, grade, subject, part, chosen, turn)
                    course = self.add(
                        Course,
                        subject_id=subject_ids[subject.name],
                        group_id=group,
                        hours_per_week=Decimal(hours),
                        marks_from=None,
                    )
                    self.add(CourseTeacher, course_id=course, person_id=teacher, valid_from=YEAR[0], valid_to=None)
                    self.add_programme(course, subject, hours)
                    self.taught.append(Taught(course, subject, group, grade, teacher, students))
                    courses.append(course)
                    teachers.append(teacher)
                units[name] += [Unit(subject.name, tuple(courses), tuple(teachers))] * hours
        longest = {f"{grade}{letter}": plan.LESSONS_A_DAY.get(grade, 7) for grade, letter in plan.CLASSES}
        fixed = {
            ("8Б", 1, 1): "Алгебра", ("8Б", 1, 2): "Русский язык", ("8Б", 3, 2): "Алгебра", ("8Б", 5, 1): "Алгебра",
        }  # fmt: skip
        for spot in place(units, fixed, longest, self.draw):
            self.add(
                TimetableSlot,
                course_id=spot.course,
                weekday=spot.weekday,
                period=spot.period,
                room=str(100 + self.taught[spot.course - 1].teacher_id),
                weeks="every",
                valid_from=YEAR[0],
                valid_to=None,
            )

    def add_halves(self, year: int, name: str, grade: int) -> list[tuple[int, tuple[int, ...]]]:
        students = self.students[name]
        made = []
        for part, members in enumerate((students[::2], students[1::2]), start=1):
            group = self.add(StudyGroup, year_id=year, name=f"{name}, англ. {part}", whole=False, grade=grade)
            self.join(GroupClass, group_id=group, class_id=self.classes[name])
            for student in members:
                self.add(GroupMember, group_id=group, student_id=student, valid_from=YEAR[0], valid_to=None)
            made.append((group, tuple(members)))
        return made

    def teacher_of(
        self,
        name: str,
        grade: int,
        subject: plan.SubjectPlan,
        part: int,
        chosen: dict[tuple[str, str], int],
        turn: dict[str, "count[int]"],
    ) -> int:
        """The homeroom teacher in grades 1–4; else one of the chair for all its subjects in the class."""
        if subject.chair == "homeroom" or (grade < 5 and subject.chair not in plan.OWN_TEACHER):
            return self.homeroom[name]
        key = (name, f"{subject.chair}{part}")
        if key not in chosen:
            teachers = self.chairs[subject.chair]
            chosen[key] = (
                teachers[0]
                if (name, subject.chair) in FIRST_OF_CHAIR
                else teachers[next(turn[subject.chair]) % len(teachers)]
            )
        return chosen[key]

    def add_programme(self, course: int, subject: plan.SubjectPlan, hours: int) -> None:
        programme = self.add(CurriculumPlan, course_id=course)
        titles = (subject.topics * (hours * 34 // len(subject.topics) + 1))[: hours * 34]
        self.programme[course] = [
            (self.add(Topic, plan_id=programme, number=number, title=title, hours=1, homework=""), title)
            for number, title in enumerate(titles, start=1)
        ]


FIRST_OF_CHAIR: Final = {
    ("7А", "math"), ("8Б", "math"), ("9А", "math"), ("8Б", "russian"), ("7А", "russian"),
}  # fmt: skip
FAMILIES: Final[dict[str, tuple[Family, ...]]] = {
    "8Б": (
        Family(
            FullName("Смирнова", "Полина", "Алексеевна"),
            FullName("Смирнова", "Ирина", "Олеговна"),
            FullName("Смирнов", "Алексей", "Иванович"),
        ),
        Family(
            FullName("Иванов", "Пётр", "Сергеевич"),
            FullName("Иванова", "Светлана", "Петровна"),
            FullName("Иванов", "Сергей", "Николаевич"),
        ),
    ),
    "3А": (
        Family(
            FullName("Смирнов", "Артём", "Алексеевич"),
            FullName("Смирнова", "Ирина", "Олеговна"),
            FullName("Смирнов", "Алексей", "Иванович"),
        ),
    ),
    "1А": (
        Family(
            FullName("Зайцева", "Ева", "Львовна"),
            FullName("Зайцева", "Юлия", "Андреевна"),
            FullName("Зайцев", "Лев", "Игоревич"),
        ),
    ),
}
GUESTS: Final = {
    FullName("Иванов", "Пётр", "Сергеевич"): "ученик 8Б",
    FullName("Смирнова", "Полина", "Алексеевна"): "",
    FullName("Смирнов", "Артём", "Алексеевич"): "",
    FullName("Зайцева", "Ева", "Львовна"): "",
}
"""The children of the guests; those with a note have a phone of their own."""
PARENT_GUESTS: Final = {
    FullName("Смирнова", "Ирина", "Олеговна"): "мама Полины (8Б) и Артёма (3А)",
    FullName("Смирнов", "Алексей", "Иванович"): "папа Полины (8Б) и Артёма (3А)",
    FullName("Зайцева", "Юлия", "Андреевна"): "мама Евы, 1А",
}
