"""The chat page in a real browser: what a person reads, presses, sends and winds there."""

import asyncio
import re
from typing import Literal

import pytest
from playwright.async_api import FilePayload, Page, Route, expect

from sandbox import Sandbox, running
from sandbox.state import Person
from tests.browser.conftest import NARROW, CounterBot, OpenPage, bubble, composer, say
from tests.sandbox.pictures import png

pytestmark = pytest.mark.browser

PICTURE = FilePayload(name="доска.png", mimeType="image/png", buffer=png(320, 200))
NASTY = '<img src=x onerror="window.hacked=1"><script>window.hacked=1</script>&lt;b&gt; \'"`'

CONTRAST = """() => {
  const channel = (v) => (v /= 255) <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
  const canvas = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
  const rgb = (colours) => {
    canvas.clearRect(0, 0, 1, 1);
    for (const colour of colours) { canvas.fillStyle = colour; canvas.fillRect(0, 0, 1, 1); }
    return canvas.getImageData(0, 0, 1, 1).data;
  };
  const light = ([r, g, b]) => 0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b);
  const behind = (node) => {
    const colours = [];
    for (let at = node; at; at = at.parentElement) colours.unshift(getComputedStyle(at).backgroundColor);
    return colours;
  };
  const seen = ["h1", ".hint", ".person-name", ".person-note", ".clock time", ".words", ".meta", ".key-words"];
  return Object.fromEntries(seen.map((name) => {
    const node = document.querySelector(name);
    const ground = behind(node);
    const [a, b] = [light(rgb(ground)), light(rgb([...ground, getComputedStyle(node).color]))];
    return [name, (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05)];
  }));
}"""


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


async def test_a_deleted_message_leaves(open_page: OpenPage, anna: Person) -> None:
    page = await open_page(anna)
    await say(page, "/start")

    await page.get_by_role("button", name="Убрать").click()

    await expect(page.locator(".row.theirs")).to_have_count(0)
    await expect(page.locator(".row.mine")).to_have_count(1)


async def test_entities_are_drawn_and_nested(open_page: OpenPage, anna: Person, bot: CounterBot) -> None:
    page = await open_page(anna)
    await say(page, "/start")
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


async def test_a_photo_goes_up_with_its_caption(open_page: OpenPage, sandbox: Sandbox, anna: Person) -> None:
    page = await open_page(anna)

    await _choose(page, "Фото", [PICTURE])
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

    await _choose(page, "Фото", [PICTURE, PICTURE, PICTURE])
    await page.get_by_role("dialog").get_by_role("button", name="Отправить").click()

    await expect(page.locator(".row .album img")).to_have_count(3)
    await expect(page.locator(".row")).to_have_count(1)
    messages = sandbox.chat(sandbox.bot(), anna).messages.values()
    assert len({message.body["media_group_id"] for message in messages}) == 1


async def test_files_go_both_ways(open_page: OpenPage, anna: Person, bot: CounterBot) -> None:
    page = await open_page(anna)
    await _choose(page, "Файл", [FilePayload(name="список.csv", mimeType="text/csv", buffer=b"a;b\n")])
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


async def test_a_reader_far_up_is_told_of_news_below(open_page: OpenPage, anna: Person, bot: CounterBot) -> None:
    page = await open_page(anna)
    await say(page, "/start")
    for number in range(15):
        await bot.call("sendMessage", chat_id=anna.id, text=f"строка\nстрока {number}")
    await expect(bubble(page, "строка 14")).to_be_in_viewport()
    await expect(page.get_by_role("button", name="К последним")).to_be_hidden()

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


