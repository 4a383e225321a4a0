"""The substitution journal of a month as a workbook: every line of it, and the hours by teacher, ready for a printer."""

import io
from datetime import datetime
from typing import Any, Final

from db.substitutions import SubstitutionKind
from documents.sheets import INK, PAPER, Book, writing
from journal.substitutions import book as journal
from journal.substitutions.lines import Line
from locales import Texts

TOP: Final = 3
"""The row of titles; above it what the sheet is of."""
A4: Final = 9
WIDTHS: Final = (11, 6, 9, 20, 20, 20, 22, 14, 14, 34, 9, 17)
COLUMNS: Final = (
    "date", "period", "form", "subject", "absent", "substitute", "kind", "reason", "order", "topic", "paid", "signed",
)  # fmt: skip
HOURS: Final = ("teacher", "hours-total", "hours-paid", "hours-unpaid", "hours-unsigned")


def write(file: io.BytesIO, t: Texts, found: journal.Book, *, now: datetime) -> None:
    """Write both sheets into `file`."""
    with writing(file) as book:
        cell = {"border": 1, "border_color": "#9CA3AF", "valign": "vcenter"}
        looks = {
            "title": book.book.add_format(
                {**cell, "bold": True, "font_color": INK, "bg_color": PAPER, "text_wrap": True}
            ),
            "text": book.book.add_format({**cell, "text_wrap": True}),
            "figure": book.book.add_format({**cell, "align": "center"}),
            "sum": book.book.add_format({**cell, "bold": True, "bg_color": PAPER}),
            "sum_figure": book.book.add_format({**cell, "bold": True, "bg_color": PAPER, "align": "center"}),
        }
        _lines(book, looks, t, found, now)
        _hours(book, looks, t, found, now)


def _head(book: Book, t: Texts, found: journal.Book, now: datetime, *, page: str, lead: str) -> Any:
    sheet = book.book.add_worksheet(t.label(page))
    sheet.write_string(
        0, 0, t.label(lead, month=f"{found.month:%m.%Y}"), book.book.add_format({"bold": True, "font_size": 14})
    )
    when = t.label("book-when", day=f"{now:%d.%m.%Y}", clock=f"{now:%H:%M}")
    sheet.write_string(1, 0, f"{found.school} · {when}" if found.school else when, book.faint)
    sheet.set_paper(A4)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(TOP)
    sheet.freeze_panes(TOP + 1, 0)
    sheet.set_footer("&R&P / &N")
    return sheet


def _lines(book: Book, looks: dict[str, Any], t: Texts, found: journal.Book, now: datetime) -> None:
    """A row a lesson."""
    sheet = _head(book, t, found, now, page="book-page", lead="book-lead")
    sheet.set_landscape()
    for place, (name, width) in enumerate(zip(COLUMNS, WIDTHS, strict=True)):
        sheet.write_string(TOP, place, t.label(f"book-{name}"), looks["title"])
        sheet.set_column(place, place, width)
    for number, line in enumerate(found.lines, start=TOP + 1):
        for place, text in enumerate(_row(t, line)):
            sheet.write_string(number, place, text, looks["figure" if place in (0, 1, 10) else "text"])


def _row(t: Texts, line: Line) -> tuple[str, ...]:
    signed = (
        t.label("book-signed-at", day=f"{line.signed_at:%d.%m.%Y}", clock=f"{line.signed_at:%H:%M}")
        if line.signed_at
        else t.label("book-unsigned")
    )
    own = line.kind is SubstitutionKind.OWN_SUBJECT
    return (
        f"{line.date:%d.%m.%Y}",
        str(line.period),
        line.group,
        line.subject,
        line.absent,
        line.substitute,
        t.label("book-kind-of", kind=line.kind.value, instead=line.instead if own else ""),
        t.label(f"cover-reason-{line.reason.value}"),
        line.order_number,
        line.topic,
        t.label("book-paid-yes" if line.paid else "book-paid-no"),
        signed,
    )


def _hours(book: Book, looks: dict[str, Any], t: Texts, found: journal.Book, now: datetime) -> None:
    """A row a teacher, the sum below."""
    sheet = _head(book, t, found, now, page="book-page-hours", lead="book-lead-hours")
    for place, name in enumerate(HOURS):
        sheet.write_string(TOP, place, t.label(f"book-{name}"), looks["title"])
        sheet.set_column(place, place, 14 if place else 34)
    hours = found.hours
    for number, it in enumerate(hours, start=TOP + 1):
        sheet.write_string(number, 0, it.name, looks["text"])
        for place, value in enumerate((it.total, it.paid, it.unpaid, it.unsigned), start=1):
            sheet.write_number(number, place, value, looks["figure"])
    last = TOP + 1 + len(hours)
    sheet.write_string(last, 0, t.label("book-sum"), looks["sum"])
    sums = (
        sum(it.total for it in hours),
        sum(it.paid for it in hours),
        sum(it.unpaid for it in hours),
        sum(it.unsigned for it in hours),
    )
    for place, value in enumerate(sums, start=1):
        sheet.write_number(last, place, value, looks["sum_figure"])
