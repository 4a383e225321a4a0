"""The first look at a dictated text: words, numbers and signs, each with everything it can mean."""

import re
from collections.abc import Iterator, Mapping
from enum import Enum, auto
from functools import lru_cache
from typing import NamedTuple

from journal.names import fold
from journal.words import Words

LONGEST_PHRASE = 5
"""How many words a spelling of `Words` may have."""


class Shape(Enum):
    """What a lexeme looks like."""

    WORD = auto()
    NUMBER = auto()
    COMMA = auto()
    DOT = auto()
    """The dot that ends a sentence."""
    STOP = auto()
    """; or a new line: the statement is over."""
    SIGN = auto()
    """Any other single character, the dot of an initial included."""


class Sense(Enum):
    """What a word can mean; one word may have several senses («дз»: a section, and a work type)."""

    ATTENDANCE = auto()
    DOUBT = auto()
    MARK = auto()
    PLUS = auto()
    WORK = auto()
    BECAUSE = auto()
    AND = auto()
    COUNT = auto()
    FILLER = auto()
    HEADS = auto()
    EVERYONE = auto()
    REST = auto()
    EXCEPT = auto()
    PRESENT = auto()
    NOBODY_ABSENT = auto()
    NOBODY = auto()
    TOPIC = auto()
    HOMEWORK = auto()
    TASK = auto()
    NO_HOMEWORK = auto()
    CORRECTION = auto()


class Lexeme(NamedTuple):
    """A piece of the text that is read as one."""

    start: int
    end: int
    text: str
    key: str
    shape: Shape
    senses: Mapping[Sense, str]

    def means(self, *senses: Sense) -> bool:
        """Whether it can mean any of these."""
        return any(sense in self.senses for sense in senses)

    @property
    def is_letter(self) -> bool:
        """A code or an initial."""
        return self.shape is Shape.WORD and len(self.text) == 1


Lexicon = Mapping[str, Mapping[Sense, str]]

DASHES = frozenset("-‐‑‒–—―−")
BRACKETS = {"(": ")", "[": "]", "«": "»", '"': '"', "“": "”", "„": "“"}
BREAKS = frozenset({Shape.COMMA, Shape.DOT, Shape.STOP})

_PIECE = re.compile(
    r"""
      # Козло́в, О'Коннор, д/з, Мамин-Сибиряк; «Петров-н» is two words
      (?:[^\W\d_]\u0301?)+(?:['’/\\](?:[^\W\d_]\u0301?)+|-(?:[^\W\d_]\u0301?){2,})*
    | \d+
    | \s*[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]\s*             # one or many new lines
    | [^\w\s] | _
    | [^\s]                                                 # whatever Unicode adds
    """,
    re.VERBOSE,
)
_PHRASE_PART = re.compile(r"[^\W_]+(?:[/\\][^\W_]+)*|[,:–—-]")


@lru_cache(maxsize=8)
def lexicon(words: Words) -> Lexicon:
    """Every spelling of the vocabulary, folded and in single spaces, with its senses."""
    learned: tuple[tuple[Sense, Mapping[str, object] | frozenset[str]], ...] = (
        (Sense.ATTENDANCE, words.attendance),
        (Sense.DOUBT, words.doubtful_attendance),
        (Sense.MARK, words.marks),
        (Sense.PLUS, words.signs),
        (Sense.WORK, words.works),
        (Sense.BECAUSE, words.because),
        (Sense.AND, words.and_),
        (Sense.COUNT, words.both),
        (Sense.FILLER, words.fillers),
        (Sense.HEADS, words.heads),
        (Sense.EVERYONE, words.everyone),
        (Sense.REST, words.rest),
        (Sense.EXCEPT, words.except_for),
        (Sense.PRESENT, words.present),
        (Sense.NOBODY_ABSENT, words.nobody_absent),
        (Sense.NOBODY, words.nobody),
        (Sense.TOPIC, words.topic),
        (Sense.HOMEWORK, words.homework),
        (Sense.TASK, words.tasks),
        (Sense.NO_HOMEWORK, words.no_homework),
        (Sense.CORRECTION, words.correcting),
    )
    known: dict[str, dict[Sense, str]] = {}
    for sense, spellings in learned:
        for spelling in spellings:
            value = str(spellings[spelling]) if isinstance(spellings, Mapping) else ""
            known.setdefault(_phrase_key(spelling), {})[sense] = value
    return known


