"""What one message says about a lesson: the facts understood, and the questions about the rest."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any, Literal, NamedTuple

from journal.dates import When
from journal.names import Roster
from journal.words import Words

ABSENCES = frozenset({"Н", "Б", "У"})
"""Codes that a mark cannot stand beside on the lesson's own day. Late (ОП) can: late is not absent."""


class Defaults(NamedTuple):
    """What the lesson itself says, so that nobody has to write it."""

    today: date
    """The lesson's date: «к пятнице» is counted from it."""
    scale: tuple[str, ...] = ("5", "4", "3", "2")
    """With "1" where the school uses it."""
    unmarked: Literal["", "grade_one", "course"] = ""
    """Why marks are refused: grade 1 (П 5.5), or a course without marks."""
    own_day: bool = True
    """Whether it is still the lesson's day. Later Н with a mark means «написал(а) позже»."""


class SaidMark(NamedTuple):
    """One mark of a cell. The comment begins with + or − where «4+» was written; no work means the lesson's own."""

    value: str
    comment: str = ""
    work: str | None = None


class Entry(NamedTuple):
    """What is said about one student: at most two marks (slots 1 and 2) and an attendance code.

    `comment` is what was said before or without a mark («Петров н (олимпиада)»). `guess` is the name as it was written
    where it is not spelled as in the list: the preview shows both.
    """

    student_id: int
    marks: tuple[SaidMark, ...] = ()
    attendance: str | None = None
    comment: str = ""
    guess: str = ""

    @property
    def values(self) -> tuple[str, ...]:
        """The marks alone, as they stand in the cell."""
        return tuple(mark.value for mark in self.marks)


HomeworkKind = Literal["written", "reading", "oral", "creative", "project", "long_term", "none"]


class HomeworkDraft(NamedTuple):
    """What was set. `kind` is "none" for «не задано» and None where the words do not tell; no due: the next lesson."""

    text: str = ""
    minutes: int | None = None
    due_hint: When | None = None
    kind: HomeworkKind | None = None


class NamedHomework(NamedTuple):
    """What was set for these students alone."""

    students: tuple[int, ...]
    homework: HomeworkDraft
    instead: bool = False
    """The group has something else: «остальным №5»."""
    guess: str = ""
    """A name as it was written where it is not spelled as in the list."""


class QuestionKind(StrEnum):
    """Why something was not taken. The text of a question is `dictation-<kind>` in the languages' files."""

    AMBIGUOUS_NAME = "ambiguous-name"
    UNKNOWN_NAME = "unknown-name"
    SEVERAL = "several"
    """«2 Ивановых»."""
    NUMBER = "number"
    """«5 Иванов 4»: a list number that is not this student's, or a mark?"""
    NOTHING_SAID = "nothing-said"
    """A name and nothing about it."""
    CODE = "code"
    """A bare «п», or a letter that is both a code and the student's initial."""
    SCALE = "scale"
    """«6», «54», or «1» where it is off."""
    TOO_MANY = "too-many"
    """More than the two marks that a cell holds."""
    ABSENT_MARKED = "absent-marked"
    """Н, Б or У with a mark on the lesson's own day."""
    TWICE = "twice"
    """One student, two statements that differ."""
    GRADE_ONE = "grade-one"
    """A mark in grade 1 (П 5.5)."""
    UNMARKED = "unmarked"
    """A mark in a course without marks."""
    WHOSE = "whose"
    """«…, 4 3» after a surname: more marks, or list number 4? «Козлов н Семёнова»: whose code is it?"""
    LISTED = "listed"
    """«опоздали Петров, Сидоров 3»: was Сидоров late as well?"""
    MIXED = "mixed"
    """A name with a mark or a code inside a topic or homework."""
    EMPTY = "empty"
    """«тема» or «дз» and nothing after it."""
    TWO_TOPICS = "two-topics"
    TWO_HOMEWORKS = "two-homeworks"
    """A homework and «не задано»."""
    NAMED = "named"
    """A student's name in a homework: whose homework is it?"""
    NAMED_OTHER = "named-other"
    """A student's name in a homework that is for others."""
    MINUTES = "minutes"
    """Several durations in one homework."""
    DUE = "due"
    """A day that is past or further than `dictation.texts.FARTHEST`."""
    UNCLEAR = "unclear"
    """Anything else that was not understood."""


class Act(StrEnum):
    """What an answer does with the fragment. `skip` leaves it out; the others take it."""

    SKIP = "skip"
    STUDENTS = "students"
    """It means these students."""
    ATTENDANCE = "attendance"
    """It means this code; no value: present."""
    MARKS = "marks"
    """It means these marks, and no absence."""
    INITIAL = "initial"
    """The letter belongs to the name."""
    COMMENT = "comment"
    TOPIC = "topic"
    HOMEWORK = "homework"
    NO_HOMEWORK = "no-homework"
    ENTRIES = "entries"
    """It speaks about students, not about the topic or homework it stands in."""
    SHARED = "shared"
    """The same as of the next student."""
    ALL_PRESENT = "all-present"
    BOTH = "both"
    EACH = "each"
    """One mark each, in the order of the names."""
    FIRST = "first"
    LAST = "last"
    WORK = "work"
    """This work type, for every mark of the message that has none."""
    KEEP = "keep"


class Option(NamedTuple):
    """One button under a question. Which of the facts matter follows from the act."""

    act: Act
    students: tuple[int, ...] = ()
    values: tuple[str, ...] = ()


class Question(NamedTuple):
    """A fragment that was not taken, where it stands in `Dictation.text`, and what it can mean."""

    kind: QuestionKind
    start: int
    end: int
    fragment: str
    options: tuple[Option, ...]
    student_id: int | None = None
    """Whom it is about, where that is known."""


class Answer(NamedTuple):
    """The option chosen for a fragment. It is looked up by place and kind when the text is read again."""

    kind: QuestionKind
    start: int
    end: int
    option: Option


class Source(NamedTuple):
    """Everything that the reading of a text depends on."""

    text: str
    roster: Roster
    words: Words
    defaults: Defaults
    answers: tuple[Answer, ...] = ()


@dataclass(frozen=True)
class Dictation:
    """A lesson as one message tells it. While there is a question nothing may be saved: nothing is guessed silently.

    `entries` stand in the list's order and hold only what is certain; «все 5» is one entry a student. `all_present`:
    attendance was taken and everybody else is there. `understood` are the spans of the text that were taken; together
    with the questions' spans they cover every word of it.
    """

    entries: tuple[Entry, ...] = ()
    topic: str = ""
    homework: HomeworkDraft | None = None
    named: tuple[NamedHomework, ...] = ()
    """Homework for some of the group, in the list's order."""
    all_present: bool = False
    questions: tuple[Question, ...] = ()
    understood: tuple[tuple[int, int], ...] = field(default=(), compare=False)
    source: Source | None = field(default=None, compare=False, repr=False)

    @property
    def text(self) -> str:
        """The text as read (NFC); questions point into it."""
        return self.source.text if self.source else ""

    @property
    def says_something(self) -> bool:
        """Whether anything of a lesson was recognised; otherwise the text was probably not meant for one."""
        return bool(self.entries or self.topic or self.homework or self.named or self.all_present)

    @property
    def can_be_saved(self) -> bool:
        return self.says_something and not self.questions

    def packed(self) -> Mapping[str, Any]:
        """The text and its answers as JSON has them, for a draft; `dictation.unpack` reads it again."""
        return {"text": self.text, "answers": list(self.source.answers) if self.source else []}
