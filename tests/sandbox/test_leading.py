"""What administrators do to members: ban, restrict, promote, let in; what people may do by their rights."""

from typing import Any

import pytest

from sandbox import Sandbox
from sandbox.state import Person
from tests.sandbox.conftest import Api, Watch
from tests.sandbox.groups import Groups
from tests.sandbox.test_members import DAY, status

# banning and restricting


async def test_a_ban_lasts_until_its_date(api: Api, groups: Groups, watch: Watch) -> None:
    chat = await groups.make()
    await groups.lead(chat, can_restrict_members=True)
    pupil = await groups.pupil(chat)
    until = int(watch().timestamp()) + DAY
    await api.ok("banChatMember", chat_id=chat, user_id=pupil.id, until_date=until)

    assert await status(api, chat, pupil.id) == "kicked"
    back = {"user": pupil.id, "chat": chat, "status": "member"}
    assert await groups.impossible("/page/members", back) == "Петров Пётр was removed from 8А"
    watch.move(days=1)
    assert await status(api, chat, pupil.id) == "left"
    await api.page("/page/members", back)
    assert await status(api, chat, pupil.id) == "member"


@pytest.mark.parametrize("seconds", [29, 367 * DAY])
async def test_a_ban_too_short_or_too_long_is_for_ever(api: Api, groups: Groups, watch: Watch, seconds: int) -> None:
    chat = await groups.make()
    await groups.lead(chat, can_restrict_members=True)
    pupil = await groups.pupil(chat)

    until = int(watch().timestamp()) + seconds
    await api.ok("banChatMember", chat_id=chat, user_id=pupil.id, until_date=until)

    assert (await api.ok("getChatMember", chat_id=chat, user_id=pupil.id))["until_date"] == 0


async def test_who_was_banned_is_let_back(api: Api, groups: Groups) -> None:
    chat = await groups.make()
    await groups.lead(chat, can_restrict_members=True)
    pupil, other = await groups.pupil(chat), await groups.pupil(chat, "Сидоров Сидор")
    await api.ok("banChatMember", chat_id=chat, user_id=pupil.id)

    await api.ok("unbanChatMember", chat_id=chat, user_id=pupil.id, only_if_banned=True)
    await api.ok("unbanChatMember", chat_id=chat, user_id=other.id, only_if_banned=True)
    assert [await status(api, chat, one.id) for one in (pupil, other)] == ["left", "member"]

    await api.ok("unbanChatMember", chat_id=chat, user_id=other.id)
    assert await status(api, chat, other.id) == "left"


async def test_restrictions_forbid_and_are_lifted(api: Api, groups: Groups, mother: Person) -> None:
    chat = await groups.make()
    await groups.lead(chat, can_restrict_members=True)
    pupil = await groups.pupil(chat)
    target = {"chat_id": chat, "user_id": pupil.id}

    await api.ok("restrictChatMember", permissions={"can_send_polls": True}, **target)
    member = await api.ok("getChatMember", **target)
    assert (member["status"], member["is_member"]) == ("restricted", True)
    assert (member["can_send_messages"], member["can_send_photos"]) == (True, False)

    only = {"can_send_polls": True}
    await api.ok("restrictChatMember", permissions=only, use_independent_chat_permissions=True, **target)
    assert (await api.ok("getChatMember", **target))["can_send_messages"] is False

    everything = {
        "can_send_polls": True, "can_send_other_messages": True, "can_add_web_page_previews": True,
        "can_change_info": True, "can_invite_users": True, "can_pin_messages": True,
    }  # fmt: skip
    await api.ok("restrictChatMember", permissions=everything, **target)
    assert await status(api, chat, pupil.id) == "member"


async def test_an_administrator_made_by_another_is_not_restricted_but_ones_own_is(api: Api, groups: Groups) -> None:
    chat = await groups.make()
    await groups.lead(chat, can_restrict_members=True, can_promote_members=True, can_pin_messages=True)
    pupil = await groups.pupil(chat)
    await api.ok("promoteChatMember", chat_id=chat, user_id=pupil.id, can_pin_messages=True)
    assert (await api.ok("getChatMember", chat_id=chat, user_id=pupil.id))["can_be_edited"] is True

    assert await api.ok("setChatAdministratorCustomTitle", chat_id=chat, user_id=pupil.id, custom_title="Староста")
    assert (await api.ok("getChatMember", chat_id=chat, user_id=pupil.id))["custom_title"] == "Староста"
    await api.ok("promoteChatMember", chat_id=chat, user_id=pupil.id)
    assert await status(api, chat, pupil.id) == "member"
    await api.ok("banChatMember", chat_id=chat, user_id=pupil.id)


