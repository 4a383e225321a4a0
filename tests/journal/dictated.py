"""The class that the dictation tests speak about, and how they check what was understood."""

from datetime import date
from typing import Any

from journal.lessons import dictation
from journal.lessons.dictation import Defaults, Dictation, Entry, Pupil, Roster, SaidMark
from locales.ru.words import WORDS

MONDAY = date(2026, 11, 23)

CLASS = (
    Pupil(101, 1, "Иванов", "Пётр", "Андреевич"),
    Pupil(102, 2, "Иванова", "Мария", "Алексеевна"),
    Pupil(103, 3, "Козлов", "Николай", "Ильич"),
    Pupil(104, 4, "Королёва", "Анна", "Сергеевна"),
    Pupil(105, 5, "Петров", "Олег", "Игоревич"),
    Pupil(106, 6, "Семёнова", "Дарья", "Олеговна"),
    Pupil(107, 7, "Сидоров", "Иван", "Павлович"),
    Pupil(108, 8, "Смирнова", "Ольга", "Ивановна"),
    Pupil(109, 9, "Смирнова", "Полина", "Ильинична"),
    Pupil(110, 10, "Толстой", "Лев", "Ильич"),
    Pupil(111, 11, "Шевченко", "Тарас", "Богданович"),
    Pupil(112, 12, "Мамин-Сибиряк", "Игорь", "Юрьевич"),
)
ROSTER = Roster(CLASS, WORDS.diminutives)
SHORT = {
    **{pupil.student_id: pupil.surname for pupil in CLASS},
    108: "Смирнова О.",
    109: "Смирнова П.",
}
"""How the tests call them."""


def read(text: str, **defaults: Any) -> Dictation:
    return dictation.parse(text, ROSTER, WORDS, Defaults(MONDAY)._replace(**defaults))


def said(result: Dictation) -> str:
    """«Иванов 5 4, Петров Н»: the entries as a person would check them."""
    return ", ".join(_line(entry) for entry in result.entries)


def _line(entry: Entry) -> str:
    parts = [SHORT[entry.student_id], *map(_mark, entry.marks)]
    if entry.attendance is not None:
        parts.append(entry.attendance or "был")
    return " ".join([*parts, *([f"({entry.comment})"] if entry.comment else [])])


def _mark(mark: SaidMark) -> str:
    return mark.value + (f"[{mark.comment}]" if mark.comment else "") + (f"<{mark.work}>" if mark.work else "")


def asked(result: Dictation) -> list[tuple[str, str]]:
    return [(question.kind.value, question.fragment) for question in result.questions]
