"""Free-text questions of a family: «дз на завтра», «что задали по алгебре», «оценки у Маши за неделю»."""

from typing import NamedTuple

from journal.dates import When
from journal.words import AskKind


class Subject(NamedTuple):
    """A subject that the asker's children have."""

    id: int
    name: str
    short_name: str = ""


class Child(NamedTuple):
    """A child of the asker; `alias` is what the guardian calls it."""

    id: int
    given_name: str
    alias: str = ""


class Ask(NamedTuple):
    """A question understood. None: no subject, child or day was named, so the screen's own default holds."""

    kind: AskKind
    subject_id: int | None = None
    child_id: int | None = None
    dates: When | None = None


class Unclear(NamedTuple):
    """Not understood for certain: offer the guesses as buttons, or the menu where there are none."""

    guesses: tuple[Ask, ...] = ()
