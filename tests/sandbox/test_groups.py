"""Groups: who writes as whom, what a bot hears, numbers, service messages, upgrades."""

from sandbox import Sandbox
from sandbox.state import Person
from tests.sandbox.conftest import Api
from tests.sandbox.groups import Groups


async def heard(groups: Groups) -> list[str]:
    """The texts that the bot hears."""
    return [content["text"] for kind, content in await groups.updates() if "text" in content]


# what a bot hears


async def test_privacy_lets_through_only_what_is_meant_for_the_bot(
    api: Api, groups: Groups, mother: Person, sandbox: Sandbox
) -> None:
    chat = await groups.make()
    sent = await api.ok("sendMessage", chat_id=chat, text="здравствуйте")
    for text in ("просто так", "/start", "/start@sandbox_bot", "/start@other_bot", "эй, @sandbox_bot", "a /start b"):
        await groups.say(mother, chat, text)
    await groups.say(mother, chat, "ответ", reply_to=sent["message_id"])

    assert await heard(groups) == ["/start", "/start@sandbox_bot", "эй, @sandbox_bot", "ответ"]


async def test_without_privacy_a_bot_hears_everything(api: Api, groups: Groups, mother: Person) -> None:
    chat = await groups.make()
    assert (await api.page("/page/bots", {"privacy": False}))["privacy"] is False
    assert (await api.ok("getMe"))["can_read_all_group_messages"] is True

    await groups.say(mother, chat, "просто так")

    assert await heard(groups) == ["просто так"]


async def test_an_administrator_hears_everything(groups: Groups, mother: Person) -> None:
    chat = await groups.make()
    await groups.lead(chat)

    await groups.say(mother, chat, "просто так")

    assert await heard(groups) == ["просто так"]


async def test_a_bare_command_is_for_the_bot_that_wrote_last(api: Api, groups: Groups, mother: Person) -> None:
    chat = await groups.make()
    other = Api(api.session, "43:other-token")
    await other.ok("getMe")
    await groups.member(chat, "member", 43)
    await other.ok("sendMessage", chat_id=chat, text="это я")
    await groups.updates()

    await groups.say(mother, chat, "/start")
    assert await heard(groups) == []
    await api.ok("sendMessage", chat_id=chat, text="теперь я")
    await groups.say(mother, chat, "/start")

    assert await heard(groups) == ["/start"]


async def test_a_reply_to_another_bot_is_not_for_this_one(api: Api, groups: Groups, mother: Person) -> None:
    chat = await groups.make()
    other = Api(api.session, "43:other-token")
    await other.ok("getMe")
    await groups.member(chat, "member", 43)
    sent = await other.ok("sendMessage", chat_id=chat, text="это я")
    await groups.updates()

    await groups.say(mother, chat, "/start@sandbox_bot", reply_to=sent["message_id"])

    assert await heard(groups) == []


async def test_bots_do_not_hear_each_other(api: Api, groups: Groups) -> None:
    chat = await groups.make()
    await groups.lead(chat)
    other = Api(api.session, "43:other-token")
    await other.ok("getMe")
    await groups.member(chat, "member", 43)
    await groups.updates()

    await other.ok("sendMessage", chat_id=chat, text="@sandbox_bot /start@sandbox_bot")

    assert await groups.updates() == []


async def test_an_edit_is_heard_as_the_message_was(api: Api, groups: Groups, mother: Person) -> None:
    chat = await groups.make()
    said = await groups.say(mother, chat, "/start")
    quiet = await groups.say(mother, chat, "просто так")
    await groups.updates()
    for message, text in ((said, "/menu"), (quiet, "ничего")):
        body = {"user": mother.id, "chat": chat, "message_id": message["message_id"], "text": text}
        await api.page("/page/edit", body)

    [(kind, content)] = await groups.updates()
    assert (kind, content["text"]) == ("edited_message", "/menu")


# who writes as whom


async def test_a_message_names_its_sender_and_the_group(groups: Groups, mother: Person) -> None:
    chat = await groups.make("group")

    await groups.say(mother, chat, "/start")

    [(_, message)] = await groups.updates()
    assert message["from"]["id"] == mother.id
    assert message["chat"] == {"id": chat, "type": "group", "title": "8А"}
    assert "sender_chat" not in message


async def test_an_anonymous_administrator_writes_as_the_group(api: Api, groups: Groups, mother: Person) -> None:
    chat = await groups.make()
    await groups.lead(chat)
    await groups.member(chat, "creator", anonymous=True, title="Директор")
    await groups.updates()

    said = await groups.say(mother, chat, "объявление")

    [(_, message)] = await groups.updates()
    assert message["from"] == {
        "id": 1087968824, "is_bot": True, "first_name": "Group", "username": "GroupAnonymousBot",
    }  # fmt: skip
    assert message["sender_chat"]["id"] == chat
    assert message["author_signature"] == "Директор"
    assert said["author"] == mother.id


async def test_somebody_may_write_as_a_channel_of_ones_own(groups: Groups, mother: Person) -> None:
    chat = await groups.make()
    await groups.lead(chat)
    channel = await groups.make("channel", bot=False)

    await groups.say(mother, chat, "от канала", sender_chat=channel)

    [(_, message)] = await groups.updates()
    assert (message["from"]["id"], message["sender_chat"]["id"]) == (136817688, channel)


