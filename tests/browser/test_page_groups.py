"""Groups and channels on the page: who writes there, who is in them, who may do what."""

from typing import Any

import aiohttp
import pytest
from playwright.async_api import Page, expect

from sandbox import Running
from sandbox.state import Person
from tests.browser.conftest import CounterBot, OpenPage, bubble, composer, say

pytestmark = pytest.mark.browser


class Groups:
    """What happens in groups behind the page's back, over its API."""

    def __init__(self, base: str) -> None:
        self.base = base

    async def post(self, path: str, **body: Any) -> dict[str, Any]:
        async with aiohttp.ClientSession(self.base) as session, session.post(path, json=body) as response:
            assert response.status == 200, await response.text()
            answer: dict[str, Any] = await response.json()
        return answer

    async def make(self, owner: Person, title: str = "8Б родители", **more: Any) -> int:
        fields = {"type": "supergroup", "bots": ["sandbox_bot"], **more}
        return int((await self.post("/page/groups", user=owner.id, title=title, **fields))["id"])


@pytest.fixture
def groups(server: Running) -> Groups:
    return Groups(server.base)


async def enter(page: Page, title: str) -> None:
    await page.get_by_role("list", name="Чаты: ").get_by_role("link", name=title).click()
    await expect(page.locator("#talk-head")).to_contain_text(title)


async def test_a_group_is_made_and_written_in(open_page: OpenPage, anna: Person, bot: CounterBot) -> None:
    page = await open_page(anna)

    await page.get_by_role("button", name="Группы и каналы").click()
    dialog = page.get_by_role("dialog", name="Группы и каналы")
    await dialog.get_by_role("textbox", name="Название").fill("8Б родители")
    await expect(dialog.get_by_role("combobox", name="От чьего имени")).to_have_value(str(anna.id))
    await expect(dialog.get_by_role("checkbox", name="@sandbox_bot")).to_be_checked()
    await dialog.get_by_role("button", name="Создать").click()

    await expect(page.locator("#talk-head")).to_contain_text("8Б родители")
    await expect(page.locator("#talk-head")).to_contain_text("Соколова Анна Петровна · 2 участника")
    await expect(page.get_by_role("log")).to_contain_text("Группа «8Б родители» создана")
    await say(page, "/start@sandbox_bot")
    await expect(bubble(page, "Раз: 0").locator(".from")).to_have_text("Sandbox")
    await expect(page.locator(".row.mine .from")).to_have_count(0)
    await page.get_by_role("button", name="Ещё раз").click()
    await expect(bubble(page, "Раз: 1")).to_contain_text("изменено")
    await expect(page.get_by_role("status")).to_contain_text("Прибавлено")


async def test_everybody_is_named_once_a_run(
    open_page: OpenPage, anna: Person, maria: Person, groups: Groups, bot: CounterBot
) -> None:
    chat = await groups.make(anna, members=[maria.id])
    page = await open_page(maria)
    await enter(page, "8Б родители")

    for text in ("Добрый день", "Собрание в четверг"):
        await groups.post("/page/say", user=anna.id, chat=chat, text=text)
    await say(page, "Спасибо")
    await bot.call("sendMessage", chat_id=chat, text="Напомню в среду")

    await expect(page.locator(".from:visible")).to_have_text(["Соколова Анна Петровна", "Sandbox"])
    await expect(page.locator(".row.mine")).to_have_count(1)
    await expect(bubble(page, "Собрание")).to_have_accessible_name("Соколова Анна Петровна, 12:17")
    await expect(page.locator("#announcer")).to_have_text("Sandbox: Напомню в среду")


async def test_an_anonymous_administrator_writes_as_the_group(
    open_page: OpenPage, anna: Person, maria: Person, groups: Groups
) -> None:
    await groups.make(anna, members=[maria.id])
    page = await open_page(anna)
    await enter(page, "8Б родители")

    await page.locator("#talk-head").get_by_role("button", name="8Б родители").click()
    await page.get_by_role("button", name="О группе").click()
    await page.get_by_role("dialog", name="О группе").get_by_label("Писать от имени группы").check()
    await page.get_by_role("button", name="Хорошо").click()
    await say(page, "Собрание в четверг")

    await expect(page.locator(".row.mine .from")).to_have_text("8Б родители")
    other = await open_page(maria)
    await enter(other, "8Б родители")
    await expect(other.locator(".row.theirs .from")).to_have_text("8Б родители")
    await expect(bubble(other, "Собрание")).to_have_accessible_name("8Б родители, 12:17")


async def test_members_are_added_raised_and_removed(
    open_page: OpenPage, anna: Person, maria: Person, groups: Groups
) -> None:
    await groups.make(anna, bots=[])
    page = await open_page(anna)
    await enter(page, "8Б родители")
    await page.locator("#talk-head").get_by_role("button", name="8Б родители").click()
    await page.get_by_role("button", name="О группе").click()
    box = page.get_by_role("dialog", name="О группе")

    await box.get_by_role("combobox", name="Кого добавить").select_option("Иванова Мария")
    await box.get_by_role("button", name="Добавить").click()
    status = box.get_by_role("combobox", name="Кто это в группе: Иванова Мария")
    await expect(status).to_have_value("member")
    await status.focus()
    await status.select_option("администратор")
    await expect(box.locator("small")).to_have_text(["владелец", "администратор"])
    await expect(status).to_be_focused()
    await box.get_by_role("combobox", name="Кого добавить").select_option("Sandbox")
    await box.get_by_role("button", name="Добавить").click()
    await expect(box).to_contain_text("3 участника")
    await status.select_option("исключён")
    await expect(status).to_have_value("kicked")
    await page.keyboard.press("Escape")

    await expect(page.get_by_role("log")).to_contain_text("Соколова Анна Петровна добавляет в группу: Иванова Мария")
    await expect(page.get_by_role("log")).to_contain_text("исключает из группы: Иванова Мария")


