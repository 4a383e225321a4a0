"""The clock on the page."""

import pytest
from playwright.async_api import expect

from sandbox import Sandbox
from sandbox.state import Person
from tests.browser.conftest import OpenPage, bubble, say

pytestmark = pytest.mark.browser


async def test_the_clock_winds_forward(open_page: OpenPage, sandbox: Sandbox, anna: Person) -> None:
    sandbox.add_message(sandbox.bot(), sandbox.chat(sandbox.bot(), anna), {"text": "до открытия"}, from_bot=True)
    page = await open_page(anna)
    await expect(bubble(page, "до открытия").locator("time")).to_have_text("12:17")
    clock = page.get_by_role("button", name="Часы школы")
    await expect(clock).to_have_text("12:17")

    await clock.click()
    await page.get_by_role("button", name="+10 мин").click()
    await expect(clock).to_have_text("12:27")
    assert sandbox.clock.offset == 600

    await clock.click()
    await expect(page.get_by_role("dialog", name="Школьное время")).to_contain_text("Впереди настоящих на 10 мин")
    await page.get_by_role("button", name="Завтра, 08:00").click()
    await expect(clock).to_have_text("08:00")
    await say(page, "доброе утро")
    await expect(bubble(page, "Эхо: доброе утро").locator("time")).to_have_text("08:00")
