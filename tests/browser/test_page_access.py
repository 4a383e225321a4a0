"""The page for everybody: on a narrow phone, by keyboard alone, light and dark, for the ear, in both languages."""

import re
from typing import Any, Literal

import pytest
from playwright.async_api import ViewportSize, expect

from sandbox.state import Person
from tests.browser import looks, states
from tests.browser.conftest import NARROW, WIDE, CounterBot, OpenPage, bubble, composer, say
from tests.browser.looks import tab_to

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(
    ("size", "scheme"),
    [(NARROW, "light"), (NARROW, "dark"), (WIDE, "light"), (WIDE, "dark")],
    ids=["narrow-light", "narrow-dark", "wide-light", "wide-dark"],
)
async def test_every_state_can_be_read_tapped_and_heard(
    open_page: OpenPage, anna: Person, bot: CounterBot, size: ViewportSize, scheme: Literal["light", "dark"]
) -> None:
    """Contrast, size of targets, names, width: see looks.py."""
    page = await open_page(size=size, scheme=scheme)
    wrong: dict[str, Any] = {}

    async def look(state: str) -> None:
        wrong[f"{state}: pale"] = await looks.pale(page)
        wrong[f"{state}: unnamed"] = await looks.unnamed(page)
        wrong[f"{state}: wide"] = await looks.wide(page)
        if size is NARROW:
            wrong[f"{state}: small"] = await looks.small(page)

    await states.walk(page, anna, bot, look)

    assert len(wrong) >= 57
    assert {what: found for what, found in wrong.items() if found} == {}


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_the_page_follows_the_system(open_page: OpenPage, scheme: Literal["light", "dark"]) -> None:
    page = await open_page(scheme=scheme)

    paper = await page.evaluate("() => getComputedStyle(document.body).backgroundColor")

    lightness = sum(int(number) for number in re.findall(r"\d+", paper)[:3]) / 3
    assert (lightness > 128) == (scheme == "light")


async def test_a_narrow_phone_shows_one_pane(open_page: OpenPage) -> None:
    page = await open_page(size=NARROW)
    await page.get_by_role("link", name="Соколова").click()
    await expect(composer(page)).to_be_visible()
    await expect(page.get_by_role("link", name="Соколова")).to_be_hidden()

    await page.get_by_role("link", name="К списку людей").click()

    await expect(page.get_by_role("link", name="Соколова")).to_be_visible()
    await expect(composer(page)).to_be_hidden()


async def test_a_keyboard_is_enough(open_page: OpenPage) -> None:
    page = await open_page()
    await expect(page.get_by_role("link", name="Соколова")).to_be_visible()

    await tab_to(page, "Соколова")
    await page.keyboard.press("Enter")
    await expect(composer(page)).to_be_focused()
    await page.keyboard.type("/start")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("button", name="Ещё раз")).to_be_visible()
    await tab_to(page, "Ещё раз", key="Shift+Tab")
    await page.keyboard.press("Enter")
    await expect(bubble(page, "Раз: 1")).to_be_visible()
    await page.keyboard.press("Enter")
    await expect(bubble(page, "Раз: 2")).to_be_visible()
    await expect(page.get_by_role("button", name="Ещё раз")).to_be_focused()

    await tab_to(page, "Часы школы")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("dialog", name="Школьное время")).to_be_visible()
    await page.keyboard.press("Escape")
    await expect(page.get_by_role("button", name="Часы школы")).to_be_focused()

    await page.keyboard.press("Alt+ArrowDown")
    await expect(page.get_by_role("button", name="Иванова Мария")).to_be_visible()


async def test_tab_goes_everywhere_and_the_focus_is_always_seen(open_page: OpenPage, anna: Person) -> None:
    page = await open_page(anna)
    await say(page, "/keys")
    await say(page, "/start")
    await expect(page.get_by_role("button", name="Ещё раз")).to_be_visible()
    await page.get_by_role("button", name="Вызовы Bot API").click()
    visited: list[str] = []

    for _ in range(40):
        await page.keyboard.press("Tab")
        now = await looks.focused(page)
        if now["tag"] == "BODY":
            continue
        assert (now["shown"], now["seen"]) == (True, True), now
        visited.append(now["name"])

    for name in ("Соколова", "Новый человек", "Сообщения", "Ещё раз", "Команды", "Сообщение", "Прикрепить",
                 "Уроки", "Часы школы", "Вызовы Bot API", "Найти вызов", "Только отказы", "Очистить", "Сбои", "sendMessage"):  # fmt: skip
        assert any(name in heard for heard in visited), name


async def test_arrows_walk_through_people(open_page: OpenPage) -> None:
    page = await open_page()
    anna, maria = page.get_by_role("link", name="Соколова"), page.get_by_role("link", name="Иванова")

    await anna.focus()
    await page.keyboard.press("ArrowDown")
    await expect(maria).to_be_focused()
    await page.keyboard.press("Home")
    await expect(anna).to_be_focused()
    await page.keyboard.press("End")
    await expect(maria).to_be_focused()
    await page.keyboard.press("ArrowDown")
    await expect(maria).to_be_focused()
    await page.keyboard.press("ArrowUp")
    await expect(anna).to_be_focused()


