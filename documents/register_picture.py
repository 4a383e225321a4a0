"""A course's page as a picture for a phone: students by the last lessons, with what was missed and the averages.

The whole picture is a function of the page, so it needs no place to be kept: nothing of it lies on a disk (G36).
"""

from collections.abc import Sequence
from fractions import Fraction
from itertools import groupby
from typing import Final

from documents import drawing
from documents.drawing import box, fitting, line, text, wide
from journal.marks import averages
from journal.register.page import Column, Page, Row
from journal.register.printed import shown
from locales import Texts

COLUMNS: Final = 10
"""Lessons a picture; more would be too small to read."""
WIDTH, EDGE = 360.0, 6.0
NUMBER, MEAN, DAY = 15.0, 31.0, 21.0
ROW, HEAD, TITLE = 19.0, 34.0, 40.0
WORDS, CELL, SMALL = 11.0, 11.5, 9.0
BOLD: Final = 1.08
"""How much wider bold letters are, about."""
INK, FAINT, PALE, RULE, AWAY, MISSED = "#111827", "#4B5563", "#F3F4F6", "#D1D5DB", "#E5E7EB", "#9F1239"


def pages(page: Page) -> int:
    """How many pictures the term takes; one even for a term without lessons."""
    return max(1, -(-len(page.columns) // COLUMNS))


def columns(page: Page, number: int) -> Sequence[Column]:
    """The lessons of a picture; 0 is the newest, each is full but the oldest."""
    end = len(page.columns) - min(number, pages(page) - 1) * COLUMNS
    return page.columns[max(0, end - COLUMNS) : end]


def draw(t: Texts, page: Page, number: int, *, term: str) -> bytes:
    """The picture as PNG."""
    days = columns(page, number)
    right = WIDTH - EDGE - (MEAN if page.heading.course.marked else 0)
    left = right - len(days) * DAY
    top = TITLE + HEAD
    height = top + max(len(page.rows), 1) * ROW + EDGE
    drawn = [*_title(page, term), *_head(t, days, left, right, page)]
    for place, row in enumerate(page.rows):
        drawn += _row(t, page, days, row, place, left, right, top + place * ROW)
    if not page.rows:
        drawn.append(text(t.label("register-nobody"), EDGE, top + ROW * 0.7, size=WORDS, fill=FAINT))
    bottom = height - EDGE
    drawn += [line(left + place * DAY, TITLE + 16, left + place * DAY, bottom, RULE) for place in range(len(days) + 1)]
    drawn.append(line(EDGE, top, WIDTH - EDGE, top, FAINT, 0.8))
    return drawing.png(WIDTH, height, drawn)


def _title(page: Page, term: str) -> list[str]:
    course, room = page.heading.course, WIDTH - 2 * EDGE
    name = fitting(f"{course.group} · {course.subject}", room / BOLD, 14)
    return [
        text(name, EDGE, 17, size=14, fill=INK, bold=True),
        text(fitting(term, room, WORDS), EDGE, 32, size=WORDS, fill=FAINT),
    ]


def _head(t: Texts, days: Sequence[Column], left: float, right: float, page: Page) -> list[str]:
    """The months over their days."""
    drawn, place = [], 0
    for month, of_month in groupby(days, key=lambda column: column.date.month):
        count = sum(1 for _ in of_month)
        middle = left + (place + count / 2) * DAY
        name = t.label("register-month" if count > 1 else "register-month-short", month=month)
        drawn.append(
            text(fitting(name, count * DAY, SMALL), middle, TITLE + 12, size=SMALL, fill=FAINT, anchor="middle")
        )
        if place:
            drawn.append(line(left + place * DAY, TITLE, left + place * DAY, TITLE + HEAD, FAINT))
        place += count
    for place, column in enumerate(days):
        middle = left + (place + 0.5) * DAY
        drawn.append(text(str(column.date.day), middle, TITLE + 27, size=CELL, fill=INK, bold=True, anchor="middle"))
    if page.heading.course.marked:
        middle = right + MEAN / 2
        drawn.append(text(t.label("register-mean-short"), middle, TITLE + 27, size=SMALL, fill=FAINT, anchor="middle"))
    return drawn


def _row(
    t: Texts, page: Page, days: Sequence[Column], row: Row, place: int, left: float, right: float, y: float
) -> list[str]:
    stands = y + ROW * 0.7
    drawn = [] if place % 2 else [box(EDGE, y, WIDTH - 2 * EDGE, ROW, PALE)]
    gone = page.left_on(row) is not None
    drawn += [
        text(str(place + 1), EDGE + NUMBER - 3, stands, size=SMALL, fill=FAINT, anchor="end"),
        text(_name(row, left - EDGE - NUMBER - 2), EDGE + NUMBER, stands, size=WORDS, fill=FAINT if gone else INK),
    ]
    for at, column in enumerate(days):
        cell = page.cell(row, column)
        if cell is None:
            drawn.append(box(left + at * DAY, y, DAY, ROW, AWAY))
            continue
        if words := shown(cell):
            size = min(CELL, CELL * (DAY - 1.5) / (wide(words, CELL) * BOLD))
            fill = MISSED if words[0].isalpha() and cell.code and not cell.marks else INK
            middle = left + (at + 0.5) * DAY
            drawn.append(text(words, middle, stands, size=size, fill=fill, bold=True, anchor="middle"))
    mean = page.mean(row) if page.heading.course.marked else None
    if mean is not None:
        drawn.append(text(_mean(t, mean), right + MEAN - 3, stands, size=WORDS, fill=INK, anchor="end"))
    return drawn


def _mean(t: Texts, mean: Fraction) -> str:
    whole, _, hundredths = str(averages.hundredths(mean)).partition(".")
    return t.label("family-mean", whole=whole, hundredths=hundredths)


def _name(row: Row, width: float) -> str:
    """The full name, the surname with an initial, or as much of that as fits."""
    return row.name if wide(row.name, WORDS) <= width else fitting(row.short, width, WORDS)
