"""`↩️ Отменить`: what the last entry was, and taking it back."""

from typing import Annotated

from aiogram.types import InlineKeyboardMarkup
from pydantic import Field

from keyboards.data import Data, button, markup
from keyboards.sections import LessonCard, Menu
from locales import Texts


class LastEntry(Data, prefix="undo"):
    """Show the own last entry into a lesson, to take it back."""

    lesson_id: int


class Undo(Data, prefix="undo+"):
    """Take back the entry of this version; pressed again it finds nothing."""

    lesson_id: int
    version: Annotated[int, Field(ge=1)]


def last(t: Texts, lesson_id: int, version: int) -> InlineKeyboardMarkup:
    """Take it back, or not."""
    foot = [button(t.label("back"), LessonCard(lesson_id=lesson_id)), button(t.label("menu"), Menu())]
    return markup([[button(t.label("undo"), Undo(lesson_id=lesson_id, version=version))], foot])


def done(t: Texts, lesson_id: int) -> InlineKeyboardMarkup:
    """Back to the lesson."""
    return markup([[button(t.label("back"), LessonCard(lesson_id=lesson_id)), button(t.label("menu"), Menu())]])
