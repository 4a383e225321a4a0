"""What the journal says no to. A refusal carries the key of the text that tells a person what happened and what to do."""

from typing import ClassVar


class Refusal(Exception):
    """The operation was refused; nothing was changed. `facts` fill the text."""

    key: ClassVar[str]

    def __init__(self, **facts: str | int) -> None:
        """Keep the facts; the language is chosen where the person is known."""
        super().__init__(self.key)
        self.facts = facts


class NotFound(Refusal):
    """No such thing, or not yours: the same text and the same work (G25)."""

    key = "refusal-not-found"


class NoMarks(Refusal):
    """No marks in grade 1 (П 5.5), nor in a course without marks."""

    key = "refusal-no-marks"


class Stale(Refusal):
    """Somebody else changed the cell since the screen was drawn (G16): who, what stands there now."""

    key = "refusal-stale"


class ReasonNeeded(Refusal):
    """A change after the day of the lesson asks for a reason."""

    key = "refusal-reason-needed"


class LessonCancelled(Refusal):
    """Nothing can be entered into a lesson that does not take place."""

    key = "refusal-lesson-cancelled"


class LessonAhead(Refusal):
    """A lesson of a later date cannot be filled yet."""

    key = "refusal-lesson-ahead"


class AbsentWithMark(Refusal):
    """Н, Б or У with a mark in one cell, on the lesson's own day."""

    key = "refusal-absent-with-mark"


class DayChanged(Refusal):
    """Somebody else entered something into one of the day's lessons since the screen was drawn (G16)."""

    key = "refusal-day-changed"


class NoteGone(Refusal):
    """The guardian's note that a screen showed was withdrawn, declined or replaced since, or came only now."""

    key = "refusal-note-gone"


class NotReady(Refusal):
    """A lesson cannot be closed yet: its topic, attendance or homework is missing, and the close screen says which."""

    key = "refusal-not-ready"


class TopicChanged(Refusal):
    """Somebody else changed the topic since it was asked for: what stands there now."""

    key = "refusal-topic-changed"


class TooLong(Refusal):
    """A typed text is longer than its place: the limit, and how long it was (G34)."""

    key = "refusal-too-long"


class TooMany(Refusal):
    """One more than there is place for."""

    key = "refusal-too-many"


class NothingToUndo(Refusal):
    """The last entry was taken back already, is not the last one any more, or was made too long ago."""

    key = "refusal-nothing-to-undo"


class TicksChanged(Refusal):
    """More or fewer are ticked than on the screen whose button was pressed."""

    key = "refusal-ticks-changed"


class PreviewGone(Refusal):
    """The preview of a dictated lesson was saved already, replaced by another text, or is nobody's."""

    key = "refusal-preview-gone"


class JobsWaiting(Refusal):
    """Somebody who waits for so many documents already asks for one more."""

    key = "refusal-jobs-waiting"


class Overload(Refusal):
    """The day's homework of all subjects would be more than the grade's limit: that takes a reason."""

    key = "refusal-overload"
