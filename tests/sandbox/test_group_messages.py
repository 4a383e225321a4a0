"""Messages in groups: taps and keyboards for several people, who edits and deletes what, forwards."""

from typing import Any

import pytest

from sandbox import Sandbox
from sandbox.state import Person
from tests.sandbox.conftest import Api
from tests.sandbox.groups import BOT, KEYBOARD, Groups

# buttons


async def test_any_member_taps_and_only_that_one_sees_the_answer(api: Api, groups: Groups, mother: Person) -> None:
    chat = await groups.make()
    pupil = await groups.pupil(chat)
    sent = await api.ok("sendMessage", chat_id=chat, text="?", reply_markup=KEYBOARD)
    body = {"chat": chat, "message_id": sent["message_id"], "data": "yes"}
    taps = [await api.page("/page/press", {**body, "user": person.id}) for person in (mother, pupil)]

    (_, first), (_, second) = await groups.updates()
    assert ([first["from"]["id"], second["from"]["id"]], first["message"]) == ([mother.id, pupil.id], sent)
    assert first["chat_instance"] == second["chat_instance"]
    await api.ok("answerCallbackQuery", callback_query_id=taps[1]["callback_id"], text="Принято")
    assert (await groups.seen(mother, chat))["alerts"] == []
    assert [alert["text"] for alert in (await groups.seen(pupil, chat))["alerts"]] == ["Принято"]


async def test_a_tap_goes_to_the_bot_that_wrote_and_strangers_do_not_tap(
    api: Api, groups: Groups, mother: Person, sandbox: Sandbox
) -> None:
    chat = await groups.make()
    other = Api(api.session, "43:other-token")
    await other.ok("getMe")
    await groups.member(chat, "member", 43)
    sent = await other.ok("sendMessage", chat_id=chat, text="?", reply_markup=KEYBOARD)
    await groups.updates()
    await other.ok("getUpdates", offset=-1)
    body = {"chat": chat, "message_id": sent["message_id"], "data": "yes"}

    await api.page("/page/press", {**body, "user": mother.id})

    assert await groups.updates() == []
    assert (await other.ok("getUpdates"))[-1]["callback_query"]["data"] == "yes"
    stranger = sandbox.add_person("Чужой")
    assert "is not in" in await groups.impossible("/page/press", {**body, "user": stranger.id})


@pytest.mark.parametrize("selective", [False, True])
async def test_a_reply_keyboard_is_for_all_or_for_those_it_means(
    api: Api, groups: Groups, mother: Person, *, selective: bool
) -> None:
    chat = await groups.make()
    pupil = await groups.pupil(chat, username="petya")
    markup = {"keyboard": [[{"text": "Да"}]], "selective": selective, "one_time_keyboard": True}

    sent = await api.ok("sendMessage", chat_id=chat, text="@petya, готов?", reply_markup=markup)

    assert ((await groups.seen(mother, chat))["keyboard"] is None) == selective
    assert (await groups.seen(pupil, chat))["keyboard"] == markup
    await groups.say(pupil, chat, "Да", reply_to=sent["message_id"])
    assert (await groups.seen(pupil, chat))["keyboard"] is None


async def test_a_selective_keyboard_means_whom_the_bot_answers(api: Api, groups: Groups, mother: Person) -> None:
    chat = await groups.make()
    pupil = await groups.pupil(chat)
    said = await groups.say(pupil, chat, "/start")
    markup = {"keyboard": [[{"text": "Да"}]], "selective": True}

    reply = {"message_id": said["message_id"]}
    await api.ok("sendMessage", chat_id=chat, text="?", reply_markup=markup, reply_parameters=reply)

    assert (await groups.seen(pupil, chat))["keyboard"] == markup
    assert (await groups.seen(mother, chat))["keyboard"] is None


# editing and deleting


async def test_a_bot_edits_its_own_however_old_and_nobody_elses(
    api: Api, groups: Groups, mother: Person, watch: Any
) -> None:
    chat = await groups.make()
    await groups.lead(chat, can_delete_messages=True)
    said = await groups.say(mother, chat, "моё")
    sent = await api.ok("sendMessage", chat_id=chat, text="было")
    watch.move(days=30)

    target = {"chat_id": chat, "text": "стало"}
    assert (await api.ok("editMessageText", message_id=sent["message_id"], **target))["text"] == "стало"
    foreign = await api.refused("editMessageText", message_id=said["message_id"], **target)
    assert foreign == (400, "Bad Request: message can't be edited")


