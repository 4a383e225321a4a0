"""Remarks: a teacher's `Замечание` on a lesson, and the homeroom teacher's `Замечание / похвала`."""

from typing import Final

from aiogram import Router

from handlers.reading import Reader
from handlers.remarks import writing
from journal.remarks.writing import KIND

router = Router(name="remarks")
router.include_router(writing.router)

READERS: Final[dict[str, Reader]] = {KIND: writing.read_text}

__all__ = ["READERS", "router"]
