"""Sending, editing, deleting: what the chat holds afterwards."""

from typing import Any

import pytest

from sandbox import Sandbox
from sandbox.state import Person
from tests.sandbox.conftest import Api, Watch

KEYBOARD = {
    "inline_keyboard": [[{"text": "Да", "callback_data": "yes"}, {"text": "Сайт", "url": "http://example.com/"}]]
}
OTHER = {"inline_keyboard": [[{"text": "Нет", "callback_data": "no"}]]}


async def chat(api: Api, person: Person) -> Any:
    return await api.page(f"/page/chat/{person.id}")


async def test_a_message_is_shown_as_it_was_answered(api: Api, mother: Person, watch: Watch) -> None:
    sent = await api.ok(
        "sendMessage", chat_id=mother.id, text=" <b>Да</b> & нет ", parse_mode="HTML", reply_markup=KEYBOARD
    )

    assert sent["text"] == "Да & нет"
    assert sent["entities"] == [{"type": "bold", "offset": 0, "length": 2}]
    assert sent["reply_markup"] == KEYBOARD
    assert sent["date"] == int(watch.now.timestamp())
    assert (await chat(api, mother))["messages"][-1] == {**sent, "edited": False}


async def test_a_bot_never_writes_first(api: Api, sandbox: Sandbox, mother: Person) -> None:
    stranger = sandbox.add_person("Петров Пётр")

    assert await api.refused("sendMessage", chat_id=stranger.id, text="т") == (400, "Bad Request: chat not found")

    await api.page("/page/say", {"user": stranger.id, "text": "/start"})
    await api.ok("sendMessage", chat_id=stranger.id, text="т")


async def test_an_unblocked_bot_may_write_again(api: Api, mother: Person) -> None:
    await api.page("/page/block", {"user": mother.id, "blocked": True})
    assert (await api.refused("sendMessage", chat_id=mother.id, text="т"))[0] == 403
    assert (await api.refused("sendChatAction", chat_id=mother.id, action="typing"))[0] == 403

    await api.page("/page/say", {"user": mother.id, "text": "снова я"})

    await api.ok("sendMessage", chat_id=mother.id, text="т")
    kinds = [next(kind for kind in update if kind != "update_id") for update in await api.ok("getUpdates")]
    assert kinds == ["my_chat_member", "my_chat_member", "message"]


async def test_a_reply_shows_what_it_answers(api: Api, mother: Person) -> None:
    sent = await api.ok("sendMessage", chat_id=mother.id, text="т", reply_parameters={"message_id": 1})
    assert sent["reply_to_message"]["text"] == "/start"

    lost = {"message_id": 999, "allow_sending_without_reply": True}
    assert "reply_to_message" not in await api.ok("sendMessage", chat_id=mother.id, text="т", reply_parameters=lost)


async def test_a_reply_keyboard_stays_until_it_is_removed(api: Api, mother: Person) -> None:
    keyboard = {"keyboard": [[{"text": "Меню"}]], "is_persistent": True}
    sent = await api.ok("sendMessage", chat_id=mother.id, text="т", reply_markup=keyboard)
    assert "reply_markup" not in sent
    assert (await chat(api, mother))["keyboard"] == keyboard

    await api.ok("sendMessage", chat_id=mother.id, text="т")
    assert (await chat(api, mother))["keyboard"] == keyboard

    await api.ok("sendMessage", chat_id=mother.id, text="т", reply_markup={"remove_keyboard": True})
    assert (await chat(api, mother))["keyboard"] is None


async def test_a_one_time_keyboard_goes_with_the_answer(api: Api, mother: Person) -> None:
    keyboard = {"keyboard": [[{"text": "Меню"}]], "one_time_keyboard": True}
    await api.ok("sendMessage", chat_id=mother.id, text="т", reply_markup=keyboard)

    await api.page("/page/say", {"user": mother.id, "text": "Меню"})

    assert (await chat(api, mother))["keyboard"] is None


async def test_an_edit_replaces_text_and_keyboard(api: Api, mother: Person, watch: Watch) -> None:
    sent = await api.ok("sendMessage", chat_id=mother.id, text="было", reply_markup=KEYBOARD)
    watch.move(minutes=1)
    target = {"chat_id": mother.id, "message_id": sent["message_id"]}

    edited = await api.ok("editMessageText", text="<i>стало</i>", parse_mode="HTML", reply_markup=OTHER, **target)

    assert (edited["text"], edited["reply_markup"]) == ("стало", OTHER)
    assert (edited["date"], edited["edit_date"]) == (sent["date"], int(watch.now.timestamp()))
    assert (await chat(api, mother))["messages"][-1]["edited"] is True


