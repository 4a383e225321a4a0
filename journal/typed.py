"""What people type, made fit to be stored: the same characters survive on both databases and in every message (G33)."""

import re
import unicodedata

from journal.refusals import TooLong

_UNFIT = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f"  # controls but tab and new line; PostgreSQL stores no NUL (trap 10)
    "\u200e\u200f\u202a-\u202e\u2066-\u2069"  # what turns the writing direction of the text around it
    "\ud800-\udfff]"  # lone surrogates: no driver takes them
)
_GAPS = re.compile(r"\n{3,}")


def text(typed: str, limit: int) -> str:
    """A text of several lines. Raises TooLong, with the limit and how long it was."""
    fit = _UNFIT.sub("", unicodedata.normalize("NFC", typed.replace("\r\n", "\n"))).strip()
    return _within(_GAPS.sub("\n\n", fit), limit)


def line(typed: str, limit: int) -> str:
    """A text of one line: every white space is one space."""
    return _within(" ".join(text(typed, len(typed) + 1).split()), limit)


def _within(fit: str, limit: int) -> str:
    if len(fit) > limit:
        raise TooLong(limit=limit, length=len(fit))
    return fit
