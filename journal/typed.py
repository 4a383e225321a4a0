"""What people type, made fit to be stored: the same characters survive on both databases and in every message (G33)."""

import re
import unicodedata
from typing import Any

from journal.refusals import TooLong

_UNFIT = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f"  # controls but tab and new line; PostgreSQL stores no NUL
    "\u200e\u200f\u202a-\u202e\u2066-\u2069"  # what turns the writing direction of the text around it
    "\ud800-\udfff]"  # lone surrogates: no driver takes them
)
_LINE_ENDS = re.compile("\r\n|[\r\x85\u2028\u2029]")
_GAPS = re.compile(r"\n{3,}")
_INVISIBLE = frozenset({"Cc", "Cf", "Zl", "Zp", "Zs"})
_BLANK = frozenset("\u2800\u3164\u115f\u1160\uffa0")
"""Signs of letters and symbols that are drawn as nothing: Braille's empty cell, the fillers of Hangul."""


def clean(written: str) -> str:
    """The text without what no column, no driver and no screen takes; every end of a line is one.

    This is the one place that says what is stripped: the intake strips every string of an update by it, before anybody
    reads it, and an import every cell.
    """
    return _UNFIT.sub("", _LINE_ENDS.sub("\n", written))


def cleaned(value: Any) -> Any:
    """The same for all that JSON holds, names of fields excepted."""
    match value:
        case str():
            return clean(value)
        case dict():
            return {key: cleaned(part) for key, part in value.items()}
        case list():
            return [cleaned(part) for part in value]
        case _:
            return value


def text(typed: str, limit: int) -> str:
    """A text of several lines; empty if nothing is to be seen of it. Raises TooLong, with the limit and how long it was."""
    fit = unicodedata.normalize("NFC", clean(typed)).strip()
    return _within(_GAPS.sub("\n\n", fit) if is_seen(fit) else "", limit)


def line(typed: str, limit: int) -> str:
    """A text of one line: every white space is one space."""
    return _within(" ".join(text(typed, len(typed) + 1).split()), limit)


def is_seen(typed: str) -> bool:
    """Whether there is anything to see in it: a zero width space alone is no topic and no name."""
    return any(sign not in _BLANK and unicodedata.category(sign) not in _INVISIBLE for sign in typed)


def _within(fit: str, limit: int) -> str:
    if len(fit) > limit:
        raise TooLong(limit=limit, length=len(fit))
    return fit
