"""The workbook of a page, read back: laid out as the paper journal, text that stays text, a spread a sheet."""

import io
import tempfile
import zipfile
from pathlib import Path
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from db.finals import FinalKind
from db.homework import HomeworkKind
from documents import register_book as book
from journal.finals.standing import Stands
from journal.register.page import Page, Said
from locales import texts
from tests.documents.register import page
from tests.hostile.nasty import NASTY
from tests.school import moscow

FORMULAS = ("=1+1", "+7 900 000-00-00", "-2+3", "@SUM(A1)", "\t=1", '=HYPERLINK("http://a.b")', "{=A1}")
SAID = Said("СОШ № 7", ["Кузнецова Марина Викторовна"], {0: (HomeworkKind.WRITTEN, "№ 5"), 1: (HomeworkKind.NONE, "")})


def made(found: Page, said: Said = SAID) -> bytes:
    file = io.BytesIO()
    writing = book.write(file, texts("ru"), found, said, term="2-я четверть", now=moscow("09:17"))
    for _ in range(book.steps(found)):
        next(writing)
    assert next(writing, "over") == "over"
    return file.getvalue()


def sheets(file: bytes) -> dict[str, list[list[Any]]]:
    workbook = CalamineWorkbook.from_filelike(io.BytesIO(file))
    return {name: workbook.get_sheet_by_name(name).to_python() for name in workbook.sheet_names}


def test_the_left_page_and_the_right_page() -> None:
    (rows,) = sheets(made(page(students=3, lessons=4))).values()
    assert rows[0][0] == "8Б · Алгебра · 2-я четверть, 2026/2027"
    assert rows[1][0] == "СОШ № 7 · Кузнецова Марина Викторовна · по состоянию на 23.11.2026, 09:17"
    assert rows[3][2] == "ноябрь"
    assert rows[4] == ["№", "Ученик", 2.0, 3.0, 4.0, 5.0, "Средний", "", "Дата", "Тема урока", "Домашнее задание"]
    name = "Константинопольская Александра"
    assert rows[5] == [1.0, name, 4.0, "", "", "5/осв", 4.5, "", "02.11", "Дроби", "№ 5"]
    assert rows[6] == [2.0, name, "Н/4", "", "", "", 4.0, "", "03.11", "Дроби", "не задано"]
    assert rows[7] == [3.0, f"{name} (выбыл 04.11)", 4.0, "", "", "", 4.0, "", "04.11", "Дроби", ""]
    assert rows[8][8:] == ["05.11", "Дроби", ""]


def test_twenty_lessons_a_spread_and_the_average_on_the_last() -> None:
    pages = sheets(made(page(students=2, lessons=45)))
    assert [*pages] == ["Разворот 1", "Разворот 2", "Разворот 3"]
    assert ["Средний" in rows[4] for rows in pages.values()] == [False, False, True]
    assert [len(rows) - 5 for rows in pages.values()] == [20, 20, 5]


def test_the_finals_stand_after_the_last_lesson_as_on_paper() -> None:
    """The term's, and with the year's last term those of the year; in italics what may still change."""
    finals = {
        FinalKind.TERM: {0: Stands("5", confirmed=True), 1: Stands("н/а", confirmed=False)},
        FinalKind.YEAR: {0: Stands("4", confirmed=True)},
    }
    (rows,) = sheets(made(page(students=3, lessons=2), SAID._replace(finals=finals))).values()
    assert rows[4][4:9] == ["Средний", "Итог", "Год", "", "Дата"]
    assert [row[4:9] for row in rows[5:7]] == [[4.5, 5.0, 4.0, "", "02.11"], [4.0, "н/а", "", "", "03.11"]]
    assert rows[7][5:7] == ["", ""]
    assert rows[1][0].endswith("09:17 · курсивом — ещё не подтверждены")


def test_grade_1_has_neither_marks_nor_averages() -> None:
    """П 5.5."""
    (rows,) = sheets(made(page(students=2, lessons=2, marked=False))).values()
    assert "Средний" not in rows[4]
    assert [row[2:4] for row in rows[5:7]] == [["", ""], ["Н", ""]]


@pytest.mark.parametrize(("students", "lessons"), [(0, 0), (0, 3), (3, 0), (1, 1)])
def test_a_page_of_any_shape_can_be_written(students: int, lessons: int) -> None:
    assert sheets(made(page(students=students, lessons=lessons)))


def test_what_begins_a_formula_is_text() -> None:
    """G36: names, topics and homework."""
    for words in FORMULAS:
        said = SAID._replace(homework={0: (HomeworkKind.WRITTEN, words)}, school=words, teachers=[words])
        file = made(page(students=1, lessons=1, names=[words], topic=words), said)
        (rows,) = sheets(file).values()
        line = [cell for cell in rows[5] if isinstance(cell, str)]
        assert f"{words} Александра".strip() in line
        assert line[-2:] == [words, words]
        with zipfile.ZipFile(io.BytesIO(file)) as parts:
            assert b"<f>" not in parts.read("xl/worksheets/sheet1.xml")


def test_any_text_can_be_written() -> None:
    """Also what the way in strips or refuses (G33): a workbook that does not open would be worse."""
    names = [name.encode("utf-8", "replace").decode() for name in NASTY.values()]
    for nasty in names:
        assert sheets(made(page(students=1, lessons=1, names=[nasty], topic=nasty)))


def test_it_is_printed_on_a4_on_its_side_with_the_names_in_sight() -> None:
    with zipfile.ZipFile(io.BytesIO(made(page()))) as parts:
        sheet = parts.read("xl/worksheets/sheet1.xml").decode()
    assert 'paperSize="9"' in sheet
    assert 'orientation="landscape"' in sheet
    assert 'fitToHeight="0"' in sheet
    assert 'xSplit="2" ySplit="5"' in sheet
    assert 'state="frozen"' in sheet


def test_nothing_is_left_on_the_disk(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """G36: there is no file even for a moment, since there is no place where one could be made."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "nowhere"))
    made(page())
