"""The buttons of `⚖️ Как считаем`: absolute choices of the school and of a subject, the ones in force marked."""

from collections.abc import Callable
from typing import Annotated, Final, Literal

from aiogram.types import InlineKeyboardMarkup
from pydantic import Field

from journal.finals.columns import EXAM_GRADES
from journal.finals.rules import THRESHOLDS, Page
from journal.marks.averages import Averaging
from keyboards.data import Data, Rows, button, clip, in_rows, markup
from keyboards.finals import naming
from keyboards.sections import FinalsOfSchool, Menu
from locales import Texts

Flag = Annotated[int, Field(ge=0, le=1)]
Grade = Annotated[int, Field(ge=1, le=11)]
DEADLINES: Final = (1, 2, 3, 5, 7)
SUBJECTS: Final = 90
"""The messenger takes a hundred buttons."""


class RulesOf(Data, prefix="frules"):
    """`⚖️ Как считаем`: the school's way (subject 0), or a subject's."""

    subject_id: int = 0


class RulesSubjects(Data, prefix="fsubj"):
    """The subjects that may have a way of their own."""


class SetAveraging(Data, prefix="frule"):
    """How marks are reckoned; for a subject not `own`: as the school does."""

    subject_id: int
    own: Flag
    weights: Flag
    harder: Flag


class Decide(Data, prefix="fset"):
    """Another decision of the school."""

    what: Literal["pa", "few", "days"]
    value: Annotated[int, Field(ge=0, le=7)]


class Certificate(Data, prefix="fcert"):
    """`🎓 Аттестат`: the rules of a grade; whatever was being typed is not."""

    grade: Grade


class HalfYears(Data, prefix="fhalf"):
    """Whether courses of one hour a week of a subject are assessed by half-years."""

    subject_id: int
    on: Flag


def rules(t: Texts, shown: Page, subject_id: int) -> InlineKeyboardMarkup:
    """Absolute choices, the ones in force marked."""
    known = shown.rules
    own_way = subject_id in known.subjects
    averaging = known.averaging(subject_id) if subject_id else known.school
    mine = own_way or not subject_id
    harder = int(averaging.thresholds == THRESHOLDS[1])
    rows: Rows = []
    if subject_id:
        as_school = SetAveraging(subject_id=subject_id, own=0, weights=0, harder=0)
        rows.append([button(_chosen(t, "finals-rule-school", chosen=not own_way), as_school)])
    for weights in (0, 1):
        set_to = SetAveraging(subject_id=subject_id, own=1, weights=weights, harder=harder)
        rows.append(
            [
                button(
                    _chosen(t, f"finals-rule-weights-{weights}", chosen=mine and averaging.weights is bool(weights)),
                    set_to,
                )
            ]
        )
    rows.append(
        [
            button(
                _chosen(t, f"finals-rule-harder-{on}", chosen=mine and harder == on),
                SetAveraging(subject_id=subject_id, own=1, weights=int(averaging.weights), harder=on),
            )
            for on in (0, 1)
        ]
    )
    if subject_id:
        half = subject_id in known.half_years
        rows += _choices(
            t, ("finals-rule-half-0", "finals-rule-half-1"), half, lambda on: HalfYears(subject_id=subject_id, on=on)
        )
        back: Data = RulesSubjects()
    else:
        rows += _choices(
            t,
            ("finals-rule-pa-0", "finals-rule-pa-1"),
            known.attestation_counts,
            lambda on: Decide(what="pa", value=on),
        )
        rows += _choices(
            t, ("finals-rule-few-0", "finals-rule-few-1"), known.enough, lambda on: Decide(what="few", value=on)
        )
        rows.append(
            [
                button(
                    t.label("finals-rule-chosen", what=str(days)) if days == known.deadline_days else str(days),
                    Decide(what="days", value=days),
                )
                for days in DEADLINES
            ]
        )
        doors = [button(t.label("finals-rules-subjects"), RulesSubjects())]
        rows.append([*doors, button(t.label("certificate-door"), Certificate(grade=min(EXAM_GRADES)))])
        back = FinalsOfSchool()
    return markup([*rows, [button(t.label("back"), back), button(t.label("menu"), Menu())]])


def _choices(t: Texts, keys: tuple[str, str], now: bool, data: Callable[[int], Data]) -> Rows:  # noqa: FBT001 - what is in force
    return [[button(_chosen(t, key, chosen=now is bool(on)), data(on))] for on, key in enumerate(keys)]


def _chosen(t: Texts, key: str, *, chosen: bool) -> str:
    what = t.label(key)
    return t.label("finals-rule-chosen", what=what) if chosen else what


def subjects(t: Texts, shown: Page) -> InlineKeyboardMarkup:
    """Every subject with marks; those with a way of their own are marked."""
    own_way = {*shown.rules.subjects, *shown.rules.half_years}
    buttons = [
        button(
            t.label("finals-rule-chosen", what=clip(name, naming.NAME))
            if subject_id in own_way
            else clip(name, naming.NAME),
            RulesOf(subject_id=subject_id),
        )
        for subject_id, name in shown.subjects[:SUBJECTS]
    ]
    return markup([*in_rows(buttons, 2), [button(t.label("back"), RulesOf()), button(t.label("menu"), Menu())]])


def thresholds(t: Texts, averaging: Averaging) -> str:
    """«4,50 / 3,50 / 2,50»."""
    return " / ".join(naming.mean(t, threshold) for threshold in averaging.thresholds)
