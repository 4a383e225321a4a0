"""Which chats a bot may look at, edit in and write to: telegram-bot-api's `check_chat`, with its words."""

from enum import Enum, auto

from sandbox import membership
from sandbox.errors import Refused
from sandbox.state import Bot, Chat, Group, Member, Person, Room
from sandbox.world import Sandbox


class Access(Enum):
    """What a method wants of the chat; each asks for more than the one before."""

    READ = auto()
    MEMBERS = auto()
    EDIT = auto()
    WRITE = auto()


def find_room(sandbox: Sandbox, bot: Bot, chat_id: int | str, access: Access = Access.READ) -> Room:
    """A chat that the bot knows and may do that in.

    A person's chat exists once the person wrote: a bot never writes first. It knows people whom it met in a group, too,
    and may look at them. Groups are known to those who are or were in them, and by `@name` to everybody; a person's
    `@name` is no chat.
    """
    if isinstance(chat_id, str):
        return _open(_by_name(sandbox, bot, chat_id), sandbox, bot, access)
    group = sandbox.groups.get(chat_id)
    if group is not None and (group.member(bot.id) is not None or bot.id in group.known_to):
        return _open(group, sandbox, bot, access)
    chat = bot.chats.get(chat_id)
    if chat is None or not chat.started:
        chat = _met(sandbox, bot, chat_id, access)
    if chat.person.deactivated and access in (Access.EDIT, Access.WRITE):
        raise Refused("deactivated")
    return chat


def _met(sandbox: Sandbox, bot: Bot, number: int, access: Access) -> Chat:
    """Somebody who has not written to the bot: to be looked at when they met, never to be written to."""
    account = sandbox.account(number)
    if account is not bot and not any(
        group.member(bot.id) and group.member(number) for group in sandbox.groups.values()
    ):
        raise Refused("chat-not-found")
    if isinstance(account, Person):
        if access is Access.WRITE and not account.deactivated:
            raise Refused("stranger")
        return sandbox.chat(bot, account)
    raise Refused("to-bot" if access is Access.WRITE else "chat-not-found")


def find_group(sandbox: Sandbox, bot: Bot, chat_id: int | str, access: Access, private: str) -> Group:
    """A group or channel; `private` is the refusal for a private chat."""
    room = find_room(sandbox, bot, chat_id, access)
    if isinstance(room, Chat):
        raise Refused(private)
    return room


def own(group: Group, bot: Bot) -> Member:
    """The bot as a member of a group that it was let into."""
    member = group.member(bot.id)
    if member is None:
        raise Refused("not-member", kind=group.type)
    return member


def _by_name(sandbox: Sandbox, bot: Bot, name: str) -> Group:
    group = membership.by_name(sandbox, name) if name.startswith("@") and len(name) > 1 else None
    if group is None:
        raise Refused("chat-not-found")
    group.known_to.add(bot.id)
    return group


def _open(group: Group, sandbox: Sandbox, bot: Bot, access: Access) -> Group:
    membership.expire(sandbox, group)
    if group.type == "group":
        _check_basic(group, bot, access)
    else:
        _check_supergroup(group, bot, access)
    return group


def _check_basic(group: Group, bot: Bot, access: Access) -> None:
    """A basic group is read even by those who left; its members are seen only while it is used."""
    writes = access in (Access.WRITE, Access.MEMBERS)
    if group.migrated_to is not None:
        if writes:
            raise Refused("migrated", migrate_to_chat_id=group.migrated_to)
        return
    member = group.member(bot.id)
    if (writes or access is Access.EDIT) and (member is None or not member.inside):
        raise Refused("kicked" if member is not None and member.status == "kicked" else "not-member", kind=group.type)


def _check_supergroup(group: Group, bot: Bot, access: Access) -> None:
    """Whoever was banned sees nothing; others see only what is public."""
    member = group.member(bot.id)
    if member is not None and member.status == "kicked":
        raise Refused("kicked", kind=group.type)
    is_closed = access in (Access.EDIT, Access.WRITE) if group.username else True
    if (member is None or not member.inside) and is_closed:
        raise Refused("not-member", kind=group.type)
