"""`📊 Ведомость` as a workbook: finals, averages, numbers of marks and missed lessons, a sheet each, ready for a printer.

It is made by steps, so that whoever asked sees how far it is; and in memory, so that no file of it is left behind (G36).
"""

import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from fractions import Fraction
from itertools import chain
from typing import Any, Final, NamedTuple

from db.finals import FinalKind
from documents.sheets import FAINT, INK, PAPER, Book, writing
from journal.marks import averages, term_sheet
from journal.marks.term_sheet import Cell, Column, Found, Row
from locales import Texts

TOP: Final = 3
"""The row of titles; above it what the sheet is of."""
LEFT: Final = 2
"""Columns before the subjects: number and name."""
BLOCK: Final = 5
"""Students a step."""
A4: Final = 9
SUBJECT: Final = 44
"""Characters of a subject's name; it stands upright in two lines."""
NAME: Final = 38
"""Characters of a student's name that fit as they are; a longer one is drawn smaller."""
A_PAGE: Final = 40
"""Students that a page still shows legibly; more go on to the next."""
UPRIGHT, MARGIN = 5.2, 12
"""Points a character of an upright title, and around it."""

Cells = Mapping[int, Mapping[int, Cell]]
"""By subject, then by student."""


class Looks(NamedTuple):
    """How cells are drawn."""

    lead: Any
    faint: Any
    title: Any
    upright: Any
    name: Any
    left: Any
    """The name of somebody who left."""
    whole: Any
    mean: Any
    word: Any
    held: Any
    """A final that its teacher has not confirmed."""
    sum_name: Any
    sum_whole: Any
    sum_mean: Any


class Page(NamedTuple):
    """A sheet: what stands in a cell, and the totals on the right and below."""

    title: str
    columns: Sequence[Column]
    cell: Callable[[Row, Column], Fraction | int | str | None]
    totals: Sequence[str]
    total: Callable[[Row], Sequence[Fraction | int | None]]
    below: Callable[[Column], Fraction | int | None]
    held: Callable[[Row, Column], bool] = lambda _row, _column: False
    """Whether it may still change."""
    note: str = ""


