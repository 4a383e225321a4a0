"""A homework that names a student of the class: another child's surname and task are not every family's to read (H9).

«Петрову №5» is for one, «рассказ о Толстом» for all, and nothing tells them apart for certain: it is asked.
"""

from journal.lessons.dictation.lexemes import Sense, Shape
from journal.lessons.dictation.mention import Passage
from journal.lessons.dictation.model import Act, Option, QuestionKind
from journal.lessons.dictation.reading import SKIP, Reading

FOR_ALL = Option(Act.HOMEWORK)


def begins(reading: Reading) -> bool:
    """«Петрову дз №5»: whether a homework follows the names that were just taken, and says something."""
    keyword, following = reading.peek(), reading.peek(1)
    if following.text == ":":
        following = reading.peek(2)
    return keyword.means(Sense.HOMEWORK, Sense.TASK) and following.shape is not Shape.STOP


def for_everyone(reading: Reading, passages: list[Passage]) -> list[Passage]:
    """The passages that the whole group may read; one that names a student waits for its answer."""
    return [passage for passage in passages if _is_for_everyone(reading, passage)]


def _is_for_everyone(reading: Reading, passage: Passage) -> bool:
    start = min((name for name, keyword in reading.addressed if _precedes(reading, keyword, passage)), default=None)
    if start is None and not any(_names(reading, place) for place in reading.places(passage.start, passage.end)):
        return True
    if any(passage.start <= question.start < passage.end for question in reading.questions):
        return True  # what the text is at all is asked first
    span = (passage.start if start is None else start, passage.end)
    return reading.ask(QuestionKind.NAMED, span, [FOR_ALL, SKIP]) != SKIP


def _precedes(reading: Reading, keyword: int, passage: Passage) -> bool:
    """Whether the homework that this word begins is that passage, not a later one."""
    later = (other.start for other in reading.homeworks if keyword <= other.start < passage.start)
    return keyword <= passage.start and not any(later)


def _names(reading: Reading, ahead: int) -> bool:
    """A surname anywhere; where somebody is spoken to, at the beginning or after «для», a given name or a slip too."""
    before = reading.peek(ahead - 1)
    spoken_to = before.means(Sense.HOMEWORK, Sense.TASK) or reading.breaks(ahead - 1) or before.text in ":-–—("
    spoken_to = spoken_to or before.key in reading.words.whose
    return bool(reading.name(ahead, oblique=True) or (spoken_to and reading.name(ahead, loose=True)))
