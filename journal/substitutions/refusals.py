"""What substitutions say no to."""

from journal.refusals import Refusal


class SubstituteBusy(Refusal):
    """Whoever was chosen has a lesson at that time, or will not be at work."""

    key = "substitution-refusal-busy"


class AlreadyCovered(Refusal):
    """Somebody else was asked to take the lesson: who."""

    key = "substitution-refusal-covered"


class LessonFilled(Refusal):
    """Something is entered into the lesson already: it took place, and is not handed over, cancelled or moved."""

    key = "substitution-refusal-filled"


class NoOwnSubject(Refusal):
    """Whoever was chosen teaches these students nothing that could be taught instead."""

    key = "substitution-refusal-own"


class SubstitutionGone(Refusal):
    """The deputy head took it back, or it was declined."""

    key = "substitution-refusal-gone"


class SubstitutionSigned(Refusal):
    """It is signed in the journal and stays as it is."""

    key = "substitution-refusal-signed"


class NotHeldYet(Refusal):
    """A lesson that has not begun cannot be signed."""

    key = "substitution-refusal-ahead"


class TopicNeeded(Refusal):
    """The substitution journal names the topic, and the lesson has none yet (П 5.4.2)."""

    key = "substitution-refusal-topic"


class PlaceTaken(Refusal):
    """The students or the teacher have another lesson there."""

    key = "substitution-refusal-taken"