async def test_a_bot_bans_an_administrator_whom_it_made_and_leads_no_others(api: Api, groups: Groups) -> None:
    chat = await groups.make()
    await groups.lead(chat, can_restrict_members=True, can_promote_members=True)
    own, foreign = await groups.pupil(chat), await groups.pupil(chat, "Сидоров Сидор")
    await api.ok("promoteChatMember", chat_id=chat, user_id=own.id, can_restrict_members=True)
    await groups.member(chat, "administrator", foreign.id)

    refusal = await api.refused("promoteChatMember", chat_id=chat, user_id=foreign.id, can_manage_chat=True)
    assert refusal == (400, "Bad Request: CHAT_ADMIN_REQUIRED")
    assert await api.ok("banChatMember", chat_id=chat, user_id=own.id) is True


async def test_a_basic_group_removes_only_who_is_there(api: Api, groups: Groups) -> None:
    chat = await groups.make("group")
    await groups.lead(chat, can_restrict_members=True)
    pupil = await groups.pupil(chat)
    stranger = groups.sandbox.add_person("Чужой")

    refusal = await api.refused("banChatMember", chat_id=chat, user_id=stranger.id)
    assert refusal == (400, "Bad Request: USER_NOT_PARTICIPANT")
    assert await api.ok("banChatMember", chat_id=chat, user_id=pupil.id) is True
    assert [await status(api, chat, one.id) for one in (pupil, stranger)] == ["left", "left"]
    await groups.member(chat, "member", user=pupil.id)


async def test_a_title_outlives_new_rights(api: Api, groups: Groups) -> None:
    chat = await groups.make()
    await groups.lead(chat, can_promote_members=True, can_pin_messages=True)
    pupil = await groups.pupil(chat)
    target = {"chat_id": chat, "user_id": pupil.id}
    await api.ok("promoteChatMember", can_manage_chat=True, **target)
    await api.ok("setChatAdministratorCustomTitle", custom_title="Староста", **target)

    await api.ok("promoteChatMember", can_pin_messages=True, **target)

    member = await api.ok("getChatMember", **target)
    assert (member["custom_title"], member["can_pin_messages"], member["can_manage_chat"]) == ("Староста", True, True)


async def test_permissions_of_all_rule_what_is_sent(api: Api, groups: Groups, mother: Person) -> None:
    chat = await groups.make()
    await groups.lead(chat, can_restrict_members=True)
    pupil = await groups.pupil(chat)

    await api.ok("setChatPermissions", chat_id=chat, permissions={"can_send_photos": True})

    shown = (await api.ok("getChat", chat_id=chat))["permissions"]
    assert (shown["can_send_messages"], shown["can_send_documents"]) == (True, False)
    await groups.say(pupil, chat, "можно")
    await api.ok("setChatPermissions", chat_id=chat, permissions={})
    silent = {"user": pupil.id, "chat": chat, "text": "т"}
    assert "may not send text messages" in await groups.impossible("/page/say", silent)
    await groups.say(mother, chat, "владелец говорит")


# asking to join


async def asked(groups: Groups, **rights: bool) -> tuple[int, Person]:
    chat = await groups.make(username="class8a")
    await groups.lead(chat, **rights)
    await groups.api.page(f"/page/groups/{chat}", {"user": groups.owner.id, "join_by_request": True})
    pupil = groups.sandbox.add_person("Петров Пётр")
    await groups.member(chat, "member", user=pupil.id)
    return chat, pupil


@pytest.mark.parametrize(("method", "expected"), [("approve", "member"), ("decline", "left")])
async def test_a_request_is_answered_by_a_bot(api: Api, groups: Groups, method: str, expected: str) -> None:
    chat, pupil = await asked(groups, can_invite_users=True)
    [(kind, request)] = await groups.updates()
    assert (kind, request["from"]["id"], request["user_chat_id"]) == ("chat_join_request", pupil.id, pupil.id)

    assert await api.ok(f"{method}ChatJoinRequest", chat_id=chat, user_id=pupil.id) is True

    assert await status(api, chat, pupil.id) == expected
    assert (await api.page(f"/page/groups/{chat}"))["requests"] == []
    if expected == "member":
        (_, change), (_, told) = await groups.updates()
        assert change["via_join_request"] is True
        assert (change["from"]["id"], told["from"]["id"]) == (42, pupil.id)


async def test_a_request_is_answered_by_a_person(api: Api, groups: Groups, mother: Person) -> None:
    chat, pupil = await asked(groups)
    assert await groups.updates() == []
    assert (await api.page(f"/page/groups/{chat}"))["requests"] == [pupil.id]

    await groups.member(chat, "member", pupil.id)

    assert await status(api, chat, pupil.id) == "member"


