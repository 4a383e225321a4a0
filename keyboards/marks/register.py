"""`📖 Журнал`: which course, which term, the picture and its neighbours, the workbook."""

from collections.abc import Sequence
from typing import Annotated, Final

from aiogram.types import InlineKeyboardMarkup
from pydantic import Field

from journal.access import ClassFacts
from journal.register.choosing import Choice
from journal.register.page import Heading, Page
from keyboards.data import LABEL, Button, Data, button, clip, in_rows, markup
from keyboards.marks import term_sheet
from keyboards.sections import Classes, Menu, MyClass, Register, RegisterClasses, RegisterOfClass, RegisterPage, foot
from locales import Texts

MOST: Final = 80
"""Courses a screen: with the rows around them it stays under the messenger's hundred buttons."""


class RegisterPicture(Data, prefix="regp"):
    """The page as a picture; 0 is the newest lessons."""

    course_id: int
    class_id: int
    span_id: int
    number: Annotated[int, Field(ge=0, le=99)] = 0


class RegisterFile(Data, prefix="reg+"):
    """The term's page as a workbook."""

    course_id: int
    class_id: int
    span_id: int
    after: int
    """The actor's last job when the button was drawn (0: none): pressed twice it brings one workbook."""


def classes(t: Texts, found: Sequence[ClassFacts]) -> InlineKeyboardMarkup:
    """Every class of the year, for a deputy head."""
    rows = in_rows([button(clip(it.name, LABEL), RegisterOfClass(class_id=it.id)) for it in found], 4)
    return markup([*rows, [button(t.label("back"), Classes()), button(t.label("menu"), Menu())]])


def courses(t: Texts, choice: Choice) -> InlineKeyboardMarkup:
    """A button a course: the own ones by group, those of a class by subject."""
    class_id = choice.of.facts.id if choice.of else 0
    doors = [
        button(
            t.label("register-course", group=clip(it.group, 20), subject=clip(it.subject, LABEL)),
            RegisterPage(course_id=it.id, class_id=class_id),
        )
        for it in choice.courses[:MOST]
    ]
    if choice.of is None:
        return markup([*in_rows(doors, 1), foot(t)])
    back = MyClass(class_id=class_id) if choice.of.own else RegisterClasses()
    return markup([*in_rows(doors, 1), [button(t.label("back"), back), button(t.label("menu"), Menu())]])


def page(t: Texts, shown: Page) -> InlineKeyboardMarkup:
    """The picture and the workbook of this term, then the other terms."""
    of = shown.heading
    own = {"course_id": of.course.id, "class_id": of.class_id}
    made: list[list[Button]] = []
    if shown.columns:
        made = [
            [button(t.label("register-picture"), RegisterPicture(**own, span_id=of.span.id))],
            [button(t.label("register-file"), RegisterFile(**own, span_id=of.span.id, after=of.after))],
        ]
    others = [
        button(clip(term_sheet.term(t, span), LABEL), RegisterPage(**own, span_id=span.id))
        for span in reversed(of.spans)
        if span.id != of.span.id
    ]
    return markup([*made, *in_rows(others, 2), _back(t, of)])


def picture(t: Texts, of: Heading, number: int, pages: int) -> InlineKeyboardMarkup:
    """The neighbouring lessons, and back to the page in words."""
    own = {"course_id": of.course.id, "class_id": of.class_id, "span_id": of.span.id}
    around: list[Button] = []
    if number + 1 < pages:
        around.append(button(t.label("register-before"), RegisterPicture(**own, number=number + 1)))
    if number:
        around.append(button(t.label("register-after"), RegisterPicture(**own, number=number - 1)))
    foot = [button(t.label("back"), RegisterPage(**own)), button(t.label("menu"), Menu())]
    return markup([around, foot])


def _back(t: Texts, of: Heading) -> list[Button]:
    back = RegisterOfClass(class_id=of.class_id) if of.class_id else Register()
    return [button(t.label("back"), back), button(t.label("menu"), Menu())]


def title(t: Texts, of: Heading) -> str:
    """«страницу журнала 8Б, Алгебра, 2-я четверть»."""
    names = {"group": clip(of.course.group), "subject": clip(of.course.subject)}
    return t.label("register-job", **names, term=clip(term_sheet.term(t, of.span)))
