"""Every row of the table of refusals, made to happen over HTTP."""

import asyncio
import re
from collections.abc import Awaitable, Callable
from io import BytesIO
from pathlib import Path
from typing import Any, TypeAlias

import aiohttp
import pytest

from sandbox import Sandbox, errors
from sandbox.errors import TABLE
from sandbox.state import Person
from tests.sandbox import group_refusals, rule_refusals
from tests.sandbox.conftest import Api, Watch
from tests.sandbox.groups import Groups
from tests.sandbox.pictures import png


class World:
    """What a scenario needs at hand."""

    def __init__(self, api: Api, sandbox: Sandbox, mother: Person, watch: Watch) -> None:
        self.api = api
        self.sandbox = sandbox
        self.mother = mother
        self.watch = watch

    async def send(self, **params: Any) -> tuple[int, str]:
        return await self.api.refused("sendMessage", **{"chat_id": self.mother.id, "text": "т", **params})

    async def sent(self, **params: Any) -> int:
        message = await self.api.ok("sendMessage", **{"chat_id": self.mother.id, "text": "было", **params})
        return int(message["message_id"])

    async def edit(self, message_id: int, **params: Any) -> tuple[int, str]:
        params = {"chat_id": self.mother.id, "message_id": message_id, "text": "стало", **params}
        return await self.api.refused("editMessageText", **params)

    async def upload(self, method: str, content: bytes, name: str) -> tuple[int, str]:
        form = aiohttp.FormData({"chat_id": str(self.mother.id)})
        form.add_field(name, BytesIO(content), filename="a.png")
        async with self.api.session.post(f"/bot{self.api.token}/{method}", data=form) as response:
            return response.status, (await response.json())["description"]

    async def uploaded(self) -> dict[str, Any]:
        form = aiohttp.FormData({"chat_id": str(self.mother.id)})
        form.add_field("photo", png(10, 10), filename="a.png")
        async with self.api.session.post(f"/bot{self.api.token}/sendPhoto", data=form) as response:
            message: dict[str, Any] = (await response.json())["result"]
            return message

    async def raw(self, path: str, **request: Any) -> tuple[int, str]:
        async with self.api.session.post(path, **request) as response:
            return response.status, (await response.json())["description"]

    async def markup(self, **button: Any) -> tuple[int, str]:
        return await self.send(reply_markup={"inline_keyboard": [[button]]})

    async def tap(self) -> str:
        message_id = await self.sent(reply_markup={"inline_keyboard": [[{"text": "т", "callback_data": "d"}]]})
        tap = await self.api.page("/page/press", {"user": self.mother.id, "message_id": message_id, "data": "d"})
        return str(tap["callback_id"])


Scenario: TypeAlias = Callable[[World], Awaitable[tuple[int, str]]]
SCENARIOS: dict[str, Scenario] = {**group_refusals.SCENARIOS, **rule_refusals.SCENARIOS}


def row(key: str) -> Callable[[Scenario], Scenario]:
    def register(scenario: Scenario) -> Scenario:
        SCENARIOS[key] = scenario
        return scenario

    return register


@pytest.mark.parametrize("key", TABLE)
async def test_each_row_happens(key: str, api: Api, sandbox: Sandbox, mother: Person, watch: Watch) -> None:
    status, text = await SCENARIOS[key](World(api, sandbox, mother, watch))

    assert status == TABLE[key].code
    words = re.sub(r"\\{\w+\\}", ".+", re.escape(TABLE[key].text))
    assert re.fullmatch(words, text)


def test_no_scenario_without_a_row() -> None:
    assert SCENARIOS.keys() == TABLE.keys()


def test_every_refusal_in_the_code_has_a_row() -> None:
    """A key that is misspelled would answer 500 when it happens; a text of one's own beside the table is no refusal."""
    files = list(Path(errors.__file__).parent.rglob("*.py"))
    raised = {key for file in files for key in re.findall(r'Refused\("([^"]+)"', file.read_text(encoding="utf-8"))}

    assert raised <= TABLE.keys()
    assert len(raised) > len(TABLE) / 2


# the address and the token