def steps(found: Found) -> int:
    """How many steps `write` takes."""
    return len(_titles(found)) * max(1, -(-len(found.rows) // BLOCK)) + 1


def _titles(found: Found) -> tuple[str, ...]:
    return (*found.standing.finals, "means", "marks", "missed") if found.heading.span.marked else ("missed",)


def write(file: io.BytesIO, t: Texts, found: Found, cells: Cells, *, term: str, now: datetime) -> Iterator[None]:
    """Write the workbook into `file`, a step at a time."""
    with writing(file) as book:
        looks = _looks(book)
        for key in _titles(found):
            page = _page(key, t, found, cells)
            sheet = _sheet(book, looks, t, found, page, term=term, now=now)
            for start in range(0, max(1, len(found.rows)), BLOCK):
                for number in range(start, min(start + BLOCK, len(found.rows))):
                    _row(sheet, looks, t, found, page, number)
                yield
            _below(sheet, looks, t, found, page)
    yield


# --- what stands on each sheet -----------------------------------------------------------------------------------------


def _page(key: str, t: Texts, found: Found, cells: Cells) -> Page:
    of_subject = {subject.id: [cells[subject.id][row.student_id] for row in found.rows] for subject in found.columns}

    def at(row: Row, subject: Column) -> Cell:
        return cells[subject.id][row.student_id]

    def of_student(row: Row) -> list[Cell]:
        return [at(row, subject) for subject in found.columns]

    if key in found.standing.finals:
        return _finals(FinalKind(key), t, found)
    title = t.label(f"sheet-page-{key}")
    match key:
        case "means":
            return Page(
                title,
                found.columns,
                lambda row, subject: at(row, subject).said if at(row, subject).mean is None else at(row, subject).mean,
                [t.label("sheet-total-mean")],
                lambda row: [term_sheet.mean_of(cell.mean for cell in of_student(row))],
                lambda subject: term_sheet.mean_of(cell.mean for cell in of_subject[subject.id]),
            )
        case "marks":
            return Page(
                title,
                found.columns,
                lambda row, subject: at(row, subject).marks or None,
                [t.label("sheet-total")],
                lambda row: [sum(cell.marks for cell in of_student(row))],
                lambda subject: sum(cell.marks for cell in of_subject[subject.id]),
            )
    return Page(
        title,
        found.columns,
        lambda row, subject: at(row, subject).missed or None,
        [*(code.value for code in term_sheet.MISSED), t.label("sheet-total")],
        lambda row: _missed(found, row),
        lambda subject: sum(cell.missed for cell in of_subject[subject.id]),
    )


def _finals(kind: FinalKind, t: Texts, found: Found) -> Page:
    """Finals of a kind: figures with their mean, words as they are, what is not confirmed said to be so."""
    finals, columns = found.standing.finals[kind], term_sheet.columns_of(found, kind)

    def value(row: Row, subject: Column) -> int | str | None:
        there = finals.get((row.student_id, subject.id))
        return None if there is None else averages.NUMBERS.get(there.value, there.value)

    def held(row: Row, subject: Column) -> bool:
        there = finals.get((row.student_id, subject.id))
        return there is not None and not there.confirmed

    return Page(
        t.label(f"sheet-page-{kind}"),
        columns,
        value,
        [t.label("sheet-total-mean")],
        lambda row: [term_sheet.mean_of_finals(it.value for (who, _), it in finals.items() if who == row.student_id)],
        lambda subject: term_sheet.mean_of_finals(it.value for (_, of), it in finals.items() if of == subject.id),
        held,
        t.label("sheet-held") if not all(it.confirmed for it in finals.values()) else "",
    )


def _missed(found: Found, row: Row) -> list[int]:
    by_code = [term_sheet.missed_by(found, row.student_id, code) for code in term_sheet.MISSED]
    return [*by_code, sum(by_code)]


# --- how it is drawn ---------------------------------------------------------------------------------------------------


def _looks(book: Book) -> Looks:
    def made(**more: Any) -> Any:
        return book.book.add_format({"border": 1, "border_color": "#9CA3AF", "valign": "vcenter", **more})

    head = {"bold": True, "font_color": INK, "bg_color": PAPER, "text_wrap": True}
    return Looks(
        lead=book.lead,
        faint=book.faint,
        title=made(**head, align="center"),
        upright=made(**head, align="center", rotation=90, font_size=10),
        name=made(shrink=True),
        left=made(shrink=True, font_color=FAINT, italic=True),
        whole=made(align="center"),
        mean=made(align="center", num_format="0.00"),
        word=made(align="center", font_color=FAINT),
        held=made(align="center", font_color=FAINT, italic=True),
        sum_name=made(bold=True, bg_color=PAPER),
        sum_whole=made(bold=True, bg_color=PAPER, align="center"),
        sum_mean=made(bold=True, bg_color=PAPER, align="center", num_format="0.00"),
    )


def _sheet(book: Book, looks: Looks, t: Texts, found: Found, page: Page, *, term: str, now: datetime) -> Any:
    """The head of a sheet, and how it is printed: A4 on its side, a class a page, titles on every page."""
    sheet = book.book.add_worksheet(page.title)
    of = found.heading
    lead = t.label("sheet-lead", page=page.title, form=of.of.facts.name, term=term, year=of.span.year)
    sheet.write_string(0, 0, lead, book.book.add_format({"bold": True, "font_size": 14}))
    when = t.label("sheet-when", day=f"{now:%d.%m.%Y}", clock=f"{now:%H:%M}")
    sheet.write_string(1, 0, " · ".join(filter(None, (found.school, when, page.note))), looks.faint)
    sheet.write_string(TOP, 0, "№", looks.title)
    sheet.write_string(TOP, 1, t.label("sheet-student"), looks.title)
    names = [_clipped(subject.name) for subject in page.columns]
    for place, name in enumerate(chain(names, page.totals), start=LEFT):
        sheet.write_string(TOP, place, name, looks.upright)
    longest = max(map(len, chain(names, page.totals)), default=0)
    sheet.set_row(TOP, MARGIN + UPRIGHT * max(longest / 2 + 4, 14))
    sheet.set_column(0, 0, 4)
    sheet.set_column(1, 1, min(max((len(row.name) for row in found.rows), default=0), NAME) + 2)
    sheet.set_column(LEFT, LEFT + len(names) + len(page.totals) - 1, 6)
    sheet.freeze_panes(TOP + 1, LEFT)
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.fit_to_pages(1, 1 if len(found.rows) <= A_PAGE else 0)
    sheet.repeat_rows(TOP)
    sheet.set_footer("&R&P / &N")
    return sheet


def _row(sheet: Any, looks: Looks, t: Texts, found: Found, page: Page, number: int) -> None:
    row, line = found.rows[number], TOP + 1 + number
    sheet.write_number(line, 0, number + 1, looks.whole)
    if row.left_on is None:
        sheet.write_string(line, 1, row.name, looks.name)
    else:
        left = t.label("sheet-left", name=row.name, day=f"{row.left_on:%d.%m}")
        sheet.write_string(line, 1, left, looks.left)
    for place, subject in enumerate(page.columns, start=LEFT):
        whole, word = (looks.held, looks.held) if page.held(row, subject) else (looks.whole, looks.word)
        _value(sheet, line, place, page.cell(row, subject), whole, looks.mean, word)
    for place, value in enumerate(page.total(row), start=LEFT + len(page.columns)):
        _value(sheet, line, place, value, looks.sum_whole, looks.sum_mean, looks.word)


def _below(sheet: Any, looks: Looks, t: Texts, found: Found, page: Page) -> None:
    """The whole class under each subject, and under each total its sum, or the mean of the means."""
    line = TOP + 1 + len(found.rows)
    sheet.write_string(line, 0, "", looks.sum_name)
    sheet.write_string(line, 1, t.label("sheet-class"), looks.sum_name)
    for place, subject in enumerate(page.columns, start=LEFT):
        _value(sheet, line, place, page.below(subject), looks.sum_whole, looks.sum_mean, looks.word)
    for place, values in enumerate(zip(*(page.total(row) for row in found.rows), strict=True)):
        known = [value for value in values if value is not None]
        whole = all(isinstance(value, int) for value in known)
        below = sum(known) if whole else term_sheet.mean_of(Fraction(value) for value in known)
        _value(
            sheet, line, LEFT + len(page.columns) + place, below if known else None,
            looks.sum_whole, looks.sum_mean, looks.word,
        )  # fmt: skip


def _value(
    sheet: Any, line: int, place: int, value: Fraction | int | str | None, whole: Any, mean: Any, word: Any
) -> None:
    """A mean to the hundredth, half up; words as words (G36); nothing as an empty cell with its border."""
    if isinstance(value, Fraction):
        sheet.write_number(line, place, float(averages.hundredths(value)), mean)
    elif isinstance(value, int):
        sheet.write_number(line, place, value, whole)
    elif value:
        sheet.write_string(line, place, value, word)
    else:
        sheet.write_blank(line, place, None, whole)


def _clipped(name: str) -> str:
    return name if len(name) <= SUBJECT else f"{name[: SUBJECT - 1].rstrip()}…"
