"""Free-text questions of a family: «дз на завтра», «что задали по алгебре», «оценки у Маши за неделю»."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import NamedTuple, TypeVar

from journal import cases, dates
from journal.dates import When
from journal.family import spelling
from journal.family import subjects as naming
from journal.family.subjects import Subject
from journal.names import fold
from journal.words import AskKind, Token, Words, tokens

__all__ = ["Ask", "Child", "Subject", "Unclear", "parse"]

LONGEST_PHRASE = 3
MOST_UNKNOWN = 2
"""With more words than that nothing of which is known, it is a letter to a person and no question to the bot."""

T = TypeVar("T")


class Child(NamedTuple):
    """A child of the asker; `alias` is what the guardian calls it."""

    id: int
    given_name: str
    alias: str = ""
    surname: str = ""


class Ask(NamedTuple):
    """A question understood. None: no subject, child or day was named, so the screen's own default holds."""

    kind: AskKind
    subject_id: int | None = None
    child_id: int | None = None
    dates: When | None = None


class Unclear(NamedTuple):
    """Not understood for certain: offer the guesses as buttons, or the menu where there are none."""

    guesses: tuple[Ask, ...] = ()


def parse(
    text: str, today: date, subjects: Sequence[Subject], children: Sequence[Child], words: Words
) -> Ask | Unclear:
    """What a family asks about its own data.

    Marks and absences lie in the past, homework and lessons ahead. A subject or a child that is named and not known
    makes the question unclear, and so does any word that nothing explains, since it may be somebody's name: the
    question is never answered about another one.
    """
    text = spelling.corrected(text, words, lambda key: _is_name(key, subjects, children, words))
    heard = _Heard(text, words)
    kinds = heard.kinds()
    lean = _LEANS[kinds[0]] if kinds else "ahead"
    day = dates.find(text, today, words, lean=lean) or _day_of_month(text, today, words, lean)
    if day:
        heard.use(range(day.start, day.end))
    child_ids = heard.children(children)
    subject_ids = heard.subjects(subjects)
    strangers = heard.strangers(subjects, children)
    subject_ids = subject_ids or strangers.subjects
    child_ids = child_ids or strangers.children
    alike = () if kinds or subject_ids or day else heard.resembling()
    about = kinds or alike or (_ABOUT_SUBJECT if subject_ids else _ABOUT_DAY if day else ())
    guesses = tuple(
        Ask(kind, subject, child, day.when if day else None)
        for kind in about
        for subject in subject_ids or (None,)
        for child in child_ids or (None,)
    )
    certain = len(guesses) == 1 and not strangers.found and not heard.unknown()
    if kinds and certain and not heard.doubtful:
        return guesses[0]
    return Unclear(guesses if kinds or alike or not heard.unknown() else ())


_LEANS: Mapping[AskKind, dates.Lean] = {
    "homework": "after",
    "marks": "back",
    "timetable": "ahead",
    "attendance": "back",
    "tests": "ahead",
    "holidays": "ahead",
    "teachers": "ahead",
}
_ABOUT_SUBJECT: tuple[AskKind, ...] = ("homework", "marks")
"""«алгебра», and nothing else."""
_ABOUT_DAY: tuple[AskKind, ...] = ("timetable", "homework")
"""«завтра»."""
_STRONGER: tuple[tuple[AskKind, AskKind], ...] = (
    ("marks", "tests"),  # «оценка за контрольную»
    ("tests", "timetable"),  # «расписание контрольных»
    ("homework", "timetable"),  # «какие уроки задали»
    ("attendance", "timetable"),
    ("marks", "homework"),  # «оценка за дз»
    ("marks", "timetable"),  # «когда выставят оценки»
    ("homework", "attendance"),  # «что задали, пока болела»
    ("attendance", "tests"),  # «пропустила контрольную»
    ("homework", "holidays"),  # «что задали на каникулы»
    ("holidays", "timetable"),
    ("homework", "teachers"),  # «что задал учитель физики»
    ("marks", "teachers"),
    ("tests", "teachers"),
    ("teachers", "timetable"),
)


class _Strangers(NamedTuple):
    """Names that fit nothing here: what they may have meant."""

    found: bool
    subjects: tuple[int, ...] = ()
    children: tuple[int, ...] = ()