@row("not-found")
async def _(world: World) -> tuple[int, str]:
    async with world.api.session.get(f"/file/bot{world.api.token}/photos/none.jpg") as response:
        return response.status, (await response.json())["description"]


@row("method-not-found")
async def _(world: World) -> tuple[int, str]:
    return await world.api.refused("sendOwl")


@row("unauthorized")
async def _(world: World) -> tuple[int, str]:
    world.sandbox.faults.plan("401")
    return await world.api.refused("getMe")


@row("token-invalid")
async def _(world: World) -> tuple[int, str]:
    return await Api(world.api.session, "nonsense").refused("getMe")


@row("body-too-large")
async def _(world: World) -> tuple[int, str]:
    return await world.upload("sendDocument", bytes(52 * 1024 * 1024), "document")


# polling and webhooks


@row("other-getupdates")
async def _(world: World) -> tuple[int, str]:
    first = asyncio.create_task(world.api.refused("getUpdates", timeout=30))
    while not world.sandbox.bot().updates.polled:
        await asyncio.sleep(0)
    second = asyncio.create_task(world.api.ok("getUpdates", timeout=30))
    answer = await first
    await world.api.page("/page/say", {"user": world.mother.id, "text": "т"})
    assert len(await second) == 1
    return answer


@row("webhook-active")
async def _(world: World) -> tuple[int, str]:
    await world.api.ok("setWebhook", url="http://127.0.0.1:1/hook")
    return await world.api.refused("getUpdates")


@row("terminated-by-setwebhook")
async def _(world: World) -> tuple[int, str]:
    poll = asyncio.create_task(world.api.refused("getUpdates", timeout=30))
    while not world.sandbox.bot().updates.polled:
        await asyncio.sleep(0)
    await world.api.ok("setWebhook", url="http://127.0.0.1:1/hook")
    return await poll


@row("webhook-url-invalid")
async def _(world: World) -> tuple[int, str]:
    return await world.api.refused("setWebhook", url="ftp://example.com")


@row("webhook-ip")
async def _(world: World) -> tuple[int, str]:
    return await world.api.refused("setWebhook", url="https://example.com", ip_address="home")


@row("webhook-secret-too-long")
async def _(world: World) -> tuple[int, str]:
    return await world.api.refused("setWebhook", url="https://example.com", secret_token="a" * 257)


@row("webhook-secret-characters")
async def _(world: World) -> tuple[int, str]:
    return await world.api.refused("setWebhook", url="https://example.com", secret_token="a b")


# whom to


@row("chat-id-empty")
async def _(world: World) -> tuple[int, str]:
    return await world.api.refused("sendMessage", text="т")


@row("chat-not-found")
async def _(world: World) -> tuple[int, str]:
    return await world.send(chat_id=7)


@row("blocked")
async def _(world: World) -> tuple[int, str]:
    await world.api.page("/page/block", {"user": world.mother.id, "blocked": True})
    return await world.send()


@row("deactivated")
async def _(world: World) -> tuple[int, str]:
    await world.api.page("/page/block", {"user": world.mother.id, "deactivated": True})
    return await world.send()


@row("stranger")
async def _(world: World) -> tuple[int, str]:
    here = Groups(world.api, world.sandbox, world.mother)
    met = await here.pupil(await here.make("supergroup"))
    assert (await world.api.ok("getChat", chat_id=met.id))["first_name"] == met.name
    return await world.send(chat_id=met.id)


@row("to-bot")
async def _(world: World) -> tuple[int, str]:
    return await world.send(chat_id=world.sandbox.bot().id)


# which message


@row("edit-not-found")
async def _(world: World) -> tuple[int, str]:
    return await world.edit(999)


@row("edit-impossible")
async def _(world: World) -> tuple[int, str]:
    return await world.edit(1)


@row("edit-no-text")
async def _(world: World) -> tuple[int, str]:
    return await world.edit((await world.uploaded())["message_id"])


@row("edit-no-caption")
async def _(world: World) -> tuple[int, str]:
    message_id = await world.sent()
    return await world.api.refused("editMessageCaption", chat_id=world.mother.id, message_id=message_id, caption="т")


