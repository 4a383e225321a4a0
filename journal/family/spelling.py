"""Slips of the finger in a question: «расписание», «понидельник», «оцнки» are read as what they are nearest to."""

from collections.abc import Callable, Sequence
from functools import lru_cache

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from journal.names import fold
from journal.words import AskKind, Words, tokens

SHORTEST = 5
"""A shorter word is another word as soon as one letter changes."""
LONG = 9
"""From so many letters on two slips are forgiven."""
RESEMBLANCE = 72
"""Below this ratio (0–100) a word is not like another at all."""
GUESSES = 3


def corrected(text: str, words: Words, is_name: Callable[[str], bool]) -> str:
    """The text with each word that nothing here knows written as the known one that it must be a slip of."""
    known, letters = _vocabulary(words), text
    for token in reversed(tokens(text)):
        if len(token.key) < SHORTEST or not token.key.isalpha() or token.key in known or token.key in _noise(words):
            continue
        meant = _nearest(token.key, words)
        if meant and not is_name(token.key):
            letters = f"{letters[: token.start]}{meant}{letters[token.end :]}"
    return letters


def resembling(keys: Sequence[str], words: Words) -> tuple[AskKind, ...]:
    """The kinds of questions whose words are most like these."""
    kinds = _by_word(words)
    found = [
        one
        for key in keys
        if len(key) >= SHORTEST
        for one in process.extract(key, list(kinds), scorer=fuzz.ratio, limit=GUESSES, score_cutoff=RESEMBLANCE)
    ]
    nearest = sorted(found, key=lambda one: -one[1])
    return tuple(dict.fromkeys(kinds[word] for word, _, _ in nearest))[:GUESSES]


@lru_cache(maxsize=4096)
def _nearest(key: str, words: Words) -> str | None:
    slips = 2 if len(key) >= LONG else 1
    near = [(OSA.distance(key, word, score_cutoff=slips), word) for word in _vocabulary(words) if len(word) >= SHORTEST]
    distance, word = min(near, default=(slips + 1, ""))
    return word if distance <= slips else None


@lru_cache(maxsize=8)
def _by_word(words: Words) -> dict[str, AskKind]:
    """The single words that questions are known by."""
    return {fold(said): kind for said, kind in words.asks.items() if len(said) >= SHORTEST and fold(said).isalpha()}


@lru_cache(maxsize=8)
def _vocabulary(words: Words) -> frozenset[str]:
    """Every word of a question whose meaning is known: what is asked, days, weeks, months."""
    phrases = {word for said in (*words.asks, *words.doubtful_asks) for word in fold(said).split()}
    days = {*words.days, *words.weekdays, *words.months, *words.week, *words.month, *words.term}
    return frozenset(phrases | days | words.this | words.next | words.last)


@lru_cache(maxsize=8)
def _noise(words: Words) -> frozenset[str]:
    return words.noise | words.asides
