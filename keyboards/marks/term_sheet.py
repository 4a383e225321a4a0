"""`📊 Ведомость`: which class, which term."""

from collections.abc import Sequence

from aiogram.types import InlineKeyboardMarkup

from journal.access import ClassFacts, ClassToRead
from journal.family.terms import Span
from journal.marks.term_sheet import Heading
from keyboards.data import LABEL, Data, button, clip, in_rows, markup
from keyboards.sections import Classes, HistoryOf, Menu, MyClass, SheetClasses, SheetOf
from locales import Texts


class AskSheet(Data, prefix="sheet+"):
    """Make the sheet of a class in a term."""

    class_id: int
    span_id: int
    after: int
    """The actor's last job when the button was drawn (0: none): pressed twice it brings one sheet."""


def classes(t: Texts, found: Sequence[ClassFacts]) -> InlineKeyboardMarkup:
    """Every class of the year, for a deputy head."""
    rows = in_rows([button(clip(it.name, LABEL), SheetOf(class_id=it.id)) for it in found], 4)
    return markup([*rows, [button(t.label("back"), Classes()), button(t.label("menu"), Menu())]])


def terms(t: Texts, of: ClassToRead, spans: Sequence[Span], *, after: int) -> InlineKeyboardMarkup:
    """The terms, the current one first."""
    rows = [
        [button(clip(term(t, span), LABEL), AskSheet(class_id=of.facts.id, span_id=span.id, after=after))]
        for span in spans
    ]
    back = MyClass(class_id=of.facts.id) if of.own else SheetClasses()
    history = [button(t.label("history-door"), HistoryOf(class_id=of.facts.id))] if spans and spans[0].marked else []
    return markup([*rows, history, [button(t.label("back"), back), button(t.label("menu"), Menu())]])


def term(t: Texts, span: Span) -> str:
    """«2-я четверть»; a term that the school called otherwise keeps its name."""
    if not span.name.isdecimal():
        return t.label("family-term-year", name=span.name) if span.kind is None else span.name
    return t.label(f"family-term-{span.kind or 'year'}", name=span.name)


def title(t: Texts, heading: Heading) -> str:
    """«ведомость 8Б, 2-я четверть»."""
    return t.label("sheet-title", form=clip(heading.of.facts.name), term=clip(term(t, heading.span)))
