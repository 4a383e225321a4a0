"""What a button carries: typed, and read so strictly that only the bytes we would have written are ours."""

from datetime import date
from typing import Any, Self
from unicodedata import east_asian_width

from aiogram.filters.callback_data import CallbackData
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

INT64 = 2**63

SchoolDate = date
"""A day in a button."""
FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2100, 1, 1)
"""A tap can be forged, so the range is checked as it is read: weeks may be added to it, and drawn beside it."""

Button = InlineKeyboardButton
Rows = list[list[InlineKeyboardButton]]


class Data(CallbackData, prefix="-"):
    """The root of all callback data. A client can send any bytes: what does not pack back to the same is refused."""

    def __init_subclass__(cls, **kwargs: Any) -> None:
        """Register the prefix, so that a test can see that all differ."""
        super().__init_subclass__(**kwargs)

    def _encode_value(self, key: str, value: Any) -> str:
        """A date as ISO, everything else as aiogram does."""
        return value.isoformat() if isinstance(value, date) else super()._encode_value(key, value)

    @classmethod
    def unpack(cls, value: str) -> Self:
        """Read callback data. Raises ValueError for anything but our own bytes: « 7 », «1_0» and 10²³ are not ours."""
        found = super().unpack(value)
        if found.pack() != value:
            raise ValueError("not packed by us")
        if any(isinstance(part, date) and not FIRST_DAY <= part <= LAST_DAY for part in found.model_dump().values()):
            raise ValueError("a day of another age")
        if any(isinstance(part, int) and abs(part) >= INT64 for part in found.model_dump().values()):
            raise ValueError("an id beyond 64 bits")
        return found


def button(text: str, data: CallbackData) -> InlineKeyboardButton:
    """One inline button."""
    return InlineKeyboardButton(text=text, callback_data=data.pack())


def markup(rows: Rows) -> InlineKeyboardMarkup:
    """An inline keyboard; empty rows are left out, and two labels that a narrow phone would cut stand one under another."""
    return InlineKeyboardMarkup(inline_keyboard=[part for row in rows if row for part in _whole(row)])


HALF = 18
"""Letters of a label that half of a phone of 360 px shows whole, as measured on the chat page; an emoji is as wide as two."""


def _whole(row: list[InlineKeyboardButton]) -> Rows:
    if len(row) == 2 and any(_width(one.text) > HALF for one in row):
        return [[one] for one in row]
    return [row]


def _width(label: str) -> int:
    return sum(2 if east_asian_width(letter) == "W" else letter != VARIATION for letter in label)


VARIATION = "\ufe0f"
"""Draws the letter before it as an emoji; no width of its own."""


def in_rows(buttons: list[InlineKeyboardButton], width: int) -> Rows:
    """Buttons in rows of so many."""
    return [buttons[start : start + width] for start in range(0, len(buttons), width)]


LABEL = 40
"""Characters of a name on a button or in a heading; a phone shows about as many."""


def clip(name: str, size: int = LABEL) -> str:
    """The name, or its beginning with an ellipsis: one bad name never breaks a list (G34)."""
    return name if len(name) <= size else f"{name[: size - 1].rstrip()}…"
