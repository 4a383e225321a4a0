"""Groups as they change: who is in them and as what, their titles, pins and upgrades; bots hear of each change."""

from dataclasses import replace

from sandbox import posting, rights
from sandbox.state import Bot, Group, GroupType, Json, Member, Message, Person, Status
from sandbox.world import Sandbox

FIRST_GROUP = 4_000_000_000
FIRST_SUPERGROUP = 1_002_000_000_000
"""A basic group's id is negative; that of a supergroup or channel begins with -100."""
CREATED = {"group": "group_chat_created", "supergroup": "supergroup_chat_created", "channel": "channel_chat_created"}


def create(
    sandbox: Sandbox,
    owner: Person,
    kind: GroupType,
    title: str,
    *,
    username: str | None = None,
    description: str = "",
    number: int | None = None,
) -> Group:
    """A new group of that person's; only supergroups and channels can have a public name."""
    if username and (kind == "group" or by_name(sandbox, username) is not None):
        raise ValueError(f"@{username} cannot be the name of this {kind}")
    group = Group(_next_id(sandbox, kind) if number is None else number, kind, title, username, description)
    if group.id >= 0:
        raise ValueError("the id of a chat of many is below 0")
    if group.id in sandbox.groups:
        raise ValueError(f"there is a chat {group.id} already")
    group.permissions = rights.everything()
    group.members.append(Member(owner, "creator"))
    sandbox.groups[group.id] = group
    posting.post(sandbox, group, owner, {CREATED[kind]: True}, service=True)
    changed(sandbox, group)
    return group


def _next_id(sandbox: Sandbox, kind: GroupType) -> int:
    first = FIRST_GROUP if kind == "group" else FIRST_SUPERGROUP
    same = [-number for number, group in sandbox.groups.items() if (group.type == "group") == (kind == "group")]
    return -(max([first, *same]) + 1)


def by_name(sandbox: Sandbox, username: str) -> Group | None:
    """The public supergroup or channel of that name, whatever its case."""
    name = username.removeprefix("@").lower()
    return next((group for group in sandbox.groups.values() if (group.username or "").lower() == name), None)


def changed(sandbox: Sandbox, group: Group) -> None:
    """Whoever watches sees the group anew."""
    sandbox.events.tell("group", None, chat=group.id, group=described(group))


def described(group: Group) -> Json:
    """A group as the page gets it."""
    return {
        "id": group.id,
        "type": group.type,
        "title": group.title,
        "username": group.username,
        "description": group.description,
        "linked": group.linked,
        "migrated_to": group.migrated_to,
        "join_by_request": group.join_by_request,
        "pinned": group.pinned,
        "permissions": group.permissions,
        "requests": group.requests,
        "members": [_listed(member) for member in group.members if member.status != "left"],
    }


def _listed(member: Member) -> Json:
    user = member.account.user()
    return {
        "id": user["id"],
        "name": user["first_name"],
        "username": user.get("username"),
        "is_bot": user["is_bot"],
        "status": member.status,
        "anonymous": member.anonymous,
        "title": member.title,
        "rights": member.rights,
    }


def set_status(
    sandbox: Sandbox,
    group: Group,
    by: Person | Bot,
    account: Person | Bot,
    status: Status,
    *,
    given: Json | None = None,
    anonymous: bool = False,
    title: str = "",
    until: int = 0,
    asked: bool = False,
) -> Member:
    """Make somebody a member, an administrator, restricted, gone or banned.

    The bot itself hears `my_chat_member`, bots that are administrators and asked for it hear `chat_member`
    (Bot API, Update), and a group, not a channel, shows who came and went. Somebody restricted stays so when leaving
    and coming back by oneself (ChatMemberRestricted.is_member).
    """
    if status == "kicked" and group.type == "group" and isinstance(account, Person):
        status = "left"  # a basic group knows no bans
    old = group.member(account.id)
    was = replace(old) if old is not None else rights.nobody(account)
    member = old or rights.nobody(account)
    present = was.inside if status == "restricted" else True
    made_by = by.id if status == "administrator" else 0
    new = Member(account, status, given or {}, anonymous, title, until, present, made_by)
    if was.status == "restricted" and by is account and status in ("member", "left"):
        new = replace(was, present=status == "member")
    if was == replace(new, made_by=was.made_by):
        return member
    if old is None:
        group.members.append(member)
    for name in ("status", "rights", "anonymous", "title", "until", "present", "made_by"):
        setattr(member, name, getattr(new, name))
    if account.id in group.requests and member.inside:
        group.requests.remove(account.id)
    _tell_bots(sandbox, group, by, was, member, {"via_join_request": True} if asked else {})
    _show(sandbox, group, account if asked else by, was, member)
    if not member.inside:
        group.keyboards.pop(account.id, None)
    changed(sandbox, group)
    return member


