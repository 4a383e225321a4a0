"""The deputy head's buttons of one lesson: who takes it and on which terms, or that it is cancelled or moved."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated

from aiogram.types import InlineKeyboardMarkup
from pydantic import Field

from db.lessons import LessonState
from db.substitutions import SubstitutionReason
from journal.access import LessonFacts
from journal.substitutions.covering import LessonPage
from journal.substitutions.lines import Line
from journal.timetable.changing import AHEAD
from journal.timetable.places import Place
from keyboards.data import Data, Rows, SchoolDate, button, clip, in_rows, markup
from keyboards.sections import Leave, LessonToCover, SubstitutionsOf
from keyboards.substitutions.planning import ONE_DAY, Pick, way_back
from locales import Texts

Period = Annotated[int, Field(ge=0, le=20)]


class TakeBack(Data, prefix="sub0"):
    """`Снять замену`."""

    substitution_id: int


class Because(Data, prefix="subr"):
    """Why the teacher is away."""

    substitution_id: int
    reason: SubstitutionReason


class Paid(Data, prefix="subp"):
    """Whether the hours are paid."""

    substitution_id: int
    paid: bool


class AskOrder(Data, prefix="subo"):
    """The next message is the number of the order."""

    substitution_id: int


class CancelLesson(Data, prefix="les-"):
    """The lesson does not take place."""

    lesson_id: int


class RestoreLesson(Data, prefix="les+"):
    """It takes place after all."""

    lesson_id: int


class MoveLesson(Data, prefix="lesm"):
    """Where on a day it could be moved to."""

    lesson_id: int
    day: SchoolDate


class MoveTo(Data, prefix="lesm+"):
    """Move it there."""

    lesson_id: int
    day: SchoolDate
    period: Period


def lesson(t: Texts, page: LessonPage, today: date) -> InlineKeyboardMarkup:
    """Who takes it; on which terms once somebody does; or it is cancelled or moved."""
    rows: Rows = []
    line, facts = page.line, page.lesson
    if line is not None and line.live:
        rows += _terms(t, line)
    elif facts.state in (LessonState.PLANNED, LessonState.OPEN):
        for it in page.teachers:
            name = clip(it.name, 24)
            label = t.label("cover-pick") if len(page.teachers) == 1 else t.label("cover-pick-for", name=name)
            rows.append([button(label, Pick(lesson_id=facts.id, absent_id=it.person_id))])
    if facts.state is LessonState.PLANNED:
        rows.append([
            button(t.label("cover-cancel-lesson"), CancelLesson(lesson_id=facts.id)),
            button(t.label("cover-move-lesson"), MoveLesson(lesson_id=facts.id, day=max(facts.date, today))),
        ])  # fmt: skip
    if facts.state is LessonState.CANCELLED and (line is None or not line.live):
        rows.append([button(t.label("cover-restore-lesson"), RestoreLesson(lesson_id=facts.id))])
    return markup([*rows, way_back(t, SubstitutionsOf(day=facts.date))])


def _terms(t: Texts, line: Line) -> Rows:
    reasons = [
        button(
            t.label("cover-reason-button", reason=reason.value, chosen=int(reason is line.reason)),
            Because(substitution_id=line.id, reason=reason),
        )
        for reason in SubstitutionReason
    ]
    paid = button(t.label("cover-paid", paid=int(not line.paid)), Paid(substitution_id=line.id, paid=not line.paid))
    order = button(t.label("cover-order"), AskOrder(substitution_id=line.id))
    back = [] if line.signed else [button(t.label("cover-take-back"), TakeBack(substitution_id=line.id))]
    return [*in_rows(reasons, 2), [paid, order], back]


def order(t: Texts, lesson_id: int) -> InlineKeyboardMarkup:
    """Out of a question: what is typed afterwards is no answer to it."""
    return markup([[button(t.label("back"), LessonToCover(lesson_id=lesson_id)), button(t.label("menu"), Leave())]])


def places(t: Texts, facts: LessonFacts, of_day: date, found: Sequence[Place], today: date) -> InlineKeyboardMarkup:
    """The free hours of a day, and the days around."""
    each = [
        button(
            t.label("cover-place", period=str(it.period), begins=f"{it.begins:%H:%M}", room=int(it.room_free)),
            MoveTo(lesson_id=facts.id, day=of_day, period=it.period),
        )
        for it in found
        if it.free and (of_day, it.period) != (facts.date, facts.period)
    ]
    around = []
    if of_day > today:
        before = of_day - ONE_DAY
        label = t.label("lesson-day-before", day=t.day(before))
        around.append(button(label, MoveLesson(lesson_id=facts.id, day=before)))
    if of_day < today + AHEAD:
        after = of_day + ONE_DAY
        around.append(button(t.label("lesson-day-after", day=t.day(after)), MoveLesson(lesson_id=facts.id, day=after)))
    return markup([*in_rows(each, 2), around, way_back(t, LessonToCover(lesson_id=facts.id))])
