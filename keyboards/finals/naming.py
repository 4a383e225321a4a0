"""What finals are called on buttons and in texts: a column, a course, a mean."""

from fractions import Fraction
from typing import Final

from journal.finals.columns import Column
from journal.finals.courses import Found
from journal.marks import averages
from keyboards.data import clip
from locales import Texts

NAME: Final = 26


def column(t: Texts, of: Column) -> str:
    """«2-я четверть», «Год», «Экзамен»."""
    term = of.term
    if term is None:
        return t.label(f"finals-column-{of.kind}")
    return t.label(f"family-term-{term.kind}", name=term.name) if term.name.isdecimal() else clip(term.name)


def course(found: Found) -> str:
    """«8Б · Алгебра»."""
    return f"{clip(found.facts.group, 20)} · {clip(found.facts.subject, NAME)}"


def mean(t: Texts, exact: Fraction) -> str:
    """«4,43»."""
    whole, _, hundredths = str(averages.hundredths(exact)).partition(".")
    return t.label("family-mean", whole=whole, hundredths=hundredths)