async def test_what_all_members_may_a_bot_may_only_as_administrator(api: Api, groups: Groups, mother: Person) -> None:
    chat = await groups.make("group")
    everybody = {"can_change_info": True, "can_pin_messages": True}
    await api.page(f"/page/groups/{chat}", {"user": mother.id, "permissions": everybody})

    refusal = await api.refused("setChatTitle", chat_id=chat, title="9А")

    assert refusal == (400, "Bad Request: not enough rights to change chat title")


# restricted and gone


async def test_a_restriction_outlives_leaving(api: Api, groups: Groups, watch: Watch) -> None:
    chat = await groups.make()
    await groups.lead(chat, can_restrict_members=True)
    pupil = await groups.pupil(chat)
    until = int(watch().timestamp()) + DAY
    await api.ok("restrictChatMember", chat_id=chat, user_id=pupil.id, permissions={}, until_date=until)
    await api.ok("sendMessage", chat_id=chat, text="т", reply_markup={"keyboard": [[{"text": "Да"}]]})
    assert groups.sandbox.groups[chat].keyboards.keys() >= {pupil.id}

    await groups.member(chat, "left", user=pupil.id)
    gone = await api.ok("getChatMember", chat_id=chat, user_id=pupil.id)
    assert (gone["status"], gone["is_member"]) == ("restricted", False)
    assert pupil.id not in groups.sandbox.groups[chat].keyboards
    await groups.member(chat, "member", user=pupil.id)
    back = await api.ok("getChatMember", chat_id=chat, user_id=pupil.id)
    assert (back["status"], back["is_member"]) == ("restricted", True)

    await groups.member(chat, "left", user=pupil.id)
    watch.move(days=1)
    assert await status(api, chat, pupil.id) == "left"


# people lead by their rights


async def test_members_change_only_what_their_rights_name(api: Api, groups: Groups, mother: Person) -> None:
    chat = await groups.make("group")
    teacher = await groups.pupil(chat)
    said = await groups.say(teacher, chat, "т")
    given = {"user": teacher.id, "title": "9А"}
    assert "lacks can_change_info" in await groups.impossible(f"/page/groups/{chat}", given)
    given = {"user": teacher.id, "pin": said["message_id"]}
    assert "lacks can_pin_messages" in await groups.impossible(f"/page/groups/{chat}", given)
    await groups.member(chat, "administrator", teacher.id)
    await api.page(f"/page/groups/{chat}", given)

    given = {"user": teacher.id, "upgrade": True}
    assert "only its owner" in await groups.impossible(f"/page/groups/{chat}", given)
    told = (await groups.seen(teacher, chat))["messages"][-1]
    await groups.member(chat, "member", teacher.id)
    line = {"user": teacher.id, "chat": chat, "message_id": told["message_id"]}
    assert "lacks can_delete_messages" in await groups.impossible("/page/delete", line)


async def test_only_who_may_invite_adds_others(api: Api, groups: Groups, mother: Person) -> None:
    chat = await groups.make()
    pupil = await groups.pupil(chat)
    await api.page(f"/page/groups/{chat}", {"user": mother.id, "permissions": {"can_invite_users": False}})
    friend = groups.sandbox.add_person("Друг")

    given = {"user": pupil.id, "chat": chat, "member": friend.id, "status": "member"}
    assert await groups.impossible("/page/members", given) == "Петров Пётр lacks can_invite_users"


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ({"status": "administrator"}, "Петров Пётр lacks can_promote_members"),
        ({"status": "kicked"}, "Петров Пётр lacks can_restrict_members"),
        ({"status": "owl"}, "nobody can be owl here"),
    ],
)
async def test_ordinary_members_lead_nobody(groups: Groups, body: dict[str, Any], reason: str) -> None:
    chat = await groups.make()
    pupil, other = await groups.pupil(chat), await groups.pupil(chat, "Сидоров Сидор")

    given = {"user": pupil.id, "chat": chat, "member": other.id, **body}
    assert await groups.impossible("/page/members", given) == reason


async def test_nobody_changes_the_owner(groups: Groups, mother: Person) -> None:
    chat = await groups.make()
    teacher = await groups.pupil(chat)
    await groups.member(chat, "administrator", teacher.id, rights={"can_restrict_members": True})

    given = {"user": teacher.id, "chat": chat, "member": mother.id, "status": "kicked"}
    assert await groups.impossible("/page/members", given) == "nobody changes the owner"


async def test_only_supergroups_restrict(groups: Groups, mother: Person, sandbox: Sandbox) -> None:
    chat = await groups.make("group")
    pupil = await groups.pupil(chat)

    given = {"user": mother.id, "chat": chat, "member": pupil.id, "status": "restricted"}
    assert await groups.impossible("/page/members", given) == "only members of supergroups can be restricted"
