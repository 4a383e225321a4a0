"""Groups at hand for tests: made, filled and led over the page's API, as people do it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sandbox import Sandbox
from sandbox.state import Person

if TYPE_CHECKING:
    from tests.sandbox.conftest import Api

BOT = "@sandbox_bot"
KEYBOARD = {"inline_keyboard": [[{"text": "Да", "callback_data": "yes"}]]}


class Groups:
    """What people do with groups, and what the bot hears of it."""

    def __init__(self, api: Api, sandbox: Sandbox, owner: Person) -> None:
        self.api = api
        self.sandbox = sandbox
        self.owner = owner

    async def make(self, kind: str = "supergroup", *, bot: bool = True, **more: Any) -> int:
        """A group of the owner's, the bot in it (a channel's administrator); what came of that is forgotten."""
        body = {"user": self.owner.id, "title": "8А", "type": kind, "bots": ["sandbox_bot"] if bot else []}
        group = await self.api.page("/page/groups", {**body, **more})
        await self.updates()
        return int(group["id"])

    async def member(self, chat: int, status: str, member: int | str | None = None, **more: Any) -> Any:
        """The owner makes somebody that; a person's own deed names `user`."""
        body = {"user": self.owner.id, "chat": chat, "status": status, **more}
        return await self.api.page("/page/members", {**body, **({"member": member} if member is not None else {})})

    async def lead(self, chat: int, **rights: bool) -> None:
        """The bot becomes an administrator with these rights."""
        await self.member(chat, "administrator", BOT, rights={"can_manage_chat": True, **rights})
        await self.updates()

    async def pupil(self, chat: int, name: str = "Петров Пётр", **more: Any) -> Person:
        """A new person who has joined."""
        person = self.sandbox.add_person(name, **more)
        await self.member(chat, "member", user=person.id)
        await self.updates()
        return person

    async def say(self, person: Person, chat: int, text: str, **more: Any) -> Any:
        return await self.api.page("/page/say", {"user": person.id, "chat": chat, "text": text, **more})

    async def updates(self) -> list[tuple[str, Any]]:
        """Everything new that the bot hears, as (kind, content); it is confirmed."""
        got = await self.api.ok("getUpdates", allowed_updates=ALL)
        if got:
            await self.api.ok("getUpdates", offset=got[-1]["update_id"] + 1)
        return [next((kind, value) for kind, value in one.items() if kind != "update_id") for one in got]

    async def heard(self) -> list[str]:
        """The kinds of what the bot hears."""
        return [kind for kind, _ in await self.updates()]

    async def seen(self, person: Person, chat: int) -> Any:
        return await self.api.page(f"/page/chat/{person.id}?chat={chat}")

    async def impossible(self, path: str, body: Any) -> str:
        """Why a person can't do that."""
        async with self.api.session.post(path, json=body) as response:
            answer = await response.json()
            assert response.status == 400, answer
            return str(answer["error"])


ALL = [
    "message", "edited_message", "channel_post", "edited_channel_post", "callback_query", "my_chat_member",
    "chat_member", "chat_join_request",
]  # fmt: skip
