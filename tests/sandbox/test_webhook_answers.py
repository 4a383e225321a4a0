"""A method in the answer to an update: what is called, what is passed over, what is recorded."""

from typing import Any

import aiohttp
import pytest
from aiohttp import web

from sandbox import Sandbox
from sandbox.state import Person
from tests.sandbox.conftest import Api
from tests.sandbox.hooks import Hook, heard
from tests.sandbox.pictures import png


async def last(api: Api, person: Person) -> dict[str, Any]:
    message: dict[str, Any] = (await api.page(f"/page/chat/{person.id}"))["messages"][-1]
    return message


async def test_a_method_in_a_json_answer_is_called(api: Api, mother: Person, hook: Hook) -> None:
    hook.reply = lambda: web.json_response({"method": "sendMessage", "chat_id": mother.id, "text": "в ответе"})
    await api.ok("setWebhook", url=hook.url)

    await heard(api, mother, "раз")

    assert (await last(api, mother))["text"] == "в ответе"


async def test_a_method_in_a_form_is_called(api: Api, mother: Person, hook: Hook) -> None:
    body = aiohttp.FormData({"method": "sendmessage", "chat_id": str(mother.id), "text": "в форме"})
    form = body()
    assert isinstance(form, aiohttp.BytesPayload)
    hook.reply = lambda: web.Response(body=form._value, content_type="application/x-www-form-urlencoded")  # noqa: SLF001
    await api.ok("setWebhook", url=hook.url)

    await heard(api, mother, "раз")

    assert (await last(api, mother))["text"] == "в форме"


async def test_a_method_in_multipart_brings_a_file(api: Api, mother: Person, hook: Hook) -> None:
    def reply() -> web.Response:
        writer = aiohttp.MultipartWriter("form-data")
        for name, value in {"method": "sendPhoto", "chat_id": str(mother.id), "caption": "в частях"}.items():
            writer.append(value).set_content_disposition("form-data", name=name)
        writer.append(png(10, 10)).set_content_disposition("form-data", name="photo", filename="a.png")
        return web.Response(body=writer)

    hook.reply = reply
    await api.ok("setWebhook", url=hook.url)

    await heard(api, mother, "раз")

    message = await last(api, mother)
    assert message["caption"] == "в частях"
    assert message["photo"][-1]["width"] == 10


@pytest.mark.parametrize(
    "answer",
    [
        {"method": "getMe"},
        {"method": "setWebhook", "url": ""},
        {"method": "deleteWebhook"},
        {"method": "logOut"},
        {"method": "close"},
        {"text": "без метода"},
        ["sendMessage"],
        "ok",
    ],
)
async def test_what_is_no_call_in_an_answer_is_passed_over(
    api: Api, sandbox: Sandbox, mother: Person, hook: Hook, answer: Any
) -> None:
    await api.ok("setWebhook", url=hook.url)
    before = sandbox.call_count
    hook.reply = lambda: web.json_response(answer)

    await heard(api, mother, "раз")

    assert sandbox.call_count == before
    assert (await api.ok("getWebhookInfo"))["url"] == hook.url


async def test_text_is_no_call(api: Api, sandbox: Sandbox, mother: Person, hook: Hook) -> None:
    await api.ok("setWebhook", url=hook.url)
    before = sandbox.call_count
    hook.reply = lambda: web.Response(text='{"method": "sendMessage"}')

    await heard(api, mother, "раз")

    assert sandbox.call_count == before


async def test_a_refused_call_in_an_answer_is_recorded_and_told_to_nobody(
    api: Api, sandbox: Sandbox, mother: Person, hook: Hook
) -> None:
    hook.reply = lambda: web.json_response({"method": "sendMessage", "chat_id": mother.id})
    await api.ok("setWebhook", url=hook.url)

    await heard(api, mother, "раз")

    assert hook.texts == ["раз"]
    assert sandbox.calls[-1].error == "Bad Request: message text is empty"
    assert "last_error_message" not in await api.ok("getWebhookInfo")
