"""`📚 КТП`: what is planned, what was taken, a plan loaded from a file and changed by hand."""

from aiogram import Router

from handlers.programme import editing, loading, screens
from handlers.reading import Reader
from journal.programme import editing as edit
from journal.programme import loading as load

router = Router(name="programme")
router.include_routers(screens.router, loading.router, editing.router)

READERS: dict[str, Reader] = {load.KIND: loading.read_file, edit.KIND: editing.read_typed}

understand_file = loading.understand_file

__all__ = ["READERS", "router", "understand_file"]
