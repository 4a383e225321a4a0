"""Deleting messages: whose, and how old they may be (td, `can_delete_message` and `can_revoke_message`)."""

from datetime import timedelta

from sandbox import rights
from sandbox.errors import Refused
from sandbox.methods import common
from sandbox.methods.access import Access
from sandbox.methods.registry import plays
from sandbox.state import Bot, Chat, Group, Message, Room
from sandbox.world import Call, Sandbox, place

DELETABLE = timedelta(hours=48)
MAX_DELETED = 100
BEGINNINGS = frozenset({"supergroup_chat_created", "channel_chat_created", "migrate_from_chat_id"})


@plays("deleteMessage")
def delete_message(sandbox: Sandbox, call: Call) -> bool:
    chat = common.chat_of(sandbox, call, access=Access.WRITE)
    message = common.message_in(chat, call.params["message_id"], "delete-not-found")
    _delete(sandbox, call.bot, chat, [message])
    return True


@plays("deleteMessages")
def delete_messages(sandbox: Sandbox, call: Call) -> bool:
    """Those that are there, missing ones are skipped; one that must not be deleted spares them all."""
    ids = call.params["message_ids"]
    if not ids:
        raise Refused("ids-missing")
    if len(ids) > MAX_DELETED:
        raise Refused("ids-many")
    chat = common.chat_of(sandbox, call, access=Access.WRITE)
    found = [chat.find(message_id) for message_id in dict.fromkeys(ids)]
    _delete(sandbox, call.bot, chat, [message for message in found if message is not None])
    return True


def _delete(sandbox: Sandbox, bot: Bot, chat: Room, messages: list[Message]) -> None:
    for message in messages:
        _check(bot, chat, message, is_old=sandbox.clock() - message.sent > DELETABLE)
    for message in messages:
        message.deleted = True
        if isinstance(chat, Group) and message.id in chat.pinned:
            chat.pinned.remove(message.id)
        sandbox.events.tell("delete", **place(chat), message_id=message.id)


def _check(bot: Bot, chat: Room, message: Message, *, is_old: bool) -> None:
    """48 hours everywhere.

    A private chat: both sides' messages. A basic group: own ones, an administrator anybody's. A supergroup or channel:
    own ones (posts, and what is told of its deeds, with the right to post), anybody's with `can_delete_messages`; never its beginning.
    """
    if isinstance(chat, Chat):
        if is_old:
            raise Refused("delete-impossible")
        return
    member = chat.member(bot.id)
    mine = message.by is bot
    if chat.type == "group":
        if is_old or not ((mine and not message.service) or (member is not None and member.leads)):
            raise Refused("delete-impossible")
        return
    if is_old or message.body.keys() & BEGINNINGS:
        raise Refused("delete-foreign")
    if rights.may(chat, member, "can_delete_messages"):
        return
    is_post = chat.type == "channel" or message.service
    if not mine or (is_post and not rights.may(chat, member, "can_post_messages")):
        raise Refused("delete-foreign")
