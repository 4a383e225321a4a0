"""Several bots on one page: each phone has a chat with each of them."""

from collections.abc import AsyncIterator

import aiohttp
import pytest
from playwright.async_api import expect

from sandbox import Running, Sandbox
from sandbox.state import Person
from tests.browser.conftest import CounterBot, OpenPage, bubble, say

pytestmark = pytest.mark.browser


class SecondBot(CounterBot):
    token = "43:second-token"


@pytest.fixture
async def second(server: Running, bot: CounterBot) -> AsyncIterator[SecondBot]:
    """A bot that only speaks when the test does."""
    async with aiohttp.ClientSession(server.base) as session:
        second = SecondBot(session)
        await second.call("setMyName", name="Библиотека")
        await second.call("setMyCommands", commands=[{"command": "book", "description": "Найти книгу"}])
        yield second


async def test_a_second_bot_has_a_chat_of_its_own(
    open_page: OpenPage, sandbox: Sandbox, anna: Person, second: SecondBot
) -> None:
    page = await open_page(anna)
    chats = page.get_by_role("list", name="Чаты: Соколова")
    await say(page, "/start")
    await expect(bubble(page, "Раз: 0")).to_be_visible()

    await chats.get_by_role("link", name="Библиотека").click()
    await expect(page.locator("#talk-head")).to_contain_text("Соколова Анна Петровна · @sandbox2_bot")
    await expect(page.get_by_role("button", name="Начать")).to_be_visible()
    await page.get_by_role("button", name="Команды").click()
    await page.get_by_role("button", name="Найти книгу").click()
    await expect(page.locator(".row.mine")).to_contain_text("/book")
    await second.call("sendMessage", chat_id=anna.id, text="Какую?")
    await expect(bubble(page, "Какую?")).to_be_visible()

    their = sandbox.chat(sandbox.bot("sandbox2_bot"), anna).messages.values()
    assert [message.body["text"] for message in their] == ["/book", "Какую?"]
    await expect(bubble(page, "Раз: 0")).to_have_count(0)


async def test_what_one_bot_does_is_not_shown_in_the_chat_with_another(
    open_page: OpenPage, anna: Person, bot: CounterBot, second: SecondBot
) -> None:
    page = await open_page(anna)
    await say(page, "/start")
    chats = page.get_by_role("list", name="Чаты: Соколова")
    await chats.get_by_role("link", name="Библиотека").click()
    await page.get_by_role("button", name="Начать").click()
    await expect(page.locator(".row.mine")).to_contain_text("/start")
    await chats.get_by_role("link", name="Sandbox").click()
    await expect(bubble(page, "Раз: 0")).to_be_visible()

    await second.call("sendChatAction", chat_id=anna.id, action="typing")
    await second.call("sendMessage", chat_id=anna.id, text="Книга сдана")
    keys = {"keyboard": [[{"text": "Книги"}]]}
    await second.call("sendMessage", chat_id=anna.id, text="Ещё?", reply_markup=keys)

    await expect(chats.get_by_role("link", name="Библиотека")).to_contain_text("2 новых сообщения")
    await expect(page.locator(".person-note.typing")).to_have_count(0)
    await expect(page.get_by_role("button", name="Книги")).to_have_count(0)
    await expect(bubble(page, "Книга сдана")).to_have_count(0)

    await chats.get_by_role("link", name="Библиотека").click()
    await expect(bubble(page, "Книга сдана")).to_be_visible()
    await expect(page.get_by_role("button", name="Книги")).to_be_visible()


async def test_one_bot_needs_no_list_of_chats_and_a_new_one_is_noticed(
    open_page: OpenPage, server: Running, anna: Person
) -> None:
    page = await open_page(anna)
    await expect(page.get_by_role("button", name="Начать")).to_be_visible()
    await expect(page.get_by_role("list", name="Чаты: ")).to_have_count(0)

    async with aiohttp.ClientSession(server.base) as session:
        await SecondBot(session).call("getMe")

    await expect(page.get_by_role("list", name="Чаты: ").get_by_role("link")).to_have_count(2)


async def test_a_drawer_of_several_bots_says_whose_call_it_is(
    open_page: OpenPage, anna: Person, bot: CounterBot, second: SecondBot
) -> None:
    page = await open_page(anna)
    await page.get_by_role("button", name="Вызовы Bot API").click()
    await bot.call("getMe")
    await second.call("getMe")

    await expect(page.locator(".call").first).to_contain_text("@sandbox2_bot")
    await expect(page.locator(".call").nth(1)).to_contain_text("@sandbox_bot")


async def test_chats_are_switched_in_the_head_too(open_page: OpenPage, anna: Person, second: SecondBot) -> None:
    page = await open_page(anna)
    await page.get_by_role("button", name="Соколова").click()

    await page.locator(".person-menu").get_by_role("link", name="Библиотека").click()

    await expect(page.locator("#talk-head")).to_contain_text("@sandbox2_bot")
    await expect(page.locator(".person-menu")).to_have_count(0)