@pytest.mark.parametrize("kind", ["group", "supergroup"])
async def test_own_messages_are_deleted_for_48_hours(api: Api, groups: Groups, watch: Any, kind: str) -> None:
    chat = await groups.make(kind)
    old, young = [await api.ok("sendMessage", chat_id=chat, text="т") for _ in range(2)]
    watch.move(hours=48)
    assert await api.ok("deleteMessage", chat_id=chat, message_id=young["message_id"]) is True
    watch.move(seconds=1)

    status, text = await api.refused("deleteMessage", chat_id=chat, message_id=old["message_id"])

    expected = "message can't be deleted" + (" for everyone" if kind == "group" else "")
    assert (status, text) == (400, f"Bad Request: {expected}")


async def test_anybodys_message_is_deleted_with_the_right_to(api: Api, groups: Groups, mother: Person) -> None:
    chat = await groups.make()
    first = (await groups.say(mother, chat, "раз"))["message_id"]
    assert (await api.refused("deleteMessages", chat_id=chat, message_ids=[first]))[0] == 400
    await groups.lead(chat)
    assert (await api.refused("deleteMessage", chat_id=chat, message_id=first))[0] == 400
    await groups.lead(chat, can_delete_messages=True)

    assert await api.ok("deleteMessages", chat_id=chat, message_ids=[first]) is True

    assert first not in [message["message_id"] for message in (await groups.seen(mother, chat))["messages"]]
    beginning = await api.refused("deleteMessage", chat_id=chat, message_id=1)
    assert beginning == (400, "Bad Request: message can't be deleted")


@pytest.mark.parametrize(("kind", "status"), [("supergroup", 400), ("channel", 200)])
async def test_what_is_told_of_a_bots_deeds_it_deletes_where_it_posts(
    api: Api, groups: Groups, kind: str, status: int
) -> None:
    chat = await groups.make(kind)
    await groups.lead(chat, can_change_info=True, can_post_messages=True)
    await api.ok("setChatTitle", chat_id=chat, title="9А")
    [(_, told)] = await groups.updates()

    target = {"chat_id": chat, "message_id": told["message_id"]}
    edit = await api.refused("editMessageReplyMarkup", reply_markup=KEYBOARD, **target)
    assert edit == (400, "Bad Request: message can't be edited")
    assert (await api.call("deleteMessage", **target))[0] == status


async def test_an_administrator_of_a_basic_group_deletes_anybodys(api: Api, groups: Groups, mother: Person) -> None:
    chat = await groups.make("group")
    said = (await groups.say(mother, chat, "раз"))["message_id"]
    refusal = await api.refused("deleteMessage", chat_id=chat, message_id=said)
    assert refusal == (400, "Bad Request: message can't be deleted for everyone")

    await groups.member(chat, "administrator", BOT)

    assert await api.ok("deleteMessage", chat_id=chat, message_id=said) is True


async def test_people_delete_their_own_and_leaders_anybodys(api: Api, groups: Groups, mother: Person) -> None:
    chat = await groups.make()
    pupil = await groups.pupil(chat)
    mine = {"user": pupil.id, "chat": chat, "message_id": (await groups.say(pupil, chat, "раз"))["message_id"]}
    hers = {"user": pupil.id, "chat": chat, "message_id": (await groups.say(mother, chat, "два"))["message_id"]}

    assert await groups.impossible("/page/delete", hers) == "Петров Пётр lacks can_delete_messages"
    await api.page("/page/delete", mine)
    await api.page("/page/delete", {**hers, "user": mother.id})

    texts = [message.get("text") for message in (await groups.seen(mother, chat))["messages"]]
    assert texts == [None] * len(texts)


# forwards


async def test_a_forward_names_where_it_was_written(api: Api, groups: Groups, mother: Person) -> None:
    chat = await groups.make()
    await groups.lead(chat)
    await groups.member(chat, "creator", anonymous=True)
    said = await groups.say(mother, chat, "объявление")

    target = {"chat_id": mother.id, "from_chat_id": chat}
    forwarded = await api.ok("forwardMessage", message_id=said["message_id"], **target)

    origin = forwarded["forward_origin"]
    assert (origin["type"], origin["sender_chat"]["id"]) == ("chat", chat)


async def test_typing_in_a_group_is_an_event_of_the_group(api: Api, groups: Groups, sandbox: Sandbox) -> None:
    chat = await groups.make()
    since = sandbox.events.last

    await api.ok("sendChatAction", chat_id=chat, action="typing")

    stream = sandbox.events.since(since)
    _, event = await anext(stream)
    assert (event["type"], event["user"], event["chat"]) == ("typing", None, chat)
