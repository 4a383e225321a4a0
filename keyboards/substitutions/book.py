"""Buttons of `📒 Журнал замещения уроков`: the months, the pages of a long one, the workbook."""

from datetime import date, timedelta

from aiogram.types import InlineKeyboardMarkup

from journal.substitutions.book import Book
from keyboards.data import Data, SchoolDate, button, markup
from keyboards.sections import SubstitutionBook, SubstitutionsOf
from keyboards.substitutions.planning import ONE_DAY, way_back
from locales import Texts


class BookFile(Data, prefix="sbook+"):
    """The same as a workbook."""

    month: SchoolDate
    after: int


def book(t: Texts, found: Book, *, part: int, more: bool, after: int, today: date) -> InlineKeyboardMarkup:
    """The workbook, the pages of a long month, the months around."""
    before, later = (found.month - ONE_DAY).replace(day=1), (found.month + timedelta(days=32)).replace(day=1)
    pages = []
    if part:
        pages.append(button(t.label("people-page-before"), SubstitutionBook(month=found.month, part=part - 1)))
    if more:
        pages.append(button(t.label("people-page-after"), SubstitutionBook(month=found.month, part=part + 1)))
    return markup(
        [
            [button(t.label("cover-book-file"), BookFile(month=found.month, after=after))],
            pages,
            [
                button(t.label("cover-month-before", month=f"{before:%m.%Y}"), SubstitutionBook(month=before)),
                button(t.label("cover-month-after", month=f"{later:%m.%Y}"), SubstitutionBook(month=later)),
            ],
            way_back(t, SubstitutionsOf(day=today)),
        ]
    )