@row("edit-media-impossible")
async def _(world: World) -> tuple[int, str]:
    own = {"chat_id": world.mother.id}
    photo = (await world.uploaded())["photo"][-1]["file_id"]
    file = world.sandbox.files.add(b"voice", kind="voice", name="a.ogg", mime="audio/ogg")
    voice = await world.api.ok("sendVoice", voice=file.id, **own)
    media = {"type": "photo", "media": photo}
    return await world.api.refused("editMessageMedia", media=media, message_id=voice["message_id"], **own)


@row("not-modified")
async def _(world: World) -> tuple[int, str]:
    return await world.edit(await world.sent(), text=" было\n")


@row("inline-message-id-empty")
async def _(world: World) -> tuple[int, str]:
    return await world.api.refused("editMessageText", text="т")


@row("inline-message-id-invalid")
async def _(world: World) -> tuple[int, str]:
    return await world.api.refused("editMessageText", text="т", inline_message_id="AAA")


@row("delete-not-found")
async def _(world: World) -> tuple[int, str]:
    return await world.api.refused("deleteMessage", chat_id=world.mother.id, message_id=999)


@row("delete-impossible")
async def _(world: World) -> tuple[int, str]:
    message_id = await world.sent()
    world.watch.move(hours=48, seconds=1)
    return await world.api.refused("deleteMessage", chat_id=world.mother.id, message_id=message_id)


@row("ids-missing")
async def _(world: World) -> tuple[int, str]:
    return await world.api.refused("deleteMessages", chat_id=world.mother.id, message_ids=[])


@row("ids-many")
async def _(world: World) -> tuple[int, str]:
    return await world.api.refused("deleteMessages", chat_id=world.mother.id, message_ids=list(range(1, 102)))


@row("reply-not-found")
async def _(world: World) -> tuple[int, str]:
    return await world.send(reply_parameters={"message_id": 999})


@row("copy-not-found")
async def _(world: World) -> tuple[int, str]:
    own = world.mother.id
    return await world.api.refused("copyMessage", chat_id=own, from_chat_id=own, message_id=999)


@row("forward-not-found")
async def _(world: World) -> tuple[int, str]:
    own = world.mother.id
    return await world.api.refused("forwardMessage", chat_id=own, from_chat_id=own, message_id=999)


# taps


@row("query-old")
async def _(world: World) -> tuple[int, str]:
    tap = await world.tap()
    world.watch.move(seconds=151)
    return await world.api.refused("answerCallbackQuery", callback_query_id=tap)


@row("answer-long")
async def _(world: World) -> tuple[int, str]:
    return await world.api.refused("answerCallbackQuery", callback_query_id=await world.tap(), text="щ" * 201)


@row("answer-url")
async def _(world: World) -> tuple[int, str]:
    tap = await world.tap()
    foreign = "https://t.me/another_bot?start=x"
    assert (await world.api.refused("answerCallbackQuery", callback_query_id=tap, url=foreign))[0] == 400
    answer = await world.api.refused("answerCallbackQuery", callback_query_id=tap, url="https://school.example")
    await world.api.ok("answerCallbackQuery", callback_query_id=tap, url="t.me/Sandbox_bot?start=x")
    return answer


# files


@row("file-id-empty")
async def _(world: World) -> tuple[int, str]:
    return await world.api.refused("getFile")


@row("file-id-invalid")
async def _(world: World) -> tuple[int, str]:
    return await world.api.refused("getFile", file_id="AAA")


@row("file-big")
async def _(world: World) -> tuple[int, str]:
    file = world.sandbox.files.add(bytes(20 * 1024 * 1024 + 1), kind="document", name="a", mime="a/b")
    return await world.api.refused("getFile", file_id=file.id)


@row("file-empty")
async def _(world: World) -> tuple[int, str]:
    return await world.upload("sendDocument", b"", "document")


@row("file-reference")
async def _(world: World) -> tuple[int, str]:
    return await world.api.refused("sendPhoto", chat_id=world.mother.id, photo="AAA")


@row("file-url")
async def _(world: World) -> tuple[int, str]:
    return await world.api.refused("sendPhoto", chat_id=world.mother.id, photo="https://example.com/a.png")


