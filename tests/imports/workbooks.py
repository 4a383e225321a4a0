"""Workbooks for tests: sheets of plain rows made into a file, and a small school to begin with."""

import copy
import io
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

import xlsxwriter

from db.base import Table
from db.engine import Database
from db.people import Duty, Person, School, Staff, StaffDuty
from journal.imports import incoming, plan
from journal.imports.incoming import Outcome
from journal.names import search_key
from locales.ru import workbook as words

NOW = datetime(2026, 8, 25, 12, tzinfo=ZoneInfo("Europe/Moscow"))
AUTUMN = datetime(2026, 11, 23, 12, tzinfo=ZoneInfo("Europe/Moscow"))

Sheets = dict[str, list[list[Any]]]

SCHOOL: Sheets = {
    "Классы": [
        ["класс", "классный руководитель", "смена"],
        ["8Б", "Титова Елена Сергеевна", 1],
        ["1А", "", ""],
    ],
    "Сотрудники": [
        ["фамилия", "имя", "отчество", "роль", "телефон", "дата рождения"],
        ["Титова", "Елена", "Сергеевна", "учитель", "8 916 123-45-67", ""],
        ["Кузнецова", "Марина", "Викторовна", "учитель, завуч", "", date(1980, 2, 3)],
    ],
    "Ученики": [
        ["фамилия", "имя", "отчество", "дата рождения", "класс", "группы"],
        ["Иванов", "Пётр", "Сергеевич", "04.05.2012", "8Б", "английский 1"],
        ["Белов", "Кирилл", "Олегович", "", "8Б", "английский 2"],
        ["Зайцева", "Ева", "Львовна", "", "1А", ""],
    ],
    "Родители": [
        ["фамилия", "имя", "отчество", "ученик", "класс", "кем приходится", "законный представитель", "телефон"],
        ["Иванова", "Светлана", "Петровна", "Иванов Пётр Сергеевич", "8Б", "мать", "да", "+7 900 000-00-01"],
        ["Белова", "Зоя", "Ильинична", "Белов Кирилл Олегович", "8Б", "бабушка", "", ""],
    ],
    "Предметы": [["предмет", "кратко"], ["Алгебра", "Алг."], ["Английский язык", "Англ."]],
    "Курсы": [
        ["предмет", "класс или группа", "учитель", "часов в неделю"],
        ["Алгебра", "8Б", "Кузнецова Марина Викторовна", 3],
        ["Английский язык", "8Б английский 1", "Титова Елена Сергеевна", 2],
        ["Английский язык", "8Б английский 2", "Кузнецова М. В.", 2],
    ],
    "Расписание": [
        ["класс или группа", "день", "урок", "предмет", "кабинет"],
        ["8Б", "пн", 1, "Алгебра", 21],
        ["8Б", "ср", 2, "Алгебра", 21],
        ["8Б английский 1", "вт", 1, "Английский язык", 14],
        ["8Б английский 2", "вт", 1, "Английский язык", 15],
    ],
    "Звонки": [["урок", "начало", "конец"], [1, time(8, 30), "9:15"], [2, "09.25", time(10, 10)]],
    "Периоды": [
        ["вид", "название", "с", "по", "параллели"],
        ["четверть", "1", "01.09.2026", "25.10.2026", ""],
        ["четверть", "2", "02.11.2026", "29.12.2026", ""],
        ["полугодие", "1", "01.09.2026", date(2027, 5, 28), "10–11"],
    ],
    "Каникулы": [["название", "с", "по"], ["Осенние", "26.10.2026", "01.11.2026"]],
    "Переносы": [["дата", "учимся по дню"], ["26.12.2026", "пт"]],
    "КТП": [["курс", "№", "тема", "часы"], ["Алгебра 8Б", 1, "Дроби", 1], ["", 2, "Сложение дробей", 2]],
}


def school(**changed: list[list[Any]] | None) -> Sheets:
    """The small school with some sheets replaced, or left out by None."""
    sheets = copy.deepcopy(SCHOOL)
    for name, rows in changed.items():
        if rows is None:
            del sheets[name]
        else:
            sheets[name] = rows
    return sheets


def xlsx(sheets: Mapping[str, Sequence[Sequence[Any]]]) -> bytes:
    """The sheets as a file."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True, "strings_to_formulas": False}) as book:
        days = book.add_format({"num_format": "dd.mm.yyyy"})
        times = book.add_format({"num_format": "hh:mm"})
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                for place, cell in enumerate(row):
                    if isinstance(cell, time):
                        sheet.write_datetime(number, place, cell, times)
                    elif isinstance(cell, date):
                        sheet.write_datetime(number, place, cell, days)
                    elif cell is not None and cell != "":
                        sheet.write(number, place, cell)
    return file.getvalue()


async def found(db: Database) -> None:
    """A school with a coordinator, as `init` leaves it."""
    name = ("Орехова", "Нина", "Павловна")
    async with db.write() as session:
        session.add(School(id=1, name="СОШ № 7", timezone="Europe/Moscow", municipal=False, created_at=NOW))
        person = Person(
            surname=name[0],
            given_name=name[1],
            patronymic=name[2],
            search_key=search_key(" ".join(name)),
            created_at=NOW,
        )
        session.add(person)
        await session.flush()
        session.add(Staff(person_id=person.id))
        await session.flush()
        session.add(StaffDuty(person_id=person.id, duty=Duty.COORDINATOR))


async def load(
    db: Database,
    sheets: Mapping[str, Sequence[Sequence[Any]]] | bytes,
    *,
    now: datetime = NOW,
    same: tuple[str, ...] = (),
    dry: bool = False,
) -> Outcome:
    """Import a file as the command does; nothing is written of a refused plan."""
    data = sheets if isinstance(sheets, bytes) else xlsx(sheets)
    taken = await incoming.take(data, words)
    if dry:
        async with db.read() as session:
            return await incoming.draw(session, taken, words, now=now, same=same)
    async with db.write() as session:
        outcome = await incoming.draw(session, taken, words, now=now, same=same)
        if not outcome.plan.refused:
            await plan.write(session, None, outcome.plan, now=now)
    return outcome


def changed(outcome: Outcome) -> list[tuple[type[Table], str]]:
    """What an import changed, in short."""
    return [
        (change.kind, "added" if change.old is None else "removed" if change.new is None else "changed")
        for change in outcome.plan.changes
    ]


def errors(outcome: Outcome) -> list[tuple[str, int, str, str]]:
    """Sheet, row, column and key of every error."""
    return [(error.sheet, error.row, error.column, error.key) for error in outcome.plan.errors]


def notes(outcome: Outcome) -> list[str]:
    """The keys of what is noted."""
    return [note.key for note in outcome.plan.notes]
