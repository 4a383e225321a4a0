"""What is written on the page, and what comes: in order, in time, edited and deleted."""

import asyncio
import re

import pytest
from playwright.async_api import Route, expect

from sandbox import Sandbox, running
from sandbox.state import Person
from tests.browser.conftest import CounterBot, OpenPage, bubble, composer, say

pytestmark = pytest.mark.browser


async def test_what_is_sent_is_seen_and_answered(open_page: OpenPage, anna: Person) -> None:
    page = await open_page(anna)

    await composer(page).press_sequentially("первая")
    await page.keyboard.press("Shift+Enter")
    await composer(page).press_sequentially("вторая")
    await page.keyboard.press("Enter")

    await expect(composer(page)).to_have_value("")
    mine = page.locator(".row.mine")
    await expect(mine).to_have_count(1)
    assert "первая\nвторая" in await mine.inner_text()
    await expect(page.locator(".row.theirs")).to_contain_text("Эхо: первая")
    await expect(page.locator("#announcer")).to_contain_text("Бот: Эхо: первая")


async def test_what_is_sent_second_never_overtakes(open_page: OpenPage, anna: Person) -> None:
    page = await open_page(anna)
    await expect(composer(page)).to_be_focused()
    asked: list[str] = []
    first_may_go = asyncio.Event()

    async def hold_the_first(route: Route) -> None:
        asked.append(str((route.request.post_data_json or {}).get("text")))
        if len(asked) == 1:
            await first_may_go.wait()
        await route.continue_()

    await page.route("**/page/say", hold_the_first)
    await say(page, "первое")
    await say(page, "второе")
    await page.evaluate("() => fetch('/page/clock')")  # whatever was on its way before this has been asked by now
    assert asked == ["первое"]

    first_may_go.set()
    await expect(page.locator(".row.mine .words")).to_contain_text(["первое", "второе"])
    assert asked == ["первое", "второе"]


async def test_news_that_come_while_a_chat_is_read_are_shown(
    open_page: OpenPage, sandbox: Sandbox, anna: Person, maria: Person
) -> None:
    page = await open_page(anna)
    was_read, may_arrive = asyncio.Event(), asyncio.Event()

    async def hold(route: Route) -> None:
        response = await route.fetch()
        was_read.set()
        await may_arrive.wait()
        await route.fulfill(response=response)

    await page.route(f"**/page/chat/{maria.id}", hold)
    await page.get_by_role("link", name="Иванова Мария").click()
    await was_read.wait()
    sandbox.add_message(sandbox.bot(), sandbox.chat(sandbox.bot(), maria), {"text": "пока читали"}, from_bot=True)
    await page.evaluate("() => fetch('/page/clock', { method: 'POST', body: JSON.stringify({ forward: 3600 }) })")
    await expect(page.get_by_role("button", name="Часы школы")).to_have_text("13:17")  # so the news have come too

    may_arrive.set()

    await expect(page.get_by_role("button", name="Иванова Мария")).to_be_visible()
    await expect(bubble(page, "пока читали")).to_be_visible()


async def test_an_empty_chat_offers_to_start(open_page: OpenPage, anna: Person) -> None:
    page = await open_page(anna)

    await page.get_by_role("button", name="Начать").click()

    await expect(bubble(page, "Раз: 0")).to_be_visible()
    await expect(page.locator(".row.mine")).to_contain_text("/start")
    await expect(page.get_by_role("button", name="Начать")).to_have_count(0)


async def test_a_deleted_message_leaves(open_page: OpenPage, anna: Person) -> None:
    page = await open_page(anna)
    await say(page, "/start")

    await page.get_by_role("button", name="Убрать").click()

    await expect(page.locator(".row.theirs")).to_have_count(0)
    await expect(page.locator(".row.mine")).to_have_count(1)


async def test_a_reader_far_up_is_told_of_news_below(open_page: OpenPage, anna: Person, bot: CounterBot) -> None:
    page = await open_page(anna)
    await say(page, "/start")
    for number in range(15):
        await bot.call("sendMessage", chat_id=anna.id, text=f"строка\nстрока {number}")
    await expect(bubble(page, "строка 14")).to_be_in_viewport()
    await expect(page.get_by_role("button", name="К последним")).to_be_hidden()
    slow = await page.context.new_cdp_session(page)
    await slow.send("Emulation.setCPUThrottlingRate", {"rate": 6})  # the key's own scroll is still under way below

    await page.get_by_role("log").press("Home")
    await expect(page.get_by_role("button", name="К последним")).to_be_visible()
    await bot.call("sendMessage", chat_id=anna.id, text="новость")
    await page.get_by_role("button", name="1 новое сообщение ниже").click()

    await expect(bubble(page, "новость")).to_be_in_viewport()
    await expect(page.get_by_role("button", name="ниже")).to_be_hidden()


