"""`📈 Контроль`."""

from aiogram import Router

from handlers.control import looking

router = Router(name="control")
router.include_routers(looking.router)

__all__ = ["router"]
