"""Cells and sheets as people write them: titles, spellings, order, blank rows."""

import random
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.people import Duty
from db.timetable import TermKind, Weeks
from journal.imports import cells, parse
from journal.imports.cells import Bad, ClassName, Days
from journal.imports.parse import Rows
from journal.imports.reading import Sheet
from locales.ru import workbook as words
from tests.imports.workbooks import SCHOOL


def rows_of(**sheets: list[list[Any]]) -> Rows:
    return parse.parse([Sheet(name, rows) for name, rows in sheets.items()], words)


@pytest.mark.parametrize(
    ("read", "written", "value"),
    [
        (cells.class_name, "8Б", ClassName(8, "Б")),
        (cells.class_name, " 8 «б» ", ClassName(8, "Б")),
        (cells.class_name, "10-А класс", ClassName(10, "А")),
        (cells.class_name, 8.0, ClassName(8, "")),
        (cells.class_name, "11 инж", ClassName(11, "инж")),
        (cells.day, "4.5.2013", date(2013, 5, 4)),
        (cells.day, "04.05.2013 г.", date(2013, 5, 4)),
        (cells.day, "2013-05-04", date(2013, 5, 4)),
        (cells.day, datetime(2013, 5, 4, 0, 0), date(2013, 5, 4)),  # noqa: DTZ001 - so a cell comes
        (cells.day, 41398.0, date(2013, 5, 4)),
        (cells.clock, "8.30", time(8, 30)),
        (cells.clock, 0.5, time(12)),
        (cells.clock, time(8, 30, 1), time(8, 30)),
        (cells.phone, 89161234567.0, "+79161234567"),
        (cells.phone, "(916) 123-45-67", "+79161234567"),
        (cells.phone, "+375 29 123-45-67", "+375291234567"),
        (cells.hours, "0,5", Decimal("0.5")),
        (cells.hours, 3.0, Decimal(3)),
        (cells.grades, "2–4, 9", frozenset({2, 3, 4, 9})),
        (cells.weekday, "Понедельник", 1),
        (cells.weekday, 6.0, 6),
        (cells.weeks, "НЕЧЁТНАЯ", Weeks.ODD),
        (cells.term_kind, "Полугодие", TermKind.HALF_YEAR),
        (cells.yes, "Да", True),
        (cells.yes, "-", False),
        (cells.duties, "завуч; учитель", frozenset({Duty.DEPUTY_HEAD, Duty.TEACHER})),
        (cells.bell_days, "пн–ср, сб", Days(frozenset({1, 2, 3, 6}), frozenset())),
        (cells.bell_days, "29.12.2026", Days(frozenset(), frozenset({date(2026, 12, 29)}))),
        (cells.names, "Титова Е. С.; Кузнецова М. В.", ("Титова Е. С.", "Кузнецова М. В.")),
        (cells.labels, "английский 1; 8Б, информатика 2", ("английский 1", "8Б, информатика 2")),
    ],
)
def test_cells_are_read_as_people_write_them(read: cells.Reader, written: Any, value: Any) -> None:
    assert read(written, words) == value


@pytest.mark.parametrize(
    ("read", "written"),
    [
        (cells.class_name, "12А"),
        (cells.class_name, "восьмой"),
        (cells.day, "31.02.2013"),
        (cells.day, "вчера"),
        (cells.birthday, "04.05.0213"),
        (cells.clock, "25:00"),
        (cells.phone, "123"),
        (cells.phone, "+7 916 123-45-67 мама"),
        (cells.hours, "-1"),
        (cells.hours, "NaN"),
        (cells.hours, "три"),
        (cells.grades, "0-4"),
        (cells.grades, "9-5"),
        (cells.weekday, "праздник"),
        (cells.yes, "может быть"),
        (cells.duties, "директор"),
        (cells.whole(1, 20), "2.5"),
        (cells.whole(1, 20), "٣"),
        (cells.limited(5), "слишком"),
        (cells.limited(50), "#REF!"),
    ],
)
def test_what_cannot_be_read_is_refused(read: cells.Reader, written: Any) -> None:
    with pytest.raises(Bad):
        read(written, words)


