"""Reads one cell: what people write into a workbook made into values, or a reason why not that says what to write."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import date, datetime, time, timedelta
from decimal import Decimal, InvalidOperation
from typing import Any, NamedTuple

from db.people import Duty
from db.timetable import TermKind, Weeks
from journal import typed
from journal.imports.reading import Cell
from journal.imports.words import Words
from journal.names import fold

GRADES = range(1, 12)
WEEK = range(1, 8)
SERIAL_ZERO = date(1899, 12, 30)
"""Excel's day 0: a day in a column without a date format comes as a number."""
SERIALS = range(20_000, 80_000)
EXCEL_ERRORS = ("#REF!", "#N/A", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!")

_UNSEEN = re.compile("[\u00ad\u200b\ufeff]")
"""Signs that hide in a name and make two of it; joiners stay, scripts and emoji need them."""
_CLASS = re.compile(r"(\d{1,2})\s*[-–«\"'(]?\s*([^\W\d_]{0,8})\s*[»\"')]?")
_RANGE = re.compile(r"(\d{1,2})\s*[-–—]\s*(\d{1,2})")
_DAY = re.compile(r"(\d{1,2})[./](\d{1,2})[./](\d{4})(?:\s*г\.?)?|(\d{4})-(\d{2})-(\d{2})(?:T.*)?")
_TIME = re.compile(r"(\d{1,2})[:.\-](\d{2})(?::\d{2})?")


class Bad(Exception):
    """The cell cannot be read: the key of the text that says what to write, and its facts."""

    def __init__(self, key: str, **facts: str | int) -> None:
        """Keep what the text needs."""
        super().__init__(key)
        self.key = key
        self.facts = facts


class ClassName(NamedTuple):
    """8Б; a village school's only eighth class has no letter."""

    grade: int
    letter: str

    def __str__(self) -> str:
        """As people write it."""
        return f"{self.grade}{self.letter}"

    @property
    def key(self) -> tuple[int, str]:
        """What classes are compared by: «8б» and a Latin «8B» for «8В» are the classes they look like."""
        return self.grade, fold(self.letter)


class Days(NamedTuple):
    """When a bell schedule rings: weekdays and dates."""

    weekdays: frozenset[int]
    dates: frozenset[date]


Reader = Callable[[Cell, Words], Any]


def text(value: Cell, _: Words | None = None) -> str:
    """The cell as a person sees it: NFC, single spaces, without control and direction characters (G33)."""
    if isinstance(value, datetime):
        value = value.date()
    if isinstance(value, date):
        return f"{value:%d.%m.%Y}"
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    written = typed.clean("" if value is None else str(value))
    seen = _UNSEEN.sub("", unicodedata.normalize("NFC", written))
    if seen.strip() in EXCEL_ERRORS:
        raise Bad("import-bad-formula", found=seen.strip())
    return " ".join(seen.split())


def limited(size: int) -> Reader:
    """A text of at most so many characters."""

    def read(value: Cell, _: Words) -> str:
        written = text(value)
        if len(written) > size:
            raise Bad("import-bad-long", limit=size, length=len(written))
        return written

    return read


def whole(lowest: int, highest: int) -> Reader:
    """A whole number between the two."""

    def read(value: Cell, _: Words) -> int:
        written = text(value)
        if not re.fullmatch(r"[0-9]{1,6}", written) or not lowest <= int(written) <= highest:
            raise Bad("import-bad-number", found=written, lowest=lowest, highest=highest)
        return int(written)

    return read


def hours(value: Cell, _: Words) -> Decimal:
    """Hours a week: 5, 0,5."""
    written = text(value).replace(",", ".")
    try:
        number = Decimal(written)
    except InvalidOperation as error:
        raise Bad("import-bad-hours", found=written) from error
    if not number.is_finite() or not 0 < number <= 40 or number != round(number, 2):
        raise Bad("import-bad-hours", found=written)
    return number


def day(value: Cell, _: Words) -> date:
    """A date cell, 04.05.2013 or 2013-05-04."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, (int, float)) and int(value) in SERIALS:
        return SERIAL_ZERO + timedelta(days=int(value))
    written = text(value)
    if found := _DAY.fullmatch(written):
        parts = (found[3], found[2], found[1]) if found[1] else (found[4], found[5], found[6])
        try:
            return date(*map(int, parts))
        except ValueError:
            pass
    raise Bad("import-bad-date", found=written)


def birthday(value: Cell, words: Words) -> date:
    """A date of birth: a typed 0213 or 2130 is a slip."""
    born = day(value, words)
    if not date(1900, 1, 1) <= born <= date(2100, 1, 1):
        raise Bad("import-bad-date", found=text(value))
    return born


def clock(value: Cell, _: Words | None = None) -> time:
    """A time cell, 8:30 or 08.30."""
    if isinstance(value, datetime):
        value = value.time()
    if isinstance(value, time):
        return value.replace(second=0, microsecond=0)
    if isinstance(value, float) and 0 < value < 1:
        minutes = round(value * 24 * 60)
        return time(minutes // 60, minutes % 60)
    written = text(value)
    if (found := _TIME.fullmatch(written)) and int(found[1]) < 24 and int(found[2]) < 60:
        return time(int(found[1]), int(found[2]))
    raise Bad("import-bad-time", found=written)


def phone(value: Cell, _: Words) -> str:
    """As +79161234567: 8 and a missing country code are Russian habit; other countries begin with +."""
    written = text(value)
    digits = re.sub(r"[^\d]", "", written)
    if not written.startswith("+") and len(digits) == 10:
        digits = "7" + digits
    elif not written.startswith("+") and len(digits) == 11 and digits[0] == "8":
        digits = "7" + digits[1:]
    if not 11 <= len(digits) <= 15 or re.search(r"[^\W\d_]", written):
        raise Bad("import-bad-phone", found=written)
    return "+" + digits


def class_name(value: Cell, words: Words) -> ClassName:
    """8Б, 8 «Б», 8-б класс."""
    written = text(value)
    kept = " ".join(part for part in written.split() if fold(part) not in words.CLASS_WORDS)
    found = _CLASS.fullmatch(kept)
    if not found or int(found[1]) not in GRADES:
        raise Bad("import-bad-class", found=written)
    letter = found[2]
    return ClassName(int(found[1]), letter.upper() if len(letter) == 1 else letter)


def grades(value: Cell, _: Words) -> frozenset[int]:
    """«1», «2–4», «5, 7–9»."""
    written = text(value)
    found: set[int] = set()
    for part in _parts(written):
        if span := _RANGE.fullmatch(part):
            found |= set(range(int(span[1]), int(span[2]) + 1)) or {0}
        else:
            found.add(int(part) if part.isascii() and part.isdigit() else 0)
    if not found or not found <= set(GRADES):
        raise Bad("import-bad-grades", found=written)
    return frozenset(found)


def weekday(value: Cell, words: Words) -> int:
    """«пн», «Понедельник», 1."""
    number: int = _word(words.WEEKDAYS, value, "import-bad-weekday")
    return number


def bell_days(value: Cell, words: Words) -> Days:
    """«пн–пт», «сб», «29.12.2026»."""
    if not isinstance(value, str):
        return Days(frozenset(), frozenset({day(value, words)}))
    weekdays: set[int] = set()
    dates: set[date] = set()
    for part in _parts(text(value)):
        first, dash, last = (piece.strip() for piece in re.sub("[–—]", "-", part).partition("-"))
        if dash and (span := range(weekday(first, words), weekday(last, words) + 1)):
            weekdays |= set(span)
        elif fold(part) in words.WEEKDAYS:
            weekdays.add(weekday(part, words))
        else:
            dates.add(day(part, words))
    return Days(frozenset(weekdays), frozenset(dates))


def weeks(value: Cell, words: Words) -> Weeks:
    """In which weeks a lesson takes place."""
    return Weeks(_word(words.WEEKS, value, "import-bad-weeks"))


def term_kind(value: Cell, words: Words) -> TermKind:
    """Quarter, half-year or trimester, said in the singular."""
    return TermKind(_word(words.TERM_KINDS, value, "import-bad-term-kind"))


def yes(value: Cell, words: Words) -> bool:
    """«да» or «нет»."""
    if isinstance(value, bool):
        return value
    said = fold(text(value)) or text(value)  # folding takes a dash away
    if said not in words.YES | words.NO:
        raise Bad("import-bad-yes", found=text(value))
    return said in words.YES


def duties(value: Cell, words: Words) -> frozenset[Duty]:
    """«учитель, завуч»."""
    return frozenset(Duty(_word(words.DUTIES, part, "import-bad-duty")) for part in _parts(text(value)))


def names(value: Cell, _: Words) -> tuple[str, ...]:
    """People or groups in one cell, with semicolons, commas or pluses between them."""
    return tuple(_parts(text(value), separators=r"[;,+]"))


def labels(value: Cell, _: Words) -> tuple[str, ...]:
    """Groups of a student; a comma may stand inside a name («8Б, английский 1»), so only semicolons part them."""
    return tuple(_parts(text(value), separators=";"))


def _word(known: Mapping[str, Any], value: Cell, key: str) -> Any:
    found = known.get(fold(text(value)))
    if found is None:
        raise Bad(key, found=text(value))
    return found


def _parts(written: str, separators: str = "[;,]") -> list[str]:
    return [part for part in (piece.strip() for piece in re.split(separators, written)) if part]
