"""The buttons of a deputy head's finals: the classes of the school, the courses of one."""

from aiogram.types import InlineKeyboardMarkup

from journal.finals.overdue import OfClass, School
from keyboards.data import Data, button, clip, in_rows, markup
from keyboards.finals import naming
from keyboards.finals.settings import RulesOf
from keyboards.sections import FinalsOf, FinalsOfSchool, Menu
from locales import Texts


class ClassFinals(Data, prefix="fclass"):
    """The courses of a class, for a deputy head."""

    class_id: int


def school(t: Texts, shown: School) -> InlineKeyboardMarkup:
    """The classes to look into, and how finals are reckoned."""
    classes = [button(clip(it.name, 12), ClassFinals(class_id=it.id)) for it in shown.classes]
    foot = [button(t.label("back"), Menu()), button(t.label("menu"), Menu())]
    return markup([*in_rows(classes, 4), [button(t.label("finals-rules"), RulesOf())], foot])


def of_class(t: Texts, shown: OfClass) -> InlineKeyboardMarkup:
    """The courses of a class."""
    rows = [[button(naming.course(found), FinalsOf(course_id=found.facts.id))] for found in shown.courses]
    return markup([*rows, [button(t.label("back"), FinalsOfSchool()), button(t.label("menu"), Menu())]])