def _tell_bots(sandbox: Sandbox, group: Group, by: Person | Bot, was: Member, now: Member, extra: Json) -> None:
    update = {"chat": group.body(), "from": posting.actor(group, by), "date": sandbox.clock.unix()}

    def seen_by(viewer: Bot) -> Json:
        changes = {"old_chat_member": rights.shown(was, group, viewer)}
        return {**update, **changes, "new_chat_member": rights.shown(now, group, viewer), **extra}

    if isinstance(now.account, Bot):
        now.account.updates.put("my_chat_member", seen_by(now.account))
    for member in group.inside:
        if isinstance(member.account, Bot) and member.account is not now.account and member.leads:
            member.account.updates.put("chat_member", seen_by(member.account))


def _show(sandbox: Sandbox, group: Group, by: Person | Bot, was: Member, now: Member) -> None:
    """A line in the group about who came or went; the bot that went still sees its own."""
    if group.type == "channel" or was.inside == now.inside:
        return
    if now.inside:
        posting.post(sandbox, group, by, {"new_chat_members": [now.account.user()]}, service=True)
        return
    message = posting.post(sandbox, group, by, {"left_chat_member": now.account.user()}, service=True)
    if isinstance(now.account, Bot):
        now.account.updates.put("message", message.body)


def expire(sandbox: Sandbox, group: Group) -> None:
    """Bans and restrictions end by themselves; nobody is told."""
    now = sandbox.clock.unix()
    for member in group.members:
        if member.until and member.until <= now:
            back: Status = "left" if member.status == "kicked" or not member.present else "member"
            member.status, member.rights, member.until, member.present = back, {}, 0, True


def rename(sandbox: Sandbox, group: Group, by: Person | Bot, title: str) -> None:
    """A new title; the same one changes nothing."""
    if title != group.title:
        group.title = title
        posting.post(sandbox, group, by, {"new_chat_title": title}, service=True)
        changed(sandbox, group)


def pin(sandbox: Sandbox, group: Group, by: Person | Bot, message: Message) -> None:
    """Pin, and tell the group so."""
    if message.id in group.pinned:
        return
    group.pinned.append(message.id)
    pinned = {name: value for name, value in message.body.items() if name != "reply_to_message"}
    posting.post(sandbox, group, by, {"pinned_message": pinned}, service=True)
    changed(sandbox, group)


def unpin(sandbox: Sandbox, group: Group, message_ids: list[int]) -> None:
    """Unpin; nobody is told."""
    group.pinned = [number for number in group.pinned if number not in message_ids]
    changed(sandbox, group)


def ask(sandbox: Sandbox, group: Group, person: Person) -> None:
    """Ask to join: administrators who may invite hear `chat_join_request`."""
    if person.id in group.requests:
        return
    group.requests.append(person.id)
    request = {"chat": group.body(), "from": person.user(), "user_chat_id": person.id, "date": sandbox.clock.unix()}
    for member in group.inside:
        if isinstance(member.account, Bot) and member.leads and rights.may(group, member, "can_invite_users"):
            member.account.updates.put("chat_join_request", request)
    changed(sandbox, group)


def turn_down(sandbox: Sandbox, group: Group, person_id: int) -> None:
    group.requests.remove(person_id)
    changed(sandbox, group)


def upgrade(sandbox: Sandbox, group: Group, by: Person) -> Group:
    """A basic group becomes a supergroup with another id; each of the two is told of the other."""
    number = _next_id(sandbox, "supergroup")
    bigger = Group(number, "supergroup", group.title, description=group.description, permissions=group.permissions)
    bigger.members = [replace(member) for member in group.members]
    sandbox.groups[number] = bigger
    posting.post(sandbox, group, by, {"migrate_to_chat_id": number}, service=True)
    group.migrated_to = number
    posting.post(sandbox, bigger, by, {"migrate_from_chat_id": group.id}, service=True)
    changed(sandbox, group)
    changed(sandbox, bigger)
    return bigger


def link(sandbox: Sandbox, channel: Group, discussion: Group | None) -> None:
    """Give a channel its discussion group, or take it away; each has one of the other."""
    for former in (channel.linked, discussion.linked if discussion is not None else None):
        if former is not None:
            sandbox.groups[former].linked = None
    channel.linked = discussion.id if discussion is not None else None
    if discussion is not None:
        discussion.linked = channel.id
        changed(sandbox, discussion)
    changed(sandbox, channel)
