"""The page's API for groups: what a person's list of chats shows, and what makes no sense."""

from typing import Any

import pytest

from sandbox import Sandbox
from sandbox.state import Person
from tests.sandbox.conftest import Api, Watch
from tests.sandbox.groups import BOT, Groups


async def rows(api: Api, person: Person) -> list[tuple[str, int]]:
    return [(row["title"], row["unread"]) for row in await api.page(f"/page/chats/{person.id}")]


async def test_chats_stand_by_their_last_message(api: Api, groups: Groups, mother: Person, watch: Watch) -> None:
    chat = await groups.make()
    pupil = await groups.pupil(chat)
    watch.move(minutes=1)
    await groups.say(pupil, chat, "привет")
    assert await rows(api, mother) == [("8А", 2), ("Sandbox", 0)]

    watch.move(minutes=1)
    await api.ok("sendMessage", chat_id=mother.id, text="т")
    assert await rows(api, mother) == [("Sandbox", 1), ("8А", 2)]

    await api.page("/page/read", {"user": mother.id, "chat": chat})
    assert await rows(api, mother) == [("Sandbox", 1), ("8А", 0)]
    [first, second] = await api.page(f"/page/chats/{mother.id}")
    assert (first["type"], first["bot"], first["last"]["text"]) == ("private", "sandbox_bot", "т")
    assert (second["type"], second["status"], second["last"]["text"]) == ("supergroup", "creator", "привет")


async def test_who_left_has_the_group_no_more(api: Api, groups: Groups) -> None:
    chat = await groups.make()
    pupil = await groups.pupil(chat)
    await groups.member(chat, "left", user=pupil.id)

    assert await rows(api, pupil) == [("Sandbox", 0)]


async def test_a_group_is_described(api: Api, groups: Groups, mother: Person) -> None:
    chat = await groups.make(username="class8a", description="Класс", members=[])

    group = await api.page(f"/page/groups/{chat}")

    assert (group["type"], group["title"], group["username"]) == ("supergroup", "8А", "class8a")
    assert [(one["id"], one["status"], one["is_bot"]) for one in group["members"]] == [
        (mother.id, "creator", False),
        (42, "member", True),
    ]
    assert await api.page("/page/groups") == [group]
    assert (await api.ok("getChat", chat_id=chat))["description"] == "Класс"


async def test_a_public_group_is_looked_at_before_joining(groups: Groups, sandbox: Sandbox) -> None:
    chat = await groups.make(username="class8a")
    stranger = sandbox.add_person("Чужой")

    seen = await groups.seen(stranger, chat)

    assert (seen["status"], seen["can_send"]) == ("left", False)


async def test_every_change_of_a_group_is_an_event(api: Api, groups: Groups, sandbox: Sandbox) -> None:
    since = sandbox.events.last
    chat = await groups.make(bot=False)
    stream = sandbox.events.since(since)
    (_, first), (_, second) = await anext(stream), await anext(stream)

    assert (first["type"], first["user"], first["chat"]) == ("message", None, chat)
    assert first["message"]["supergroup_chat_created"] is True
    assert (first["message"]["author"], first["message"]["by_bot"]) == (groups.owner.id, False)
    assert (second["type"], second["group"]["id"]) == ("group", chat)


async def test_bots_are_listed_with_botfathers_switches(api: Api, groups: Groups) -> None:
    [bot] = await api.page("/page/bots")

    assert bot == {"id": 42, "username": "sandbox_bot", "name": "Sandbox", "privacy": True, "can_join_groups": True}


@pytest.mark.parametrize(
    ("path", "body", "reason"),
    [
        ("/page/groups", {"title": "8А", "type": "owl"}, "a chat has a title and is one of group, supergroup, channel"),
        ("/page/groups", {"title": " ", "type": "group"}, "a chat has a title and is one of group, supergroup, channel"),
        ("/page/groups", {"title": "8А", "type": "group", "username": "x"},
         "bad request: @x cannot be the name of this group"),
        ("/page/groups", [], "a JSON object is wanted"),
        ("/page/groups/-1", {"title": "8А"}, "there is no chat -1"),
        ("/page/members", {"chat": -1, "status": "member"}, "there is no chat -1"),
        ("/page/say", {"chat": -1, "text": "т"}, "there is no chat -1"),
    ],
)  # fmt: skip
async def test_what_makes_no_sense_is_answered_with_a_line(
    groups: Groups, mother: Person, path: str, body: Any, reason: str
) -> None:
    given = {"user": mother.id, **body} if isinstance(body, dict) else body

    assert await groups.impossible(path, given) == reason


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ({"member": 1, "status": "member"}, "there is nobody with the id 1"),
        ({"member": BOT, "status": "restricted"}, None),
        ({"status": "administrator"}, "Иванова Мария can't become administrator of 8А"),
    ],
)
async def test_members_are_named_and_made_what_they_can_be(
    api: Api, groups: Groups, mother: Person, body: dict[str, Any], reason: str | None
) -> None:
    chat = await groups.make()
    given = {"user": mother.id, "chat": chat, **body}

    if reason is None:
        assert (await api.page("/page/members", given))["members"][1]["status"] == "restricted"
    else:
        assert await groups.impossible("/page/members", given) == reason


async def test_names_are_taken_once_and_never_for_basic_groups(groups: Groups, mother: Person) -> None:
    await groups.make(username="class8a")
    chat, small = await groups.make(), await groups.make("group")

    for number in (chat, small):
        given = {"user": mother.id, "username": "Class8A"}
        assert "is taken or not for" in await groups.impossible(f"/page/groups/{number}", given)
