"""The four ways to send parameters, and what is refused in them, at any depth."""

from typing import Any

import aiohttp
import pytest

from sandbox import Sandbox
from sandbox.state import Person
from tests.sandbox.conftest import TOKEN, Api
from tests.sandbox.pictures import png

MARKUP = '{"inline_keyboard": [[{"text": "Да", "callback_data": "yes"}]]}'


async def text_of(response: aiohttp.ClientResponse) -> str:
    body = await response.json()
    assert response.status == 200, body
    return str(body["result"]["text"])


async def test_query_string(api: Api, mother: Person) -> None:
    params = {"chat_id": str(mother.id), "text": "по адресу"}
    async with api.session.get(f"/bot{TOKEN}/sendMessage", params=params) as response:
        assert await text_of(response) == "по адресу"


async def test_urlencoded(api: Api, mother: Person) -> None:
    form = {"chat_id": str(mother.id), "text": "a+b &=", "reply_markup": MARKUP, "disable_notification": "True"}
    async with api.session.post(f"/bot{TOKEN}/sendMessage", data=form) as response:
        assert await text_of(response) == "a+b &="


async def test_multipart_without_files(api: Api, mother: Person) -> None:
    with aiohttp.MultipartWriter("form-data") as writer:
        for name, value in (("chat_id", str(mother.id)), ("text", "частями"), ("reply_markup", MARKUP)):
            writer.append(value).set_content_disposition("form-data", name=name)
    async with api.session.post(f"/bot{TOKEN}/sendMessage", data=writer) as response:
        assert await text_of(response) == "частями"


async def test_json_with_objects_or_with_objects_as_text(api: Api, mother: Person) -> None:
    keyboard = {"inline_keyboard": [[{"text": "Да", "callback_data": "yes"}]]}
    for markup in (keyboard, MARKUP):
        message = await api.ok("sendMessage", chat_id=str(mother.id), text="т", reply_markup=markup)
        assert message["reply_markup"] == keyboard


async def test_the_case_of_a_method_does_not_matter(api: Api) -> None:
    status, body = await api.call("GETME")

    assert status == 200
    assert body["result"]["is_bot"] is True


async def test_null_and_empty_mean_not_given(api: Api, mother: Person) -> None:
    await api.ok("sendMessage", chat_id=mother.id, text="т", reply_markup=None, parse_mode="")


@pytest.mark.parametrize(
    ("params", "complaint"),
    [
        ({"reply_markup": {"inline_keyboard": [[{"text": 5, "callback_data": "d"}]]}},
         'parameter "reply_markup.inline_keyboard[0][0].text" must be String'),
        ({"reply_markup": {"inline_keyboard": [[{"callback_data": "d"}]]}},
         'parameter "reply_markup.inline_keyboard[0][0].text" is required'),
        ({"reply_markup": {"inline_keyboard": [[{"text": "т", "callbackdata": "d"}]]}},
         'unknown parameter "reply_markup.inline_keyboard[0][0].callbackdata"'),
        ({"reply_markup": {"inline_keyboard": {"text": "т"}}},
         'parameter "reply_markup.inline_keyboard" must be Array'),
        ({"reply_markup": "{"}, 'parameter "reply_markup" must be a JSON-serialized object'),
        ({"reply_markup": {"remove_keyboard": "yes"}}, 'parameter "reply_markup.remove_keyboard" must be True'),
        ({"chat_id": 1.5}, 'parameter "chat_id" must be Integer or String'),
        ({"entities": [{"type": "bold", "offset": "0.5", "length": 1}]},
         'parameter "entities[0].offset" must be Integer'),
        ({"entities": '[{"type": "bold", "offset": 0, "length": NaN}]'},
         'parameter "entities" must be a JSON-serialized object'),
        ({"entities": "[" * 100_000}, 'parameter "entities" must be a JSON-serialized object'),
        ({"reply_markup": {"keyboard": [[{"text": "т", "request_contact": "true"}]]}},
         'parameter "reply_markup.keyboard[0][0].request_contact" must be Boolean'),
        ({"link_preview_options": {"is_disabled": 1}}, 'parameter "link_preview_options.is_disabled" must be Boolean'),
        ({"message_thread_id": "first"}, 'parameter "message_thread_id" must be Integer'),
        ({"parseMode": "HTML"}, 'unknown parameter "parseMode"'),
    ],
)  # fmt: skip
async def test_types_and_names_at_any_depth(api: Api, mother: Person, params: dict[str, Any], complaint: str) -> None:
    _, text = await api.refused("sendMessage", **{"chat_id": mother.id, "text": "т", **params})

    assert text == f"Bad Request: {complaint}"


