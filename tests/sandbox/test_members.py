"""Members: what the bot is itself, who hears of a change, and how members are looked up."""

from sandbox import Sandbox
from sandbox.state import Person
from tests.sandbox.conftest import Api
from tests.sandbox.groups import BOT, Groups

DAY = 86_400


async def status(api: Api, chat: int, user: int) -> str:
    return str((await api.ok("getChatMember", chat_id=chat, user_id=user))["status"])


# the bot itself


async def test_a_bot_hears_that_it_was_added_promoted_and_removed(groups: Groups, mother: Person) -> None:
    chat = await groups.make(bot=False)
    for member in ("member", "administrator", "left"):
        await groups.member(chat, member, BOT)

    got = [(kind, content) for kind, content in await groups.updates() if kind == "my_chat_member"]
    changes = [(one["old_chat_member"]["status"], one["new_chat_member"]["status"]) for _, one in got]
    assert changes == [("left", "member"), ("member", "administrator"), ("administrator", "left")]
    assert got[0][1]["from"]["id"] == mother.id
    assert got[0][1]["chat"]["id"] == chat


async def test_a_removed_bot_hears_of_that_and_of_nothing_more(groups: Groups, mother: Person) -> None:
    chat = await groups.make()
    await groups.member(chat, "kicked", BOT)
    await groups.say(mother, chat, "/start@sandbox_bot")

    (first, _), (second, content) = await groups.updates()
    assert (first, second) == ("my_chat_member", "message")
    assert content["left_chat_member"]["id"] == 42


async def test_a_bot_leaves_once(api: Api, groups: Groups) -> None:
    chat = await groups.make()

    assert await api.ok("leaveChat", chat_id=chat) is True

    assert await groups.heard() == ["my_chat_member", "message"]
    assert (await api.refused("leaveChat", chat_id=chat))[0] == 403
    assert (await api.refused("getChat", chat_id=chat))[0] == 403


async def test_a_bot_that_left_a_basic_group_may_still_look(api: Api, groups: Groups) -> None:
    chat = await groups.make("group")
    await api.ok("leaveChat", chat_id=chat)

    assert (await api.ok("getChat", chat_id=chat))["title"] == "8А"
    assert (await api.refused("getChatMemberCount", chat_id=chat))[0] == 403


async def test_a_bot_never_knows_a_group_it_was_not_in(api: Api, groups: Groups) -> None:
    chat = await groups.make(bot=False)

    assert await api.refused("getChat", chat_id=chat) == (400, "Bad Request: chat not found")


async def test_botfather_may_keep_a_bot_out_of_groups(api: Api, groups: Groups, mother: Person) -> None:
    chat = await groups.make(bot=False)
    await api.page("/page/bots", {"can_join_groups": False})
    assert (await api.ok("getMe"))["can_join_groups"] is False

    body = {"user": mother.id, "chat": chat, "member": BOT, "status": "member"}
    assert await groups.impossible("/page/members", body) == "Sandbox can't be added to groups"


async def test_what_came_before_the_first_call_has_the_bots_own_id(sandbox: Sandbox, api: Api) -> None:
    owner = sandbox.add_person("Иванова Мария")
    early = Groups(api, sandbox, owner)
    body = {"user": owner.id, "title": "8А", "type": "supergroup", "bots": ["sandbox_bot"]}
    chat = (await api.page("/page/groups", body))["id"]

    (_, change), (_, told) = await early.updates()

    assert change["new_chat_member"]["user"]["id"] == 42
    assert told["new_chat_members"][0]["id"] == 42
    assert await status(api, chat, 42) == "member"


# others


