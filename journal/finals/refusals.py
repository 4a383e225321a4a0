"""What finals say no to."""

from journal.refusals import Refusal


class TermLocked(Refusal):
    """Marks and finals of the term are locked; a deputy head can unlock them."""

    key = "refusal-term-locked"


class NotOpen(Refusal):
    """Finals cannot be put yet: they open seven days before the term's end."""

    key = "refusal-finals-not-open"


class CommentNeeded(Refusal):
    """A final that differs from what was proposed needs a comment."""

    key = "refusal-finals-comment"


class FinalsChanged(Refusal):
    """Marks or finals changed since the screen was drawn: it is shown anew before anything is accepted."""

    key = "refusal-finals-changed"


class FinalsMissing(Refusal):
    """Not every student has a final, so nothing is confirmed."""

    key = "refusal-finals-missing"
