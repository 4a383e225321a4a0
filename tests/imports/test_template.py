"""The empty workbook: complete, readable as it is, and a start that loads once it is filled in."""

import pytest

from db.engine import Database
from documents import template
from journal.imports import kinds, parse, reading
from journal.imports.kinds import FileKind
from journal.imports.layouts import LAYOUTS
from locales import LANGUAGES, texts
from locales.ru import workbook as words
from tests.imports.workbooks import changed, errors, found, load


@pytest.mark.parametrize("language", LANGUAGES)
async def test_it_has_every_sheet_with_every_column_and_an_example(language: str) -> None:
    sheets = await reading.read(template.school_workbook(texts(language), words))

    assert kinds.tell(sheets, words) is FileKind.SCHOOL
    assert [sheet.name for sheet in sheets[1:]] == list(words.SHEETS.values())
    for key, sheet in zip(words.SHEETS, sheets[1:], strict=True):
        titles, example = sheet.rows
        assert titles[:-1] == list(words.COLUMNS[key].values())
        assert [column.key for column in LAYOUTS[key][1]] == list(words.COLUMNS[key])
        assert str(example[-1]).startswith("Пример")


async def test_its_examples_can_be_read() -> None:
    sheets = await reading.read(template.school_workbook(texts("ru"), words))
    unmarked = [sheet._replace(rows=[row[:-1] if len(row) > 1 else row for row in sheet.rows]) for sheet in sheets]

    made = parse.parse(unmarked, words)

    assert made.errors == []
    assert all(len(getattr(made, key)) == 1 for key in words.SHEETS)


async def test_untouched_it_loads_nothing(empty_db: Database) -> None:
    await found(empty_db)

    outcome = await load(empty_db, template.school_workbook(texts("ru"), words))

    assert errors(outcome) == []
    assert changed(outcome) == []


async def test_the_guide_names_every_column() -> None:
    sheets = await reading.read(template.school_workbook(texts("ru"), words))
    told = {(row[0], row[1]) for row in sheets[0].rows if len(row) > 2}

    assert told >= {(words.SHEETS[key], title) for key, columns in words.COLUMNS.items() for title in columns.values()}
