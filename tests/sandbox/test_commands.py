"""The bot's own page: commands, menu button, descriptions."""

from typing import Any

import pytest

from sandbox import Sandbox
from sandbox.state import Person
from tests.sandbox.conftest import Api
from tests.sandbox.groups import Groups

START = [{"command": "start", "description": "Начать"}]
MENU = [{"command": "menu", "description": "Меню"}]
CHAT = [{"command": "mine", "description": "Моё"}]


async def test_commands_are_kept_by_scope_and_language(api: Api) -> None:
    await api.ok("setMyCommands", commands=START)
    await api.ok("setMyCommands", commands=MENU, scope={"type": "all_private_chats"}, language_code="en")

    assert await api.ok("getMyCommands") == START
    assert await api.ok("getMyCommands", scope={"type": "all_private_chats"}, language_code="en") == MENU
    assert await api.ok("getMyCommands", scope={"type": "all_private_chats"}) == []

    await api.ok("deleteMyCommands")
    assert await api.ok("getMyCommands") == []


async def test_a_person_sees_the_narrowest_and_ones_own_language(api: Api, sandbox: Sandbox, mother: Person) -> None:
    async def shown() -> object:
        return (await api.page(f"/page/chat/{mother.id}"))["commands"]

    await api.ok("setMyCommands", commands=START)
    assert await shown() == START
    await api.ok("setMyCommands", commands=MENU, language_code="ru")
    assert await shown() == MENU
    await api.ok("setMyCommands", commands=CHAT, scope={"type": "chat", "chat_id": mother.id})
    assert await shown() == CHAT


async def test_in_a_group_the_narrowest_of_seven_scopes_wins(api: Api, groups: Groups, mother: Person) -> None:
    chat = await groups.make()
    pupil = await groups.pupil(chat)
    here: dict[str, Any] = {"chat_id": chat}
    scopes: list[dict[str, Any]] = [
        {"type": "default"},
        {"type": "all_private_chats"},
        {"type": "all_group_chats"},
        {"type": "all_chat_administrators"},
        {"type": "chat", **here},
        {"type": "chat_administrators", **here},
        {"type": "chat_member", **here, "user_id": pupil.id},
    ]
    shown = []
    for scope in scopes:
        name = scope["type"]
        await api.ok("setMyCommands", commands=[{"command": name, "description": "т"}], scope=scope)
        assert [command["command"] for command in await api.ok("getMyCommands", scope=scope)] == [name]
        seen = [(await groups.seen(person, chat))["commands"] for person in (mother, pupil)]
        shown.append(tuple(commands[0]["command"] for commands in seen))

    assert shown == [
        ("default", "default"),
        ("default", "default"),
        ("all_group_chats", "all_group_chats"),
        ("all_chat_administrators", "all_group_chats"),
        ("chat", "chat"),
        ("chat_administrators", "chat"),
        ("chat_administrators", "chat_member"),
    ]
    private = (await api.page(f"/page/chat/{mother.id}"))["commands"]
    assert [command["command"] for command in private] == ["all_private_chats"]


async def test_ones_own_language_wins_within_a_scope_only(api: Api, groups: Groups, mother: Person) -> None:
    chat = await groups.make(username="class8a")
    await api.ok("setMyCommands", commands=START, language_code="ru")
    await api.ok("setMyCommands", commands=MENU, scope={"type": "all_group_chats"})
    assert (await groups.seen(mother, chat))["commands"] == MENU

    await api.ok("setMyCommands", commands=CHAT, scope={"type": "chat", "chat_id": "@class8a"}, language_code="ru")

    assert (await groups.seen(mother, chat))["commands"] == CHAT
    assert await api.ok("getMyCommands", scope={"type": "chat", "chat_id": chat}, language_code="ru") == CHAT


@pytest.mark.parametrize("method", ["setChatMenuButton", "getChatMenuButton"])
async def test_groups_have_no_menu_button(api: Api, groups: Groups, method: str) -> None:
    chat = await groups.make()

    assert (await api.refused(method, chat_id=chat))[0] == 400


async def test_menu_button_of_a_chat_wins(api: Api, mother: Person) -> None:
    assert await api.ok("getChatMenuButton") == {"type": "commands"}
    await api.ok("setChatMenuButton", chat_id=mother.id, menu_button={"type": "commands"})
    assert await api.ok("getChatMenuButton", chat_id=mother.id) == {"type": "commands"}
    await api.ok("setChatMenuButton", chat_id=mother.id, menu_button={"type": "default"})
    assert await api.ok("getChatMenuButton", chat_id=mother.id) == {"type": "default"}


async def test_descriptions_by_language(api: Api) -> None:
    await api.ok("setMyDescription", description="Журнал")
    await api.ok("setMyDescription", description="Journal", language_code="en")

    assert await api.ok("getMyDescription") == {"description": "Журнал"}
    assert await api.ok("getMyDescription", language_code="en") == {"description": "Journal"}
    assert await api.ok("getMyDescription", language_code="de") == {"description": "Журнал"}
    assert await api.ok("getMyShortDescription") == {"short_description": ""}


async def test_a_new_name_is_shown(api: Api) -> None:
    await api.ok("setMyName", name="Звонок")

    assert (await api.ok("getMe"))["first_name"] == "Звонок"
    assert await api.ok("getMyName") == {"name": "Звонок"}