class _Heard:
    """The words of a question, and which of them are accounted for."""

    def __init__(self, text: str, words: Words) -> None:
        self.words = words
        self.tokens = [token for token in tokens(text) if token.key[0].isalnum()]
        self.used: set[int] = set()
        self.doubtful = False

    def use(self, span: Iterable[int]) -> None:
        letters = set(span)
        self.used.update(index for index, token in enumerate(self.tokens) if token.start in letters)

    def kinds(self) -> tuple[AskKind, ...]:
        """What it is about; several where the words do not decide."""
        found = list(dict.fromkeys(self._phrases(_folded_asks(self.words))))
        for strong, weak in _STRONGER:
            if strong in found and weak in found:
                found.remove(weak)
        if not found:
            doubts = [kind for kinds in self._phrases(_folded_doubts(self.words)) for kind in kinds]
            self.doubtful = bool(doubts)
            found = list(dict.fromkeys(doubts))
        return tuple(found)

    def _phrases(self, spellings: Mapping[str, T]) -> list[T]:
        found: list[T] = []
        index = 0
        while index < len(self.tokens):
            size = next((size for size in range(LONGEST_PHRASE, 0, -1) if self._phrase(index, size) in spellings), 0)
            if size:
                found.append(spellings[self._phrase(index, size)])
                self.used.update(range(index, index + size))
            index += size or 1
        return found

    def _phrase(self, index: int, size: int) -> str:
        keys = [token.key for token in self.tokens[index : index + size]]
        return " ".join(keys) if len(keys) == size else ""

    def children(self, children: Sequence[Child]) -> tuple[int, ...]:
        """The children that are named."""
        called = {child.id: _calls(child, self.words) for child in children}
        found = []
        for index, token in self.free():
            named = [child for child, names in called.items() if token.key in names]
            if named:
                self.used.add(index)
                found += named
        return tuple(dict.fromkeys(found))

    def subjects(self, subjects: Sequence[Subject]) -> tuple[int, ...]:
        """The subjects that fit best what is named."""
        named = [
            (index, token.key)
            for index, token in self.free()
            if token.key not in _idle(self.words) and naming.is_known(token.key, subjects, self.words)
        ]
        self.used.update(index for index, _ in named)
        return naming.nearest([key for _, key in named], subjects, self.words)

    def strangers(self, subjects: Sequence[Subject], children: Sequence[Child]) -> _Strangers:
        """Who or what was named, after «по» or «у» or by a first name, and is not known here."""
        for index, token in self.free():
            before = self.tokens[index - 1].key if index else ""
            if token.key in _idle(self.words) or not token.key[0].isalpha():
                continue
            if before in self.words.about:
                return _Strangers(True, subjects=naming.similar(token.key, subjects))
            if before in self.words.whose or token.key in _first_names(self.words):
                return _Strangers(True, children=tuple(child.id for child in children))
        return _Strangers(False)

    def resembling(self) -> tuple[AskKind, ...]:
        """What it may be about by the looks of its words, where none of them is known."""
        unknown = [key for key in self.unknown() if key.isalpha()]
        return spelling.resembling(unknown, self.words) if len(unknown) <= MOST_UNKNOWN else ()

    def free(self) -> list[tuple[int, Token]]:
        return [(index, token) for index, token in enumerate(self.tokens) if index not in self.used]

    def unknown(self) -> list[str]:
        """The words that nothing explains."""
        return [token.key for _, token in self.free() if token.key not in _idle(self.words)]


@lru_cache(maxsize=8)
def _idle(words: Words) -> frozenset[str]:
    """The words that change nothing."""
    return words.noise | words.asides


@lru_cache(maxsize=8)
def _folded_asks(words: Words) -> Mapping[str, AskKind]:
    return {fold(spelling): kind for spelling, kind in words.asks.items()}


@lru_cache(maxsize=8)
def _folded_doubts(words: Words) -> Mapping[str, tuple[AskKind, ...]]:
    return {fold(spelling): kinds for spelling, kinds in words.doubtful_asks.items()}


def _calls(child: Child, words: Words) -> frozenset[str]:
    """Everything a child is called, in every case: Мария, Марии, Маша, Маше."""
    given = fold(child.given_name)
    short = {fold(name) for name, full in words.diminutives.items() if given in map(fold, full)}
    return _in_every_case({given, *fold(child.alias).split(), *fold(child.surname).split(), *short} - {""})


def _is_name(key: str, subjects: Sequence[Subject], children: Sequence[Child], words: Words) -> bool:
    """Whether a word names a subject or a person, so that no slip of the finger is looked for in it."""
    return (
        key in _first_names(words)
        or any(key in _calls(child, words) for child in children)
        or naming.is_known(key, subjects, words)
    )


def _day_of_month(text: str, today: date, words: Words, lean: dates.Lean) -> dates.Said | None:
    """«дз на 27»: a bare number after a preposition, at the question's end."""
    said = [token for token in tokens(text) if token.key[0].isalnum()]
    if len(said) < 2 or not said[-1].key.isdecimal() or said[-2].key not in words.at | words.due | words.back:
        return None
    found = dates.find(f"{said[-1].key} {min(words.ordinal)}", today, words, lean=lean)
    return dates.Said(said[-2].start, said[-1].end, found.when) if found else None


@lru_cache(maxsize=8)
def _first_names(words: Words) -> frozenset[str]:
    """First names that people have, in every case."""
    return _in_every_case({fold(name) for short, full in words.diminutives.items() for name in (short, *full)})


def _in_every_case(names: set[str]) -> frozenset[str]:
    return frozenset(names.union(*(cases.forms(name, female=None).oblique for name in names)))
