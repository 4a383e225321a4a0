"""The demo school's work types, year, terms, holidays and bells."""

from collections.abc import Sequence
from datetime import date, time

from bot.demo import plan
from bot.demo.house import YEAR, House
from db.marks import WorkType
from db.timetable import (
    AcademicYear,
    BellSchedule,
    BellUse,
    Holiday,
    Period,
    Term,
    TermGrade,
    TermKind,
)


def add_work_types(house: House) -> None:
    kinds = (
        ("answer", "Ответ на уроке", "ответ", 1), ("homework", "Домашняя работа", "д/з", 1),
        ("quiz", "Самостоятельная работа", "с/р", 2), ("practical", "Практическая работа", "п/р", 2),
        ("lab", "Лабораторная работа", "л/р", 2), ("test", "Контрольная работа", "к/р", 3),
        ("dictation", "Диктант", "дикт.", 3), ("essay", "Сочинение", "соч.", 3),
    )  # fmt: skip
    for position, (code, name, short_name, weight) in enumerate(kinds):
        house.work_types[code] = house.add(
            WorkType, code=code, name=name, short_name=short_name, weight=weight, grace_days=0, position=position
        )


def add_calendar(house: House) -> int:
    year = house.add(AcademicYear, name="2026/2027", starts_on=YEAR[0], ends_on=YEAR[1])
    for kind, name, begins, ends, grades in (
        (TermKind.QUARTER, "1", date(2026, 9, 1), date(2026, 10, 25), range(1, 10)),
        (TermKind.QUARTER, "2", date(2026, 11, 2), date(2026, 12, 29), range(1, 10)),
        (TermKind.QUARTER, "3", date(2027, 1, 11), date(2027, 3, 26), range(1, 10)),
        (TermKind.QUARTER, "4", date(2027, 4, 5), date(2027, 5, 28), range(1, 10)),
        (TermKind.HALF_YEAR, "1", date(2026, 9, 1), date(2026, 12, 29), range(10, 12)),
        (TermKind.HALF_YEAR, "2", date(2027, 1, 11), date(2027, 5, 28), range(10, 12)),
    ):
        term = house.add(Term, year_id=year, kind=kind, name=name, starts_on=begins, ends_on=ends)
        for grade in grades:
            house.join(TermGrade, term_id=term, grade=grade)
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
        house.add(Holiday, year_id=year, name=name, starts_on=begins, ends_on=ends)
    rings: tuple[tuple[str, int | None, Sequence[tuple[str, str]]], ...] = (
        ("Основные", None, plan.BELLS),
        ("1 класс", 1, plan.FIRST_GRADE_BELLS),
    )
    for name, only, bells in rings:
        schedule = house.add(BellSchedule, name=name)
        for number, (begins_at, ends_at) in enumerate(bells, start=1):
            house.join(
                Period,
                schedule_id=schedule,
                number=number,
                starts_at=time.fromisoformat(begins_at),
                ends_at=time.fromisoformat(ends_at),
            )
        house.add(BellUse, schedule_id=schedule, grade=only, weekday=None, date=None)
    return year
