"""Every message of the corpus is read as it says, however it is spelt, and asks nothing that has no answer."""

from collections import Counter
from collections.abc import Callable

import pytest

from journal.names import fold
from tests.journal.corpus import Message, messages, read, reading

CATEGORIES = sorted({message.category for message in messages()})
OPTIONS = 100
"""Buttons that `keyboards.spoken.Place` can number."""


def of(category: str) -> list[Message]:
    return [message for message in messages() if message.category == category]


def test_the_corpus_is_large_and_says_nothing_twice() -> None:
    texts = Counter((message.group, message.text) for message in messages())

    assert [text for text, times in texts.items() if times > 1] == []
    assert len({message.text for message in messages()}) >= 670
    assert [category for category in CATEGORIES if len(of(category)) < 10] == []


@pytest.mark.parametrize("category", CATEGORIES)
def test_every_message_is_read_as_it_says(category: str) -> None:
    got = {message.text: reading(read(message.text, message.group), message.group) for message in of(category)}

    assert got == {message.text: message.reading for message in of(category)}


def test_a_question_has_answers_and_saves_nothing() -> None:
    for message in messages():
        result = read(message.text, message.group)
        assert not (result.questions and result.can_be_saved)
        for question in result.questions:
            assert 0 < len(question.options) <= OPTIONS, message.text
            assert result.text[question.start : question.end].strip() == question.fragment


# The same said in other letters.

LATIN = str.maketrans("АВСЕНКМОРТХУасеорху", "ABCEHKMOPTXYaceopxy")


def capitals(text: str) -> str:
    """Words in capitals; a single letter may be an initial or a code, which its size tells."""
    return "".join(word.upper() if len(word) > 1 and word[0].islower() else word for word in _words(text))


def small(text: str) -> str:
    """Cyrillic words in small letters, but a letter that may be an initial; a small «t» looks like nothing."""
    return "".join(word if len(word) == 1 or word[0].isascii() else word.lower() for word in _words(text))


def _words(text: str) -> list[str]:
    parts: list[str] = []
    for letter in text:
        if parts and parts[-1][-1].isalpha() and letter.isalpha():
            parts[-1] += letter
        else:
            parts.append(letter)
    return parts


@pytest.mark.parametrize(
    "spelt",
    [
        pytest.param(lambda text: text.replace("ё", "е").replace("Ё", "Е"), id="without ё"),
        pytest.param(lambda text: text.translate(LATIN), id="Latin look-alikes"),
        pytest.param(capitals, id="capitals"),
        pytest.param(small, id="small letters"),
        pytest.param(lambda text: text.replace(" ", "  "), id="two spaces"),
        pytest.param(lambda text: text.replace(" ", "\u00a0"), id="no-break spaces"),
        pytest.param(lambda text: f"\n {text} \n", id="new lines around"),
    ],
)
@pytest.mark.parametrize("category", CATEGORIES)
def test_the_spelling_changes_nothing(category: str, spelt: Callable[[str], str]) -> None:
    for message in of(category):
        told = reading(read(spelt(message.text), message.group), message.group)
        assert fold(told) == fold(spelt(message.reading)) or fold(told) == fold(message.reading), message.text