async def test_news_of_others_are_counted_until_they_are_read(
    open_page: OpenPage, anna: Person, maria: Person, bot: CounterBot, sandbox: Sandbox
) -> None:
    page = await open_page(maria)
    await say(page, "/start")
    await expect(bubble(page, "Раз: 0")).to_be_visible()
    await page.get_by_role("link", name="Соколова").click()
    await expect(page.get_by_role("button", name="Соколова")).to_be_visible()

    await bot.call("sendMessage", chat_id=maria.id, text="Пётр · Алгебра: 5 (ответ)")
    await bot.call("sendMessage", chat_id=maria.id, text="Полина · Физика: 4 (ответ)")

    line = page.get_by_role("link", name="Иванова Мария")
    await expect(line).to_have_accessible_name(re.compile("2 новых сообщения$"))
    await expect(page).to_have_title(re.compile(r"^\(2\) "))
    await line.click()
    await expect(bubble(page, "Полина · Физика")).to_be_visible()
    await expect(line).to_have_accessible_name(re.compile("Полины$"))
    await expect(page).to_have_title(re.compile("^Иванова"))
    assert sandbox.chat(sandbox.bot(), maria).unread == 0


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


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_the_page_follows_the_system_and_can_be_read(
    open_page: OpenPage, anna: Person, scheme: Literal["light", "dark"]
) -> None:
    page = await open_page(anna, scheme=scheme)
    await say(page, "/start")
    await expect(page.get_by_role("button", name="Ещё раз")).to_be_visible()

    contrast = await page.evaluate(CONTRAST)

    assert {name: ratio for name, ratio in contrast.items() if ratio < 4.5} == {}
    paper = await page.evaluate("() => getComputedStyle(document.body).backgroundColor")
    lightness = sum(int(number) for number in re.findall(r"\d+", paper)[:3]) / 3
    assert (lightness > 128) == (scheme == "light")


async def test_a_narrow_phone_shows_one_pane_and_never_scrolls_sideways(
    open_page: OpenPage, anna: Person, bot: CounterBot
) -> None:
    page = await open_page(size=NARROW)
    await expect(page.get_by_role("link", name="Соколова")).to_be_visible()
    await _fits(page)

    await page.get_by_role("link", name="Соколова").click()
    await say(page, "/start")
    await say(page, "/keys")
    await say(page, "ы" * 300)
    await bot.call("sendMessage", chat_id=anna.id, text=f"<pre>{'x' * 200}</pre>", parse_mode="HTML")
    wide = {"inline_keyboard": [[{"text": "Очень длинная кнопка", "callback_data": f"k{n}"} for n in range(4)]]}
    await bot.call("sendMessage", chat_id=anna.id, text="кнопки", reply_markup=wide)
    await bot.send_file("sendPhoto", anna.id, "photo", "x.png", png(1600, 300))
    await expect(page.locator(".photo")).to_be_visible()
    await expect(page.get_by_role("link", name="Соколова")).to_be_hidden()
    await _fits(page)
    await page.get_by_role("button", name="Часы школы").click()
    await _fits(page)
    await page.keyboard.press("Escape")
    await page.get_by_role("button", name="Вызовы Bot API").click()
    await _fits(page)
    await page.keyboard.press("Escape")

    await page.get_by_role("link", name="К списку людей").click()

    await expect(page.get_by_role("link", name="Соколова")).to_be_visible()
    await expect(composer(page)).to_be_hidden()


async def test_a_keyboard_is_enough(open_page: OpenPage) -> None:
    page = await open_page()
    await expect(page.get_by_role("link", name="Соколова")).to_be_visible()

    await _tab_to(page, "Соколова")
    await page.keyboard.press("Enter")
    await expect(composer(page)).to_be_focused()
    await page.keyboard.type("/start")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("button", name="Ещё раз")).to_be_visible()
    await _tab_to(page, "Ещё раз", key="Shift+Tab")
    outline = "() => getComputedStyle(document.activeElement).outlineStyle"
    assert await page.evaluate(outline) == "solid"
    await page.keyboard.press("Enter")
    await expect(bubble(page, "Раз: 1")).to_be_visible()
    await page.keyboard.press("Enter")
    await expect(bubble(page, "Раз: 2")).to_be_visible()
    await expect(page.get_by_role("button", name="Ещё раз")).to_be_focused()

    await _tab_to(page, "Часы школы")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("dialog", name="Школьное время")).to_be_visible()
    await page.keyboard.press("Escape")
    await expect(page.get_by_role("button", name="Часы школы")).to_be_focused()

    await page.keyboard.press("Alt+ArrowDown")
    await expect(page.get_by_role("button", name="Иванова Мария")).to_be_visible()


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


async def test_two_windows_show_one_clock_and_one_chat(open_page: OpenPage, anna: Person) -> None:
    first, second = await open_page(anna), await open_page(anna)

    await first.get_by_role("button", name="Часы школы").click()
    await first.get_by_role("button", name="+1 ч").click()
    await say(first, "здравствуйте")

    await expect(second.get_by_role("button", name="Часы школы")).to_have_text("13:17")
    await expect(bubble(second, "Эхо: здравствуйте")).to_be_visible()


