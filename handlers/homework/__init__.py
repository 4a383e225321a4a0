"""`Домашнее задание` of a lesson."""

from handlers.homework import setting
from handlers.homework.sending import attach
from handlers.reading import Reader
from journal.homework import half_typed, weighing

router = setting.router

READERS: dict[str, Reader] = {half_typed.KIND: setting.read_homework, weighing.KIND: setting.read_overload}

__all__ = ["READERS", "attach", "router"]
