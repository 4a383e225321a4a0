"""Who else is named in a remark: another child's surname is no family's to read (H9). Pure: a text and a class list."""

import re
from collections.abc import Iterable, Sequence

from journal.access import Pupil
from journal.names import Ambiguous, Found, Roster, fold
from journal.names import Pupil as Line

_WORD = re.compile(r"[^\W\d_]+(?:[-‐-―'’][^\W\d_]+)*")
SHORT = 3
"""A surname so short may be any word («ли»), so it has to begin with a capital."""


def others(text: str, pupils: Sequence[Pupil], about: int) -> tuple[str, ...]:
    """The words, as they are written, that are a surname of the class in any case and not the student's own.

    A namesake's surname is the student's own too, and names nobody.
    """
    roster = Roster(_lines(pupils))
    words = dict.fromkeys(_WORD.findall(text))
    return tuple(word for word in words if _may_be_name(word) and _names_another(roster, word, about))


def _lines(pupils: Iterable[Pupil]) -> list[Line]:
    """The list, and each part of a double surname beside it: «Новорождественская» alone says who it is.

    Without a patronymic a name tells no gender for certain, so the surname is taken in the cases of both.
    """
    found = []
    for it in pupils:
        whole = Line(it.student_id, it.number, it.surname, it.given_name, it.patronymic)
        words = fold(it.surname).split()
        lines = [whole, *(whole._replace(surname=part) for part in words if len(words) > 1 and len(part) > SHORT)]
        found += lines if it.patronymic else [*lines, *(line._replace(given_name="") for line in lines)]
    return found


def _may_be_name(word: str) -> bool:
    return len(word) > SHORT or word[:1].isupper()


def _names_another(roster: Roster, word: str, about: int) -> bool:
    match roster.find(word, oblique=True, loose=False):
        case Found(student_id):
            return student_id != about
        case Ambiguous(candidates):
            return about not in candidates
    together = roster.together(word)
    return bool(together) and about not in together
