"""How each refusal about groups and channels happens; `test_errors` plays them."""

from sandbox.state import Person
from tests.sandbox.groups import Groups
from tests.sandbox.scenarios import Answer, World, row

GROUP = "supergroup"


def groups(world: World) -> Groups:
    return Groups(world.api, world.sandbox, world.mother)


async def led(world: World, kind: str = GROUP, **rights: bool) -> tuple[Groups, int]:
    """A group whose administrator the bot is."""
    here = groups(world)
    chat = await here.make(kind)
    await here.lead(chat, **rights)
    return here, chat


async def with_pupil(world: World, **rights: bool) -> tuple[int, Person]:
    here, chat = await led(world, GROUP, **rights)
    return chat, await here.pupil(chat)


async def promote(world: World, chat: int, user: int, **given: bool) -> Answer:
    return await world.api.refused("promoteChatMember", chat_id=chat, user_id=user, **given)


# whether the bot is there


@row("migrated")
async def _(world: World) -> Answer:
    chat = await groups(world).make("group")
    bigger = await world.api.page(f"/page/groups/{chat}", {"user": world.mother.id, "upgrade": True})
    _, body = await world.api.call("sendMessage", chat_id=chat, text="т")
    assert body["parameters"] == {"migrate_to_chat_id": bigger["id"]}
    return await world.send(chat_id=chat)


@row("kicked")
async def _(world: World) -> Answer:
    here = groups(world)
    texts = []
    for kind in ("group", "channel", GROUP):
        chat = await here.make(kind)
        await here.member(chat, "kicked", "@sandbox_bot")
        texts.append(await world.send(chat_id=chat))
    assert [text for _, text in texts] == [
        f"Forbidden: bot was kicked from the {kind} chat" for kind in ("group", "channel", GROUP)
    ]
    return texts[0]


@row("not-member")
async def _(world: World) -> Answer:
    here = groups(world)
    texts = []
    for kind in ("group", "channel", GROUP):
        chat = await here.make(kind)
        await world.api.ok("leaveChat", chat_id=chat)
        texts.append(await world.send(chat_id=chat))
    assert [text for _, text in texts] == [
        f"Forbidden: bot is not a member of the {kind} chat" for kind in ("group", "channel", GROUP)
    ]
    return texts[0]


@row("channel-rights")
async def _(world: World) -> Answer:
    _, chat = await led(world, "channel")
    return await world.send(chat_id=chat)


@row("send-rights")
async def _(world: World) -> Answer:
    here = groups(world)
    chat = await here.make()
    await here.member(chat, "restricted", "@sandbox_bot", rights={})
    status, text = await world.send(chat_id=chat)
    assert text == "Bad Request: not enough rights to send text messages to the chat"
    return status, text


# members


@row("member-not-found")
async def _(world: World) -> Answer:
    chat = await groups(world).make("group")
    return await world.api.refused("getChatMember", chat_id=chat, user_id=1)


@row("participant-invalid")
async def _(world: World) -> Answer:
    chat = await groups(world).make()
    return await world.api.refused("getChatMember", chat_id=chat, user_id=1)


@row("members-hidden")
async def _(world: World) -> Answer:
    here = groups(world)
    await here.make("channel", bot=False, username="news")
    return await world.api.refused("getChatMember", chat_id="@news", user_id=here.owner.id)


@row("no-administrators")
async def _(world: World) -> Answer:
    return await world.api.refused("getChatAdministrators", chat_id=world.mother.id)


@row("leave-private")
async def _(world: World) -> Answer:
    return await world.api.refused("leaveChat", chat_id=world.mother.id)


@row("ban-private")
async def _(world: World) -> Answer:
    return await world.api.refused("banChatMember", chat_id=world.mother.id, user_id=world.mother.id)


@row("not-supergroup-or-channel")
async def _(world: World) -> Answer:
    chat = await groups(world).make("group")
    assert await promote(world, chat, world.mother.id) == await world.api.refused(
        "unbanChatMember", chat_id=chat, user_id=world.mother.id
    )
    return await promote(world, chat, world.mother.id)


