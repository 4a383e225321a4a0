"""One message closes a lesson (docs/dictation.ru.md): «Иванов 5 4, Петров н, Сидоров оп 3 за доклад; тема Дроби; дз §21 30 мин».

What is certain becomes entries, a topic and a homework; everything else becomes a question with its answers, and while
one stands nothing is saved. The text is read from left to right, a statement at a time; an answer is kept with the
place it was given for, and the text is read again. So an answer changes nothing but what it answers, and a draft is
the text with its answers. A domain value is the string that the tables hold (Н, ЗЧ, "quiz"); nothing here knows them.
"""

import unicodedata
from collections.abc import Iterable, Mapping
from itertools import islice
from typing import Any

from journal.lessons.dictation import classwide, lists, people, texts
from journal.lessons.dictation.facts import JOINTS
from journal.lessons.dictation.lexemes import Sense, Shape, lexemes
from journal.lessons.dictation.model import (
    Act,
    Answer,
    Defaults,
    Dictation,
    Entry,
    HomeworkDraft,
    NamedHomework,
    Option,
    Question,
    QuestionKind,
    SaidMark,
    Source,
)
from journal.lessons.dictation.reading import Reading
from journal.lessons.dictation.render import render
from journal.lessons.dictation.settling import settle
from journal.names import Pupil, Roster
from journal.words import Words

__all__ = [
    "Act",
    "Answer",
    "Defaults",
    "Dictation",
    "Entry",
    "HomeworkDraft",
    "NamedHomework",
    "Option",
    "Pupil",
    "Question",
    "QuestionKind",
    "Roster",
    "SaidMark",
    "answer",
    "corrects",
    "merge",
    "parse",
    "render",
    "unpack",
]

# The order decides: a surname is a surname before it is anything else, and a text goes on only where nothing begins.
_STATEMENTS = (
    texts.correction,
    texts.no_homework,
    texts.topic,
    texts.homework,
    classwide.nobody_absent,
    classwide.everyone,
    classwide.everyone_but,
    classwide.mark_for_all,
    lists.marks_first,
    people.several,
    people.numbered,
    people.named,
    lists.absent,
    lists.mark_in_words,
    texts.work,
    people.unknown,
    texts.more,
    texts.unclear,
)


def parse(text: str, roster: Roster, words: Words, defaults: Defaults, answers: Iterable[Answer] = ()) -> Dictation:
    """Read a message about a lesson. Never raises: what is not understood is a question.

    Answers that fit nothing in the text, or offer what is no longer possible, are ignored.
    """
    plain = unicodedata.normalize("NFC", text)
    source = Source(plain, roster, words, defaults, tuple(answers))
    reading = Reading(source)
    while not reading.done:
        if _separates(reading):
            reading.take()
        else:
            any(read(reading) for read in _STATEMENTS)
    return settle(reading, source)


def _separates(reading: Reading) -> bool:
    lexeme = reading.peek()
    if lexeme.key in reading.words.whose and reading.peek(1).means(Sense.EVERYONE, Sense.REST):
        return True  # «у всех 5»
    intended = reading.name(1, oblique=True) if lexeme.key in reading.words.intended else None
    if intended and reading.peek(1 + intended.size).means(Sense.HOMEWORK):
        return True  # «лично Козлову дз №5»
    if lexeme.key in reading.words.whose | reading.words.asking and not lexeme.senses:
        return bool(reading.name(1))  # «спросила Козлова», «для Козлова»
    if lexeme.means(Sense.FILLER):
        goes_on = reading.name(1) or reading.listing(1) or reading.breaks(1)
        return bool(goes_on or reading.peek(1).means(Sense.FILLER) or reading.peek(1).text == ":")
    if lexeme.key in reading.words.at and not lexeme.senses and reading.says_mark(1):
        return bool(reading.name(2) or reading.listing(1))  # «по 5 Козлову», «на 5: Козлов»
    return reading.breaks() or lexeme.means(Sense.AND) or (lexeme.text in JOINTS and not lexeme.senses)


def answer(dictation: Dictation, question_index: int, option_index: int) -> Dictation:
    """The dictation with one question answered by the option at that place. IndexError where there is no such one."""
    question = dictation.questions[question_index]
    if dictation.source is None:
        raise IndexError(question_index)
    chosen = Answer(question.kind, question.start, question.end, question.options[option_index])
    source = dictation.source
    return parse(source.text, source.roster, source.words, source.defaults, (*source.answers, chosen))


def merge(previous_text: str, more_text: str) -> str:
    """A message in two parts is one text: the second goes on a new line, so answers to the first still fit."""
    return f"{previous_text}\n{more_text}" if previous_text.strip() else more_text


def corrects(text: str, words: Words) -> bool:
    """Whether a further message begins as a correction of the first: «нет, …», «исправить: …»."""
    begins = tuple(islice(lexemes(text.strip(), words), 2))
    if len(begins) < 2 or not begins[0].means(Sense.CORRECTION):
        return False
    return begins[1].shape is Shape.COMMA or begins[1].text == ":"


def unpack(payload: Mapping[str, Any], roster: Roster, words: Words, defaults: Defaults) -> Dictation:
    """Read again what `Dictation.packed` kept. The class list and the day are today's, so the questions may be too."""
    answers = (
        Answer(QuestionKind(kind), start, end, Option(Act(act), tuple(students), tuple(values)))
        for kind, start, end, (act, students, values) in payload["answers"]
    )
    return parse(payload["text"], roster, words, defaults, answers)
