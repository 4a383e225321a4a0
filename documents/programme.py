"""A course's plan as a workbook: changed in any office program and sent back, it is loaded again.

Its first five columns are those of the sheet «КТП»; the days beside them are to look at and are not read.
"""

import io
from collections.abc import Sequence
from datetime import date
from typing import Final

from documents.sheets import Book, Title, writing
from journal.imports.layouts import LAYOUTS
from journal.imports.words import Words
from journal.programme.reading import Page
from locales import Texts

KEY: Final = "programme"
WIDE, NARROW, DAYS = 48, 8, 22


def workbook(t: Texts, words: Words, titles: Sequence[str], shown: Page | None = None) -> bytes:
    """The plan of a course, or an empty one to fill in: a line to begin with for each course by its title."""
    file = io.BytesIO()
    with writing(file) as book:
        _sheet(book, t, words, titles, shown)
    return file.getvalue()


def _sheet(book: Book, t: Texts, words: Words, titles: Sequence[str], shown: Page | None) -> None:
    columns = LAYOUTS[KEY][1]
    heads = [
        Title(
            words.COLUMNS[KEY][column.key],
            t.label("template-column", column=f"{KEY}-{column.key}"),
            needed=column.needed,
        )
        for column in columns
    ]
    days = [Title(t.label("programme-column-intended")), Title(t.label("programme-column-taken"))]
    sheet = book.sheet(words.SHEETS[KEY], [*heads, *(days if shown and shown.rows else [])])
    rows: list[tuple[str, ...]] = [
        (
            titles[0],
            str(row.step.number),
            row.step.title,
            str(row.step.hours),
            row.step.homework,
            *_days(row.intended, row.taken),
        )
        for row in (shown.rows if shown else ())
    ]
    if not rows:
        rows = [(title, "", "", "", "") for title in titles]
    for number, row in enumerate(rows, start=1):
        book.row(sheet, number, row, book.plain)
    sheet.set_column(0, 0, DAYS)
    sheet.set_column(1, 1, NARROW)
    sheet.set_column(2, 2, WIDE)
    sheet.set_column(3, 3, NARROW)
    sheet.set_column(4, 4, WIDE)
    sheet.set_column(5, 6, DAYS)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)


def _days(intended: Sequence[date], taken: Sequence[date]) -> tuple[str, str]:
    return _list(intended), _list(taken)


def _list(days: Sequence[date]) -> str:
    return ", ".join(f"{day:%d.%m.%Y}" for day in days)
