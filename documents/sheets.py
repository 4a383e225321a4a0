"""Workbooks that people fill in: titles with hints, columns as wide as what goes into them, text that stays text (G36)."""

import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, NamedTuple

import xlsxwriter

NARROWEST, WIDEST = 8, 48
ROWS = 2000
"""How far down a list of choices reaches."""
INK, PAPER, FAINT, NEEDED = "#1F2937", "#E5E7EB", "#6B7280", "#FDE68A"


class Title(NamedTuple):
    """A column: its title, the hint that shows beside it, whether it must be filled, and what may be chosen."""

    text: str
    hint: str = ""
    needed: bool = False
    choices: tuple[str, ...] = ()


class Book:
    """A workbook in the making."""

    def __init__(self, book: Any) -> None:
        """Choose the looks."""
        self.book = book
        self.plain = book.add_format({"valign": "top", "text_wrap": True})
        self.lead = book.add_format({"valign": "top", "text_wrap": True, "bold": True, "font_size": 14})
        self.faint = book.add_format({"italic": True, "font_color": FAINT})
        self._title = {
            needed: book.add_format(
                {"bold": True, "font_color": INK, "bg_color": NEEDED if needed else PAPER, "bottom": 1}
            )
            for needed in (False, True)
        }

    def sheet(self, name: str, titles: Sequence[Title]) -> Any:
        """A sheet with its titles in the first row, which stays in sight."""
        sheet = self.book.add_worksheet(name)
        sheet.freeze_panes(1, 0)
        for place, title in enumerate(titles):
            sheet.write_string(0, place, title.text, self._title[title.needed])
            if title.hint:
                sheet.write_comment(0, place, title.hint, {"x_scale": 2})
            if title.choices:
                # A warning and no refusal: «учитель, завуч» is right though the list has them singly.
                sheet.data_validation(
                    1, place, ROWS, place, {"validate": "list", "source": [*title.choices], "error_type": "information"}
                )
        return sheet

    def row(self, sheet: Any, number: int, cells: Sequence[str], looks: Any = None) -> None:
        """A row of texts; what is nothing but a figure is written as a number."""
        for place, cell in enumerate(cells):
            if cell.isascii() and cell.isdigit() and not cell.startswith("0"):
                sheet.write_number(number, place, int(cell), looks)
            elif cell:
                sheet.write_string(number, place, cell, looks)

    def fit(self, sheet: Any, rows: Sequence[Sequence[str]]) -> None:
        """Make each column as wide as its longest line."""
        for place in range(max(map(len, rows), default=0)):
            longest = max((len(row[place]) for row in rows if place < len(row)), default=0)
            sheet.set_column(place, place, min(max(longest + 3, NARROWEST), WIDEST))


@contextmanager
def writing(file: io.BytesIO) -> Iterator[Book]:
    """A workbook whose bytes are in `file` after the block."""
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(file, options) as book:
        yield Book(book)
