"""Looking at a chat, and what an administrator bot changes in it: title, description, permissions, pins."""

from sandbox import membership, rights
from sandbox.errors import Refused
from sandbox.methods import common
from sandbox.methods.access import Access, find_group
from sandbox.methods.registry import plays
from sandbox.state import Bot, Chat, Group, Json, Message
from sandbox.world import Call, Sandbox

MAX_TITLE = 128
MAX_DESCRIPTION = 255
NO_GIFTS = {
    "unlimited_gifts": False,
    "limited_gifts": False,
    "unique_gifts": False,
    "premium_subscription": False,
    "gifts_from_channels": False,
}


@plays("getChat")
def get_chat(sandbox: Sandbox, call: Call) -> Json:
    """Bot API's ChatFullInfo."""
    chat = common.chat_of(sandbox, call)
    full = {
        **chat.body(),
        "accent_color_id": abs(chat.id) % 7,
        "max_reaction_count": 11,
        "accepted_gift_types": NO_GIFTS,
    }
    return full if isinstance(chat, Chat) else full | _group(chat)


def _group(group: Group) -> Json:
    full: Json = {}
    if group.username:
        full["active_usernames"] = [group.username]
    if group.description:
        full["description"] = group.description
    if group.type != "channel":
        full["permissions"] = group.permissions
    if group.linked is not None:
        full["linked_chat_id"] = group.linked
    if group.type == "supergroup" and group.join_by_request:
        full["join_by_request"] = True
    pinned = group.find(group.pinned[-1]) if group.pinned else None
    if pinned is not None:
        full["pinned_message"] = {name: value for name, value in pinned.body.items() if name != "reply_to_message"}
    return full


def _leads_with(group: Group, bot: Bot, right: str) -> bool:
    """A permission that all members have does not make a bot an administrator."""
    member = group.member(bot.id)
    return member is not None and member.leads and rights.may(group, member, right)


@plays("setChatTitle")
def set_chat_title(sandbox: Sandbox, call: Call) -> bool:
    title = " ".join(call.params["title"].split())[:MAX_TITLE]
    group = find_group(sandbox, call.bot, call.params["chat_id"], Access.WRITE, "title-private")
    if not title:
        raise Refused("title-empty")
    if not _leads_with(group, call.bot, "can_change_info"):
        raise Refused("title-rights")
    membership.rename(sandbox, group, call.bot, title)
    return True


@plays("setChatDescription")
def set_chat_description(sandbox: Sandbox, call: Call) -> bool:
    group = find_group(sandbox, call.bot, call.params["chat_id"], Access.WRITE, "description-private")
    if not _leads_with(group, call.bot, "can_change_info"):
        raise Refused("description-rights")
    description = call.params.get("description", "").strip()[:MAX_DESCRIPTION]
    if description == group.description:
        raise Refused("description-same")
    group.description = description
    membership.changed(sandbox, group)
    return True


@plays("setChatPermissions")
def set_chat_permissions(sandbox: Sandbox, call: Call) -> bool:
    """What ordinary members may do from now on."""
    group = find_group(sandbox, call.bot, call.params["chat_id"], Access.WRITE, "permissions-private")
    if group.type == "channel":
        raise Refused("permissions-channel")
    if not _leads_with(group, call.bot, "can_restrict_members"):
        raise Refused("permissions-rights")
    independent = bool(call.params.get("use_independent_chat_permissions"))
    group.permissions = rights.permissions(call.params["permissions"], independent=independent)
    membership.changed(sandbox, group)
    return True


def _check_pinning(call: Call, group: Group) -> None:
    """A channel asks for the right to edit, a group for the right to pin (td, `can_pin_messages`)."""
    right = "can_edit_messages" if group.type == "channel" else "can_pin_messages"
    if not _leads_with(group, call.bot, right):
        raise Refused("pin-rights")


@plays("pinChatMessage")
def pin_chat_message(sandbox: Sandbox, call: Call) -> bool:
    """In a private chat, too, where nothing is told; in a group a line tells of it."""
    chat = common.chat_of(sandbox, call, access=Access.WRITE)
    message = common.message_in(chat, call.params["message_id"], "pin-not-found")
    if isinstance(chat, Group):
        _check_pinning(call, chat)
        membership.pin(sandbox, chat, call.bot, message)
    return True


@plays("unpinChatMessage")
def unpin_chat_message(sandbox: Sandbox, call: Call) -> bool:
    """The named message, or the one pinned last."""
    chat = common.chat_of(sandbox, call, access=Access.WRITE)
    message: Message | None = None
    if "message_id" in call.params:
        message = common.message_in(chat, call.params["message_id"], "unpin-not-found")
    if isinstance(chat, Group):
        _check_pinning(call, chat)
        if message is None and not chat.pinned:
            raise Refused("unpin-not-found")
        membership.unpin(sandbox, chat, [message.id if message is not None else chat.pinned[-1]])
    return True


@plays("unpinAllChatMessages")
def unpin_all_chat_messages(sandbox: Sandbox, call: Call) -> bool:
    chat = common.chat_of(sandbox, call, access=Access.WRITE)
    if isinstance(chat, Group):
        _check_pinning(call, chat)
        membership.unpin(sandbox, chat, list(chat.pinned))
    return True
