"""What the reading of a dictation has in hand: names seen and taken, and what is said about them."""

from dataclasses import dataclass, field
from typing import NamedTuple

from journal.lessons.dictation.lexemes import Sense
from journal.lessons.dictation.model import SaidMark
from journal.names import Match


class Seen(NamedTuple):
    """A name ahead of the cursor: how many lexemes it takes, and whom it means."""

    size: int
    match: Match
    by_number: bool = False


class Named(NamedTuple):
    """A name that was taken. No students while it is a question, or when its answer was to leave it out."""

    students: tuple[int, ...]
    start: int
    end: int
    guess: str = ""
    by_number: bool = False


@dataclass
class Mention:
    """What one statement says about one or several students; `scope` for those who are not named."""

    named: list[Named]
    start: int
    end: int
    scope: Sense | None = None
    marks: list[SaidMark] = field(default_factory=list)
    attendance: str | None = None
    comment: str = ""
    commented: int = 0
    """How many of the marks have had their comment."""
    works: int = 0
    """How many of the marks have had their work type."""
    number_ending: str = ""
    """What stands after the list number: where it is «1)», so is the next one."""
    listed: bool = False
    """One of a list, whose first word says something of it."""
    announced: str | None = None
    """The code that the list began with."""
    asked: bool = False
    """Whether something said here is a question already."""
    corrects: bool = False
    """Takes the place of what was said of them before: «не 5, а 4»."""
    excluded: bool = False
    """Named only as an exception from what is said of everyone."""

    @property
    def states(self) -> bool:
        return bool(self.marks or self.attendance is not None or self.comment)

    @property
    def fresh(self) -> int:
        """The first of the marks that «за …» is about: those since the last one that had its work or its comment."""
        said = (self.commented, self.works)
        return min(said) if max(said) == len(self.marks) else max(said)

    @property
    def by_number(self) -> bool:
        return any(name.by_number for name in self.named)

    @property
    def students(self) -> tuple[int, ...]:
        return tuple(dict.fromkeys(student for name in self.named for student in name.students))

    @property
    def student(self) -> int | None:
        """The one whom it is about, if it is one."""
        return self.students[0] if len(self.students) == 1 else None


class WorkSaid(NamedTuple):
    """A work type said for the marks that follow it."""

    code: str
    start: int
    end: int
    marks_before: int


class Lead(NamedTuple):
    """Whom the words before a homework speak to: «Петрову дз №5», «остальным дз №6»."""

    start: int
    keyword: int
    names: tuple[Named, ...] = ()
    certain: bool = True
    rest: bool = False


class Passage(NamedTuple):
    """The text of a topic or a homework, where it stands."""

    start: int
    end: int