@row("file-kind")
async def _(world: World) -> tuple[int, str]:
    photo = (await world.uploaded())["photo"][-1]["file_id"]
    status, text = await world.api.refused("sendDocument", chat_id=world.mother.id, document=photo)
    assert text == "Bad Request: can't use file of type Photo as Document"
    return status, text


@row("photo-missing")
async def _(world: World) -> tuple[int, str]:
    return await world.api.refused("sendPhoto", chat_id=world.mother.id)


@row("document-missing")
async def _(world: World) -> tuple[int, str]:
    return await world.api.refused("sendDocument", chat_id=world.mother.id, document="")


@row("photo-unreadable")
async def _(world: World) -> tuple[int, str]:
    return await world.upload("sendPhoto", b"plain text", "photo")


@row("photo-dimensions")
async def _(world: World) -> tuple[int, str]:
    return await world.upload("sendPhoto", png(2001, 100), "photo")


@row("media-not-found")
async def _(world: World) -> tuple[int, str]:
    media = [{"type": "photo", "media": "attach://one"}]
    return await world.api.refused("sendMediaGroup", chat_id=world.mother.id, media=media)


@row("album-empty")
async def _(world: World) -> tuple[int, str]:
    return await world.api.refused("sendMediaGroup", chat_id=world.mother.id, media=[])


@row("album-long")
async def _(world: World) -> tuple[int, str]:
    media = [{"type": "photo", "media": "AAA"}] * 11
    return await world.api.refused("sendMediaGroup", chat_id=world.mother.id, media=media)


@row("album-mixed")
async def _(world: World) -> tuple[int, str]:
    media = [{"type": "photo", "media": "AAA"}, {"type": "document", "media": "AAA"}]
    return await world.api.refused("sendMediaGroup", chat_id=world.mother.id, media=media)


# the bot's own page


@row("action")
async def _(world: World) -> tuple[int, str]:
    return await world.api.refused("sendChatAction", chat_id=world.mother.id, action="dance")


async def _commands(world: World, *commands: tuple[str, str], **params: Any) -> tuple[int, str]:
    listed = [{"command": command, "description": description} for command, description in commands]
    return await world.api.refused("setMyCommands", commands=listed, **params)


@row("command-invalid")
async def _(world: World) -> tuple[int, str]:
    return await _commands(world, ("Start", "начало"))


@row("command-description")
async def _(world: World) -> tuple[int, str]:
    return await _commands(world, ("start", " "))


@row("commands-many")
async def _(world: World) -> tuple[int, str]:
    return await _commands(world, *[("start", "начало")] * 101)


@row("language-code")
async def _(world: World) -> tuple[int, str]:
    return await _commands(world, ("start", "начало"), language_code="Russian")


@row("description-long")
async def _(world: World) -> tuple[int, str]:
    return await world.api.refused("setMyShortDescription", short_description="щ" * 121)


# scripted


@row("too-many")
async def _(world: World) -> tuple[int, str]:
    world.sandbox.faults.plan("429", retry_after=3)
    status, body = await world.api.call("getMe")
    assert body["parameters"] == {"retry_after": 3}
    return status, body["description"]


@row("server-error")
async def _(world: World) -> tuple[int, str]:
    world.sandbox.faults.plan("500")
    return await world.api.refused("getMe")


# what Telegram lets pass silently


@row("required")
async def _(world: World) -> tuple[int, str]:
    status, text = await world.api.refused("answerCallbackQuery")
    assert text == 'Bad Request: parameter "callback_query_id" is required'
    return status, text


@row("unknown-parameter")
async def _(world: World) -> tuple[int, str]:
    status, text = await world.send(txt="т")
    assert text == 'Bad Request: unknown parameter "txt"'
    return status, text


@row("wrong-type")
async def _(world: World) -> tuple[int, str]:
    status, text = await world.send(disable_notification="maybe")
    assert text == 'Bad Request: parameter "disable_notification" must be Boolean'
    return status, text


@row("body-invalid")
async def _(world: World) -> tuple[int, str]:
    headers = {"Content-Type": "application/json"}
    return await world.raw(f"/bot{world.api.token}/getMe", data=b"{", headers=headers)


@row("not-implemented")
async def _(world: World) -> tuple[int, str]:
    return await world.api.refused("sendDice", chat_id=world.mother.id)
