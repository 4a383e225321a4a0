"""Channels: posts without a person, who may post, edit and delete, and the discussion group."""

from typing import Any

from sandbox.state import Person
from tests.sandbox.conftest import Api, Watch
from tests.sandbox.groups import BOT, KEYBOARD, Groups


async def linked(groups: Groups) -> tuple[int, int]:
    """A channel and its discussion group; the bot leads both."""
    channel, group = await groups.make("channel"), await groups.make()
    await groups.lead(group)
    await groups.api.page(f"/page/groups/{channel}", {"user": groups.owner.id, "linked": group})
    await groups.updates()
    return channel, group


async def test_a_post_comes_without_a_person(groups: Groups, mother: Person, api: Api) -> None:
    channel = await groups.make("channel")
    said = await groups.say(mother, channel, "новость")
    body = {"user": mother.id, "chat": channel, "message_id": said["message_id"], "text": "новости"}
    await api.page("/page/edit", body)

    (first, post), (second, edited) = await groups.updates()
    assert (first, second) == ("channel_post", "edited_channel_post")
    assert "from" not in post
    assert (post["sender_chat"]["id"], post["chat"]["type"], edited["text"]) == (channel, "channel", "новости")


async def test_subscribers_read_and_do_not_write(groups: Groups) -> None:
    channel = await groups.make("channel")
    pupil = await groups.pupil(channel)

    body = {"user": pupil.id, "chat": channel, "text": "т"}
    assert await groups.impossible("/page/say", body) == "Петров Пётр lacks can_post_messages"
    assert (await groups.seen(pupil, channel))["can_send"] is False
    assert (await groups.seen(pupil, channel))["commands"] == []


async def test_nobody_is_told_who_subscribes_but_chat_member(groups: Groups) -> None:
    channel = await groups.make("channel")
    pupil = groups.sandbox.add_person("Петров Пётр")

    await groups.member(channel, "member", user=pupil.id)

    assert await groups.heard() == ["chat_member"]


async def test_a_bot_is_an_administrator_of_a_channel_or_nobody(groups: Groups, mother: Person) -> None:
    channel = await groups.make("channel", bot=False)

    body = {"user": mother.id, "chat": channel, "member": BOT, "status": "member"}
    assert await groups.impossible("/page/members", body) == "a bot can only be an administrator of a channel"


async def test_a_bot_posts_with_the_right_to(api: Api, groups: Groups) -> None:
    channel = await groups.make("channel", username="news")

    sent = await api.ok("sendMessage", chat_id="@news", text="новость", reply_markup=KEYBOARD)

    assert sent["sender_chat"]["username"] == "news"
    assert await groups.updates() == []
    await groups.lead(channel, can_edit_messages=True)
    assert (await api.refused("sendMessage", chat_id=channel, text="т"))[0] == 400


async def test_with_the_right_to_edit_a_bot_edits_anybodys_post(
    api: Api, groups: Groups, mother: Person, watch: Watch
) -> None:
    channel = await groups.make("channel")
    await groups.lead(channel, can_post_messages=True)
    said = await groups.say(mother, channel, "было")
    sent = await api.ok("sendMessage", chat_id=channel, text="было")
    watch.move(days=30)

    async def edit(message: Any) -> int:
        target = {"chat_id": channel, "message_id": message["message_id"], "text": "стало"}
        status, _ = await api.call("editMessageText", **target)
        return status

    assert [await edit(said), await edit(sent)] == [400, 200]
    await groups.lead(channel, can_edit_messages=True)
    assert await edit(said) == 200
    await groups.lead(channel, can_delete_messages=True)
    assert await edit(said) == 400


async def test_a_bot_that_may_no_longer_post_keeps_its_posts(api: Api, groups: Groups) -> None:
    channel = await groups.make("channel")
    sent = await api.ok("sendMessage", chat_id=channel, text="было")
    await groups.lead(channel)
    target = {"chat_id": channel, "message_id": sent["message_id"]}

    assert (await api.refused("editMessageText", text="стало", **target))[1] == "Bad Request: message can't be edited"
    assert (await api.refused("deleteMessage", **target))[1] == "Bad Request: message can't be deleted"
    await groups.lead(channel, can_post_messages=True)
    assert await api.ok("deleteMessage", **target) is True


async def test_a_post_goes_on_into_the_discussion_group(api: Api, groups: Groups, mother: Person) -> None:
    channel, group = await linked(groups)
    said = await groups.say(mother, channel, "новость")

    (_, post), (kind, forwarded) = await groups.updates()
    assert (kind, forwarded["chat"]["id"], forwarded["text"]) == ("message", group, "новость")
    assert (forwarded["from"]["id"], forwarded["sender_chat"]["id"]) == (777000, channel)
    assert forwarded["is_automatic_forward"] is True
    origin = forwarded["forward_origin"]
    assert (origin["type"], origin["message_id"]) == ("channel", said["message_id"])
    assert (await api.ok("getChat", chat_id=channel))["linked_chat_id"] == group
    assert (await api.ok("getChat", chat_id=group))["linked_chat_id"] == channel
    assert (await api.ok("getChat", chat_id=group))["pinned_message"]["text"] == post["text"]