async def test_nobody_writes_as_what_is_not_ones_own_channel(groups: Groups, mother: Person) -> None:
    chat = await groups.make()
    pupil = await groups.pupil(chat)
    channel = await groups.make("channel", bot=False)

    for person, named in ((pupil, channel), (mother, chat)):
        body = {"user": person.id, "chat": chat, "text": "т", "sender_chat": named}
        assert "has no such channel" in await groups.impossible("/page/say", body)


async def test_only_members_write_and_look(api: Api, groups: Groups, sandbox: Sandbox) -> None:
    chat = await groups.make()
    stranger = sandbox.add_person("Чужой")
    body = {"user": stranger.id, "chat": chat, "text": "т"}

    assert await groups.impossible("/page/say", body) == "Чужой is not in 8А"
    async with api.session.get(f"/page/chat/{stranger.id}?chat={chat}") as response:
        assert response.status == 400


async def test_a_restricted_member_does_not_write(groups: Groups) -> None:
    chat = await groups.make()
    pupil = await groups.pupil(chat)
    await groups.member(chat, "restricted", pupil.id, rights={"can_send_messages": False})

    body = {"user": pupil.id, "chat": chat, "text": "т"}
    assert await groups.impossible("/page/say", body) == "Петров Пётр may not send text messages here"
    assert (await groups.seen(pupil, chat))["can_send"] is False


# numbers


async def test_a_supergroup_counts_for_itself_and_a_basic_group_with_the_account(api: Api, groups: Groups) -> None:
    big, small = await groups.make(), await groups.make("group")
    private = await api.ok("sendMessage", chat_id=groups.owner.id, text="т")

    in_big = await api.ok("sendMessage", chat_id=big, text="т")
    in_small = await api.ok("sendMessage", chat_id=small, text="т")

    assert in_big["message_id"] == 3
    assert in_small["message_id"] == private["message_id"] + 1
    assert str(big).startswith("-100")
    assert not str(small).startswith("-100")


# service messages


async def test_who_comes_and_goes_is_told(groups: Groups, sandbox: Sandbox) -> None:
    chat = await groups.make()
    pupil = sandbox.add_person("Петров Пётр")
    await groups.member(chat, "member", user=pupil.id)
    await groups.member(chat, "left", user=pupil.id)

    (_, came), (_, went) = await groups.updates()
    assert ([user["id"] for user in came["new_chat_members"]], came["from"]["id"]) == ([pupil.id], pupil.id)
    assert (went["left_chat_member"]["id"], went["from"]["id"]) == (pupil.id, pupil.id)


async def test_a_new_title_is_told_to_the_bot_that_gave_it_too(api: Api, groups: Groups) -> None:
    chat = await groups.make()
    await groups.lead(chat, can_change_info=True)

    assert await api.ok("setChatTitle", chat_id=chat, title=" 9А ") is True
    await api.page(f"/page/groups/{chat}", {"user": groups.owner.id, "title": "10А"})
    await api.ok("setChatTitle", chat_id=chat, title="10А")

    assert [content["new_chat_title"] for _, content in await groups.updates()] == ["9А", "10А"]
    assert (await api.ok("getChat", chat_id=chat))["title"] == "10А"


async def test_pins_are_told_kept_and_taken_back(api: Api, groups: Groups, mother: Person) -> None:
    chat = await groups.make()
    await groups.lead(chat, can_pin_messages=True)
    first, second = [await api.ok("sendMessage", chat_id=chat, text=text) for text in ("раз", "два")]

    await api.ok("pinChatMessage", chat_id=chat, message_id=first["message_id"])
    await api.page(f"/page/groups/{chat}", {"user": mother.id, "pin": second["message_id"]})

    told = [content["pinned_message"]["text"] for _, content in await groups.updates()]
    assert told == ["раз", "два"]
    assert (await api.ok("getChat", chat_id=chat))["pinned_message"]["text"] == "два"
    await api.ok("unpinChatMessage", chat_id=chat)
    assert (await api.ok("getChat", chat_id=chat))["pinned_message"]["text"] == "раз"
    await api.ok("pinChatMessage", chat_id=chat, message_id=second["message_id"])
    await api.ok("deleteMessage", chat_id=chat, message_id=second["message_id"])
    assert (await api.ok("getChat", chat_id=chat))["pinned_message"]["text"] == "раз"
    await api.ok("unpinAllChatMessages", chat_id=chat)
    assert "pinned_message" not in await api.ok("getChat", chat_id=chat)


# upgrades


async def test_a_group_becomes_a_supergroup_with_another_id(api: Api, groups: Groups, mother: Person) -> None:
    chat = await groups.make("group")
    pupil = await groups.pupil(chat)
    bigger = (await api.page(f"/page/groups/{chat}", {"user": mother.id, "upgrade": True}))["id"]

    (_, told), (_, new) = await groups.updates()
    assert (told["chat"]["id"], told["migrate_to_chat_id"]) == (chat, bigger)
    assert (new["chat"]["id"], new["migrate_from_chat_id"]) == (bigger, chat)
    assert (await api.ok("getChatMember", chat_id=bigger, user_id=pupil.id))["status"] == "member"
    assert (await api.ok("getChat", chat_id=chat))["type"] == "group"
    gone = {"user": mother.id, "chat": chat, "text": "т"}
    assert await groups.impossible("/page/say", gone) == "the group was upgraded to a supergroup"
    again = {"user": mother.id, "upgrade": True}
    assert "upgraded" in await groups.impossible(f"/page/groups/{chat}", again)
