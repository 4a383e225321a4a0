"""Remarks: a teacher's `Замечание` on a lesson, the homeroom teacher's `Замечание / похвала`, and the family's page."""

from typing import Final

from aiogram import Router

from handlers.reading import Reader
from handlers.remarks import reading, writing
from journal.remarks.writing import KIND

router = Router(name="remarks")
router.include_routers(writing.router, reading.router)

READERS: Final[dict[str, Reader]] = {KIND: writing.read_text}

__all__ = ["READERS", "router"]
