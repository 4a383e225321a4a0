"""A course's page as a workbook, laid out as the paper journal: marks by date on the left, topics and homework on the right.

A spread of so many lessons a sheet, each ready for A4 on its side. It is made in memory, so no file of it is left (G36).
"""

import io
from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import groupby
from typing import Any, Final, NamedTuple

from db.finals import FinalKind
from db.homework import HomeworkKind
from documents.sheets import FAINT, INK, PAPER, Book, writing
from journal.marks import averages
from journal.register.page import Column, Page, Row, Said
from journal.register.printed import printed
from locales import Texts

SPREAD: Final = 20
"""Lessons a sheet: as many as an open paper journal has."""
TOP: Final = 4
"""The row of days; the months are above it, and over them what the sheet is of."""
LEFT: Final = 2
A4: Final = 9
NAME, TOPIC, TASK = 30, 44, 36
"""Widths in characters; a longer name is drawn smaller, a longer topic goes on in the next line."""
LINE: Final = 13.0
"""Points a line of a topic."""
TALLEST: Final = 400.0
"""A row may be 409 points high."""


class Looks(NamedTuple):
    """How cells are drawn."""

    faint: Any
    title: Any
    name: Any
    left: Any
    cell: Any
    away: Any
    mean: Any
    final: Any
    held: Any
    """A final that its teacher has not confirmed."""
    topic: Any


def spreads(page: Page) -> list[Sequence[Column]]:
    """The lessons by sheets; one empty sheet for a term without any."""
    return [page.columns[start : start + SPREAD] for start in range(0, len(page.columns), SPREAD)] or [[]]


def steps(page: Page) -> int:
    """How many steps `write` takes."""
    return len(spreads(page)) + 1


def write(file: io.BytesIO, t: Texts, page: Page, said: Said, *, term: str, now: datetime) -> Iterator[None]:
    """Write the workbook into `file`, a sheet a step."""
    parts = spreads(page)
    with writing(file) as book:
        looks = _looks(book)
        for number, lessons in enumerate(parts, start=1):
            last = number == len(parts) and page.heading.course.marked
            tail = ["mean", *("final" if kind is FinalKind.TERM else str(kind) for kind in said.finals)] if last else []
            sheet = _sheet(book, looks, t, page, said, lessons, number, tail=tail, term=term, now=now)
            for place, row in enumerate(page.rows):
                _student(sheet, looks, t, page, row, lessons, place)
                if last:
                    _ended(sheet, looks, page, said, row, LEFT + len(lessons), TOP + 1 + place)
            for place in range(max(len(page.rows), len(lessons))):
                tall = _lesson(sheet, looks, t, said, lessons, place, LEFT + len(lessons) + len(tail) + 1)
                sheet.set_row(TOP + 1 + place, min(tall, TALLEST))
            yield
    yield


def _looks(book: Book) -> Looks:
    def made(**more: Any) -> Any:
        return book.book.add_format({"border": 1, "border_color": "#9CA3AF", "valign": "vcenter", **more})

    return Looks(
        faint=book.faint,
        title=made(bold=True, font_color=INK, bg_color=PAPER, align="center", shrink=True),
        name=made(shrink=True),
        left=made(shrink=True, font_color=FAINT, italic=True),
        cell=made(align="center", shrink=True),
        away=made(bg_color=PAPER),
        mean=made(align="center", num_format="0.00"),
        final=made(align="center", bold=True, bg_color=PAPER, shrink=True),
        held=made(align="center", italic=True, font_color=FAINT, bg_color=PAPER, shrink=True),
        topic=made(text_wrap=True, font_size=10),
    )


