"""A2 on the chat page of the demo, as a visitor would play it: remind, dictate, close, and the families' phones ring.

With PICTURES=docs/pictures the pictures of the README are taken on the way.
"""

import os
import re
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.async_api import Page, expect

from bot.demo import start
from bot.demo.start import Demo
from bot.demo.tour_acts import DICTATED, REMINDER
from tests.browser.conftest import NARROW, WIDE, OpenPage, bubble, say

pytestmark = pytest.mark.browser

TEACHER, MOTHER, PUPIL = "Марина Викторовна Кузнецова", "Ирина Олеговна Смирнова", "Пётр Иванов"
NEWS = "Полина · Алгебра: 5 (ответ), 4 (ответ). Д/з на ср 25.11: §21 №3–5"


@pytest.fixture
async def demo() -> AsyncIterator[Demo]:
    """The demo at 09:17: the first lesson is over, and nobody has filled it."""
    async with start.started(0, at=start.BEGINS + timedelta(seconds=30)) as running:
        yield running


async def be(page: Page, name: str) -> None:
    """Choose who to be."""
    await page.get_by_role("link", name=name).click()


async def press(page: Page, label: str) -> None:
    """The newest button of that label."""
    await page.get_by_role("button", name=label, exact=True).last.click()


async def picture(page: Page, name: str) -> None:
    """Take a picture of what is seen, once it has come to rest."""
    if folder := os.environ.get("PICTURES"):
        # Without the gradient behind it a picture is a third of the size.
        await page.get_by_role("log").evaluate(
            "log => { log.scrollTo(0, log.scrollHeight); log.style.backgroundImage = 'none'; }"
        )
        await page.screenshot(path=Path(folder) / f"{name}.png", animations="disabled", caret="hide")


async def test_a_lesson_is_played_in_the_browser(open_page: OpenPage, demo: Demo) -> None:
    page = await open_page(base=demo.base)
    await be(page, TEACHER)
    await expect(bubble(page, REMINDER)).to_be_visible()
    await press(page, "8Б · Алгебра · 1-й урок")
    await expect(bubble(page, "Тема по КТП: ")).to_be_visible()
    await picture(page, "lesson-wide")

    await say(page, DICTATED)
    await expect(bubble(page, "Остальные на месте")).to_contain_text("Смирнова Полина — 5, 4")
    await picture(page, "preview-wide")
    await press(page, "✅ Закрыть урок")
    await expect(bubble(page, "✅ Закрыт в 09:1")).to_be_visible()
    await picture(page, "closed-wide")

    await be(page, MOTHER)
    await expect(bubble(page, NEWS)).to_be_visible()
    await press(page, "📊 Отметки")
    await expect(bubble(page, "📊 Отметки · Полина, 8Б")).to_contain_text(re.compile(r"Алгебра: [2-5 ]+5/4"))
    await picture(page, "marks-wide")

    await be(page, PUPIL)
    await say(page, "что задали по алгебре")
    await expect(bubble(page, "📝 Алгебра: домашнее задание · 8Б")).to_contain_text("§21 №3–5")


async def test_the_same_on_a_phone_and_at_night(open_page: OpenPage, demo: Demo) -> None:
    page = await open_page(base=demo.base, size=NARROW)
    await be(page, TEACHER)
    await press(page, "8Б · Алгебра · 1-й урок")
    await expect(bubble(page, "Тема по КТП: ")).to_be_visible()
    await picture(page, "lesson")
    await say(page, DICTATED)
    await expect(bubble(page, "Остальные на месте")).to_be_visible()
    await picture(page, "preview")
    await press(page, "✅ Закрыть урок")
    await expect(bubble(page, "✅ Закрыт в 09:1")).to_be_visible()

    mother = await open_page(base=demo.base, size=NARROW, scheme="dark")
    await be(mother, MOTHER)
    await expect(bubble(mother, NEWS)).to_be_visible()
    await picture(mother, "push")
    await press(mother, "📊 Отметки")
    await expect(bubble(mother, "📊 Отметки · Полина, 8Б")).to_be_visible()
    await picture(mother, "marks")

    pupil = await open_page(base=demo.base, size=NARROW)
    await be(pupil, PUPIL)
    await say(pupil, "что задали на завтра")
    await expect(bubble(pupil, "На завтра, вт 24.11")).to_be_visible()
    await picture(pupil, "homework")
    night = await open_page(base=demo.base, size=WIDE, scheme="dark")
    await be(night, PUPIL)
    await expect(bubble(night, "На завтра, вт 24.11")).to_be_visible()
    await picture(night, "homework-wide")
