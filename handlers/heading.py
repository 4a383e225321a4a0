"""What every screen of a lesson begins with, and the few words that several of them share."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import NamedTuple

from aiogram.types import InlineKeyboardMarkup

from journal.access import LessonFacts
from journal.lessons.sheet import Line
from keyboards.data import clip
from locales import Texts


class Screen(NamedTuple):
    """A text with the buttons under it."""

    text: str
    keyboard: InlineKeyboardMarkup


def heading(t: Texts, lesson: LessonFacts) -> list[str]:
    """«8Б · Алгебра», and when and where."""
    when = {
        "period": str(lesson.period),
        "day": t.day(lesson.date),
        "begins": clock(lesson.starts_at),
        "ends": clock(lesson.ends_at),
    }
    title = t("lesson-title", group=clip(lesson.group), subject=clip(lesson.subject))
    place = t("lesson-when-room", room=lesson.room, **when) if lesson.room else t("lesson-when", **when)
    return [title, place, *([t("lesson-test", work=lesson.test)] if lesson.test else [])]


def names(lines: Sequence[Line]) -> str:
    """«Иванов П., Петров И.»."""
    return ", ".join(line.pupil.short for line in lines)


def due(t: Texts, day: date | None) -> str:
    """«На ср 25.11», or «К следующему уроку» while the timetable goes no further."""
    return t.label("lesson-homework-due", day=t.day(day)) if day else t.label("lesson-homework-due-open")


def clock(moment: datetime) -> str:
    return f"{moment:%H:%M}"