def _sheet(
    book: Book,
    looks: Looks,
    t: Texts,
    page: Page,
    said: Said,
    lessons: Sequence[Column],
    number: int,
    *,
    tail: Sequence[str],
    term: str,
    now: datetime,
) -> Any:
    """The head of a spread, and how it is printed."""
    of, right = page.heading, LEFT + len(lessons) + len(tail) + 1
    sheet = book.book.add_worksheet(t.label("register-spread", number=str(number)))
    lead = t.label("register-lead", group=of.course.group, subject=of.course.subject, term=term, year=of.span.year)
    sheet.write_string(0, 0, lead, book.book.add_format({"bold": True, "font_size": 14}))
    when = t.label("register-when", day=f"{now:%d.%m.%Y}", clock=f"{now:%H:%M}")
    sure = all(it.confirmed for finals in said.finals.values() for it in finals.values())
    note = "" if sure else t.label("sheet-held")
    sheet.write_string(1, 0, " · ".join(filter(None, (said.school, ", ".join(said.teachers), when, note))), looks.faint)
    sheet.write_string(TOP - 1, 0, "", looks.title)
    sheet.write_string(TOP - 1, 1, "", looks.title)
    sheet.write_string(TOP, 0, "№", looks.title)
    sheet.write_string(TOP, 1, t.label("register-student"), looks.title)
    place = LEFT
    for month, of_month in groupby(lessons, key=lambda column: column.date.month):
        count = sum(1 for _ in of_month)
        name = t.label("register-month" if count > 1 else "register-month-short", month=month)
        if count > 1:
            sheet.merge_range(TOP - 1, place, TOP - 1, place + count - 1, name, looks.title)
        else:
            sheet.write_string(TOP - 1, place, name, looks.title)
        place += count
    for place, lesson in enumerate(lessons, start=LEFT):
        sheet.write_number(TOP, place, lesson.date.day, looks.title)
    for place, key in enumerate(tail, start=LEFT + len(lessons)):
        sheet.write_string(TOP - 1, place, "", looks.title)
        sheet.write_string(TOP, place, t.label(f"register-ended-{key}"), looks.title)
    for place, key in enumerate(("register-date", "register-topic", "register-homework"), start=right):
        sheet.write_string(TOP, place, t.label(key), looks.title)
    sheet.set_column(0, 0, 4)
    sheet.set_column(1, 1, NAME)
    if lessons:
        sheet.set_column(LEFT, LEFT + len(lessons) - 1, 4.4)
    if tail:
        sheet.set_column(right - 1 - len(tail), right - 2, 8)
    sheet.set_column(right - 1, right - 1, 2)
    sheet.set_column(right, right, 8)
    sheet.set_column(right + 1, right + 1, TOPIC)
    sheet.set_column(right + 2, right + 2, TASK)
    sheet.freeze_panes(TOP + 1, LEFT)
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(TOP - 1, TOP)
    sheet.set_footer("&L&A&R&P / &N")
    return sheet


def _student(sheet: Any, looks: Looks, t: Texts, page: Page, row: Row, lessons: Sequence[Column], place: int) -> None:
    line = TOP + 1 + place
    left_on = page.left_on(row)
    name = row.name if left_on is None else t.label("register-left", name=row.name, day=f"{left_on:%d.%m}")
    sheet.write_number(line, 0, place + 1, looks.cell)
    sheet.write_string(line, 1, name, looks.name if left_on is None else looks.left)
    for at, lesson in enumerate(lessons, start=LEFT):
        cell = page.cell(row, lesson)
        if cell is None:
            sheet.write_blank(line, at, None, looks.away)
        elif (words := printed(cell)) in averages.NUMBERS:
            sheet.write_number(line, at, averages.NUMBERS[words], looks.cell)
        else:
            sheet.write_string(line, at, words, looks.cell)


def _ended(sheet: Any, looks: Looks, page: Page, said: Said, row: Row, at: int, line: int) -> None:
    """After the last lesson, as in the paper journal: the average, and the finals that the term ended with."""
    mean = page.mean(row)
    if mean is None:
        sheet.write_blank(line, at, None, looks.mean)
    else:
        sheet.write_number(line, at, float(averages.hundredths(mean)), looks.mean)
    for place, finals in enumerate(said.finals.values(), start=at + 1):
        there = finals.get(row.student_id)
        if there is None:
            sheet.write_blank(line, place, None, looks.final)
            continue
        style = looks.final if there.confirmed else looks.held
        if there.value in averages.NUMBERS:
            sheet.write_number(line, place, averages.NUMBERS[there.value], style)
        else:
            sheet.write_string(line, place, there.value, style)


def _lesson(sheet: Any, looks: Looks, t: Texts, said: Said, lessons: Sequence[Column], place: int, right: int) -> float:
    """The right page's line; how high its row has to be."""
    if place >= len(lessons):
        return LINE + 3
    lesson, line = lessons[place], TOP + 1 + place
    kind, task = said.homework.get(lesson.lesson_id, (None, ""))
    task = t.label("register-nothing-set") if kind is HomeworkKind.NONE else task
    sheet.write_string(line, right, f"{lesson.date:%d.%m}", looks.cell)
    sheet.write_string(line, right + 1, lesson.topic, looks.topic)
    sheet.write_string(line, right + 2, task, looks.topic)
    return LINE * max(_lines(lesson.topic, TOPIC), _lines(task, TASK)) + 3


def _lines(words: str, width: int) -> int:
    """How many lines a text takes, about."""
    return sum(max(1, -(-len(part) // (width - 2))) for part in words.split("\n")) if words else 1