async def test_numbers_and_booleans_as_text(api: Api, mother: Person) -> None:
    """Form fields are text; whole numbers may be text at any depth (td, `get_integer_field`)."""
    bold = '[{"type": "bold", "offset": "0", "length": "1"}]'
    form = {"chat_id": f"{mother.id}", "text": "да", "entities": bold, "protect_content": "TRUE"}
    async with api.session.post(f"/bot{TOKEN}/sendMessage", data=form) as response:
        sent = (await response.json())["result"]
    assert sent["entities"] == [{"type": "bold", "offset": 0, "length": 1}]
    assert sent["has_protected_content"] is True

    reply = {"message_id": f"{sent['message_id']}"}
    answer = await api.ok("sendMessage", chat_id=mother.id, text="т", reply_parameters=reply)
    assert answer["reply_to_message"]["text"] == "да"


@pytest.mark.parametrize(
    ("method", "params", "complaint"),
    [
        ("sendMediaGroup", {"media": [{"type": "photo", "media": "a", "thumbnail": "b"}]},
         'unknown parameter "media[0].thumbnail"'),
        ("sendMediaGroup", {"media": [{"type": "video", "media": "a", "width": "wide"}]},
         'parameter "media[0].width" must be Integer'),
        ("setMyCommands", {"commands": [], "scope": {"type": "chat_member", "chat_id": 1}},
         'parameter "scope.user_id" is required'),
        ("setChatMenuButton", {"menu_button": {"type": "web_app", "text": "т", "web_app": {"link": "a"}}},
         'unknown parameter "menu_button.web_app.link"'),
        ("setChatMenuButton", {"menu_button": {"type": "owl"}},
         'parameter "menu_button" must be MenuButtonCommands or MenuButtonWebApp or MenuButtonDefault'),
        ("answerInlineQuery", {"inline_query_id": "1", "results": [
            {"type": "audio", "id": "1", "audio_url": "a", "title": "т", "owl": 1}]},
         'unknown parameter "results[0].owl"'),
        ("answerInlineQuery", {"inline_query_id": "1", "results": [
            {"type": "audio", "id": "1", "audio_file_id": 5}]},
         'parameter "results[0].audio_file_id" must be String'),
        ("sendMessage", {"text": "т", "reply_markup": {"force_reply": True, "keyboard_placeholder": "т"}},
         'unknown parameter "reply_markup.keyboard_placeholder"'),
    ],
)  # fmt: skip
async def test_a_union_is_what_its_type_says(
    api: Api, mother: Person, method: str, params: dict[str, Any], complaint: str
) -> None:
    whose = {"chat_id": mother.id} if method.startswith(("send", "setChat")) else {}

    assert await api.refused(method, **whose, **params) == (400, f"Bad Request: {complaint}")


async def test_a_refusal_changes_nothing_and_is_recorded(api: Api, sandbox: Sandbox, mother: Person) -> None:
    before = len(sandbox.bot().chats[mother.id].messages)

    await api.refused("sendMessage", chat_id=mother.id, text="т", colour="red")
    await api.refused("sendOwl", chat_id=mother.id)

    assert len(sandbox.bot().chats[mother.id].messages) == before
    calls = await api.page("/page/calls")
    assert [(call["method"], call["status"]) for call in calls[-2:]] == [("sendMessage", 400), ("sendOwl", 404)]
    assert calls[-2]["error"] == 'Bad Request: unknown parameter "colour"'


async def test_a_file_that_no_parameter_names_is_unknown(api: Api, mother: Person) -> None:
    form = aiohttp.FormData({"chat_id": str(mother.id), "text": "т"})
    form.add_field("spare", png(10, 10), filename="a.png")
    async with api.session.post(f"/bot{TOKEN}/sendMessage", data=form) as response:
        assert (await response.json())["description"] == 'Bad Request: unknown parameter "spare"'


async def test_bytes_stay_out_of_the_record(api: Api, mother: Person) -> None:
    form = aiohttp.FormData({"chat_id": str(mother.id)})
    form.add_field("photo", png(10, 10), filename="a.png")
    async with api.session.post(f"/bot{TOKEN}/sendPhoto", data=form) as response:
        assert response.status == 200

    calls = await api.page("/page/calls")
    assert calls[-1]["params"]["photo"] == f"<a.png, {len(png(10, 10))} bytes>"


@pytest.mark.parametrize("path", ["/bot/getMe", f"/bot{TOKEN}/", f"/bot{TOKEN}", f"/bot{TOKEN}/getMe/x", "/file/bot"])
async def test_an_address_that_is_none_is_answered_in_json(api: Api, path: str) -> None:
    async with api.session.get(path) as response:
        assert response.status == 404
        assert await response.json() == {"ok": False, "error_code": 404, "description": "Not Found"}