@row("not-supergroup")
async def _(world: World) -> Answer:
    chat = await groups(world).make("group")
    return await world.api.refused("restrictChatMember", chat_id=chat, user_id=world.mother.id, permissions={})


@row("not-group")
async def _(world: World) -> Answer:
    chat = await groups(world).make("channel")
    return await world.api.refused("setChatAdministratorCustomTitle", chat_id=chat, user_id=1, custom_title="т")


@row("owner-removed")
async def _(world: World) -> Answer:
    _, chat = await led(world, can_restrict_members=True)
    return await world.api.refused("banChatMember", chat_id=chat, user_id=world.mother.id)


@row("administrator-restricted")
async def _(world: World) -> Answer:
    here, chat = await led(world, can_restrict_members=True)
    teacher = await here.pupil(chat)
    await here.member(chat, "administrator", teacher.id)
    return await world.api.refused("banChatMember", chat_id=chat, user_id=teacher.id)


@row("restrict-self")
async def _(world: World) -> Answer:
    _, chat = await led(world, can_restrict_members=True)
    return await world.api.refused("restrictChatMember", chat_id=chat, user_id=42, permissions={})


@row("unrestrict-self")
async def _(world: World) -> Answer:
    _, chat = await led(world, can_restrict_members=True)
    return await world.api.refused("unbanChatMember", chat_id=chat, user_id=42)


@row("restrict-rights")
async def _(world: World) -> Answer:
    chat, pupil = await with_pupil(world)
    return await world.api.refused("banChatMember", chat_id=chat, user_id=pupil.id)


@row("chat-admin-required")
async def _(world: World) -> Answer:
    here = groups(world)
    chat = await here.make("group")
    pupil = await here.pupil(chat)
    return await world.api.refused("banChatMember", chat_id=chat, user_id=pupil.id)


@row("promote-self")
async def _(world: World) -> Answer:
    _, chat = await led(world, can_promote_members=True)
    return await promote(world, chat, 42, can_manage_chat=True)


@row("promote-rights")
async def _(world: World) -> Answer:
    chat, pupil = await with_pupil(world)
    return await promote(world, chat, pupil.id, can_manage_chat=True)


@row("right-forbidden")
async def _(world: World) -> Answer:
    chat, pupil = await with_pupil(world, can_promote_members=True)
    return await promote(world, chat, pupil.id, can_delete_messages=True)


@row("user-not-participant")
async def _(world: World) -> Answer:
    _, chat = await led(world, can_promote_members=True)
    stranger = world.sandbox.add_person("Чужой")
    return await promote(world, chat, stranger.id, can_manage_chat=True)


async def title(world: World, chat: int, user: int, text: str = "Староста") -> Answer:
    given = {"chat_id": chat, "user_id": user, "custom_title": text}
    return await world.api.refused("setChatAdministratorCustomTitle", **given)


@row("custom-title-owner")
async def _(world: World) -> Answer:
    _, chat = await led(world, can_promote_members=True)
    return await title(world, chat, world.mother.id)


@row("custom-title-member")
async def _(world: World) -> Answer:
    chat, pupil = await with_pupil(world, can_promote_members=True)
    return await title(world, chat, pupil.id)


@row("custom-title-rights")
async def _(world: World) -> Answer:
    here, chat = await led(world, can_promote_members=True)
    teacher = await here.pupil(chat)
    await here.member(chat, "administrator", teacher.id)
    return await title(world, chat, teacher.id)


@row("custom-title-invalid")
async def _(world: World) -> Answer:
    chat, pupil = await with_pupil(world, can_promote_members=True)
    await world.api.ok("promoteChatMember", chat_id=chat, user_id=pupil.id, can_manage_chat=True)
    return await title(world, chat, pupil.id, "щ" * 17)


# the chat itself


