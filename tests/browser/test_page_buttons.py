"""The bot's buttons on the page: under messages, under the place to write, in the menu."""

import pytest
from playwright.async_api import expect

from sandbox import Sandbox
from sandbox.state import Person
from tests.browser.conftest import CounterBot, OpenPage, bubble, say

pytestmark = pytest.mark.browser


async def test_a_tap_redraws_the_message_in_place(open_page: OpenPage, anna: Person) -> None:
    page = await open_page(anna)
    await say(page, "/start")

    await page.get_by_role("button", name="Ещё раз").click()

    await expect(bubble(page, "Раз: 1")).to_contain_text("изменено")
    await expect(page.locator(".row.theirs")).to_have_count(1)
    await expect(page.get_by_role("status")).to_contain_text("Прибавлено")


async def test_a_tapped_button_waits_until_the_bot_answers(open_page: OpenPage, anna: Person, bot: CounterBot) -> None:
    page = await open_page(anna)
    await say(page, "/start")
    slow = page.get_by_role("button", name="Не спешить")

    await slow.click()

    await expect(slow).to_have_attribute("aria-busy", "true")
    bot.may_answer.set()
    await expect(slow).not_to_have_attribute("aria-busy", "true")


async def test_an_alert_stays_until_it_is_read(open_page: OpenPage, anna: Person) -> None:
    page = await open_page(anna)
    await say(page, "/start")

    await page.get_by_role("button", name="Предупредить").click()

    alert = page.get_by_role("alertdialog")
    await expect(alert).to_contain_text("В 1 классе отметок нет")
    await alert.get_by_role("button", name="Хорошо").click()
    await expect(alert).to_have_count(0)


async def test_an_invitation_link_is_followed_as_this_person(
    open_page: OpenPage, anna: Person, bot: CounterBot
) -> None:
    page = await open_page(anna)
    await say(page, "/start")
    link = "<a href='https://t.me/sandbox_bot?start=K0D'>Приглашение</a>"

    await bot.call("sendMessage", chat_id=anna.id, text=link, parse_mode="HTML")
    await page.get_by_role("link", name="Приглашение").click()

    await expect(page.locator(".row.mine").last).to_contain_text("/start K0D")


async def test_the_reply_keyboard_says_its_words(open_page: OpenPage, anna: Person) -> None:
    page = await open_page(anna)
    await say(page, "/keys")
    keys = page.get_by_role("group", name="Клавиатура бота")

    await keys.get_by_role("button", name="Уроки").click()

    await expect(bubble(page, "Эхо: Уроки")).to_be_visible()
    await page.get_by_role("button", name="Клавиатура бота").click()
    await expect(keys).to_be_hidden()


async def test_a_command_is_chosen_from_the_menu(open_page: OpenPage, anna: Person) -> None:
    page = await open_page(anna)

    await page.get_by_role("button", name="Команды").click()
    await page.get_by_role("button", name="Показать клавиатуру").click()

    await expect(bubble(page, "Вот клавиатура")).to_be_visible()


async def test_a_number_is_shared_only_when_it_is_confirmed(
    open_page: OpenPage, sandbox: Sandbox, anna: Person, bot: CounterBot
) -> None:
    page = await open_page(anna)
    await say(page, "/start")
    keys = {"keyboard": [[{"text": "Мой номер", "request_contact": True}]], "one_time_keyboard": True}
    await bot.call("sendMessage", chat_id=anna.id, text="Ваш номер?", reply_markup=keys)

    await page.get_by_role("button", name="Мой номер").click()
    dialog = page.get_by_role("dialog", name="Отправить номер боту?")
    await dialog.get_by_role("button", name="Отмена").click()
    await expect(dialog).to_have_count(0)
    await expect(page.get_by_role("group", name="Клавиатура бота")).to_be_hidden()  # it was for one time
    await page.get_by_role("button", name="Клавиатура бота").click()
    await page.get_by_role("button", name="Мой номер").click()
    await dialog.get_by_role("textbox", name="Телефон").fill("+7 (912) 345-67-89")
    await dialog.get_by_role("button", name="Отправить").click()

    await expect(page.locator(".row.mine").last).to_contain_text("+79123456789")
    sent = list(sandbox.chat(sandbox.bot(), anna).messages.values())
    assert [message.body["contact"]["phone_number"] for message in sent if "contact" in message.body] == [
        "+79123456789"
    ]
