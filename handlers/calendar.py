"""Why a day of the calendar cannot be chosen: said over the screen, which stays as it is."""

from aiogram import Router
from aiogram.types import CallbackQuery

from handlers.filters import Prefixes, Tap
from handlers.screen import answer
from keyboards import calendar as kb
from locales import Texts

router = Router(name="calendar")
router.callback_query.filter(Prefixes(kb.NotThatDay))


@router.callback_query(Tap(kb.NotThatDay))
async def not_that_day(query: CallbackQuery, tap: kb.NotThatDay, t: Texts) -> None:
    """What the button says of itself: nothing is read for it, so nothing can be learnt by forging one."""
    await answer(query, t.label("calendar-why", why=tap.why.value, day=t.day(tap.day)), alert=True)
