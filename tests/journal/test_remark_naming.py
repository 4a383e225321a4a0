"""Whose surname stands in a remark: any case, a part of a double one, the plural; never the student's own, never a word."""

import pytest

from journal.access import Pupil
from journal.remarks import naming

CLASS = [
    Pupil(number, number, surname, given, "")
    for number, (surname, given) in enumerate(
        (
            ("Белов", "Кирилл"),
            ("Иванов", "Пётр"),
            ("Иванова", "Мария"),
            ("Ли", "Анна"),
            ("Петров", "Илья"),
            ("Римский-Корсаков", "Ян"),
            ("Фёдоров", "Глеб"),
            ("Шевченко", "Олеся"),
        ),
        start=1,
    )
]
IVANOV, PETROV = 2, 5


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Помогал Петрову на уроке", ("Петрову",)),
        ("подрался с петровым", ("петровым",)),
        ("вместе с Федоровым и Беловым", ("Федоровым", "Беловым")),
        ("списал у Корсакова", ("Корсакова",)),
        ("Римский-Корсаков подтвердит", ("Римский-Корсаков",)),
        ("ссора с Шевченко", ("Шевченко",)),
        ("Сидел с Ли", ("Ли",)),
        ("Пeтров мешал", ("Пeтров",)),
        ("ПЕТРОВ и Петров", ("ПЕТРОВ", "Петров")),
    ],
)
def test_a_classmate_is_named(text: str, words: tuple[str, ...]) -> None:
    assert naming.others(text, CLASS, IVANOV) == words


@pytest.mark.parametrize(
    "text",
    [
        "Иванов не принёс тетрадь",
        "Ивановы сегодня молодцы",
        "Знал ли он правило? 5 раз",
        "беленький, петровский двор",
        "Читал басню Крылова, 7 строк",
        "",
        "№5 §21 🙂",
    ],
)
def test_nobody_else_is_named(text: str) -> None:
    assert naming.others(text, CLASS, IVANOV) == ()


def test_thirty_namesakes_name_nobody_else() -> None:
    namesakes = [Pupil(100 + number, number, "Иванов", f"Имя{number}", "") for number in range(30)]
    assert naming.others("Иванову нужна тетрадь", namesakes, 107) == ()
    assert naming.others("Иванову нужна тетрадь", [*namesakes, *CLASS[4:]], PETROV) == ("Иванову",)