def lexemes(text: str, words: Words) -> Iterator[Lexeme]:
    """The text in pieces; words that belong together («на месте», «не был») are one, the longest phrase first."""
    known = lexicon(words)
    pieces = [(match.start(), match.end()) for match in _PIECE.finditer(text)]
    index = 0
    while index < len(pieces):
        size = _phrase_size(text, pieces, index, known)
        start, end = pieces[index][0], pieces[index + size - 1][1]
        lexeme = _lexeme(text, start, end, known)
        yield _spoken(lexeme, words.spoken[lexeme.key]) if lexeme.key in words.spoken else lexeme
        index += size


def _phrase_size(text: str, pieces: list[tuple[int, int]], index: int, known: Lexicon) -> int:
    """How many pieces are one phrase. Abbreviating dots do not matter; other signs only where the spelling has them."""
    start = pieces[index][0]
    best, words = 1, 0
    if not text[start].isalpha():
        return best
    for last in range(index, len(pieces)):
        piece_start, end = pieces[last]
        if text[piece_start].isalpha():
            words += 1
            if last > index and _phrase_key(text[start:end]) in known:
                best = last - index + 1
        elif text[piece_start] not in ",:.–—-" or (text[piece_start] == "." and text[end : end + 1].isspace()):
            break
        if words == LONGEST_PHRASE:
            break
    return best


def _phrase_key(run: str) -> str:
    """«Д.З» is «д з»; a comma, a colon or a dash counts, or «Петров нет, дз §21» would set nothing."""
    return " ".join(fold(part).replace("\\", "/") or "-" for part in _PHRASE_PART.findall(run))


def _lexeme(text: str, start: int, end: int, known: Lexicon) -> Lexeme:
    piece = text[start:end]
    shape = _shape(text, start, end)
    senses: Mapping[Sense, str] = {}
    if shape is Shape.WORD:
        senses = known.get(_phrase_key(piece), {})
    elif shape is Shape.SIGN and piece == "." and _stands_alone(text, start, end):
        senses = {Sense.MARK: "."}
    return Lexeme(start, end, piece, fold(piece), shape, senses)


def _spoken(word: Lexeme, sign: str) -> Lexeme:
    """«запятая», as somebody's voice was typed, is a comma."""
    return word._replace(text=sign, key=fold(sign), shape=Shape.COMMA if sign == "," else Shape.DOT, senses={})


def _shape(text: str, start: int, end: int) -> Shape:
    piece = text[start:end]
    if piece[0].isalpha():
        return Shape.WORD
    if piece.isdecimal():
        return Shape.NUMBER
    if piece == ";" or piece.isspace() or piece.strip() != piece:
        return Shape.STOP
    if piece == ",":
        return Shape.COMMA
    if piece in "!?…" or (piece == "." and _ends_sentence(text, start, end)):
        return Shape.DOT
    return Shape.SIGN


def _stands_alone(text: str, start: int, end: int) -> bool:
    """A dot between spaces is a mark (долг); one that touches a word is punctuation."""
    return start > 0 and text[start - 1].isspace() and (end == len(text) or text[end].isspace() or text[end] in ",;")


def _ends_sentence(text: str, start: int, end: int) -> bool:
    if _stands_alone(text, start, end) or (end < len(text) and not text[end].isspace()):
        return False
    # «П.» is an initial, «н.» is a code at the end of a sentence.
    initial = start > 0 and text[start - 1].isupper() and (start == 1 or not text[start - 2].isalpha())
    return not initial