async def test_a_person_joins_and_leaves(open_page: OpenPage, anna: Person, maria: Person, groups: Groups) -> None:
    await groups.make(anna, username="parents8b")
    page = await open_page(maria)

    await page.get_by_role("button", name="Группы и каналы").click()
    await page.get_by_role("dialog").get_by_role("button", name="8Б родители").click()
    await expect(page.get_by_text("Вы не состоите в этой группе.")).to_be_visible()
    await expect(composer(page)).to_be_hidden()
    await page.get_by_role("button", name="Вступить").click()
    await say(page, "Здравствуйте")
    await expect(page.locator(".row.mine")).to_contain_text("Здравствуйте")

    await page.locator("#talk-head").get_by_role("button", name="8Б родители").click()
    await page.get_by_role("button", name="О группе").click()
    await page.get_by_role("button", name="Выйти").click()
    await page.keyboard.press("Escape")
    await expect(page.get_by_text("Вы не состоите в этой группе.")).to_be_visible()
    await expect(page.get_by_role("log")).to_contain_text("Иванова Мария выходит из группы")


async def test_a_private_group_is_entered_by_joining_and_left_for_good(
    open_page: OpenPage, anna: Person, maria: Person, groups: Groups
) -> None:
    await groups.make(anna)
    page = await open_page(maria)
    await page.get_by_role("button", name="Группы и каналы").click()
    await page.get_by_role("dialog").get_by_role("button", name="8Б родители").click()
    await expect(page.locator("#talk-head")).to_contain_text("3 участника")

    await page.locator("#talk-head").get_by_role("button", name="8Б родители").click()
    await page.get_by_role("button", name="О группе").click()
    await page.get_by_role("button", name="Выйти").click()
    await page.keyboard.press("Escape")

    await expect(page.locator("#talk-head")).to_contain_text("Иванова Мария")
    await expect(page.get_by_role("list", name="Чаты: ")).to_have_count(0)


async def test_only_administrators_write_in_a_channel(
    open_page: OpenPage, anna: Person, maria: Person, groups: Groups
) -> None:
    channel = await groups.make(anna, "Новости школы", type="channel", members=[maria.id])
    page, reader = await open_page(anna), await open_page(maria)
    await enter(page, "Новости школы")
    await enter(reader, "Новости школы")

    await say(page, "Завтра карантин")

    await expect(reader.locator(".row.theirs .from")).to_have_text("Новости школы")
    await expect(bubble(reader, "Завтра карантин")).to_be_visible()
    await expect(reader.get_by_text("В этом канале пишут только администраторы.")).to_be_visible()
    await expect(composer(reader)).to_be_hidden()
    assert channel < 0


async def test_own_messages_are_deleted_for_everybody(
    open_page: OpenPage, anna: Person, maria: Person, groups: Groups
) -> None:
    chat = await groups.make(anna, members=[maria.id])
    page, other = await open_page(anna), await open_page(maria)
    await enter(page, "8Б родители")
    await enter(other, "8Б родители")
    await say(page, "не туда")
    await expect(bubble(other, "не туда")).to_be_visible()

    await bubble(page, "не туда").hover()
    await page.get_by_role("button", name="Удалить").click()

    await expect(bubble(other, "не туда")).to_have_count(0)
    await expect(other.locator("#announcer")).to_have_text("Сообщение удалено")
    assert chat < 0


async def test_news_of_groups_are_counted_on_every_phone(
    open_page: OpenPage, anna: Person, maria: Person, groups: Groups
) -> None:
    chat = await groups.make(anna, members=[maria.id])
    page = await open_page(maria)
    await enter(page, "8Б родители")
    await page.get_by_role("link", name="Иванова Мария").click()
    await expect(page.locator("#talk-head")).to_contain_text("Иванова Мария")

    for text in ("раз", "два"):
        await groups.post("/page/say", user=anna.id, chat=chat, text=text)

    line = page.get_by_role("list", name="Чаты: ").get_by_role("link", name="8Б родители")
    await expect(line).to_contain_text("2 новых сообщения")
    await page.get_by_role("link", name="Соколова").click()
    await expect(page.locator("#talk-head")).to_contain_text("Соколова")
    await expect(page.get_by_role("link", name="Иванова Мария")).to_contain_text("2 новых сообщения")
    await page.get_by_role("link", name="Иванова Мария").click()
    await line.click()
    await expect(bubble(page, "два")).to_be_visible()
    await expect(line).not_to_contain_text("новых")


async def test_an_upgraded_group_is_followed(open_page: OpenPage, anna: Person, groups: Groups) -> None:
    chat = await groups.make(anna, type="group")
    page = await open_page(anna)
    await enter(page, "8Б родители")

    await groups.post(f"/page/groups/{chat}", user=anna.id, upgrade=True)

    await expect(page.get_by_role("log")).to_contain_text("Группа стала супергруппой")
    await say(page, "пишем дальше")
    await expect(bubble(page, "пишем дальше")).to_be_visible()