async def test_refused_calls_are_red(open_page: OpenPage, anna: Person) -> None:
    page = await open_page(anna)
    await say(page, "/broken")

    await page.get_by_role("button", name="Вызовы Bot API: 1 отказ").click()
    await page.get_by_label("Только отказы").check()

    refused = page.locator(".call:visible")
    await expect(refused).to_have_count(1)
    await expect(refused).to_contain_text("Can't find end tag")
    await refused.locator("summary").click()
    await expect(refused).to_contain_text('"text": "<b>не закрыт"')
    colour = await refused.locator(".call-method").evaluate("(node) => getComputedStyle(node).color")
    red, green, blue = (int(number) for number in re.findall(r"\d+", colour)[:3])
    assert red > 2 * max(green, blue)


async def test_a_fault_is_arranged_and_strikes(open_page: OpenPage, sandbox: Sandbox, anna: Person) -> None:
    page = await open_page(anna)
    await page.get_by_role("button", name="Вызовы Bot API").click()
    await page.get_by_text("Сбои", exact=True).click()
    await page.get_by_label("Что случится").select_option("500 · ошибка сервера")
    await page.get_by_label("Только в этом чате").check()

    await page.get_by_role("button", name="Устроить").click()

    planned = page.locator(".planned")
    await expect(planned).to_contain_text("500 · ошибка сервера, 1 вызов, Соколова Анна Петровна")
    await say(page, "/start")
    await expect(page.locator(".call.bad")).to_contain_text("sendMessage")
    await expect(planned).to_be_empty()
    assert sandbox.faults.planned == []


async def test_a_person_blocks_the_bot_and_comes_back(open_page: OpenPage, sandbox: Sandbox, anna: Person) -> None:
    page = await open_page(anna)
    await say(page, "/start")

    await page.get_by_role("button", name="Соколова").click()
    await page.get_by_role("button", name="Заблокировать бота").click()
    await expect(composer(page)).to_be_hidden()
    assert sandbox.chat(sandbox.bot(), anna).blocked

    await page.get_by_role("button", name="Разблокировать").click()
    await expect(composer(page)).to_be_visible()
    assert not sandbox.chat(sandbox.bot(), anna).blocked


async def test_a_new_person_joins(open_page: OpenPage, sandbox: Sandbox) -> None:
    page = await open_page()

    await page.get_by_role("button", name="Новый человек").click()
    dialog = page.get_by_role("dialog", name="Новый человек")
    await dialog.get_by_role("textbox", name="Имя", exact=True).fill("Орлов Дмитрий")
    await dialog.get_by_role("textbox", name="Заметка").fill("папа первоклассницы")
    await dialog.get_by_role("button", name="Добавить").click()

    await expect(page.get_by_role("button", name="Начать")).to_be_visible()
    await expect(page.get_by_role("link", name="Орлов Дмитрий")).to_have_attribute("aria-current", "page")
    assert "Орлов Дмитрий" in [person.name for person in sandbox.people.values()]


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


@pytest.mark.parametrize(("locale", "query"), [("en-US", ""), ("ru-RU", "?lang=en")])
async def test_the_page_speaks_english(open_page: OpenPage, locale: str, query: str) -> None:
    page = await open_page(locale=locale, query=query)

    await expect(page.get_by_role("heading", name="Sandbox")).to_be_visible()
    await expect(page.locator("html")).to_have_attribute("lang", "en")
    assert re.search("[А-Яа-я]", await page.get_by_role("main").inner_text()) is None


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


async def _choose(page: Page, what: str, files: list[FilePayload]) -> None:
    """Pick files through the attach menu, as the system's file dialog would give them."""
    await page.get_by_role("button", name="Прикрепить").click()
    async with page.expect_file_chooser() as chooser:
        await page.get_by_role("button", name=what, exact=True).click()
    await (await chooser.value).set_files(files)


async def _tab_to(page: Page, name: str, key: str = "Tab") -> None:
    """Press Tab until something of that name has the focus, as somebody without a mouse does."""
    focused = "() => document.activeElement.getAttribute('aria-label') ?? document.activeElement.textContent"
    for _ in range(40):
        await page.keyboard.press(key)
        if name in await page.evaluate(focused):
            return
    pytest.fail(f"{key} never reaches {name}")


async def _fits(page: Page) -> None:
    """Nothing is wider than the window, hidden overflow included."""
    wide = await page.evaluate(
        """() => [document.documentElement, document.body, ...document.querySelectorAll("#log, #people, #composer, #calls")]
          .filter((node) => node.scrollWidth > node.clientWidth + 1).map((node) => node.id || node.tagName)"""
    )
    assert wide == []
