"""Keyboards: what is kept of them, and what differs between private chats, groups and channels."""

from typing import Any

import pytest

from sandbox import Sandbox
from sandbox.state import Person
from tests.sandbox.conftest import Api
from tests.sandbox.groups import Groups


async def kept(api: Api, chat: int, *buttons: dict[str, Any]) -> Any:
    """The buttons as a message keeps them, sent one a row."""
    markup = {"inline_keyboard": [[button] for button in buttons]}
    sent = await api.ok("sendMessage", chat_id=chat, text="т", reply_markup=markup)
    return [row[0] for row in sent["reply_markup"]["inline_keyboard"]]


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("example.com", "http://example.com/"),
        ("HTTPS://Example.COM/Путь?a=1", "https://example.com/Путь?a=1"),
        ("https://example.com:443#a b", "https://example.com:443/#a%20b"),
        ("http://[::1]/", "http://[::1]/"),
        ("tg:resolve?domain=a", "tg://resolve?domain=a"),
        ("tg://user?id=7", "tg://user?id=7"),
        ("ton://transfer/x", "ton://transfer/x"),
    ],
)
async def test_an_address_is_spelled_as_telegram_does(api: Api, mother: Person, url: str, shown: str) -> None:
    assert await kept(api, mother.id, {"text": "т", "url": url}) == [{"text": "т", "url": shown}]


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("localhost", "Wrong HTTP URL"),
        ("ftp://example.com", "Unsupported URL protocol"),
        ("https://", "URL host is empty"),
        ("https://example.com:0", "Wrong port number specified in the URL"),
        ("https://exa mple.com", "Disallowed character in URL host"),
        ("https://a%2.com", "Wrong percent-encoded symbol in URL host"),
        ("https://[::x]/", "Wrong IPv6 address specified in the URL"),
        ("tg://a.b", "Unallowed characters in URL host"),
        ("tg://https://a", "Wrong tg URL"),
    ],
)
async def test_an_address_that_is_none(api: Api, mother: Person, url: str, reason: str) -> None:
    markup = {"inline_keyboard": [[{"text": "т", "url": url}]]}

    answer = await api.refused("sendMessage", chat_id=mother.id, text="т", reply_markup=markup)

    assert answer == (400, f"Bad Request: inline keyboard button URL '{url}' is invalid: {reason}")


async def test_every_action_a_button_may_have(api: Api, mother: Person) -> None:
    buttons: list[dict[str, Any]] = [
        {"text": "данные", "callback_data": "d", "style": "danger"},
        {"text": "копия", "copy_text": {"text": "код"}},
        {"text": "поиск", "switch_inline_query": ""},
        {"text": "здесь", "switch_inline_query_current_chat": "q"},
        {"text": "там", "switch_inline_query_chosen_chat": {"query": "q", "allow_user_chats": True}},
        {"text": "окно", "web_app": {"url": "https://example.com/"}},
        {"text": "нет", "disabled": {}},
    ]

    assert await kept(api, mother.id, *buttons) == buttons


async def test_a_login_is_shown_as_its_address(api: Api, mother: Person) -> None:
    button = {"text": "вход", "login_url": {"url": "https://example.com", "request_write_access": True}}

    assert await kept(api, mother.id, button) == [{"text": "вход", "url": "https://example.com/"}]


async def test_labels_are_cleaned(api: Api, mother: Person) -> None:
    [button] = await kept(api, mother.id, {"text": "а\tб\r\u202eв", "callback_data": "d"})

    assert button["text"] == "а бв"


async def test_empty_rows_and_keyboards_go(api: Api, mother: Person) -> None:
    nothing: list[list[list[Any]]] = [[], [[]]]
    for rows in nothing:
        sent = await api.ok("sendMessage", chat_id=mother.id, text="т", reply_markup={"inline_keyboard": rows})
        assert "reply_markup" not in sent


async def test_a_row_of_nine_and_a_keyboard_of_a_hundred_and_one(api: Api, mother: Person) -> None:
    button = {"text": "т", "callback_data": "d"}
    for rows in ([[button] * 9], [[button] * 8] * 12 + [[button] * 5]):
        answer = await api.refused("sendMessage", chat_id=mother.id, text="т", reply_markup={"inline_keyboard": rows})
        assert answer == (400, "Bad Request: reply markup is too long")


@pytest.mark.parametrize("asked", ["request_contact", "request_location"])
async def test_a_private_chat_may_be_asked(api: Api, sandbox: Sandbox, mother: Person, asked: str) -> None:
    markup = {"keyboard": [[{"text": "т", asked: True}]]}
    group = await Groups(api, sandbox, mother).make()

    await api.ok("sendMessage", chat_id=mother.id, text="т", reply_markup=markup)
    status, _ = await api.refused("sendMessage", chat_id=group, text="т", reply_markup=markup)

    assert status == 400


async def test_the_same_keyboard_spelled_otherwise_changes_nothing(api: Api, mother: Person) -> None:
    def markup(url: str) -> Any:
        return {"inline_keyboard": [[{"text": "т", "url": url}], []]}

    sent = await api.ok("sendMessage", chat_id=mother.id, text="т", reply_markup=markup("example.com"))
    target = {"chat_id": mother.id, "message_id": sent["message_id"]}

    _, text = await api.refused("editMessageReplyMarkup", reply_markup=markup("http://example.com/"), **target)
    assert "message is not modified" in text
    edited = await api.ok("editMessageReplyMarkup", reply_markup=markup("http://example.com/a"), **target)
    assert edited["reply_markup"]["inline_keyboard"][0][0]["url"] == "http://example.com/a"


async def test_new_entities_alone_are_a_change(api: Api, mother: Person) -> None:
    sent = await api.ok("sendMessage", chat_id=mother.id, text="то же")
    target = {"chat_id": mother.id, "message_id": sent["message_id"]}

    edited = await api.ok("editMessageText", text="<b>то</b> же", parse_mode="HTML", **target)

    assert edited["entities"] == [{"type": "bold", "offset": 0, "length": 2}]
    _, text = await api.refused("editMessageText", text="*то* же", parse_mode="MarkdownV2", **target)
    assert "message is not modified" in text