@given(st.text())
def test_any_text_becomes_clean_text(written: str) -> None:
    try:
        clean = cells.text(written)
    except Bad:
        return
    assert clean == clean.strip()
    assert not set(clean) & {"\0", "\n", "\t", "\x1b", "\u202e", "\u2066", "\ud800"}
    assert cells.text(clean) == clean


def test_joiners_of_emoji_stay() -> None:
    assert cells.text("👩‍🏫 нельзя\u202e повернуть") == "👩‍🏫 нельзя повернуть"


def test_titles_are_found_in_any_case_below_a_heading_and_by_other_names() -> None:
    made = rows_of(
        КТП=[
            ["Рабочая программа"],
            [],
            ["Д/З", "ТЕМА ", "№ п/п", "Кол-во часов", "Курс"],
            ["§ 1", "Дроби", 1, 2, "Алгебра 8Б"],
        ]
    )

    assert made.errors == []
    assert made.programme is not None
    assert made.programme[0][1:] == ("Алгебра 8Б", 1, "Дроби", 2, "§ 1")


def test_a_misspelt_title_is_noted_and_a_missing_one_refused() -> None:
    made = rows_of(
        Ученики=[["фамилия", "имя", "отчество", "дата рожденния", "класс"], ["Иванов", "Пётр", "", "", "8Б"]]
    )
    assert [(note.key, note.facts) for note in made.notes] == [
        ("import-note-columns", {"missing": "дата рождения"}),
        ("import-note-misspelt", {"title": "дата рождения"}),
    ]

    broken = rows_of(Ученики=[["Ф. И. О.", "класс"], ["Иванов Пётр", "8Б"]])
    assert [(error.key, error.facts) for error in broken.errors] == [
        ("import-bad-columns", {"missing": "фамилия, имя"})
    ]
    assert not broken.whole


def test_an_untouched_example_is_skipped_and_a_changed_one_is_not() -> None:
    example = [words.EXAMPLES["subjects"][key] for key in ("name", "short", "unmarked")]
    titles = [*words.COLUMNS["subjects"].values(), "подсказка"]

    assert rows_of(Предметы=[titles, [*example, "Пример: удалите"]]).subjects is None
    assert rows_of(Предметы=[titles, ["Алгебра", *example[1:], "Пример: удалите"]]).subjects is not None
    assert rows_of(Предметы=[titles, [*example, ""]]).subjects is not None


@given(st.randoms(use_true_random=False))
def test_order_of_columns_blank_rows_extra_columns_and_spaces_change_nothing(draw: random.Random) -> None:
    plain = parse.parse([Sheet(name, rows) for name, rows in SCHOOL.items()], words)

    turned = parse.parse([shuffled(name, rows, draw) for name, rows in SCHOOL.items()], words)

    assert turned.errors == plain.errors == []
    for sheet in words.SHEETS:
        mine, theirs = getattr(plain, sheet), getattr(turned, sheet)
        assert [row[1:] for row in mine] == [row[1:] for row in theirs]


def shuffled(name: str, rows: list[list[Any]], draw: random.Random) -> Sheet:
    width = len(rows[0])
    order = draw.sample([*range(width), -1], width + 1)
    extra = draw.choice(["телега", "x", ""])

    def in_order(row: list[Any], filler: Any) -> list[Any]:
        padded = [*row, *[None] * (width - len(row))]
        return [filler if place < 0 else _spaced(padded[place], draw) for place in order]

    made: list[list[Any]] = [in_order(rows[0], extra)]
    for row in rows[1:]:
        made += [[] for _ in range(draw.randrange(2))]
        made.append(in_order(row, "лишнее"))
    name = _spaced(name, draw)
    return Sheet(name.upper() if draw.randrange(2) else name, [[], *made] if draw.randrange(2) else made)


def _spaced(cell: Any, draw: random.Random) -> Any:
    if not isinstance(cell, str) or not cell:
        return cell
    return f"{' ' * draw.randrange(3)}{cell.replace(' ', ' ' * draw.randrange(1, 3))}{' ' * draw.randrange(2)}"
