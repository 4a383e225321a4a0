"""A hand that types what no phone lets one type: raw updates, as an altered client and a broken one send them."""

from itertools import count
from typing import Any

from sqlalchemy import func, select

from db.operations import InboxState, InboxUpdate
from keyboards.data import Data
from sandbox.phone import Phone, Shown
from tests.hostile.nasty import flat
from tests.school import Somebody
from tests.telegram import World

_numbers = count(50_000_001)


async def typed(world: World, phone: Phone, text: str, **more: Any) -> None:
    """A message with this text, exactly; the sandbox's own phone cleans and cuts, as Telegram does."""
    await raw(world, message(world, phone, text=text, **more))


async def raw(world: World, update: dict[str, Any]) -> None:
    """Hand an update to the bot as if it had been fetched, and wait until it is worked."""
    await world.intake.take([update])
    await world.telegram.settled()


def message(world: World, phone: Phone, **content: Any) -> dict[str, Any]:
    """A message of somebody in the private chat with the bot."""
    number = next(_numbers)
    return {
        "update_id": number,
        "message": {
            "message_id": number,
            "date": int(world.clock.real().timestamp()),
            "chat": {"id": phone.id, "type": "private", "first_name": "Кто-то"},
            "from": {"id": phone.id, "is_bot": False, "first_name": "Кто-то", "language_code": "ru"},
            **content,
        },
    }


def tap(world: World, phone: Phone, data: str, *, on: Shown | None = None) -> dict[str, Any]:
    """A tap on a message of the bot."""
    number = next(_numbers)
    update: dict[str, Any] = {
        "update_id": number,
        "callback_query": {
            "id": str(number),
            "from": {"id": phone.id, "is_bot": False, "first_name": "Кто-то", "language_code": "ru"},
            "chat_instance": "1",
            "data": data,
        },
    }
    if on is not None:
        update["callback_query"]["message"] = on.raw
    return update


async def at(world: World, somebody: Somebody, door: Data) -> Phone:
    """The phone of somebody who came through a door."""
    phone = await world.phone(somebody)
    if not phone.heard:
        await phone.say("/menu")
    await phone.forge(door.pack())
    return phone


def everything_shown(phone: Phone, since: int = 0) -> str:
    """What the bot has written on a phone, without its layout; what it redrew last counts too."""
    texts = [heard.text for heard in phone.heard if heard.id > since]
    return flat("\n".join([*texts, phone.screen.text]))


async def set_aside(world: World) -> int:
    """Updates that failed for good."""
    async with world.db.read() as session:
        found = await session.scalar(
            select(func.count()).select_from(InboxUpdate).where(InboxUpdate.state == InboxState.QUARANTINED)
        )
    return found or 0
