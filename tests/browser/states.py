"""The page in each of its states, one after another, for tests that judge how it looks."""

from collections.abc import Awaitable, Callable
from typing import Any, TypeAlias

from playwright.async_api import FilePayload, Page, expect

from sandbox.state import Person
from tests.browser.conftest import CounterBot, bubble, choose, composer, say
from tests.sandbox.pictures import png

Look: TypeAlias = Callable[[str], Awaitable[None]]

RICH = (
    "<b>Завтра, вторник</b>\n1. <u>Алгебра</u> <code>каб. 12</code> <a href='https://example.org/'>учебник</a>\n"
    "<blockquote expandable>§21 №3–5\n§22\n§23\n§24\n§25</blockquote><pre language='python'>x = 1</pre>"
    "#алгебра @sokolova <tg-spoiler>ответы</tg-spoiler> /keys"
)
WORDY = {
    "inline_keyboard": [
        [{"text": "Очень длинная кнопка, которой тесно", "callback_data": f"k{n}"} for n in range(3)],
        [{"text": "Сайт", "url": "https://example.org/"}, {"text": "Код", "copy_text": {"text": "K0D"}}],
    ]
}


async def walk(page: Page, anna: Person, bot: CounterBot, look: Look) -> None:
    """From the list of people through everything that opens; `look(state)` is called in each state."""
    await expect(page.get_by_role("link", name="Соколова")).to_be_visible()
    await look("people")
    await page.get_by_role("button", name="Новый человек").click()
    await look("new person")
    await page.keyboard.press("Escape")

    await page.get_by_role("link", name="Соколова").click()
    await expect(page.get_by_role("button", name="Начать")).to_be_visible()
    await look("empty chat")
    await talk(page, anna, bot)
    await look("messages")
    await page.locator(".row.mine .bubble").last.focus()
    await look("deeds of a message")
    await page.keyboard.press("Enter")
    await look("reply")
    await page.keyboard.press("Escape")

    for opener, state in (("Команды", "commands"), ("Прикрепить", "attach"), ("Соколова", "person"), ("Часы", "clock")):
        await page.get_by_role("button", name=opener).first.click()
        await look(f"menu: {state}")
        await page.keyboard.press("Escape")
    await page.get_by_role("button", name="Предупредить").click()
    await expect(page.get_by_role("alertdialog")).to_be_visible()
    await look("alert")
    await page.keyboard.press("Enter")
    await choose(page, "Файл", [FilePayload(name="список.csv", mimeType="text/csv", buffer=b"a;b\n")])
    await look("files to send")
    await page.keyboard.press("Escape")

    await say(page, "/broken")
    await page.get_by_role("button", name="Вызовы Bot API: ").click()
    await page.locator(".call.bad summary").click()
    await look("calls")
    await page.get_by_text("Сбои", exact=True).click()
    await page.get_by_label("Метод или вид обновления").fill("sendMessage")
    await page.get_by_role("button", name="Устроить").click()
    await expect(page.get_by_role("list", name="Задуманные сбои")).to_contain_text("429")
    await page.get_by_text("Лимиты Telegram", exact=True).click()
    await look("faults and limits")
    await page.get_by_role("button", name="Отменить: ").click()
    await page.keyboard.press("Escape")
    await group(page, look)


async def group(page: Page, look: Look) -> None:
    """A group is made and looked at from inside."""
    if await page.get_by_role("link", name="К списку людей").is_visible():
        await page.get_by_role("link", name="К списку людей").click()
    await page.get_by_role("button", name="Группы и каналы").click()
    dialog = page.get_by_role("dialog", name="Группы и каналы")
    await look("groups")
    await dialog.get_by_role("textbox", name="Название").fill("8Б родители и учителя вместе")
    await dialog.get_by_role("button", name="Создать").click()
    await expect(page.locator("#talk-head")).to_contain_text("8Б родители")
    await say(page, "/start@sandbox_bot")
    await expect(bubble(page, "Раз: 0")).to_be_visible()
    await look("group")
    await page.locator("#talk-head").get_by_role("button", name="8Б родители").click()
    await look("menu: group")
    await page.get_by_role("button", name="О группе").click()
    await look("about the group")
    await page.keyboard.press("Escape")
    if await page.get_by_role("link", name="К списку людей").is_visible():
        await page.get_by_role("link", name="К списку людей").click()
    await expect(page.get_by_role("list", name="Чаты: ")).to_be_visible()
    await look("chats of a person")


async def talk(page: Page, anna: Person, bot: CounterBot) -> None:
    """Messages of every kind, from both sides."""

    async def send(text: str, **params: Any) -> None:
        await bot.call("sendMessage", chat_id=anna.id, text=text, **params)

    await say(page, "/start")
    await expect(bubble(page, "Раз: 0")).to_be_visible()
    await page.get_by_role("button", name="Ещё раз").click()
    await send(RICH, parse_mode="HTML")
    await send("ы" * 200, reply_markup=WORDY)
    await bot.send_file("sendPhoto", anna.id, "photo", "доска.png", png(1600, 300), caption="Доска")
    await bot.send_file("sendDocument", anna.id, "document", "очень-длинное-имя-файла-отчёта.xlsx", b"table")
    await say(page, "/keys")
    await expect(bubble(page, "Вот клавиатура")).to_be_visible()
    await composer(page).press("Control+ArrowUp")
    await say(page, "спасибо")
    await expect(bubble(page, "Эхо: спасибо")).to_be_visible()
    await expect(page.locator(".photo img")).to_be_visible()
