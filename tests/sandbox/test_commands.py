"""The bot's own page: commands, menu button, descriptions."""

from sandbox import Sandbox
from sandbox.state import Person
from tests.sandbox.conftest import Api

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