async def test_a_long_chat_opens_at_its_end_and_shows_more_on_demand(
    open_page: OpenPage, sandbox: Sandbox, anna: Person
) -> None:
    chat = sandbox.chat(sandbox.bot(), anna)
    for number in range(200):
        sandbox.add_message(sandbox.bot(), chat, {"text": f"№ {number}."}, from_bot=True)

    page = await open_page(anna)

    await expect(bubble(page, "№ 199.")).to_be_in_viewport()
    await expect(bubble(page, "№ 0.")).to_have_count(0)
    await page.get_by_role("button", name="Показать более ранние").click()
    await expect(bubble(page, "№ 0.")).to_have_count(1)


async def test_an_own_message_is_answered_and_edited(open_page: OpenPage, sandbox: Sandbox, anna: Person) -> None:
    page = await open_page(anna)
    await say(page, "Иванов 4")
    await expect(bubble(page, "Эхо: Иванов 4")).to_be_visible()

    await composer(page).press("Control+ArrowUp")
    await say(page, "спасибо")
    await expect(page.locator(".row.mine").last.get_by_role("button", name="Бот")).to_contain_text("Эхо: Иванов 4")

    await composer(page).press("ArrowUp")
    await expect(composer(page)).to_have_value("спасибо")
    await say(page, "благодарю")

    await expect(page.locator(".row.mine").last).to_contain_text("благодарю")
    await expect(page.locator(".row.mine").last).to_contain_text("изменено")


async def test_two_windows_show_one_clock_and_one_chat(open_page: OpenPage, anna: Person) -> None:
    first, second = await open_page(anna), await open_page(anna)

    await first.get_by_role("button", name="Часы школы").click()
    await first.get_by_role("button", name="+1 ч").click()
    await say(first, "здравствуйте")

    await expect(second.get_by_role("button", name="Часы школы")).to_have_text("13:17")
    await expect(bubble(second, "Эхо: здравствуйте")).to_be_visible()


async def test_a_long_text_goes_in_parts(open_page: OpenPage, sandbox: Sandbox, anna: Person) -> None:
    page = await open_page(anna)
    line = "слово " * 100

    await composer(page).fill("\n".join([line] * 10))
    await page.keyboard.press("Enter")

    await expect(page.locator(".row.mine")).to_have_count(2)
    own = [
        message.body["text"] for message in sandbox.chat(sandbox.bot(), anna).messages.values() if not message.from_bot
    ]
    assert "".join(own).count("слово") == 1000


async def test_a_lost_line_is_seen_and_caught_up(open_page: OpenPage, sandbox: Sandbox, anna: Person) -> None:
    async with running(sandbox) as first:
        page = await open_page(anna, base=first.base)
        await expect(page.get_by_role("button", name="Начать")).to_be_visible()
    await expect(page.locator("#app")).to_have_class(re.compile("offline"))
    sandbox.add_message(sandbox.bot(), sandbox.chat(sandbox.bot(), anna), {"text": "без вас"}, from_bot=True)

    async with running(sandbox, port=int(first.base.rpartition(":")[2])):
        await expect(bubble(page, "без вас")).to_be_visible()
        await expect(page.locator("#app")).not_to_have_class(re.compile("offline"))
        await page.close()


async def test_typing_is_shown_until_the_message_comes(open_page: OpenPage, anna: Person, bot: CounterBot) -> None:
    page = await open_page(anna)
    await say(page, "/start")
    await expect(bubble(page, "Раз: 0")).to_be_visible()
    head = page.locator("#talk-head .person-note")

    await bot.call("sendChatAction", chat_id=anna.id, action="typing")
    await expect(head).to_have_text("печатает…")
    await bot.call("sendMessage", chat_id=anna.id, text="готово")

    await expect(bubble(page, "готово")).to_be_visible()
    await expect(head).to_have_text("учитель алгебры")


async def test_edits_and_deletes_are_told_to_those_who_listen(
    open_page: OpenPage, anna: Person, bot: CounterBot
) -> None:
    page = await open_page(anna)
    told = page.locator("#announcer")
    await expect(told).to_have_attribute("aria-live", "polite")
    await say(page, "/start")
    await expect(told).to_have_text("Бот: Раз: 0")

    await page.get_by_role("button", name="Ещё раз").click()
    await expect(told).to_have_text("Бот, изменено: Раз: 1")
    await page.get_by_role("button", name="Убрать").click()

    await expect(told).to_have_text("Сообщение удалено")
    await expect(page.locator(".row.theirs")).to_have_count(0)


async def test_an_own_message_is_deleted(open_page: OpenPage, sandbox: Sandbox, anna: Person) -> None:
    page = await open_page(anna)
    await say(page, "ошибка")
    await expect(bubble(page, "Эхо: ошибка")).to_be_visible()

    await page.locator(".row.mine .bubble").focus()
    await page.get_by_role("button", name="Удалить").click()

    await expect(page.locator(".row.mine")).to_have_count(0)
    await expect(page.locator(".row.theirs")).to_have_count(1)
    first = next(iter(sandbox.chat(sandbox.bot(), anna).messages.values()))
    assert first.deleted
