"""What messages carry on the page: entities, pictures, albums, files, stickers; never markup."""

import pytest
from playwright.async_api import FilePayload, expect

from sandbox import Sandbox
from sandbox.state import Person
from tests.browser.conftest import CounterBot, OpenPage, bubble, choose, say
from tests.sandbox.pictures import png

pytestmark = pytest.mark.browser

PICTURE = FilePayload(name="доска.png", mimeType="image/png", buffer=png(320, 200))
NASTY = '<img src=x onerror="window.hacked=1"><script>window.hacked=1</script>&lt;b&gt; \'"`'


async def test_entities_are_drawn_and_nested(open_page: OpenPage, anna: Person, bot: CounterBot) -> None:
    page = await open_page(anna)
    await say(page, "/start")
    await expect(bubble(page, "Раз: 0")).to_be_visible()  # a bot may write to whoever has started it
    text = (
        "😀 <b>жирно <i>и косо</i></b> <u>снизу</u> <s>прочь</s> <code>КОД-1</code> "
        "<tg-spoiler>тайна</tg-spoiler> <a href='https://example.org/'>сайт</a>"
        "<blockquote>цитата</blockquote><pre>a &lt; b</pre>"
    )

    await bot.call("sendMessage", chat_id=anna.id, text=text, parse_mode="HTML")

    words = bubble(page, "жирно").locator(".words")
    await expect(words.locator("strong").first).to_have_text("жирно ")
    for tag, inside in (
        ("strong em", "и косо"),
        ("u", "снизу"),
        ("s", "прочь"),
        ("code", "КОД-1"),
        ("blockquote", "цитата"),
        ("pre", "a < b"),
    ):
        await expect(words.locator(tag)).to_have_text(inside)
    link = words.get_by_role("link", name="сайт")
    await expect(link).to_have_attribute("href", "https://example.org/")
    await expect(link).to_have_attribute("rel", "noopener noreferrer")
    spoiler = words.get_by_role("button", name="Скрытый текст")
    await spoiler.click()
    await expect(words.get_by_role("button", name="тайна")).to_have_attribute("aria-expanded", "true")


async def test_a_photo_goes_up_with_its_caption(open_page: OpenPage, sandbox: Sandbox, anna: Person) -> None:
    page = await open_page(anna)

    await choose(page, "Фото", [PICTURE])
    dialog = page.get_by_role("dialog", name="Прикрепить")
    await dialog.get_by_role("textbox", name="Подпись").fill("Задание с доски")
    await dialog.get_by_role("button", name="Отправить").click()

    picture = bubble(page, "Задание с доски").locator("img")
    await expect(picture).to_be_visible()
    await page.wait_for_function("() => document.querySelector('.photo img').naturalWidth === 320")
    [message] = sandbox.chat(sandbox.bot(), anna).messages.values()
    assert [size["width"] for size in message.body["photo"]][-1] == 320
    await page.get_by_role("button", name="Открыть фото").click()
    await expect(page.get_by_role("dialog", name="Фото").get_by_role("img")).to_be_visible()
    await page.keyboard.press("Escape")
    await expect(page.get_by_role("dialog")).to_have_count(0)


async def test_several_photos_are_one_album(open_page: OpenPage, sandbox: Sandbox, anna: Person) -> None:
    page = await open_page(anna)

    await choose(page, "Фото", [PICTURE, PICTURE, PICTURE])
    await page.get_by_role("dialog").get_by_role("button", name="Отправить").click()

    await expect(page.locator(".row .album img")).to_have_count(3)
    await expect(page.locator(".row")).to_have_count(1)
    messages = sandbox.chat(sandbox.bot(), anna).messages.values()
    assert len({message.body["media_group_id"] for message in messages}) == 1


async def test_files_go_both_ways(open_page: OpenPage, anna: Person, bot: CounterBot) -> None:
    page = await open_page(anna)
    await choose(page, "Файл", [FilePayload(name="список.csv", mimeType="text/csv", buffer=b"a;b\n")])
    await page.get_by_role("dialog").get_by_role("button", name="Отправить").click()
    await expect(page.get_by_role("link", name="список.csv")).to_be_visible()

    await bot.send_file("sendDocument", anna.id, "document", "отчёт.xlsx", b"table" * 100)
    async with page.expect_download() as download:
        await page.get_by_role("link", name="отчёт.xlsx").click()

    file = await download.value
    assert file.suggested_filename == "отчёт.xlsx"
    assert (await file.path()).read_bytes() == b"table" * 100


async def test_a_sticker_can_be_sent_where_text_was_asked(open_page: OpenPage, sandbox: Sandbox, anna: Person) -> None:
    page = await open_page(anna)

    await page.get_by_role("button", name="Прикрепить").click()
    await page.get_by_role("button", name="Стикер 👍").click()

    await expect(page.get_by_role("img", name="Стикер")).to_be_visible()
    [message] = sandbox.chat(sandbox.bot(), anna).messages.values()
    assert "sticker" in message.body


async def test_everything_is_shown_literally(open_page: OpenPage, sandbox: Sandbox, bot: CounterBot) -> None:
    villain = sandbox.add_person(NASTY, note=NASTY)
    await bot.call("setMyCommands", commands=[{"command": "x", "description": NASTY}])
    page = await open_page(villain)
    await say(page, NASTY)
    await expect(bubble(page, f"Эхо: {NASTY}")).to_be_visible()

    keyboard = {"inline_keyboard": [[{"text": NASTY[:64], "callback_data": "warn"}]]}
    keys = {"keyboard": [[{"text": NASTY}]], "input_field_placeholder": NASTY[:64]}
    await bot.call("sendMessage", chat_id=villain.id, text=NASTY, reply_markup=keyboard)
    await bot.call("sendMessage", chat_id=villain.id, text="ключи", reply_markup=keys)
    await bot.send_file("sendDocument", villain.id, "document", "<b>x</b>.txt", b"x", caption=NASTY)
    await page.get_by_role("button", name="Команды").click()
    await page.get_by_role("button", name="Вызовы Bot API").click()
    for details in await page.locator(".call summary").all():
        await details.click()

    await expect(page.locator(".keys .key")).to_have_text(NASTY[:64])
    await expect(page.locator(".person-name").last).to_have_text(NASTY)
    assert await page.locator("img[src=x], .bubble script, .bubble b").count() == 0
    assert await page.evaluate("() => window.hacked") is None
