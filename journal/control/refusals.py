"""What the weekly control says no to."""

from journal.refusals import Refusal


class ActGone(Refusal):
    """The act on the screen was signed already, or its text or date was changed since."""

    key = "refusal-act-gone"


class NothingHeld(Refusal):
    """A week without lessons leaves no act."""

    key = "refusal-act-nothing"
