"""Who comes in and who is connected: codes, consents, the class and staff lists, settings."""

from typing import Final

from aiogram import Router

from handlers.people.access import router as access_router
from handlers.people.consent import router as consent_router
from handlers.people.directory import router as directory_router
from handlers.people.entry import redeem_typed
from handlers.people.entry import router as entry_router
from handlers.people.settings import READERS
from handlers.people.settings import router as settings_router

ROUTERS: Final[tuple[Router, ...]] = (entry_router, consent_router, access_router, directory_router, settings_router)
"""`entry` first: whoever has no access goes no further."""

__all__ = ["READERS", "ROUTERS", "redeem_typed"]
