"""Names as people write them: what they are sorted and compared by, and whom of a class a written surname means."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from journal import cases, latin

GUESSES = 3
"""How many similar names an unknown one is answered with."""
RESEMBLANCE = 55
"""Below this ratio (0–100) a name is no longer worth offering."""

_LOOK_ALIKE = str.maketrans("ABCEHKMOPTXYaceopxyk", "АВСЕНКМОРТХУасеорхук")
_MIXED = re.compile(r"[^\W\d_]+")
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
_LATIN = re.compile(r"[a-zA-Z]")
_NAME_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_APOSTROPHES = str.maketrans("’ʼ`′", "''''")
_HYPHENS = re.compile(r"[-‐-―]")


class Pupil(NamedTuple):
    """A line of a class list: `number` is the place in it, as a teacher counts."""

    student_id: int
    number: int
    surname: str
    given_name: str = ""
    patronymic: str = ""


class Found(NamedTuple):
    """One student is meant. `guess`: not written as in the list, so the preview says what was made of it."""

    student_id: int
    guess: bool = False


class Ambiguous(NamedTuple):
    """Several students fit equally well: ask."""

    candidates: tuple[int, ...]


class Unknown(NamedTuple):
    """Nobody fits; `guesses` are the most similar names, nearest first."""

    guesses: tuple[int, ...] = ()


DATIVE = ("у", "ю", "е", "и", "ой", "ей")
"""How the dative of a given name can end."""

Match = Found | Ambiguous | Unknown


def search_key(text: str) -> str:
    """What names are sorted and searched by: NFC, case folded, ё as е, single spaces. SQLite can do none of it."""
    folded = unicodedata.normalize("NFC", text).casefold().replace("ё", "е")
    return " ".join(unicodedata.normalize("NFC", folded).split())


def initials(surname: str, given_name: str, patronymic: str) -> str:
    """«Кузнецова М. В.»."""
    return " ".join([surname, *(f"{name[:1]}." for name in (given_name, patronymic) if name)])


def fold(text: str) -> str:
    """What written words are compared by: `search_key` with Latin look-alikes made Cyrillic and hyphens made spaces.

    Look-alikes change only in words that hold a Cyrillic letter or nothing but look-alikes: «Coвa» and «H» do, «Smith»
    does not. A stress mark is no letter: «Козло́в» is Козлов.
    """
    unstressed = unicodedata.normalize("NFC", unicodedata.normalize("NFD", text).replace("\u0301", ""))
    text = _MIXED.sub(_unmixed, unstressed).translate(_APOSTROPHES)
    return search_key(_HYPHENS.sub(" ", text))


def _unmixed(word: re.Match[str]) -> str:
    cyrillic = word[0].translate(_LOOK_ALIKE)
    return cyrillic if _CYRILLIC.search(word[0]) or not _LATIN.search(cyrillic) else word[0]


class Roster:
    """A class list that can be asked who is meant.

    Exact spelling beats an oblique case («Петрову»), that beats a part of a double surname or a given name alone, and
    that beats a typo. What follows or precedes the surname (initials, given name, patronymic) must agree; when it does
    not, nobody is found, however rare the surname.
    """

    def __init__(self, pupils: Iterable[Pupil], diminutives: Mapping[str, tuple[str, ...]] | None = None) -> None:
        """The list in its order; `diminutives` let «Маша» mean Мария."""
        self.pupils = tuple(sorted(pupils, key=lambda pupil: (pupil.number, pupil.student_id)))
        self.by_id = {pupil.student_id: pupil for pupil in self.pupils}
        self.by_number = {pupil.number: pupil for pupil in self.pupils}
        short = {fold(name): tuple(map(fold, full)) for name, full in (diminutives or {}).items()}
        self._lines = [_Line.of(pupil, short) for pupil in self.pupils]
        self._spellings = [(line, spelling) for line in self._lines for spelling in sorted(line.spellings)]

    def find(self, text: str, *, oblique: bool = False, loose: bool = True) -> Match:
        """Whom the text means, where it is nothing but a name or a list number.

        `oblique`: after «нет» or «кроме» a genitive is as good as a nominative, so «Иванова» may be Иванов and Иванова.
        Without `loose` only what stands in the list is taken: no parts, no typos, no guesses.
        """
        words = _NAME_WORD.findall(fold(text))
        if len(words) == 1 and words[0].isdecimal():
            pupil = self.by_number.get(int(words[0])) if len(words[0]) < 4 else None
            return Found(pupil.student_id) if pupil else Unknown()
        for tier in _tiers(oblique=oblique, loose=loose):
            found = _distinct(
                line for surname, rest in _splits(words) for line in self._lines if tier(line, surname, rest)
            )
            if found:
                return _answer(found, guess=tier in _GUESSES)
        return self._resembling(words) if loose else Unknown()

    def namesakes(self, text: str) -> tuple[int, ...]:
        """Everybody whom a surname that is not in the nominative singular can mean together: «двое Ивановых»."""
        key = fold(text)
        return tuple(line.student_id for line in self._lines if key in line.together)

    def together(self, text: str) -> tuple[int, ...]:
        """Everybody of a surname that can only be meant in the plural: «Ивановы»; nobody where it is one's own."""
        key = fold(text)
        own = any(key in line.spellings for line in self._lines)
        return () if own else tuple(line.student_id for line in self._lines if key in line.plural)

    def is_given_name(self, text: str) -> bool:
        """Whether anybody of the list is called so."""
        key = fold(text)
        return any(key in line.given for line in self._lines)

    def addresses(self, text: str, student_id: int) -> bool:
        """Whether a text that means this student is a dative: «Петрову», «Ким Алине». A name that never changes is none."""
        words = _NAME_WORD.findall(fold(text))
        return any(line.addressed(words) for line in self._lines if line.student_id == student_id)

    def declines(self, student_id: int) -> bool:
        """Whether the student's surname has other cases than the nominative: Шевченко has none."""
        return any(line.oblique for line in self._lines if line.student_id == student_id)

    def _resembling(self, words: list[str]) -> Match:
        """A typo that only one surname explains is a guess; otherwise those who come near are offered."""
        near = _distinct(
            line
            for surname, rest in _splits(words)
            for line, spelling in self._spellings
            if OSA.distance(surname, spelling) <= _slips(surname) and line.agrees(rest)
        )
        if near:
            return _answer(near, guess=True)
        names = [line.surname if len(words) == 1 else line.whole for line in self._lines]
        similar = process.extract(" ".join(words), names, scorer=fuzz.ratio, limit=GUESSES, score_cutoff=RESEMBLANCE)
        return Unknown(tuple(self._lines[index].student_id for _, _, index in similar))


