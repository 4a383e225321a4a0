"""The buttons of `🎓 Аттестат`: the rules of a grade, one subject of the certificate, its parts and its formula."""

from typing import Final

from aiogram.types import InlineKeyboardMarkup

from db.finals import Formula
from journal.finals.certificate import Page, Rule
from journal.finals.columns import EXAM_GRADES
from keyboards.data import Button, Data, Rows, button, clip, in_rows, markup
from keyboards.finals import naming
from keyboards.finals.settings import SUBJECTS, Certificate, Flag, Grade, RulesOf
from keyboards.sections import Leave, Menu
from locales import Texts

FORMULAS: Final = tuple(Formula)


class NewRule(Data, prefix="fcnew"):
    """Which subject of the certificate is made of others."""

    grade: Grade


class RuleOf(Data, prefix="fcrule"):
    """One subject of the certificate."""

    grade: Grade
    subject_id: int


class Join(Data, prefix="fcjoin"):
    """Whether a subject goes into it."""

    grade: Grade
    subject_id: int
    part_id: int
    joined: Flag


class SetFormula(Data, prefix="fcform"):
    """How it is reckoned."""

    grade: Grade
    subject_id: int
    formula: Formula


class AskName(Data, prefix="fcname"):
    """What the certificate calls it: the next message."""

    grade: Grade


def grade(t: Texts, shown: Page) -> InlineKeyboardMarkup:
    """The rules, a new one, the other grade."""
    known = [
        [button(clip(rule.subject, naming.NAME), RuleOf(grade=shown.grade, subject_id=rule.subject_id))]
        for rule in shown.rules
    ]
    others = [
        button(t.label("certificate-grade", grade=str(it)), Certificate(grade=it))
        for it in sorted(EXAM_GRADES - {shown.grade})
    ]
    new = [button(t.label("certificate-new"), NewRule(grade=shown.grade))]
    return markup([*known, new, others, _foot(t, RulesOf())])


def new(t: Texts, shown: Page) -> InlineKeyboardMarkup:
    """The subjects that are part of no other, and a name that nobody teaches."""
    free = [(key, name) for key, name in shown.subjects if shown.elsewhere(key, key) is None]
    buttons = [
        button(clip(name, naming.NAME), RuleOf(grade=shown.grade, subject_id=subject_id))
        for subject_id, name in free[:SUBJECTS]
    ]
    name = [button(t.label("certificate-name"), AskName(grade=shown.grade))]
    return markup([name, *in_rows(buttons, 2), _foot(t, Certificate(grade=shown.grade))])


def rule(t: Texts, shown: Page, of: Rule) -> InlineKeyboardMarkup:
    """The formulas, then the subjects: those that go into it are marked, those of other rules are not there."""
    here = {"grade": shown.grade, "subject_id": of.subject_id}
    rows: Rows = [
        [button(_chosen(t, t.label(f"certificate-by-{it}"), chosen=it is of.formula), SetFormula(**here, formula=it))]
        for it in FORMULAS
    ]
    parts = [
        button(
            _chosen(t, clip(name, naming.NAME), chosen=part_id in of.parts),
            Join(**here, part_id=part_id, joined=int(part_id not in of.parts)),
        )
        for part_id, name in shown.subjects[:SUBJECTS]
        if shown.elsewhere(part_id, of.subject_id) is None
    ]
    return markup([*rows, *in_rows(parts, 2), _foot(t, Certificate(grade=shown.grade))])


def naming_it(t: Texts, shown: Page) -> InlineKeyboardMarkup:
    """A name is being typed; going back withdraws the question."""
    return markup([[button(t.label("back"), Certificate(grade=shown.grade)), button(t.label("menu"), Leave())]])


def _chosen(t: Texts, what: str, *, chosen: bool) -> str:
    return t.label("finals-rule-chosen", what=what) if chosen else what


def _foot(t: Texts, back: Data) -> list[Button]:
    return [button(t.label("back"), back), button(t.label("menu"), Menu())]
