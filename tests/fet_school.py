"""The FET school with people: its real timetable, and generated students and guardians, loaded as a school loads them."""

import random
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple

from mimesis import Gender, Locale, Person
from sqlalchemy import select

from db.engine import Database
from db.people import Student
from db.timetable import Course, StudyGroup, Subject
from documents.fet_map import fet_map
from journal.imports import fet, incoming, plan
from journal.imports.incoming import Outcome
from locales import texts
from locales.ru import workbook as words
from locales.weekdays import WEEKDAYS
from tests.imports.workbooks import NOW, Sheets, found, load

TIMETABLE = Path(__file__).parent / "data" / "fet" / "School-10-Oradea-2007-2008_timetable.csv"
HOMEROOM = "DIRIGENTIE"
"""The homeroom lesson: who gives it leads the class."""
PUPILS = 12
SIBLINGS = 10
"""In every so manieth family there are two children."""


class Child(NamedTuple):
    """A generated student; `adults` are the full names of the guardians."""

    name: str
    class_name: str
    born: date
    adults: tuple[str, ...]


class FetSchool(NamedTuple):
    """What was loaded: the timetable's outcome, the generated children, ids by name."""

    timetable: Outcome
    children: list[Child]
    students: dict[str, int]
    """By «Фамилия Имя Отчество»; the generator makes no namesakes."""
    courses: dict[str, int]
    """By «5A BIOLOGIE»."""


async def build(db: Database, *, now: datetime = NOW, pupils: int = PUPILS, seed: int = 7) -> FetSchool:
    """Load the timetable by its own pre-filled map, then the people, into an empty database. The seed decides all names."""
    await found(db)
    timetable = await load_timetable(db, now=now)
    classes = sorted({line.sets for line in lines()}, key=lambda name: (int(name[:-1]), name))
    children, sheets = people(classes, pupils=pupils, seed=seed)
    loaded = await load(db, sheets, now=now)
    if loaded.plan.refused or loaded.plan.questions:
        raise ValueError("the generated people do not load")
    async with db.read() as session:
        numbers = await session.execute(select(Course.id, StudyGroup.name, Subject.name).join(StudyGroup).join(Subject))
        courses = {f"{group} {subject}": number for number, group, subject in numbers}
        by_person = {row.person_id: row.id for row in await session.execute(select(Student.person_id, Student.id))}
        named = await _names(db, list(by_person))
    return FetSchool(timetable, children, {named[person]: student for person, student in by_person.items()}, courses)


async def load_timetable(
    db: Database, *, now: datetime, data: bytes | None = None, map_data: bytes | None = None
) -> Outcome:
    """Import the timetable with its pre-filled map, or with another one."""
    csv = data or TIMETABLE.read_bytes()
    taken = await incoming.take(csv, words)
    async with db.read() as session:
        meant, _ = await incoming.guess_map(session, taken, WEEKDAYS, today=now.date())
    taken = await incoming.take(csv, words, map_data or fet_map(texts("ru"), words, meant))
    async with db.write() as session:
        outcome = await incoming.draw(session, taken, words, now=now)
        if not outcome.plan.refused:
            await plan.write(session, None, outcome.plan, now=now)
    return outcome


def lines() -> list[fet.FetRow]:
    """The rows of the timetable."""
    rows = [line.strip().strip('"').split('","') for line in TIMETABLE.read_text("utf-8-sig").splitlines()]
    return [
        fet.FetRow(number, activity, day, hour, sets, subject, tuple(teachers.split("+")), "")
        for number, (activity, day, hour, sets, subject, teachers, *_) in enumerate(rows[1:], start=2)
    ]


def people(classes: Sequence[str], *, pupils: int, seed: int) -> tuple[list[Child], Sheets]:
    """Students and guardians of the classes, and the workbook that says so."""
    maker = _Families(seed)
    children = [child for name in classes for child in maker.a_class(name, pupils)]
    leads = {line.sets: line.teachers[0] for line in lines() if line.subject == HOMEROOM}
    sheets: Sheets = {
        "Классы": [["класс", "классный руководитель"], *([name, leads[name]] for name in classes)],
        "Ученики": [
            ["фамилия", "имя", "отчество", "дата рождения", "класс"],
            *([*child.name.split(), child.born, child.class_name] for child in children),
        ],
        "Родители": [
            ["фамилия", "имя", "отчество", "ученик", "класс", "кем приходится", "телефон"],
            *(row for child in children for row in maker.adults(child)),
        ],
        "Периоды": [
            ["вид", "название", "с", "по"],
            ["четверть", "1", "01.09.2026", "25.10.2026"],
            ["четверть", "2", "02.11.2026", "29.12.2026"],
            ["четверть", "3", "11.01.2027", "26.03.2027"],
            ["четверть", "4", "05.04.2027", "31.05.2027"],
        ],
    }
    return children, sheets


class _Families:
    """Draws families; nobody is called as somebody else."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.names = Person(Locale.RU, seed=seed)
        self.taken: set[str] = set()
        self.phones: dict[str, str] = {}

    def a_class(self, name: str, pupils: int) -> list[Child]:
        children: list[Child] = []
        while len(children) < pupils:
            surname = self.names.surname(Gender.MALE)
            mother = self.adult(_female(surname), Gender.FEMALE)
            father = self.adult(surname, Gender.MALE)
            family = 2 if self.random.randrange(SIBLINGS) == 0 and len(children) + 2 <= pupils else 1
            children += [
                Child(self.child(surname), name, self.birthday(int(name[:-1])), (mother, father)) for _ in range(family)
            ]
        return children

    def adult(self, surname: str, gender: Gender) -> str:
        name = self.unique(surname, gender)
        self.phones[name] = f"+7900{len(self.phones):07}"
        return name

    def child(self, surname: str) -> str:
        if self.random.random() < 0.5:
            return self.unique(surname, Gender.MALE)
        return self.unique(_female(surname), Gender.FEMALE)

    def unique(self, surname: str, gender: Gender) -> str:
        while True:
            name = f"{surname} {self.names.first_name(gender)} {self.names.patronymic(gender)}"
            if name not in self.taken:
                self.taken.add(name)
                return name

    def birthday(self, grade: int) -> date:
        return date(2026 - 7 - grade, 9, 1) + timedelta(days=self.random.randrange(365))

    def adults(self, child: Child) -> list[list[Any]]:
        return [
            [*adult.split(), child.name, child.class_name, kinship, self.phones[adult]]
            for adult, kinship in zip(child.adults, ("мать", "отец"), strict=True)
        ]


def _female(surname: str) -> str:
    if surname.endswith(("ский", "цкий")):
        return surname[:-2] + "ая"
    return surname + "а" if surname.endswith(("ов", "ев", "ёв", "ин", "ын")) else surname


async def _names(db: Database, person_ids: Sequence[int]) -> dict[int, str]:
    from db.people import Person as Row

    async with db.read() as session:
        rows = await session.execute(select(Row.id, Row.surname, Row.given_name, Row.patronymic))
        return {row.id: " ".join(row[1:]) for row in rows if row.id in set(person_ids)}
