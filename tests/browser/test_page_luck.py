"""Bad luck, arranged from the page: every kind of fault, Telegram's limits, and who did not wait."""

import pytest
from playwright.async_api import Page, expect

from sandbox import Sandbox
from sandbox.faults import CALLS, DELIVERIES
from sandbox.state import Person
from tests.browser.conftest import CounterBot, OpenPage, bubble, say

pytestmark = pytest.mark.browser


async def opened(page: Page, part: str) -> None:
    await page.get_by_role("button", name="Вызовы Bot API").click()
    await page.get_by_text(part, exact=True).click()


async def test_a_fault_is_arranged_and_strikes(open_page: OpenPage, sandbox: Sandbox, anna: Person) -> None:
    page = await open_page(anna)
    await opened(page, "Сбои")
    await page.get_by_label("Что случится").select_option("500 · ошибка сервера")
    await page.get_by_label("Только в этом чате").check()

    await page.get_by_role("button", name="Устроить").click()

    planned = page.get_by_role("list", name="Задуманные сбои")
    await expect(planned).to_contain_text("500 · ошибка сервера, 1 раз, Соколова Анна Петровна")
    await say(page, "/start")
    await expect(page.locator(".call.bad")).to_contain_text("sendMessage")
    await expect(planned).to_be_empty()
    assert sandbox.faults.planned == []


async def test_every_kind_of_fault_can_be_chosen(open_page: OpenPage, sandbox: Sandbox) -> None:
    page = await open_page()
    await opened(page, "Сбои")
    kind = page.get_by_label("Что случится")
    await expect(kind.locator("option")).to_have_count(len(CALLS) + len(DELIVERIES))

    for number, value in enumerate((*CALLS, *DELIVERIES), start=1):
        await kind.select_option(value)
        await page.get_by_role("button", name="Устроить").click()
        await expect(page.get_by_role("button", name="Отменить: ")).to_have_count(number)

    assert [fault.kind for fault in sandbox.faults.planned] == [*CALLS, *DELIVERIES]
    words = await kind.locator("option").all_inner_texts()
    assert len(set(words)) == len(words)
    assert not [word for word in words if "undefined" in word or "fault" in word]


async def test_a_fault_can_be_narrowed_and_called_off(open_page: OpenPage, sandbox: Sandbox, anna: Person) -> None:
    page = await open_page(anna)
    await opened(page, "Сбои")
    await page.get_by_label("Что случится").select_option("429")
    await page.get_by_label("Сколько раз").select_option("до отмены")
    await page.get_by_label("Как часто").select_option("в 50 % случаев")
    await page.get_by_label("Метод или вид обновления").fill("editMessageText")
    await page.get_by_label("Секунд").fill("7")
    await page.get_by_role("button", name="Устроить").click()
    await page.get_by_label("Что случится").select_option("slow")
    await page.get_by_role("button", name="Устроить").click()

    planned = page.get_by_role("list", name="Задуманные сбои")
    await expect(planned).to_contain_text(
        "429 · слишком часто, до отмены, в 50 % случаев, editMessageText, в любом чате"
    )
    await expect(planned.get_by_role("button")).to_have_count(3)
    first, second = sandbox.faults.planned
    assert (first.count, first.probability, first.method, first.user) == (None, 0.5, "editMessageText", None)
    assert (first.retry_after, second.delay) == (7, 7)

    await planned.get_by_role("button", name="Отменить: Медленный").click()
    await expect(planned.get_by_role("button")).to_have_count(1)
    assert sandbox.faults.planned == [first]
    await expect(page.get_by_label("Что случится")).to_be_focused()
    await planned.get_by_role("button", name="Отменить: 429").click()
    await expect(planned).to_be_empty()


async def test_a_fault_arranged_elsewhere_is_seen(open_page: OpenPage, sandbox: Sandbox) -> None:
    page = await open_page()
    await opened(page, "Сбои")

    sandbox.faults.plan(kind="garbage")

    await expect(page.get_by_role("list", name="Задуманные сбои")).to_contain_text("Испорченный ответ")


async def test_limits_are_switched_and_the_impatient_are_listed(
    open_page: OpenPage, sandbox: Sandbox, anna: Person, bot: CounterBot
) -> None:
    page = await open_page(anna)
    await say(page, "/start")
    await expect(bubble(page, "Раз: 0")).to_be_visible()
    await opened(page, "Лимиты Telegram")
    limits = page.locator(".limits")
    await expect(limits).to_contain_text("30 сообщений в секунду на бота, 1 в секунду на чат, 20 в минуту на группу")
    await expect(limits).to_contain_text("Таких вызовов нет")

    await limits.get_by_label("Включить лимиты").check()
    await expect(page.locator(".call")).to_have_count(2)
    assert sandbox.limits.record()["enforced"]
    for number in range(12):
        await bot.call("sendMessage", chat_id=anna.id, text=f"№ {number}")

    impatient = limits.get_by_role("list", name="Не дождались конца паузы")
    await expect(impatient.locator("li").first).to_contain_text("sendMessage")
    await expect(impatient.locator("li").first).to_contain_text("с раньше, чем велено")
    await expect(page.locator(".call.bad").first).to_contain_text("Too Many Requests")

    await limits.get_by_label("Включить лимиты").uncheck()
    await bot.call("sendMessage", chat_id=anna.id, text="снова можно")
    await expect(bubble(page, "снова можно")).to_be_visible()


async def test_limits_switched_elsewhere_are_seen(open_page: OpenPage) -> None:
    page = await open_page()
    await opened(page, "Лимиты Telegram")

    await page.evaluate("() => fetch('/page/limits', { method: 'POST', body: JSON.stringify({ enforced: true }) })")

    await expect(page.get_by_label("Включить лимиты")).to_be_checked()
