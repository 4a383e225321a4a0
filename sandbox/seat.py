"""A phone with a group or channel open: the same deeds, done there, and those that only a group has."""

from typing import TYPE_CHECKING, Any

from sandbox.phone import Json, Phone

if TYPE_CHECKING:
    from sandbox.client import Telegram


class Seat(Phone):
    """Somebody's place in a group. `heard` and `press` mean the bots' messages there, as in the private chat."""

    def __init__(self, telegram: "Telegram", phone: Phone, chat: int) -> None:
        super().__init__(telegram, phone.id, phone.name)
        self.chat = chat
        self._where = {"user": phone.id, "chat": chat}

    def __repr__(self) -> str:
        return f"<phone of {self.name} in {self.chat}>"

    async def group(self) -> Json:
        """The group as it is: title, members, pins, requests."""
        found: Json = await self._telegram.get(f"/page/groups/{self.chat}")
        return found

    async def leave(self) -> None:
        await self.make("left")

    async def make(self, status: str, member: Phone | str | None = None, **more: Any) -> None:
        """Make somebody that from now on: a phone, a `@bot`, oneself if nobody is named; with `rights=`, `title=`, `until=`."""
        whom = member.id if isinstance(member, Phone) else member
        named = {} if whom is None else {"member": whom}
        await self._do("/page/members", {**self._where, "status": status, **named, **more})

    async def change(self, **what: Any) -> None:
        """`title=`, `description=`, `pin=`, `permissions=`, `join_by_request=`, `upgrade=True` and so on."""
        await self._do(f"/page/groups/{self.chat}", {"user": self.id, **what})

    async def add(self, phone: Phone) -> "Seat":
        """Add somebody and look through their eyes."""
        await self.make("member", phone)
        return await self._telegram.seat(phone, self.chat)
