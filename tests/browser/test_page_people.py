"""Whose phone is in hand: the list of people, what is unread, blocks."""

import re

import pytest
from playwright.async_api import expect

from sandbox import Sandbox
from sandbox.state import Person
from tests.browser.conftest import CounterBot, OpenPage, bubble, composer, say

pytestmark = pytest.mark.browser


async def test_news_of_others_are_counted_until_they_are_read(
    open_page: OpenPage, anna: Person, maria: Person, bot: CounterBot, sandbox: Sandbox
) -> None:
    page = await open_page(maria)
    await say(page, "/start")
    await expect(bubble(page, "Раз: 0")).to_be_visible()
    await page.get_by_role("link", name="Соколова").click()
    await expect(page.get_by_role("button", name="Соколова")).to_be_visible()

    await bot.call("sendMessage", chat_id=maria.id, text="Пётр · Алгебра: 5 (ответ)")
    await bot.call("sendMessage", chat_id=maria.id, text="Полина · Физика: 4 (ответ)")

    line = page.get_by_role("link", name="Иванова Мария")
    await expect(line).to_have_accessible_name(re.compile("2 новых сообщения$"))
    await expect(page).to_have_title(re.compile(r"^\(2\) "))
    await line.click()
    await expect(bubble(page, "Полина · Физика")).to_be_visible()
    await expect(line).to_have_accessible_name(re.compile("Полины$"))
    await expect(page).to_have_title(re.compile("^Иванова"))
    assert sandbox.chat(sandbox.bot(), maria).unread == 0


async def test_a_person_blocks_the_bot_and_comes_back(open_page: OpenPage, sandbox: Sandbox, anna: Person) -> None:
    page = await open_page(anna)
    await say(page, "/start")

    await page.get_by_role("button", name="Соколова").click()
    await page.get_by_role("button", name="Заблокировать бота").click()
    await expect(composer(page)).to_be_hidden()
    assert sandbox.chat(sandbox.bot(), anna).blocked

    await page.get_by_role("button", name="Разблокировать").click()
    await expect(composer(page)).to_be_visible()
    assert not sandbox.chat(sandbox.bot(), anna).blocked


async def test_a_new_person_joins(open_page: OpenPage, sandbox: Sandbox) -> None:
    page = await open_page()

    await page.get_by_role("button", name="Новый человек").click()
    dialog = page.get_by_role("dialog", name="Новый человек")
    await dialog.get_by_role("textbox", name="Имя", exact=True).fill("Орлов Дмитрий")
    await dialog.get_by_role("textbox", name="Заметка").fill("папа первоклассницы")
    await dialog.get_by_role("button", name="Добавить").click()

    await expect(page.get_by_role("button", name="Начать")).to_be_visible()
    await expect(page.get_by_role("link", name="Орлов Дмитрий")).to_have_attribute("aria-current", "page")
    assert "Орлов Дмитрий" in [person.name for person in sandbox.people.values()]