class _Line(NamedTuple):
    """A pupil as compared: everything folded and, where it can be, in every case."""

    student_id: int
    surname: str
    oblique: frozenset[str]
    plural: frozenset[str]
    parts: frozenset[str]
    given: frozenset[str]
    patronymic: frozenset[str]
    initials: tuple[str, str]
    whole: str
    female: bool | None
    latin: frozenset[str]

    @classmethod
    def of(cls, pupil: Pupil, diminutives: Mapping[str, tuple[str, ...]]) -> "_Line":
        surname, given, patronymic = fold(pupil.surname), fold(pupil.given_name), fold(pupil.patronymic)
        female = cases.is_female(given, patronymic)
        family = cases.forms(surname, female=female)
        shorts = {short for short, fulls in diminutives.items() if given in fulls} if given else set()
        calls = {given, *shorts} if given else set()
        return cls(
            pupil.student_id,
            surname,
            family.oblique,
            family.plural,
            frozenset(part for part in surname.split() if part != surname and len(part) > 2),
            frozenset(calls).union(*(cases.forms(call, female=female).oblique for call in calls)),
            frozenset({patronymic} | cases.forms(patronymic, female=female).oblique) if patronymic else frozenset(),
            (given[:1], patronymic[:1]),
            f"{surname} {given}",
            female,
            frozenset(latin.skeleton(spelling) for spelling in {surname, *family.oblique}),
        )

    @property
    def spellings(self) -> frozenset[str]:
        return self.oblique | {self.surname}

    @property
    def together(self) -> frozenset[str]:
        """How namesakes are called together; a name that never changes (Шевченко) is called the same."""
        return self.oblique | self.plural or frozenset({self.surname})

    def addressed(self, words: list[str]) -> bool:
        """Whether the surname, or beside one that never changes the given name, stands in the dative."""
        if self.oblique:
            last = self.surname.split()[-1]
            forms = {form.split()[-1] for form in self.oblique}
            return any(word in forms and cases.is_dative(word, last, female=self.female) for word in words)
        nominative = self.whole.removeprefix(f"{self.surname} ")
        return any(word in self.given and word != nominative and word.endswith(DATIVE) for word in words)

    def agrees(self, rest: list[str]) -> bool:
        """Whether what stands beside the surname is this pupil's: П · Пётр · П. А. · ПА · Пётр Андреевич."""
        if len(rest) == 1 and len(rest[0]) == 2 and rest[0] not in self.given:
            rest = list(rest[0])
        names = zip(rest, (self.given, self.patronymic), self.initials, strict=False)
        return len(rest) <= 2 and all(word in full or (word == initial != "") for word, full, initial in names)


def _nominative(line: _Line, surname: str, rest: list[str]) -> bool:
    return surname == line.surname and line.agrees(rest)


def _oblique(line: _Line, surname: str, rest: list[str]) -> bool:
    return surname in line.oblique and line.agrees(rest)


def _any_case(line: _Line, surname: str, rest: list[str]) -> bool:
    return surname in line.spellings and line.agrees(rest)


def _part(line: _Line, surname: str, rest: list[str]) -> bool:
    return surname in line.parts and line.agrees(rest)


def _given(line: _Line, surname: str, rest: list[str]) -> bool:
    return surname in line.given and len(surname) > 2 and not rest


def _latin(line: _Line, surname: str, rest: list[str]) -> bool:
    return surname.isascii() and len(surname) > 2 and not rest and latin.skeleton(surname) in line.latin


_Tier = Callable[[_Line, str, list[str]], bool]
_GUESSES = (_part, _given, _latin)


def _tiers(*, oblique: bool, loose: bool) -> tuple[_Tier, ...]:
    strict: tuple[_Tier, ...] = (_any_case,) if oblique else (_nominative, _oblique)
    return (*strict, *_GUESSES) if loose else strict


def _splits(words: list[str]) -> Iterator[tuple[str, list[str]]]:
    """Every way to read the words as a surname (maybe of several words) with something after or before it."""
    for size in range(len(words), 0, -1):
        if len(words) - size <= 2:
            yield " ".join(words[:size]), words[size:]
            if size < len(words):
                yield " ".join(words[-size:]), words[:-size]


def _slips(surname: str) -> int:
    """How many slips of a finger a surname of this length bears before it may be another one."""
    return 0 if len(surname) < 4 else 1 if len(surname) < 9 else 2


def _distinct(lines: Iterable[_Line]) -> tuple[int, ...]:
    return tuple(dict.fromkeys(line.student_id for line in lines))


def _answer(found: tuple[int, ...], *, guess: bool) -> Match:
    return Found(found[0], guess) if len(found) == 1 else Ambiguous(found)
