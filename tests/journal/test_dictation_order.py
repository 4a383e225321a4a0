"""The order of independent sentences changes nothing: another order is the same reading, or a question, never silence.

The sentences are those of the corpus: what a teacher parted by a semicolon or a new line, where no part leans on the
one before it («остальные», «нет, …», «контрольная:») and each is understood alone.
"""

from itertools import permutations
from random import Random
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from journal.lessons.dictation import Dictation, HomeworkDraft
from journal.lessons.dictation.lexemes import Sense, lexemes
from locales.written import WRITTEN
from tests.journal.corpus import messages, read, reading

LEANING = (Sense.REST, Sense.CORRECTION, Sense.WORK, Sense.COUNT)
MOST = 24
"""Orders of one message that are tried."""


def sentences(text: str) -> list[str]:
    return [part.strip() for part in text.replace("\n", ";").split(";") if part.strip()]


def is_independent(sentence: str, group: str) -> bool:
    """Understood alone, without a word that refers to another sentence."""
    result = read(sentence, group)
    leans = any(lexeme.means(*LEANING) for lexeme in lexemes(sentence, WRITTEN))
    return result.can_be_saved and not leans


def told(result: Dictation) -> Any:
    """What would be saved; pieces of one text may stand in either order."""
    entries = {
        entry.student_id: (entry.values, entry.attendance, sorted(entry.comment.split(", ")))
        for entry in result.entries
    }
    named = {one.students: (task(one.homework), one.instead) for one in result.named}
    return entries, result.topic, task(result.homework), named, result.all_present


def task(homework: HomeworkDraft | None) -> Any:
    return homework and (sorted(homework.text.split("; ")), homework.minutes, homework.due_hint)


def test_sentences_of_a_message_may_stand_in_any_order() -> None:
    tried = 0
    for message in messages():
        parts = sentences(message.text)
        if len(parts) < 2 or not all(is_independent(part, message.group) for part in parts):
            continue
        as_written = read("; ".join(parts), message.group)
        for order in list(permutations(parts))[:MOST]:
            result = read("; ".join(order), message.group)
            assert result.questions or as_written.questions or told(result) == told(as_written), order
            tried += 1
    assert tried >= 40


ALONE = {
    group: [
        sentence
        for message in messages()
        if message.group == group
        for sentence in sentences(message.text)
        if is_independent(sentence, group)
    ]
    for group in ("8Б", "9В", "слова")
}


@settings(max_examples=300, deadline=None, derandomize=True)
@given(st.sampled_from(sorted(ALONE)), st.integers(2, 4), st.randoms(use_true_random=False), st.sampled_from("\n;"))
def test_sentences_of_different_messages_too(group: str, count: int, chance: Random, stop: str) -> None:
    parts = chance.sample(ALONE[group], count)
    first = read(f"{stop} ".join(parts), group)
    chance.shuffle(parts)
    second = read(f"{stop} ".join(parts), group)

    assert first.questions or second.questions or told(first) == told(second), (
        parts,
        reading(first, group),
        reading(second, group),
    )
