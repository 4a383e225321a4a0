"""What an import must be told of a language: a module such as `locales/ru/workbook.py` is one."""

from collections.abc import Mapping
from typing import Protocol


class Words(Protocol):
    """The names of sheets and columns and the words that stand in the cells; keys are the fields of `layouts`."""

    SHEETS: Mapping[str, str]
    COLUMNS: Mapping[str, Mapping[str, str]]
    ALIASES: Mapping[str, tuple[str, ...]]
    EXAMPLES: Mapping[str, Mapping[str, str]]
    EXAMPLE: str
    DUTIES: Mapping[str, str]
    YES: frozenset[str]
    NO: frozenset[str]
    ANSWERS: tuple[str, ...]
    WEEKDAYS: Mapping[str, int]
    WEEKS: Mapping[str, str]
    TERM_KINDS: Mapping[str, str]
    LEGAL_KINSHIP: frozenset[str]
    CLASS_WORDS: frozenset[str]
    BELLS: str
    MAP_SHEETS: Mapping[str, str]
    MAP_COLUMNS: Mapping[str, Mapping[str, str]]
    SKIP: frozenset[str]
    WEEKDAY_NAMES: Mapping[int, str]
