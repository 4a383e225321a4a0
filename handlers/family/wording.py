"""How the family's screens say what they all say: whose they are, which term, how long, a long list in parts."""

from collections.abc import Iterable, Sequence
from datetime import date
from fractions import Fraction
from html import escape
from typing import NamedTuple, Protocol

from aiogram.types import InlineKeyboardMarkup

from journal.access import Child
from journal.family.terms import Place, Span
from journal.marks import averages
from keyboards.data import LABEL, Data, clip
from keyboards.family import Parts
from locales import Markup, Texts

ROOM = 3800
"""Characters of a screen, so that with its tags it stays under what any messenger takes."""
NAME = 60
"""Characters of a name in a text: the longest real subject has 51."""
PIECE = 1600
"""How long a piece of somebody's text may be, escaped."""
LISTED = 1500
"""How long a list of names may be."""
AIR = "\n\n"


class Door(Protocol):
    """Makes the button that opens a part of a screen."""

    def __call__(self, *, part: int) -> Data:
        """The button's data."""


class Screen(NamedTuple):
    """A text with the buttons under it."""

    text: str
    keyboard: InlineKeyboardMarkup


class Slice(NamedTuple):
    """A part of a long screen, and whether there is more on either side."""

    text: str
    number: int
    before: bool
    after: bool

    def parts(self, door: Door) -> Parts:
        """The buttons to the parts around this one."""
        return Parts(
            door(part=self.number - 1) if self.before else None, door(part=self.number + 1) if self.after else None
        )


def whose(t: Texts, child: Child) -> Markup:
    """«Полина, 8Б»; for the student «8Б», since the title says «ваш»."""
    form = f"{child.grade}{child.letter}"
    if child.class_id is None:
        return t("family-you-alone") if child.own else t("family-child-alone", name=clip(child.given_name, LABEL))
    if child.own:
        return t("family-you", form=form)
    return t("family-child", name=clip(child.given_name, LABEL), form=form)


def called(t: Texts, child: Child) -> str:
    """The child on a button: «Полина, 8Б», «Вы»."""
    if child.class_id is None:
        return t.label("family-child-alone", name=clip(child.given_name, LABEL))
    return t.label("family-child", name=clip(child.given_name, LABEL), form=f"{child.grade}{child.letter}")


def named(name: str) -> str:
    """A name in a text; one bad name never breaks a list (G34)."""
    return clip(name, NAME)


def term(t: Texts, span: Span) -> str:
    """«2-я четверть»; a term that the school called otherwise keeps its name."""
    if not span.name.isdecimal():
        return t.label("family-term-year", name=span.name) if span.kind is None else span.name
    return t.label(f"family-term-{span.kind or 'year'}", name=span.name)


def span(t: Texts, of: Span) -> Markup:
    """«2-я четверть · 02.11 – 29.12»."""
    return t("family-span", name=term(t, of), begins=f"{of.first:%d.%m}", ends=f"{of.last:%d.%m}")


def term_buttons(t: Texts, place: Place) -> list[tuple[str, int]]:
    """The terms around: label and id."""
    found = []
    if place.before:
        found.append((t.label("family-term-before", name=term(t, place.before)), place.before.id))
    if place.after:
        found.append((t.label("family-term-after", name=term(t, place.after)), place.after.id))
    return found


def mean(t: Texts, exact: Fraction) -> str:
    """«4,43»."""
    whole, _, hundredths = str(averages.hundredths(exact)).partition(".")
    return t.label("family-mean", whole=whole, hundredths=hundredths)


def days(t: Texts, first: date, last: date) -> Markup:
    """«17.11 – 23.11», or the day in words; either begins a line."""
    if first == last:
        return Markup(t.day_heading(first))
    return t("family-period", begins=f"{first:%d.%m}", ends=f"{last:%d.%m}")


def away(day: date, today: date) -> int:
    """0 today, 1 tomorrow; 2 is any other day."""
    days = (day - today).days
    return days if days in (0, 1) else 2


def pieces(text: str) -> list[str]:
    """Somebody's text in pieces that fit a screen beside other things, cut at a line's end, else at a space."""
    found = []
    while len(escape(text)) > PIECE:
        size = PIECE
        while len(escape(text[:size])) > PIECE:
            size = size * 3 // 4
        cut = max(text.rfind("\n", size // 2, size), 0) or max(text.rfind(" ", size // 2, size), 0) or size
        found.append(text[:cut].rstrip())
        text = text[cut:].lstrip()
    return [*found, text]


def parted(
    head: Iterable[str], blocks: Sequence[str], foot: Iterable[str] = (), *, part: int, gap: str = "\n"
) -> Slice:
    """The part of that number of a list that may be too long for one screen; beyond the last it is the last.

    Blocks are never cut: whoever makes them keeps each below half a screen. The head stands on every part, the foot at
    the end.
    """
    top = "\n".join(head)
    pages = [top]
    lines = [(gap if index else AIR, block) for index, block in enumerate(blocks)]
    lines += [("\n" if index else AIR, line) for index, line in enumerate(foot)]
    for between, line in lines:
        if pages[-1] != top and len(pages[-1]) + len(between) + len(line) > ROOM:
            pages.append(top)
        pages[-1] += (AIR if pages[-1] == top else between) + line
    number = min(part, len(pages) - 1)
    return Slice(pages[number], number, before=number > 0, after=number < len(pages) - 1)


def listed(names: Iterable[str]) -> str:
    """«Физика, Химия», each name cut where it is too long, and the list where it would fill a screen."""
    text = ""
    for name in names:
        longer = f"{text}, {named(name)}" if text else named(name)
        if len(escape(longer)) > LISTED:
            return f"{text}…"
        text = longer
    return text
