"""Which subject is meant: «по матану», «по русскому», «инглиш», «физра», with cases, slang and slips of the finger."""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from journal.names import fold
from journal.words import Alternatives, Words

GUESSES = 3
RESEMBLANCE = 60
"""Below this ratio (0–100) a subject is not worth offering."""

_ENDINGS = re.compile(
    r"(?<=...)(ыми|ими|ого|его|ому|ему|ами|ями|иях|ией|ая|яя|ое|ее|ый|ий|ой|ые|ие|ую|юю|ым|им|ом|ем|ах|ях|ью|ии|ию|ия|ей"
    r"|ю|я|е|и|ы|а|у|о|ь)$"
)


class Subject(NamedTuple):
    """A subject that the asker's children have."""

    id: int
    name: str
    short_name: str = ""


class Nearness(NamedTuple):
    """How well a subject fits: how many of the words written, and how much of its own name, is accounted for."""

    words: int
    share: float


def stem(word: str) -> str:
    """A folded word without its case ending: алгебре, алгебру, алгебра → алгебр."""
    return _ENDINGS.sub("", word)


@lru_cache(maxsize=8)
def slang(words: Words) -> Mapping[str, Alternatives]:
    """The colloquial names by their stems."""
    return {stem(fold(spoken)): alternatives for spoken, alternatives in words.subjects.items()}


def is_known(key: str, subjects: Sequence[Subject], words: Words) -> bool:
    """Whether this word can name one of the subjects."""
    return bool(_by_slang(key, subjects, words)) or any(_share(key, subject) for subject in subjects)


def nearest(keys: Sequence[str], subjects: Sequence[Subject], words: Words) -> tuple[int, ...]:
    """The subjects that fit the words best; several where they fit equally well, none where nothing fits."""
    near: dict[int, Nearness] = {}
    for key in keys:
        colloquial = _by_slang(key, subjects, words)
        for subject in subjects:
            share = 1.0 if subject.id in colloquial else _share(key, subject)
            if share:
                before = near.get(subject.id, Nearness(0, 0.0))
                near[subject.id] = Nearness(before.words + 1, min(1.0, before.share + share))
        if colloquial:
            # «русскому» is the language, although «Русская литература» begins so too.
            near = {one: _demoted(known, one in colloquial) for one, known in near.items()}
    best = max(near.values(), default=None)
    return tuple(subject.id for subject in subjects if near.get(subject.id) == best) if best else ()


def similar(key: str, subjects: Sequence[Subject]) -> tuple[int, ...]:
    """The subjects whose names are most like a word that fits none."""
    names = [fold(subject.name) for subject in subjects]
    found = process.extract(key, names, scorer=fuzz.partial_ratio, limit=GUESSES, score_cutoff=RESEMBLANCE)
    return tuple(subjects[index].id for _, _, index in found)


def _demoted(known: Nearness, colloquial: bool) -> Nearness:  # noqa: FBT001 - one place calls it
    return known if colloquial else known._replace(share=known.share / 2)


def _by_slang(key: str, subjects: Sequence[Subject], words: Words) -> frozenset[int]:
    """The subjects of the first group of official names that this school has."""
    for group in slang(words).get(stem(key), ()):
        found = frozenset(
            subject.id for subject in subjects for beginnings in group if _begins(fold(subject.name), beginnings)
        )
        if found:
            return found
    return frozenset()


def _begins(name: str, beginnings: str) -> bool:
    """«русск язык» is the beginning of «русский язык», word by word."""
    said, official = beginnings.split(), name.split()
    return len(said) <= len(official) and all(word.startswith(part) for word, part in zip(official, said, strict=False))


def _share(key: str, subject: Subject) -> float:
    """How much of the subject's name this word is."""
    if key == fold(subject.short_name):
        return 1.0
    official = [word for word in fold(subject.name).split() if len(word) > 2]
    wanted = stem(key)
    return sum(_alike(wanted, stem(word)) for word in official) / len(official) if official else 0.0


def _alike(wanted: str, official: str) -> bool:
    if wanted == official:
        return True
    return min(len(wanted), len(official)) >= 5 and OSA.distance(wanted, official) <= 1