@row("title-private")
async def _(world: World) -> Answer:
    return await world.api.refused("setChatTitle", chat_id=world.mother.id, title="т")


@row("title-empty")
async def _(world: World) -> Answer:
    _, chat = await led(world, can_change_info=True)
    return await world.api.refused("setChatTitle", chat_id=chat, title="  ")


@row("title-rights")
async def _(world: World) -> Answer:
    chat = await groups(world).make()
    return await world.api.refused("setChatTitle", chat_id=chat, title="т")


@row("description-private")
async def _(world: World) -> Answer:
    return await world.api.refused("setChatDescription", chat_id=world.mother.id, description="т")


@row("description-rights")
async def _(world: World) -> Answer:
    chat = await groups(world).make()
    return await world.api.refused("setChatDescription", chat_id=chat, description="т")


@row("description-same")
async def _(world: World) -> Answer:
    _, chat = await led(world, can_change_info=True)
    await world.api.ok("setChatDescription", chat_id=chat, description="т")
    return await world.api.refused("setChatDescription", chat_id=chat, description="т")


@row("permissions-private")
async def _(world: World) -> Answer:
    return await world.api.refused("setChatPermissions", chat_id=world.mother.id, permissions={})


@row("permissions-channel")
async def _(world: World) -> Answer:
    chat = await groups(world).make("channel")
    return await world.api.refused("setChatPermissions", chat_id=chat, permissions={})


@row("permissions-rights")
async def _(world: World) -> Answer:
    chat = await groups(world).make()
    return await world.api.refused("setChatPermissions", chat_id=chat, permissions={})


@row("pin-rights")
async def _(world: World) -> Answer:
    chat = await groups(world).make()
    message_id = await world.sent(chat_id=chat)
    return await world.api.refused("pinChatMessage", chat_id=chat, message_id=message_id)


@row("pin-not-found")
async def _(world: World) -> Answer:
    _, chat = await led(world, can_pin_messages=True)
    return await world.api.refused("pinChatMessage", chat_id=chat, message_id=999)


@row("unpin-not-found")
async def _(world: World) -> Answer:
    _, chat = await led(world, can_pin_messages=True)
    return await world.api.refused("unpinChatMessage", chat_id=chat)


@row("join-private")
async def _(world: World) -> Answer:
    return await world.api.refused("approveChatJoinRequest", chat_id=world.mother.id, user_id=world.mother.id)


@row("join-rights")
async def _(world: World) -> Answer:
    _, chat = await led(world)
    await world.api.page(f"/page/groups/{chat}", {"user": world.mother.id, "permissions": {"can_invite_users": False}})
    return await world.api.refused("approveChatJoinRequest", chat_id=chat, user_id=world.mother.id)


@row("join-missing")
async def _(world: World) -> Answer:
    _, chat = await led(world, can_invite_users=True)
    stranger = world.sandbox.add_person("Чужой")
    return await world.api.refused("declineChatJoinRequest", chat_id=chat, user_id=stranger.id)


@row("join-already")
async def _(world: World) -> Answer:
    _, chat = await led(world, can_invite_users=True)
    return await world.api.refused("approveChatJoinRequest", chat_id=chat, user_id=world.mother.id)


@row("delete-foreign")
async def _(world: World) -> Answer:
    here = groups(world)
    chat = await here.make()
    said = await here.say(world.mother, chat, "т")
    return await world.api.refused("deleteMessage", chat_id=chat, message_id=said["message_id"])


# commands


async def commands(world: World, scope: dict[str, object]) -> Answer:
    return await world.api.refused(
        "setMyCommands", commands=[{"command": "start", "description": "Начать"}], scope=scope
    )


@row("scope-private")
async def _(world: World) -> Answer:
    return await commands(world, {"type": "chat_administrators", "chat_id": world.mother.id})


@row("scope-channel")
async def _(world: World) -> Answer:
    chat = await groups(world).make("channel")
    return await commands(world, {"type": "chat", "chat_id": chat})
