"""The drawer of raw calls: refused ones are red, and every one can be found, unfolded and copied."""

import json
import re

import pytest
from playwright.async_api import Page, expect

from sandbox.state import Person
from tests.browser.conftest import CounterBot, OpenPage, bubble, say

pytestmark = pytest.mark.browser


async def opened(page: Page) -> None:
    await page.get_by_role("button", name="Вызовы Bot API").click()


async def test_refused_calls_are_counted_and_red(open_page: OpenPage, anna: Person) -> None:
    page = await open_page(anna)
    await say(page, "/broken")

    await page.get_by_role("button", name="Вызовы Bot API: 1 отказ").click()
    await page.get_by_label("Только отказы").check()

    refused = page.locator(".call:visible")
    await expect(refused).to_have_count(1)
    await expect(refused).to_contain_text("Can't find end tag")
    await refused.locator("summary").click()
    await expect(refused).to_contain_text('"text": "<b>не закрыт"')
    colour = await refused.locator(".call-method").evaluate("(node) => getComputedStyle(node).color")
    red, green, blue = (int(number) for number in re.findall(r"\d+", colour)[:3])
    assert red > 2 * max(green, blue)


async def test_calls_are_found_by_words(open_page: OpenPage, anna: Person, bot: CounterBot) -> None:
    page = await open_page(anna)
    await say(page, "/start")
    await expect(bubble(page, "Раз: 0")).to_be_visible()
    await bot.call("sendChatAction", chat_id=anna.id, action="typing")
    await opened(page)
    calls, find = page.locator(".call:visible"), page.get_by_role("searchbox", name="Найти вызов")
    await expect(calls).to_have_count(3)

    for words, methods in (
        ("chataction", ["sendChatAction"]),  # of a method, in any case
        ("РАЗ: 0", ["sendMessage"]),  # of what was asked
        ("нет такого", []),
        ("", ["sendChatAction", "sendMessage", "setMyCommands"]),
    ):
        await find.fill(words)
        await expect(calls.locator(".call-method")).to_have_text(methods)
        await expect(page.get_by_text("Никого не нашлось")).to_be_visible(visible=not methods)

    await find.fill("sendMessage")
    await bot.call("getMe")  # what comes later is sifted too
    await bot.call("sendMessage", chat_id=anna.id, text="ещё")
    await expect(calls.locator(".call-method")).to_have_text(["sendMessage", "sendMessage"])


async def test_a_call_is_unfolded_and_copied(open_page: OpenPage, anna: Person) -> None:
    page = await open_page(anna)
    await page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    await say(page, "/broken")
    await opened(page)
    refused = page.locator(".call.bad")

    await refused.locator("summary").click()
    await expect(refused.get_by_role("group", name="Ответ")).to_contain_text("Can't find end tag")
    await refused.get_by_role("button", name="Скопировать").click()

    await expect(page.get_by_role("status")).to_contain_text("Скопировано")
    copied = json.loads(await page.evaluate("() => navigator.clipboard.readText()"))
    assert (copied["method"], copied["status"]) == ("sendMessage", 400)
    assert copied["params"] == {"chat_id": anna.id, "text": "<b>не закрыт", "parse_mode": "HTML"}
    assert "end tag" in copied["error"]


async def test_the_list_is_cleared_and_goes_on(open_page: OpenPage, anna: Person, bot: CounterBot) -> None:
    page = await open_page(anna)
    await opened(page)
    await expect(page.locator(".call")).to_have_count(1)

    await page.get_by_role("button", name="Очистить").click()
    await expect(page.get_by_text("Бот ещё ничего не вызывал")).to_be_visible()
    await bot.call("getMe")

    await expect(page.locator(".call-method")).to_have_text(["getMe"])
