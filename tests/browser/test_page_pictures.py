"""The pictures of the page in docs/pictures; with PICTURES=docs/pictures `make test-browser ARGS="-k pictures"` takes them.

Without PICTURES the same is played and nothing is written.
"""

import os
from pathlib import Path

import pytest
from playwright.async_api import Page, expect

from sandbox.state import Person
from tests.browser.conftest import NARROW, WIDE, CounterBot, OpenPage, bubble, say
from tests.browser.test_page_groups import Groups, enter, groups

pytestmark = pytest.mark.browser

__all__ = ["groups"]
LARGEST = 200_000  # bytes of one picture: they live in the repository


async def picture(page: Page, name: str) -> None:
    """Take a picture of what is seen, once it has come to rest."""
    await page.get_by_role("log").evaluate(
        "log => { log.scrollTo(0, log.scrollHeight); log.style.backgroundImage = 'none'; }"
    )
    shot = await page.screenshot(animations="disabled", caret="hide")
    assert len(shot) < LARGEST
    if folder := os.environ.get("PICTURES"):
        (Path(folder) / f"{name}.png").write_bytes(shot)


async def test_pictures_of_calls_and_faults(open_page: OpenPage, anna: Person, maria: Person, bot: CounterBot) -> None:
    page = await open_page(anna, size=WIDE)
    await say(page, "/start")
    await expect(bubble(page, "Раз: 0")).to_be_visible()
    await page.get_by_role("button", name="Ещё раз").click()
    await expect(bubble(page, "Раз: 1")).to_contain_text("изменено")
    await say(page, "/broken")
    await page.get_by_role("button", name="Вызовы Bot API: 1 отказ").click()
    await page.get_by_text("Сбои", exact=True).click()
    await page.get_by_label("Что случится").select_option("cut-after")
    await page.get_by_label("Метод или вид обновления").fill("editMessageText")
    await page.get_by_role("button", name="Устроить").click()
    await expect(page.get_by_role("list", name="Задуманные сбои")).to_contain_text("Обрыв после")
    await page.locator(".call.bad summary").click()
    await expect(page.get_by_role("status").locator(".toast")).to_have_count(0)

    await picture(page, "page-calls-wide")


async def test_pictures_of_a_group_on_a_phone(
    open_page: OpenPage, anna: Person, maria: Person, groups: Groups, bot: CounterBot
) -> None:
    chat = await groups.make(anna, members=[maria.id])
    page = await open_page(maria, size=NARROW, scheme="dark")
    await page.get_by_role("link", name="К списку людей").click()
    await enter(page, "8Б родители")
    await groups.post("/page/say", user=anna.id, chat=chat, text="Добрый день! Собрание в четверг в 18:30.")
    await say(page, "Спасибо, буду")
    keys = {
        "inline_keyboard": [[{"text": "✅ Приду", "callback_data": "yes"}, {"text": "❌ Нет", "callback_data": "no"}]]
    }
    text = "<b>Собрание</b>, четверг 26 ноября, 18:30\nПридёте?"
    await bot.call("sendMessage", chat_id=chat, text=text, parse_mode="HTML", reply_markup=keys)
    await expect(bubble(page, "Придёте?")).to_be_visible()
    await page.locator("#message").blur()

    await picture(page, "page-group-dark")
