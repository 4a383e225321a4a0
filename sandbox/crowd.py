"""What people may do in groups and channels: write, press, delete, come and go, lead. The apps would not offer more."""

from sandbox import membership, posting, rights
from sandbox.state import Bot, Group, Json, Member, Message, Person, Status
from sandbox.world import Sandbox


class Impossible(Exception):
    """A person can't do that: the page says why."""


def send(sandbox: Sandbox, group: Group, person: Person, content: Json, as_channel: Group | None = None) -> Message:
    """Write into a group; into a channel with the right to post there."""
    member = inside(group, person)
    if group.type == "channel":
        _need(group, member, "can_post_messages")
    else:
        word = rights.may_send(group, member, content)
        if word is not None:
            raise Impossible(f"{person.name} may not send {word} here")
    if as_channel is not None and (as_channel.type != "channel" or not _owns(as_channel, person)):
        raise Impossible(f"{person.name} has no such channel")
    message = posting.post(sandbox, group, person, content, as_channel=as_channel)
    if group.keyboards.get(person.id, {}).get("one_time_keyboard"):
        sandbox.show_group_keyboard(group, person, None)
    return message


def _owns(group: Group, person: Person) -> bool:
    member = group.member(person.id)
    return member is not None and member.status == "creator"


def inside(group: Group, person: Person) -> Member:
    """Whoever acts must be there, in a group that is still used."""
    member = group.member(person.id)
    if person.deactivated:
        raise Impossible("this account is deactivated")
    if member is None or not member.inside:
        raise Impossible(f"{person.name} is not in {group.title}")
    if group.migrated_to is not None:
        raise Impossible("the group was upgraded to a supergroup")
    return member


def _need(group: Group, member: Member, right: str) -> None:
    if not rights.may(group, member, right):
        raise Impossible(f"{member.account.name} lacks {right}")


def may_send(group: Group, person: Person) -> bool:
    """Whether the page offers a field to write in."""
    right = "can_post_messages" if group.type == "channel" else "can_send_messages"
    return group.migrated_to is None and rights.may(group, group.member(person.id), right)


def presses(group: Group, person: Person, message: Message | None) -> Bot:
    """The bot whose button that member, or reader of a public channel, presses."""
    if group.username is None:
        inside(group, person)
    if message is None or not isinstance(message.by, Bot):
        raise Impossible("there is no such message of the bot")
    return message.by


def check_deleting(group: Group, person: Person, message: Message) -> None:
    member = inside(group, person)
    if message.by is not person or message.service:
        _need(group, member, "can_delete_messages")


def change(sandbox: Sandbox, group: Group, person: Person, body: Json) -> Group:
    """What its administrators may change: title, description, name, pins, link, requests, permissions, upgrade."""
    member = inside(group, person)
    _need(group, member, "can_pin_messages" if body.keys() & {"pin", "unpin"} else "can_change_info")
    if "title" in body:
        if not body["title"].strip():
            raise Impossible("a chat has a title")
        membership.rename(sandbox, group, person, body["title"])
    if "pin" in body or "unpin" in body:
        _pin(sandbox, group, person, body)
    if "linked" in body:
        _link(sandbox, group, body["linked"])
    if "username" in body:
        _name(sandbox, group, body["username"])
    group.description = body.get("description", group.description)
    group.join_by_request = bool(body.get("join_by_request", group.join_by_request))
    if "permissions" in body:
        group.permissions = {**group.permissions, **body["permissions"]}
    if body.get("upgrade"):
        if group.type != "group" or member.status != "creator":
            raise Impossible("only its owner makes a group a supergroup")
        return membership.upgrade(sandbox, group, person)
    membership.changed(sandbox, group)
    return group


def _link(sandbox: Sandbox, channel: Group, number: int | None) -> None:
    discussion = sandbox.groups.get(number) if number is not None else None
    if channel.type != "channel" or (number is not None and (discussion is None or discussion.type != "supergroup")):
        raise Impossible("only a channel has a discussion group, and only a supergroup is one")
    membership.link(sandbox, channel, discussion)


def _pin(sandbox: Sandbox, group: Group, person: Person, body: Json) -> None:
    if "pin" in body:
        message = group.find(body["pin"])
        if message is None:
            raise Impossible("there is no such message to pin")
        membership.pin(sandbox, group, person, message)
    else:
        membership.unpin(sandbox, group, [body["unpin"]])


def _name(sandbox: Sandbox, group: Group, username: str | None) -> None:
    if username and (group.type == "group" or membership.by_name(sandbox, username) not in (None, group)):
        raise Impossible(f"@{username} is taken or not for a {group.type}")
    group.username = username or None


def set_member(sandbox: Sandbox, group: Group, person: Person, account: Person | Bot, body: Json) -> None:
    """Join, leave, add, remove, promote, restrict: `status` says what somebody is from now on."""
    status: Status = body["status"]
    if status not in ("creator", "administrator", "member", "restricted", "left", "kicked"):
        raise Impossible(f"nobody can be {status} here")
    if account is person:
        if _oneself(sandbox, group, person, status):
            return
    else:
        _check_changing(group, inside(group, person), account, status)
    if account.id in group.requests and status == "left":
        membership.turn_down(sandbox, group, account.id)
        return
    old = group.member(account.id)
    if status == "member" and isinstance(account, Bot) and not account.can_join_groups and not (old and old.inside):
        raise Impossible(f"{account.name} can't be added to groups")
    membership.set_status(
        sandbox,
        group,
        person,
        account,
        status,
        given=_given(group, status, body),
        anonymous=bool(body.get("anonymous", False)),
        title=str(body.get("title") or ""),
        until=int(body.get("until") or 0),
        asked=account.id in group.requests,
    )


def _given(group: Group, status: Status, body: Json) -> Json:
    if status == "administrator":
        named = body.get("rights")
        if named is None:
            return rights.ordinary(group.type)
        return {right: True for right in rights.administrator_rights(group.type) if named.get(right)}
    return rights.permissions(body.get("rights") or {}, independent=True) if status == "restricted" else {}


def _oneself(sandbox: Sandbox, group: Group, person: Person, status: Status) -> bool:
    """Join, ask to join, leave; an owner stays owner and may hide. True when that is all."""
    member = group.member(person.id)
    if status == "creator" and member is not None and member.status == "creator":
        return False
    if status == "left" and member is not None and member.inside:
        return False
    if status != "member" or (member is not None and member.inside):
        raise Impossible(f"{person.name} can't become {status} of {group.title}")
    if member is not None and member.status == "kicked":
        raise Impossible(f"{person.name} was removed from {group.title}")
    if group.join_by_request:
        membership.ask(sandbox, group, person)
        return True
    return False


def _check_changing(group: Group, actor: Member, account: Person | Bot, status: Status) -> None:
    old = group.member(account.id)
    if old is not None and old.status == "creator":
        raise Impossible("nobody changes the owner")
    if status == "administrator" or (old is not None and old.status == "administrator"):
        _need(group, actor, "can_promote_members")
    elif status == "member" and (old is None or not old.inside):
        _need(group, actor, "can_invite_users")
    else:
        _need(group, actor, "can_restrict_members")
    if status == "restricted" and group.type != "supergroup":
        raise Impossible("only members of supergroups can be restricted")
    if status == "member" and group.type == "channel" and isinstance(account, Bot):
        raise Impossible("a bot can only be an administrator of a channel")