async def test_another_bots_post_is_heard_in_a_channel(api: Api, groups: Groups) -> None:
    channel = await groups.make("channel")
    other = Api(api.session, "43:other-token")
    await other.ok("getMe")
    await groups.member(channel, "administrator", 43)
    await groups.updates()

    sent = await other.ok("sendMessage", chat_id=channel, text="новость")
    await other.ok("editMessageText", chat_id=channel, message_id=sent["message_id"], text="новости")

    (first, _), (second, edited) = await groups.updates()
    assert (first, second, edited["text"]) == ("channel_post", "edited_channel_post", "новости")


async def test_only_posts_go_on_into_the_discussion_group(api: Api, groups: Groups, mother: Person) -> None:
    channel, _ = await linked(groups)

    await api.page(f"/page/groups/{channel}", {"user": mother.id, "title": "Новости школы"})

    [(kind, content)] = await groups.updates()
    assert (kind, content["new_chat_title"]) == ("channel_post", "Новости школы")


async def test_a_channel_has_one_discussion_group(api: Api, groups: Groups, mother: Person) -> None:
    channel, group = await linked(groups)
    other = await groups.make()
    for number in (other, None):
        await api.page(f"/page/groups/{channel}", {"user": mother.id, "linked": number})
        assert "linked_chat_id" not in await api.ok("getChat", chat_id=group)

    assert "linked_chat_id" not in await api.ok("getChat", chat_id=other)
    await api.page(f"/page/groups/{channel}", {"user": mother.id, "linked": group})
    second = await groups.make("channel")
    await api.page(f"/page/groups/{second}", {"user": mother.id, "linked": group})
    assert "linked_chat_id" not in await api.ok("getChat", chat_id=channel)


async def test_only_a_supergroup_discusses_and_only_a_channel_is_discussed(groups: Groups, mother: Person) -> None:
    channel, small, big = [await groups.make(kind) for kind in ("channel", "group", "supergroup")]

    for number, linked_to in ((channel, small), (channel, channel), (channel, -1), (big, big)):
        body = {"user": mother.id, "linked": linked_to}
        assert "discussion group" in await groups.impossible(f"/page/groups/{number}", body)


async def test_a_forward_of_a_post_names_the_channel(api: Api, groups: Groups, mother: Person) -> None:
    channel = await groups.make("channel")
    said = await groups.say(mother, channel, "новость")

    target = {"chat_id": mother.id, "from_chat_id": channel, "message_id": said["message_id"]}
    origin = (await api.ok("forwardMessage", **target))["forward_origin"]

    assert (origin["type"], origin["chat"]["id"], origin["message_id"]) == ("channel", channel, said["message_id"])


async def test_anybody_taps_in_a_public_channel(api: Api, groups: Groups) -> None:
    channel = await groups.make("channel", username="news")
    sent = await api.ok("sendMessage", chat_id=channel, text="?", reply_markup=KEYBOARD)
    reader = groups.sandbox.add_person("Читатель")

    body = {"user": reader.id, "chat": channel, "message_id": sent["message_id"], "data": "yes"}
    await api.page("/page/press", body)

    [(kind, tap)] = await groups.updates()
    assert (kind, tap["from"]["id"], tap["message"]["chat"]["id"]) == ("callback_query", reader.id, channel)


async def test_pins_of_a_channel_ask_for_the_right_to_edit(api: Api, groups: Groups) -> None:
    channel = await groups.make("channel")
    sent = await api.ok("sendMessage", chat_id=channel, text="новость")
    target = {"chat_id": channel, "message_id": sent["message_id"]}
    await groups.lead(channel, can_post_messages=True)
    assert (await api.refused("pinChatMessage", **target))[0] == 400

    await groups.lead(channel, can_edit_messages=True)
    assert await api.ok("pinChatMessage", **target) is True
    assert (await api.ok("getChat", chat_id=channel))["pinned_message"]["text"] == "новость"


async def test_an_administrator_of_a_channel_gets_what_is_for_channels(api: Api, groups: Groups) -> None:
    channel = await groups.make("channel")
    await groups.lead(channel, can_promote_members=True, can_post_messages=True, can_restrict_members=True)
    teacher = groups.sandbox.add_person("Учитель")

    await api.ok("promoteChatMember", chat_id=channel, user_id=teacher.id, can_post_messages=True)

    member = await api.ok("getChatMember", chat_id=channel, user_id=teacher.id)
    assert (member["can_post_messages"], member["can_restrict_members"]) == (True, True)
    assert "can_pin_messages" not in member