async def test_an_edit_without_a_keyboard_removes_it(api: Api, mother: Person) -> None:
    sent = await api.ok("sendMessage", chat_id=mother.id, text="было", reply_markup=KEYBOARD)
    target = {"chat_id": mother.id, "message_id": sent["message_id"]}

    assert "reply_markup" not in await api.ok("editMessageText", text="было", **target)
    assert (await api.ok("editMessageReplyMarkup", reply_markup=OTHER, **target))["reply_markup"] == OTHER
    assert "reply_markup" not in await api.ok("editMessageReplyMarkup", **target)


@pytest.mark.parametrize("same", [{}, {"parse_mode": "HTML"}])
async def test_an_edit_that_changes_nothing_is_refused(api: Api, mother: Person, same: dict[str, Any]) -> None:
    sent = await api.ok("sendMessage", chat_id=mother.id, text="то же", reply_markup=KEYBOARD)
    target = {"chat_id": mother.id, "message_id": sent["message_id"]}

    await api.ok("editMessageText", text="иное", reply_markup=KEYBOARD, **target)
    _, text = await api.refused("editMessageText", text=" иное", reply_markup=KEYBOARD, **target, **same)
    assert "message is not modified" in text
    _, text = await api.refused("editMessageReplyMarkup", reply_markup=KEYBOARD, **target)
    assert "message is not modified" in text


async def test_a_message_with_a_reply_keyboard_cannot_be_edited(api: Api, mother: Person) -> None:
    sent = await api.ok("sendMessage", chat_id=mother.id, text="т", reply_markup={"keyboard": [[{"text": "Меню"}]]})

    answer = await api.refused("editMessageText", chat_id=mother.id, message_id=sent["message_id"], text="и")

    assert answer == (400, "Bad Request: message can't be edited")


async def test_what_is_deleted_is_gone(api: Api, mother: Person) -> None:
    sent = await api.ok("sendMessage", chat_id=mother.id, text="т")
    target = {"chat_id": mother.id, "message_id": sent["message_id"]}

    assert await api.ok("deleteMessage", **target) is True

    assert sent["message_id"] not in [m["message_id"] for m in (await chat(api, mother))["messages"]]
    assert (await api.refused("deleteMessage", **target))[1] == "Bad Request: message to delete not found"
    assert (await api.refused("editMessageText", text="и", **target))[1] == "Bad Request: message to edit not found"


async def test_many_are_deleted_at_once_and_missing_ones_skipped(api: Api, mother: Person) -> None:
    sent = await api.ok("sendMessage", chat_id=mother.id, text="т")

    assert await api.ok("deleteMessages", chat_id=mother.id, message_ids=[sent["message_id"], 999]) is True

    assert len((await chat(api, mother))["messages"]) == 1


async def test_copies_and_forwards(api: Api, sandbox: Sandbox, mother: Person) -> None:
    father = sandbox.add_person("Иванов Иван")
    await api.page("/page/say", {"user": father.id, "text": "/start"})
    source = await api.ok("sendMessage", chat_id=mother.id, text="<b>т</b>", parse_mode="HTML", reply_markup=KEYBOARD)
    target = {"chat_id": father.id, "from_chat_id": mother.id, "message_id": source["message_id"]}

    copied = await api.ok("copyMessage", **target)
    forwarded = await api.ok("forwardMessage", **target)

    shown = (await chat(api, father))["messages"][-2]
    assert (shown["message_id"], shown["text"], shown["entities"]) == (copied["message_id"], "т", source["entities"])
    assert "reply_markup" not in shown
    assert forwarded["forward_origin"]["sender_user"]["id"] == 42


async def test_entities_of_ones_own_are_kept(api: Api, mother: Person) -> None:
    bold = {"type": "bold", "offset": 2, "length": 1}

    sent = await api.ok("sendMessage", chat_id=mother.id, text="😀a", entities=[bold])

    assert sent["entities"] == [bold]


async def test_typing_is_an_event_and_no_message(api: Api, sandbox: Sandbox, mother: Person) -> None:
    assert await api.ok("sendChatAction", chat_id=mother.id, action="typing") is True
    assert len((await chat(api, mother))["messages"]) == 1


async def test_get_chat_tells_who_it_is(api: Api, mother: Person) -> None:
    found = await api.ok("getChat", chat_id=mother.id)

    assert (found["type"], found["first_name"], found["username"]) == ("private", "Иванова Мария", "maria")
