"""A sandbox with a small scripted bot, and a chromium that looks at its page."""

import asyncio
import shutil
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import suppress
from typing import Any, Literal, TypeAlias

import aiohttp
import pytest
from playwright.async_api import (
    Browser,
    ConsoleMessage,
    FilePayload,
    Locator,
    Page,
    ViewportSize,
    async_playwright,
    expect,
)

from sandbox import Running, Sandbox, running
from sandbox.state import Person
from tests.sandbox.conftest import TOKEN, Watch

PATIENCE = 20_000.0  # milliseconds, of a machine that does several things at once
WIDE = ViewportSize(width=1280, height=800)
NARROW = ViewportSize(width=360, height=740)

OpenPage: TypeAlias = Callable[..., Awaitable[Page]]


class CounterBot:
    """A bot over raw HTTP: it greets with buttons, counts taps in place, and echoes whatever else it reads."""

    token = TOKEN
    BUTTONS = (("Ещё раз", "more"), ("Предупредить", "warn"), ("Не спешить", "slow"), ("Убрать", "gone"))

    def __init__(self, session: aiohttp.ClientSession) -> None:
        self.session = session
        self.may_answer = asyncio.Event()
        """Set by the test that watched the spinner turn."""

    async def call(self, method: str, **params: Any) -> Any:
        async with self.session.post(f"/bot{self.token}/{method}", json=params) as response:
            body = await response.json()
        return body.get("result")

    async def send_file(self, method: str, chat_id: int, field: str, name: str, content: bytes, **params: str) -> None:
        fields = {"chat_id": str(chat_id), **params}
        form = aiohttp.FormData(fields, quote_fields=False)  # or a Cyrillic name would arrive percent-encoded
        form.add_field(field, content, filename=name)
        async with self.session.post(f"/bot{self.token}/{method}", data=form) as response:
            assert response.status == 200, await response.text()

    async def run(self) -> None:
        offset = 0
        while True:
            for update in await self.call("getUpdates", offset=offset, timeout=20):
                offset = update["update_id"] + 1
                if "callback_query" in update:
                    await self.on_tap(update["callback_query"])
                elif "message" in update:
                    await self.on_message(update["message"])

    async def on_message(self, message: dict[str, Any]) -> None:
        chat, text = message["chat"]["id"], message.get("text", "")
        if text.startswith("/start"):
            await self.call("sendMessage", chat_id=chat, text="Раз: 0", reply_markup=self.keyboard())
        elif text == "/keys":
            keys = {"keyboard": [[{"text": "Уроки"}, {"text": "Неделя"}]], "resize_keyboard": True}
            await self.call("sendMessage", chat_id=chat, text="Вот клавиатура", reply_markup=keys)
        elif text == "/broken":
            await self.call("sendMessage", chat_id=chat, text="<b>не закрыт", parse_mode="HTML")
        elif text:
            await self.call("sendMessage", chat_id=chat, text=f"Эхо: {text}")

    async def on_tap(self, tap: dict[str, Any]) -> None:
        message, answer = tap["message"], {"callback_query_id": tap["id"]}
        place = {"chat_id": message["chat"]["id"], "message_id": message["message_id"]}
        match tap["data"]:
            case "more":
                count = int(message["text"].split()[-1]) + 1
                await self.call("editMessageText", **place, text=f"Раз: {count}", reply_markup=self.keyboard())
                await self.call("answerCallbackQuery", **answer, text="Прибавлено")
            case "warn":
                await self.call("answerCallbackQuery", **answer, text="В 1 классе отметок нет", show_alert=True)
            case "slow":
                await self.may_answer.wait()
                await self.call("answerCallbackQuery", **answer)
            case "gone":
                await self.call("deleteMessage", **place)
                await self.call("answerCallbackQuery", **answer)

    def keyboard(self) -> dict[str, Any]:
        return {"inline_keyboard": [[{"text": text, "callback_data": data}] for text, data in self.BUTTONS]}


@pytest.fixture
def sandbox() -> Sandbox:
    """Monday 23 November 2026, 12:17 in Moscow; the clock stands until somebody winds it, seen from Vladivostok."""
    return Sandbox(Watch(), zone="Europe/Moscow")


@pytest.fixture
def anna(sandbox: Sandbox) -> Person:
    return sandbox.add_person("Соколова Анна Петровна", username="sokolova", note="учитель алгебры")


@pytest.fixture
def maria(sandbox: Sandbox) -> Person:
    return sandbox.add_person("Иванова Мария", note="мама Пети и Полины")


@pytest.fixture
async def server(sandbox: Sandbox, anna: Person, maria: Person) -> AsyncIterator[Running]:
    async with running(sandbox) as server:
        yield server


@pytest.fixture
async def bot(server: Running) -> AsyncIterator[CounterBot]:
    async with aiohttp.ClientSession(server.base) as session:
        bot = CounterBot(session)
        await bot.call("setMyCommands", commands=[{"command": "keys", "description": "Показать клавиатуру"}])
        work = asyncio.create_task(bot.run())
        yield bot
        work.cancel()
        with suppress(asyncio.CancelledError):
            await work


@pytest.fixture(scope="session")
async def chromium() -> AsyncIterator[Browser]:
    """Debian's browser; playwright's own ones are never downloaded."""
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    assert path is not None, "the browser tests need Debian's `chromium`"
    expect.set_options(timeout=PATIENCE)
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield browser
        await browser.close()


@pytest.fixture
async def open_page(chromium: Browser, server: Running, bot: CounterBot) -> AsyncIterator[OpenPage]:
    """Open the page as a person would; whatever its console complains about fails the test."""
    contexts, complaints = [], []

    async def opened(
        person: Person | None = None,
        *,
        size: ViewportSize = WIDE,
        scheme: Literal["light", "dark"] = "light",
        locale: str = "ru-RU",
        query: str = "",
        base: str = server.base,
    ) -> Page:
        context = await chromium.new_context(
            viewport=size, color_scheme=scheme, locale=locale, timezone_id="Asia/Vladivostok", accept_downloads=True
        )
        contexts.append(context)
        page = await context.new_page()
        page.set_default_timeout(PATIENCE)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda line: complaints.append(line.text) if _is_complaint(line) else None)
        await page.goto(f"{base}/{query}" + (f"#user={person.id}" if person else ""))
        if person is not None:
            await expect(composer(page)).to_be_visible()
        return page

    yield opened
    for context in contexts:
        await context.close()
    assert complaints == []


def _is_complaint(line: ConsoleMessage) -> bool:
    """An error of the page; a server that a test has stopped is none."""
    return line.type == "error" and "net::ERR_" not in line.text


def composer(page: Page) -> Locator:
    return page.get_by_role("textbox", name="Сообщение")


def bubble(page: Page, text: str) -> Locator:
    return page.get_by_role("article").filter(has_text=text)


async def say(page: Page, text: str) -> None:
    await composer(page).fill(text)
    await page.keyboard.press("Enter")


async def choose(page: Page, what: str, files: list[FilePayload]) -> None:
    """Pick files through the attach menu, as the system's file dialog would give them."""
    await page.get_by_role("button", name="Прикрепить").click()
    async with page.expect_file_chooser() as chooser:
        await page.get_by_role("button", name=what, exact=True).click()
    await (await chooser.value).set_files(files)