async def test_an_administrator_hears_of_members_only_if_it_asked(api: Api, groups: Groups) -> None:
    chat = await groups.make()
    await groups.lead(chat)
    await groups.pupil(chat)
    await api.ok("getUpdates", allowed_updates=[])
    pupil = groups.sandbox.add_person("Сидоров Сидор")
    await groups.member(chat, "member", user=pupil.id)
    [update] = await api.ok("getUpdates")
    assert "new_chat_members" in update["message"]

    await groups.updates()
    await groups.member(chat, "kicked", pupil.id, until=int(groups.sandbox.clock.unix()) + DAY)

    (kind, content), _ = await groups.updates()
    assert kind == "chat_member"
    assert (content["old_chat_member"]["status"], content["new_chat_member"]["status"]) == ("member", "kicked")
    assert content["new_chat_member"]["until_date"] == groups.sandbox.clock.unix() + DAY


async def test_an_ordinary_bot_hears_nothing_of_members(groups: Groups) -> None:
    chat = await groups.make()
    pupil = groups.sandbox.add_person("Петров Пётр")
    await groups.member(chat, "member", user=pupil.id)

    assert await groups.heard() == ["message"]


async def test_an_anonymous_administrator_stays_so_in_updates(groups: Groups) -> None:
    chat = await groups.make()
    await groups.lead(chat)
    pupil = await groups.pupil(chat)
    await groups.member(chat, "creator", anonymous=True)
    await groups.updates()

    await groups.member(chat, "administrator", pupil.id)

    [(_, content)] = await groups.updates()
    assert content["from"]["id"] == 1087968824


async def test_what_does_not_change_is_not_told(groups: Groups) -> None:
    chat = await groups.make()
    await groups.lead(chat)
    pupil = await groups.pupil(chat)
    await groups.member(chat, "restricted", pupil.id, rights={})
    await groups.updates()

    await groups.member(chat, "restricted", pupil.id, rights={})

    assert await groups.updates() == []


# looking


async def test_members_are_looked_up(api: Api, groups: Groups, mother: Person) -> None:
    chat = await groups.make()
    pupil = await groups.pupil(chat)
    stranger = groups.sandbox.add_person("Чужой")

    assert [await status(api, chat, user) for user in (mother.id, pupil.id, 42, stranger.id)] == [
        "creator", "member", "member", "left",
    ]  # fmt: skip
    assert await api.ok("getChatMemberCount", chat_id=chat) == 3
    assert await status(api, mother.id, mother.id) == "member"
    assert await api.ok("getChatMemberCount", chat_id=mother.id) == 2
    assert (await api.refused("getChatMember", chat_id=mother.id, user_id=pupil.id))[0] == 400


async def test_administrators_are_listed_without_other_bots(api: Api, groups: Groups, mother: Person) -> None:
    chat = await groups.make()
    await groups.lead(chat, can_delete_messages=True)
    await groups.pupil(chat)
    other = Api(api.session, "43:other-token")
    await other.ok("getMe")
    await groups.member(chat, "administrator", 43)

    found = await api.ok("getChatAdministrators", chat_id=chat)
    bots = await api.ok("getChatAdministrators", chat_id=chat, return_bots=True)

    assert [one["user"]["id"] for one in found] == [mother.id, 42]
    assert [one["user"]["id"] for one in bots] == [mother.id, 42, 43]
    mine = found[1]
    assert (mine["can_delete_messages"], mine["can_pin_messages"], mine["can_be_edited"]) == (True, False, False)
    assert "can_post_messages" not in mine


async def test_a_public_group_is_found_by_its_name(api: Api, groups: Groups, mother: Person) -> None:
    chat = await groups.make(bot=False, username="class8a")

    assert (await api.ok("getChat", chat_id="@Class8A"))["id"] == chat
    assert (await api.ok("getChat", chat_id=chat))["active_usernames"] == ["class8a"]
    outside = (403, "Forbidden: bot is not a member of the supergroup chat")
    assert await api.refused("sendMessage", chat_id="@class8a", text="т") == outside
    assert (await api.refused("getChat", chat_id="@maria"))[1] == "Bad Request: chat not found"
    await groups.member(chat, "member", BOT)
    assert (await api.ok("sendMessage", chat_id="@class8a", text="т"))["chat"]["id"] == chat
