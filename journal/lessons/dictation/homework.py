"""A homework's own words: how long it takes and by when it is due, and the text without them."""

import re
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import NamedTuple

from journal import dates
from journal.lessons.dictation.mention import Passage
from journal.lessons.dictation.model import Act, HomeworkDraft, HomeworkKind, Option, QuestionKind
from journal.lessons.dictation.reading import SKIP, Reading
from journal.names import fold
from journal.words import Token, Words, tokens

FARTHEST = timedelta(days=60)
"""A homework due later than that is more likely a slip of the pen: ask."""
MOST_MINUTES = 600
LONGEST_DAY = 7
"""Words and signs of a day: «12-го ноября 2026 года»."""


class _Length(NamedTuple):
    start: int
    end: int
    minutes: int


class _Due(NamedTuple):
    start: int
    end: int
    when: dates.When


def draft(reading: Reading, passages: list[Passage]) -> HomeworkDraft:
    """The homework that the passages make; minutes and the due day are taken out of its text."""
    texts, lengths, dues = [], [], []
    for passage in passages:
        text = reading.text[passage.start : passage.end]
        found_lengths = list(_lengths(text, reading))
        found_dues = list(_dues(text, reading))
        texts.append(_without(text, [*found_lengths, *found_dues]))
        lengths += [length._replace(start=length.start + passage.start) for length in found_lengths]
        dues += [due._replace(start=due.start + passage.start, end=due.end + passage.start) for due in found_dues]
    whole = (passages[0].start, passages[-1].end)
    said = "; ".join(filter(None, texts))
    if fold(said) in {fold(word) for word in reading.words.lacking | reading.words.no_homework}:
        return HomeworkDraft(kind="none")  # «дз на завтра нет»
    return HomeworkDraft(
        text=_signed(said, reading.words),
        minutes=_minutes(reading, lengths, whole),
        due_hint=_due(reading, dues),
        kind=kind(said, reading.words),
    )


# Of what kind.

PRECEDENCE: tuple[HomeworkKind, ...] = ("long_term", "project", "creative", "written", "oral", "reading")
"""«Прочитать §5, решить №6» is written: what takes most, and what is handed in, names the whole."""


def kind(text: str, words: Words) -> HomeworkKind | None:
    """The kind that the words tell of: «устно» outright before «упр.», which only hints; None where none does."""
    keys = [token.key for token in tokens(text)]
    for spellings in (words.kinds_said, words.kinds):
        folded = {fold(spelling): meaning for spelling, meaning in spellings.items()}
        said = {folded.get(" ".join(keys[at : at + size])) for at in range(len(keys)) for size in (1, 2)}
        if found := next((one for one in PRECEDENCE if one in said), None):
            return found
    return None


def _signed(text: str, words: Words) -> str:
    """«параграф 5 запятая номер 6», as a voice was typed, with its signs."""
    for word, sign in words.spoken.items():
        text = re.sub(rf"(?<=\w)\s+{re.escape(word)}(?=\s|$)", sign, text, flags=re.IGNORECASE)
    return text.strip(" ,.")


# How long.


def _lengths(text: str, reading: Reading) -> Iterator[_Length]:
    """«30 мин», «1,5 часа», «полчаса», with a «на» or «~» before it."""
    words = reading.words
    said = tokens(text)
    spellings = {fold(spelling): minutes for spelling, minutes in words.durations.items()}
    index = 0
    while index < len(said):
        size, minutes = _length(said, index, spellings, words.minutes)
        if not size:
            index += 1
            continue
        before = said[index - 1] if index else None
        led = before and (before.key in words.due | words.because or before.key in ("~", "≈"))
        first = index - 1 if led else index
        if (
            before
            and before.key == "-"
            and before.end == said[index].start
            and index > 1
            and said[index - 2].key.isdecimal()
        ):
            first = index - 2  # «10–15 минут»: the longer
        yield _Length(said[first].start, said[index + size - 1].end, minutes)
        index += size


