"""`Домашнее задание` of a lesson."""

from aiogram import Router

from handlers.homework import naming, setting
from handlers.homework.sending import attach
from handlers.reading import Reader
from journal.homework import half_typed, named, weighing

router = Router(name="homework")
router.include_routers(setting.router, naming.router)

READERS: dict[str, Reader] = {
    half_typed.KIND: setting.read_homework,
    weighing.KIND: setting.read_overload,
    named.KIND: naming.read_named,
}

__all__ = ["READERS", "attach", "router"]
