"""Random deeds in groups: whatever people and bots do, nothing breaks and every update is as the Bot API has it."""

import random
from typing import Any

import pytest

from sandbox import schema
from sandbox.state import Person
from tests.sandbox.conftest import Api
from tests.sandbox.groups import BOT, KEYBOARD, Groups

STATUSES = ("creator", "administrator", "member", "restricted", "left", "kicked")
RIGHTS = ("can_delete_messages", "can_restrict_members", "can_promote_members", "can_invite_users", "can_pin_messages",
          "can_change_info", "can_post_messages", "can_edit_messages", "can_send_messages")  # fmt: skip
STEPS = 120


class Walk:
    """A school of a few people, two bots and some chats, and a coin."""

    def __init__(self, groups: Groups, bots: list[Api], people: list[Person], seed: int) -> None:
        self.groups = groups
        self.bots = bots
        self.people = people
        self.coin = random.Random(seed)
        self.chats: list[int] = []
        self.answered: dict[int, int] = {}

    async def step(self) -> None:
        deed = self.coin.choice((self.make, self.member, self.member, self.say, self.change, self.delete, self.press,
                                 self.call, self.call, self.call))  # fmt: skip
        await deed()

    @property
    def chat(self) -> int:
        return self.coin.choice(self.chats)

    @property
    def person(self) -> Person:
        return self.coin.choice(self.people)

    @property
    def whom(self) -> int:
        return self.coin.choice([*(person.id for person in self.people), 42, 43])

    def rights(self) -> dict[str, bool]:
        return {right: self.coin.random() < 0.6 for right in RIGHTS}

    async def page(self, path: str, body: dict[str, Any]) -> None:
        """Done or told in a line why not."""
        async with self.groups.api.session.post(path, json=body) as response:
            answer = await response.json()
            assert response.status in (200, 400), answer
            assert not str(answer).startswith("{'error': 'bad request"), (path, body, answer)

    async def make(self) -> None:
        if len(self.chats) < 6:
            kind = self.coin.choice(("group", "supergroup", "channel"))
            name = f"name{len(self.chats)}" if kind != "group" and self.coin.random() < 0.5 else None
            self.chats.append(await self.groups.make(kind, username=name))

    async def member(self) -> None:
        body = {
            "user": self.person.id,
            "chat": self.chat,
            "status": self.coin.choice(STATUSES),
            "rights": self.rights(),
        }
        whom = {"member": self.whom} if self.coin.random() < 0.7 else {}
        await self.page("/page/members", {**body, **whom, "anonymous": self.coin.random() < 0.3})

    async def say(self) -> None:
        text = self.coin.choice(("/start", f"эй, {BOT}", "просто так"))
        await self.page("/page/say", {"user": self.person.id, "chat": self.chat, "text": text})

    async def change(self) -> None:
        what = self.coin.choice((
            {"title": str(self.coin.random())}, {"pin": self.coin.randint(1, 9)}, {"unpin": 1}, {"upgrade": True},
            {"permissions": self.rights()}, {"join_by_request": self.coin.random() < 0.5},
            {"linked": self.chat},
        ))  # fmt: skip
        await self.page(f"/page/groups/{self.chat}", {"user": self.person.id, **what})

    async def delete(self) -> None:
        await self.page("/page/delete", {"user": self.person.id, "chat": self.chat, **self.message()})

    async def press(self) -> None:
        await self.page("/page/press", {"user": self.person.id, "chat": self.chat, **self.message(), "data": "yes"})

    def message(self) -> dict[str, Any]:
        return {"message_id": self.coin.randint(1, 12)}

    async def call(self) -> None:
        """Any method that knows groups: done, or refused with words."""
        chat = {"chat_id": self.chat}
        user = {**chat, "user_id": self.whom}
        method, params = self.coin.choice((
            ("sendMessage", {**chat, "text": "т", "reply_markup": KEYBOARD}),
            ("editMessageText", {**chat, **self.message(), "text": str(self.coin.random())}),
            ("deleteMessage", {**chat, **self.message()}),
            ("pinChatMessage", {**chat, **self.message()}),
            ("unpinChatMessage", chat),
            ("getChat", chat),
            ("getChatMember", user),
            ("getChatAdministrators", {**chat, "return_bots": True}),
            ("getChatMemberCount", chat),
            ("banChatMember", user),
            ("unbanChatMember", user),
            ("restrictChatMember", {**user, "permissions": {"can_send_messages": self.coin.random() < 0.5}}),
            ("promoteChatMember", {**user, "can_delete_messages": self.coin.random() < 0.5}),
            ("approveChatJoinRequest", user),
            ("leaveChat", chat),
            ("setChatTitle", {**chat, "title": str(self.coin.random())}),
            ("copyMessages", {**chat, "from_chat_id": self.chat, "message_ids": [1, 2, 3]}),
            ("forwardMessages", {**chat, "from_chat_id": self.chat, "message_ids": [2, 3, 4]}),
        ))  # fmt: skip
        bot = self.coin.choice(self.bots)
        status, body = await bot.call(method, **params)
        assert status in (200, 400, 403), (method, params, body)
        described = schema.telegram().method(method)
        if status == 200 and described is not None:
            described.returns(body["result"], method)
        self.answered[status] = self.answered.get(status, 0) + 1


@pytest.mark.parametrize("seed", range(6))
async def test_nothing_breaks_whatever_is_done(api: Api, groups: Groups, mother: Person, seed: int) -> None:
    other = Api(api.session, "43:other-token")
    await other.ok("getMe")
    people = [mother, *(groups.sandbox.add_person(name) for name in ("Петров Пётр", "Сидоров Сидор", "Чужой"))]
    walk = Walk(groups, [api, other], people, seed)
    for kind in ("supergroup", "group", "channel"):
        walk.chats.append(await groups.make(kind))

    for _ in range(STEPS):
        await walk.step()

    assert walk.answered.keys() >= {200, 400}
    for bot in walk.bots:
        await bot.ok("getUpdates")
    for person in people:
        for row in await api.page(f"/page/chats/{person.id}"):
            assert (await api.page(f"/page/chat/{person.id}?chat={row['id']}"))["seq"]
