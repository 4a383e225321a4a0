"""The buttons of the goal calculator: each holds the whole of what is asked, so nothing is stored and any is good again."""

from typing import Annotated, Final

from aiogram.types import InlineKeyboardMarkup
from pydantic import Field

from keyboards.data import Data, button, markup
from keyboards.family import SubjectMarks
from keyboards.sections import Menu
from locales import Texts

Target = Annotated[int, Field(ge=3, le=5)]
TARGETS: Final = (5, 4, 3)


class GoalOf(Data, prefix="goal"):
    """What is needed for a mark in a subject of a term, with the marks that were imagined (`journal/family/goals.py`)."""

    student_id: int
    span_id: int
    subject_id: int
    target: Target = 5
    imagined: Annotated[str, Field(pattern="^[2-5B-E]{0,12}$", max_length=12)] = ""


def goal(t: Texts, door: GoalOf, *, tests: bool, lessons: bool) -> InlineKeyboardMarkup:
    """The three targets, a mark more for a lesson or for a test where one is left, and none of them again."""

    def row(letters: str, key: str) -> list[tuple[str, str]]:
        return [(letter, t.label(key, value=value)) for letter, value in zip(letters, "5432", strict=True)]

    more = [row("5432", "family-goal-plus")] if lessons else []
    more += [row("EDCB", "family-goal-plus-test")] if tests else []
    chosen = [
        button(
            t.label("family-goal-target", target=str(target), chosen=int(target == door.target)),
            door.model_copy(update={"target": target}),
        )
        for target in TARGETS
    ]
    plus = [
        [button(label, door.model_copy(update={"imagined": door.imagined + letter})) for letter, label in each]
        for each in more
    ]
    reset = [button(t.label("family-goal-reset"), door.model_copy(update={"imagined": ""}))] if door.imagined else []
    back = SubjectMarks(student_id=door.student_id, span_id=door.span_id, subject_id=door.subject_id)
    return markup([chosen, *plus, reset, [button(t.label("back"), back), button(t.label("menu"), Menu())]])


def settled(t: Texts, door: GoalOf) -> InlineKeyboardMarkup:
    """Where there is nothing to reckon."""
    back = SubjectMarks(student_id=door.student_id, span_id=door.span_id, subject_id=door.subject_id)
    return markup([[button(t.label("back"), back), button(t.label("menu"), Menu())]])