def _length(said: list[Token], index: int, spellings: Mapping[str, int], units: Mapping[str, int]) -> tuple[int, int]:
    keys = [token.key for token in said[index : index + 4]]
    for size in (3, 2, 1):
        minutes = spellings.get(" ".join(keys[:size]))
        if minutes and len(keys) >= size:
            return size, minutes
    if not keys[0].isdecimal() or len(keys[0]) > 3:
        return 0, 0
    decimal = len(keys) == 4 and keys[1] in (",", ".") and keys[2].isdecimal() and keys[3] in units
    if decimal and said[index].end + 1 == said[index + 2].start:
        return 4, round(float(f"{int(keys[0])}.{keys[2][:2]}") * units[keys[3]])
    if len(keys) > 1 and keys[1] in units:
        return 2, int(keys[0]) * units[keys[1]]
    return 0, 0


def _minutes(reading: Reading, lengths: list[_Length], whole: tuple[int, int]) -> int | None:
    """The length; several are asked about, and so is one that no homework has."""
    if not lengths:
        return None
    said = [length.minutes for length in lengths]
    if len(said) == 1 and 0 < said[0] <= MOST_MINUTES:
        return said[0]
    choices = [minutes for minutes in dict.fromkeys([sum(said), *said]) if 0 < minutes <= MOST_MINUTES]
    options = [Option(Act.KEEP, values=(str(minutes),)) for minutes in choices]
    chosen = reading.ask(QuestionKind.MINUTES, whole, [*options, SKIP])
    return int(chosen.values[0]) if chosen is not None and chosen.values else None


# By when.


def _dues(text: str, reading: Reading) -> Iterator[_Due]:
    """«к пятнице», «на 12.11», «к следующему уроку»: a preposition and right after it one day or the next lesson."""
    passed = 0
    words = tokens(text)
    for index, token in enumerate(words):
        later = token.key in reading.words.later
        if not (later or token.key in reading.words.due) or token.start < passed:
            continue
        began = token.start if later else token.end
        rest = text[began : words[min(index + LONGEST_DAY, len(words) - 1)].end]
        said = dates.find(rest, reading.defaults.today, reading.words, lean="after")
        if said is None or rest[: said.start].strip() or not _is_one_day(said.when):
            continue
        passed = began + said.end
        after = dates.find(text[passed:], reading.defaults.today, reading.words, lean="after")
        if after and after.when == said.when and not text[passed : passed + after.start].strip(",( \u00a0"):
            passed += after.end  # «на понедельник 30.11»
        yield _Due(token.start, passed, said.when)


def _is_one_day(when: dates.When) -> bool:
    return when is dates.Relative.NEXT_LESSON or (isinstance(when, dates.Days) and when.first == when.last)


def _due(reading: Reading, dues: list[_Due]) -> dates.When | None:
    if not dues:
        return None
    first, last = dues[0], dues[-1]
    span = (first.start, last.end)
    if first.when != last.when:
        chosen = reading.ask(QuestionKind.DUE, span, [Option(Act.FIRST), Option(Act.LAST), SKIP])
        if chosen is None or chosen.act is Act.SKIP:
            return None
        return first.when if chosen.act is Act.FIRST else last.when
    if isinstance(first.when, dates.Days) and not _is_near(first.when.first, reading.defaults.today):
        chosen = reading.ask(QuestionKind.DUE, span, [Option(Act.KEEP), SKIP])
        return first.when if chosen is not None and chosen.act is Act.KEEP else None
    return first.when


def _is_near(day: date, today: date) -> bool:
    return timedelta() < day - today <= FARTHEST


def _without(text: str, taken: list[_Length | _Due]) -> str:
    """The text without what was taken out of it, in single spaces and without the commas that are left over."""
    for span in sorted(taken, key=lambda span: span.start, reverse=True):
        text = f"{text[: span.start]} {text[span.end :]}"
    return tidy(text)


def tidy(text: str) -> str:
    """A text as it is stored: single spaces, no separators at its ends, no two in a row."""
    text = re.sub(r"[^\S\n]+", " ", re.sub(r"\s*\n\s*", "\n", text))
    text = re.sub(r"\s*(\(\s*\)|\[\s*\])", "", text)
    text = re.sub(r"\s[-–—]\s*(?=[,;])", "", text)
    text = re.sub(r"\s+([,;])", r"\1", text)
    text = re.sub(r"([,;])(?:\s*[,;])+", r"\1", text)
    return text.strip(" \t\n,;:.–—-=")
