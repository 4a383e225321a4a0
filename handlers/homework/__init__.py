"""`Домашнее задание` of a lesson."""

from handlers.homework import setting
from handlers.homework.sending import attach
from handlers.reading import Reader
from journal.homework import half_typed

router = setting.router

READERS: dict[str, Reader] = {half_typed.KIND: setting.read_homework}

__all__ = ["READERS", "attach", "router"]
