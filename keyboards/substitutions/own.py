"""A teacher's buttons: `🤒 Не выйду на работу`, and the lessons that one was asked to take."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import Final

from aiogram.types import InlineKeyboardMarkup

from db.substitutions import SubstitutionState
from journal.substitutions.absences import AHEAD, Page
from journal.substitutions.lines import Line
from keyboards.data import Button, Data, Rows, SchoolDate, button, clip, in_rows, markup
from keyboards.sections import Away, LessonCard, Menu, MySubstitution, MySubstitutions, foot
from locales import Texts

DAYS: Final = 12
"""Days that one screen of the calendar offers."""
ONE_DAY: Final = timedelta(days=1)


class AwayFrom(Data, prefix="awayf"):
    """Away from this day on: up to which."""

    first: SchoolDate


class AwayCheck(Data, prefix="awayc"):
    """The lessons of these days, before it is said."""

    first: SchoolDate
    last: SchoolDate


class TellAway(Data, prefix="away+"):
    """Say it."""

    first: SchoolDate
    last: SchoolDate


class WithdrawAway(Data, prefix="away-"):
    """`Отозвать`: at work after all."""

    absence_id: int


class AcceptLessons(Data, prefix="sub+"):
    """`Принимаю` all that was asked together."""

    batch_id: int


class DeclineLessons(Data, prefix="sub-"):
    """`Не могу`."""

    batch_id: int


class Kit(Data, prefix="kit"):
    """What to know of the lesson."""

    substitution_id: int


class Sign(Data, prefix="sub="):
    """`Урок проведён`."""

    substitution_id: int


# --- away --------------------------------------------------------------------------------------------------------------


def away(t: Texts, page: Page, today: date) -> InlineKeyboardMarkup:
    """Today, tomorrow, any other day; what was said can be taken back; each lesson opens."""
    tomorrow = today + ONE_DAY
    return markup(
        [
            [
                button(t.label("away-today"), AwayCheck(first=today, last=today)),
                button(t.label("away-tomorrow"), AwayCheck(first=tomorrow, last=tomorrow)),
            ],
            [button(t.label("away-other"), AwayFrom(first=today))],
            *(
                [
                    button(
                        t.label("away-withdraw", days=span(t, it.first_on, it.last_on)), WithdrawAway(absence_id=it.id)
                    )
                ]
                for it in page.said
            ),
            *([_lesson(t, it.lesson.id, it.lesson.date, it.lesson.period, it.lesson.group)] for it in page.lessons),
            foot(t),
        ]
    )


def away_from(t: Texts, first: date, today: date) -> InlineKeyboardMarkup:
    """The calendar: the first day, moved on by the row below; then up to which day."""
    ahead = [first + timedelta(days=shift) for shift in range(DAYS)]
    days = [button(t.day(day), AwayCheck(first=first, last=day)) for day in ahead]
    around = []
    if first > today:
        around.append(button(t.label("away-from", day=t.day(first - ONE_DAY)), AwayFrom(first=first - ONE_DAY)))
    if first < today + AHEAD:
        around.append(button(t.label("away-from-later", day=t.day(first + ONE_DAY)), AwayFrom(first=first + ONE_DAY)))
    return markup([*in_rows(days, 3), around, [button(t.label("back"), Away()), _menu(t)]])


def away_check(t: Texts, first: date, last: date) -> InlineKeyboardMarkup:
    """Say it, or choose others."""
    return markup(
        [
            [button(t.label("away-tell"), TellAway(first=first, last=last))],
            [button(t.label("back"), Away()), _menu(t)],
        ]
    )


def span(t: Texts, first: date, last: date) -> str:
    """«ср 25.11», «пн 23.11 – ср 25.11»."""
    return t.day(first) if first == last else t.label("note-range", first=t.day(first), last=t.day(last))


# --- asked to take lessons -----------------------------------------------------------------------------------------------


def mine(t: Texts, lines: Sequence[Line], now: datetime) -> InlineKeyboardMarkup:
    """A button a lesson, what waits for an answer or a signature first."""
    rows = [[button(label(t, line, now), MySubstitution(substitution_id=line.id))] for line in lines]
    return markup([*rows, foot(t)])


def stage(line: Line, now: datetime) -> str:
    """Where a substitution stands: to be answered, ahead, to be signed, signed, over."""
    if line.signed:
        return "signed"
    if not line.live:
        return "over"
    if line.state is SubstitutionState.OFFERED:
        return "asked"
    return "ahead" if line.starts_at > now else "given"


def label(t: Texts, line: Line, now: datetime) -> str:
    """«✍️ пн 23.11, 1-й урок, 8Б · Алгебра»."""
    return t.label(
        "substitution-button",
        stage=stage(line, now),
        day=t.day(line.date),
        period=str(line.period),
        group=clip(line.group, 16),
        subject=clip(line.instead or line.subject, 24),
    )


def one(t: Texts, line: Line, now: datetime) -> InlineKeyboardMarkup:
    """What can be done with it now, the likeliest first."""
    at = stage(line, now)
    rows: Rows = []
    if at == "asked":
        rows.append(answers(t, line.batch_id))
    if at in ("given", "asked") and line.starts_at <= now:
        rows.append([button(t.label("substitution-sign"), Sign(substitution_id=line.id))])
    if line.live and line.ended_at is None:
        rows.append([
            button(t.label("substitution-kit"), Kit(substitution_id=line.id)),
            button(t.label("substitution-card"), LessonCard(lesson_id=line.opens)),
        ])  # fmt: skip
    if at == "ahead":
        rows.append([button(t.label("substitution-decline"), DeclineLessons(batch_id=line.batch_id))])
    return markup([*rows, [button(t.label("back"), MySubstitutions()), _menu(t)]])


def answers(t: Texts, batch_id: int) -> list[Button]:
    """`Принимаю` · `Не могу`."""
    return [
        button(t.label("substitution-accept"), AcceptLessons(batch_id=batch_id)),
        button(t.label("substitution-decline"), DeclineLessons(batch_id=batch_id)),
    ]


def kit(t: Texts, line: Line) -> InlineKeyboardMarkup:
    """Back to the lesson asked for."""
    first = answers(t, line.batch_id) if line.state is SubstitutionState.OFFERED else []
    return markup([first, [button(t.label("back"), MySubstitution(substitution_id=line.id)), _menu(t)]])


def asked(t: Texts, lines: Iterable[Line]) -> Rows:
    """Under the push that asks: the answer, and what to know of each lesson."""
    found = list(lines)
    kits = [
        [button(t.label("substitution-kit-of", period=str(it.period), day=t.day(it.date)), Kit(substitution_id=it.id))]
        for it in found[:3]
    ]
    return [answers(t, found[0].batch_id), *kits]


def _lesson(t: Texts, lesson_id: int, day: date, period: int, group: str) -> Button:
    return button(
        t.label("away-lesson", day=t.day(day), period=str(period), group=clip(group, 16)),
        LessonCard(lesson_id=lesson_id),
    )


def _menu(t: Texts) -> Button:
    return button(t.label("menu"), Menu())