async def test_arrows_walk_through_messages_and_their_buttons(
    open_page: OpenPage, anna: Person, bot: CounterBot
) -> None:
    page = await open_page(anna)
    await say(page, "/start")
    grid = [[{"text": text, "callback_data": text} for text in row] for row in ("абв", "г", "де")]
    await bot.call("sendMessage", chat_id=anna.id, text="решётка", reply_markup={"inline_keyboard": grid})
    await expect(bubble(page, "решётка")).to_be_visible()

    def key(name: str) -> Any:
        return page.get_by_role("button", name=name, exact=True)

    await page.get_by_role("log").focus()
    for press, focused in (
        ("ArrowUp", bubble(page, "решётка")),
        ("ArrowUp", bubble(page, "Раз: 0")),
        ("ArrowDown", bubble(page, "решётка")),
        ("ArrowRight", bubble(page, "решётка").get_by_role("button", name="Ответить")),
        ("ArrowRight", key("а")),
        ("ArrowRight", key("б")),
        ("ArrowRight", key("в")),
        ("ArrowDown", key("г")),
        ("ArrowDown", key("е")),
        ("ArrowLeft", key("д")),
        ("ArrowUp", key("г")),
        ("ArrowUp", key("б")),
        ("ArrowUp", bubble(page, "решётка")),
    ):
        await page.keyboard.press(press)
        await expect(focused).to_be_focused()

    await page.keyboard.press("Enter")  # answers it
    await expect(composer(page)).to_be_focused()
    await say(page, "вижу")
    await expect(page.locator(".row.mine").last.locator(".quote")).to_contain_text("решётка")


async def test_arrows_walk_through_the_reply_keyboard_and_calls(open_page: OpenPage, anna: Person) -> None:
    page = await open_page(anna)
    await say(page, "/keys")
    await page.get_by_role("button", name="Уроки").focus()
    await page.keyboard.press("ArrowRight")
    await expect(page.get_by_role("button", name="Неделя")).to_be_focused()
    await page.keyboard.press("ArrowUp")
    await expect(composer(page)).to_be_focused()

    await say(page, "раз")
    await expect(bubble(page, "Эхо: раз")).to_be_visible()
    await page.get_by_role("button", name="Вызовы Bot API").click()
    calls = page.locator(".call summary")
    await calls.first.focus()
    await page.keyboard.press("ArrowDown")
    await expect(calls.nth(1)).to_be_focused()
    await page.keyboard.press("Enter")
    await expect(page.locator(".call details[open]")).to_have_count(1)
    await page.keyboard.press("Escape")
    await expect(page.get_by_role("button", name="Вызовы Bot API")).to_be_focused()


async def test_escape_leaves_and_gives_the_focus_back(open_page: OpenPage, anna: Person) -> None:
    page = await open_page(anna)
    for opener, opened in (
        (page.get_by_role("button", name="Прикрепить"), page.get_by_role("group", name="Прикрепить")),
        (page.get_by_role("button", name="Команды"), page.get_by_role("group", name="Команды")),
        (page.get_by_role("button", name="Часы школы"), page.get_by_role("dialog", name="Школьное время")),
        (page.get_by_role("button", name="Новый человек"), page.get_by_role("dialog", name="Новый человек")),
    ):
        await opener.focus()
        await page.keyboard.press("Enter")
        await expect(opened).to_be_visible()
        await page.keyboard.press("Escape")
        await expect(opened).to_have_count(0)
        await expect(opener).to_be_focused()


@pytest.mark.parametrize(("locale", "query"), [("en-US", ""), ("ru-RU", "?lang=en")])
async def test_the_page_speaks_english(open_page: OpenPage, locale: str, query: str) -> None:
    page = await open_page(locale=locale, query=query)

    await expect(page.get_by_role("heading", name="Sandbox")).to_be_visible()
    await expect(page.locator("html")).to_have_attribute("lang", "en")
    assert re.search("[А-Яа-я]", await page.get_by_role("main").inner_text()) is None


async def test_both_languages_have_the_same_words(open_page: OpenPage) -> None:
    page = await open_page()

    words = await page.evaluate(
        """async () => {
          const { RU } = await import("/page/assets/words-ru.js");
          const { EN } = await import("/page/assets/words-en.js");
          const facts = (entry) => [...new Set(JSON.stringify(entry).match(/\\{\\w+\\}/g) ?? [])].sort();
          const all = (words) => Object.entries(words).map(([key, entry]) => [key, facts(entry)]);
          return [all(RU), all(EN)];
        }"""
    )

    assert words[0] == words[1]
