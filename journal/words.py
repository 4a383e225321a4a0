"""The words that people write, one value a language: `locales/<lang>/words.py` fills it, pure parsers are given it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Any, Literal, NamedTuple

from journal.names import fold

AskKind = Literal["homework", "marks", "timetable", "attendance", "tests", "holidays", "teachers"]
"""What a free-text question of a family is about."""

Alternatives = tuple[tuple[str, ...], ...]
"""Beginnings of official subject names in order of preference; those within one group are equally near."""

_SINGLE_WORDS = (
    *(
        "minutes",
        "due",
        "days",
        "weekdays",
        "months",
        "this",
        "next",
        "last",
        "week",
        "month",
        "lesson",
        "term",
        "year",
    ),
    *(
        "at",
        "back",
        "later",
        "day",
        "ordinal",
        "since",
        "until",
        "about",
        "whose",
        "noise",
        "asides",
        "own",
        "lacking",
        "intended",
        "to_everyone",
        "governing",
    ),
    *("asking", "number", "spoken", "not_", "but", "parts", "plural_marks", "ordinals"),
)
_WORD = re.compile(r"[^\W\d_]+(?:[-'’/][^\W\d_]+)*|\d+|[^\w\s]|_")


class Token(NamedTuple):
    """A word, a number or a sign of a text: where it stands, and what it is compared by."""

    start: int
    end: int
    key: str


def tokens(text: str) -> list[Token]:
    """The text in words, numbers and single signs; white space only separates, and every dash is «-»."""
    return [Token(match.start(), match.end(), fold(match[0]) or "-") for match in _WORD.finditer(text)]


@dataclass(frozen=True, kw_only=True, eq=False)
class Words:
    """Everything that is recognised in free text. Spellings may be several words long; case and ё do not matter.

    Values are the domain's own: attendance Н Б У ОП, marks as they stand in a cell, codes of work types.
    """

    # What a teacher says about a student.
    attendance: Mapping[str, str]
    """н, нп, болеет … → a code."""
    doubtful_attendance: frozenset[str]
    """«п»: excused in one system, present in another. Always asked."""
    marks: Mapping[str, str]
    """пять, зч, долг … → what stands in a cell. The figures themselves need no words."""
    signs: Mapping[str, str]
    """с плюсом, минус … → + or −: not official, so they become the mark's comment."""
    works: Mapping[str, str]
    """ответ, к/р, с/р … → the code of a work type."""
    because: frozenset[str]
    """за: what follows is a comment, or a work type."""
    and_: frozenset[str]
    both: Mapping[str, int]
    """оба, двое … → how many namesakes are meant."""
    lacking: frozenset[str]
    """нет, не было: the names beside them stand in the genitive."""
    heads: frozenset[str]
    """человек: the number before it is a count and nobody's place in the list."""
    fillers: frozenset[str]
    """получил, поставить: they change nothing."""
    asking: frozenset[str]
    """спросила, вызвал: the name after them stands in the accusative."""
    number: frozenset[str]
    """номер: what follows is a place in the list, as after №."""
    spoken: Mapping[str, str]
    """запятая, точка → the sign: dictation programs write them out."""
    correcting: frozenset[str]
    """нет, точнее: what follows takes the place of what was said before."""
    not_: frozenset[str]
    but: frozenset[str]
    """а: «не 5, а 4»."""
    parts: frozenset[str]
    """задача, параграф: the number beside them is theirs and no mark."""
    plural_marks: frozenset[str]
    """пятёрки: several students have it, or one student has several."""

    # What a teacher says about the class.
    everyone: frozenset[str]
    rest: frozenset[str]
    except_for: frozenset[str]
    present: frozenset[str]
    nobody_absent: frozenset[str]
    nobody: frozenset[str]
    """«нет никого»: nobody is missing, or nobody came? Always asked."""

    # What a teacher says about the lesson.
    topic: frozenset[str]
    homework: frozenset[str]
    """дз, на дом: the homework begins, wherever they stand."""
    tasks: frozenset[str]
    """задание, задано: the homework begins where a statement does."""
    no_homework: frozenset[str]
    minutes: Mapping[str, int]
    """мин, час … → minutes in one."""
    durations: Mapping[str, int]
    """полчаса → 30."""
    due: frozenset[str]
    """к, на, до: what stands before the day a homework is due."""
    kinds: Mapping[str, str]
    """читать, наизусть, проект … → the kind of homework that the words hint at."""
    kinds_said: Mapping[str, str]
    """устно, письменно … → the kind that is said outright."""
    ordinals: Mapping[str, int]
    """пятнадцатого, двадцать → 15, 20: days of a month as they are spoken."""

    # Days.
    days: Mapping[str, int]
    """сегодня, завтра … → days from today."""
    weekdays: Mapping[str, int]
    """ISO: Monday is 1."""
    months: Mapping[str, int]
    this: frozenset[str]
    next: frozenset[str]
    last: frozenset[str]
    week: frozenset[str]
    month: frozenset[str]
    lesson: frozenset[str]
    """урок, занятие, раз: after `next`, the course's next lesson."""
    term: frozenset[str]
    year: frozenset[str]
    at: frozenset[str]
    """в, на …: stands before a day and belongs to it."""
    back: frozenset[str]
    """за: «за неделю» looks back, «на неделю» ahead."""
    later: frozenset[str]
    """через (неделю, три дня)."""
    day: frozenset[str]
    ordinal: frozenset[str]
    """го, числа: «12-го», «12 числа»."""
    since: frozenset[str]
    until: frozenset[str]

    # Questions of a family.
    asks: Mapping[str, AskKind]
    doubtful_asks: Mapping[str, tuple[AskKind, ...]]
    """«уроки на завтра»: the timetable or what to do at home? Both are offered."""
    subjects: Mapping[str, Alternatives]
    """матан, инглиш, физра … → what the subject may be called officially."""
    about: frozenset[str]
    """по: a subject follows."""
    intended: frozenset[str]
    """для, только, лично: whom a homework is for follows."""
    to_everyone: frozenset[str]
    """остальным, всем: whom a homework is for, where it is not named students."""
    governing: frozenset[str]
    """о, про, между: a name after them is part of the text and not somebody spoken to."""
    whose: frozenset[str]
    """у, для: a child follows."""
    diminutives: Mapping[str, tuple[str, ...]]
    """маша → мария."""
    noise: frozenset[str]
    """Words that change nothing: что, какие, пожалуйста, prepositions."""
    asides: frozenset[str]
    """More of them, that a family's question may have and a dictation does not: зимние, зовут, привет."""

    # Questions of a teacher.
    own: frozenset[str]
    """у меня, мои: the asker's own lessons are meant, and not a child's."""
    unfilled: frozenset[str]
    """не заполнено, не закрыл: the past lessons that are still to be filled."""

    # How we write it ourselves: `dictation.render`.
    canon: Mapping[str, str]
    """topic, homework, no_homework, due, next_lesson, minutes, all_present, others_present, present, and, intended, rest; «.»: a debt."""
    work_names: Mapping[str, str]
    """The code of a work type → the spelling that `render` uses."""

    def __post_init__(self) -> None:
        """Single words are kept as `tokens` spells them, so that they can be looked up directly."""
        for name in _SINGLE_WORDS:
            given = getattr(self, name)
            if isinstance(given, Mapping):
                folded: object = {fold(word): meaning for word, meaning in given.items()}
            else:
                folded = frozenset(map(fold, given))
            object.__setattr__(self, name, folded)

    def joined(self, other: "Words") -> "Words":
        """Both vocabularies at once; where a spelling means two things, this one's meaning wins."""
        merged: dict[str, Any] = {}
        for one in fields(self):
            mine, theirs = getattr(self, one.name), getattr(other, one.name)
            merged[one.name] = {**theirs, **mine} if isinstance(mine, Mapping) else mine | theirs
        return replace(self, **merged)
