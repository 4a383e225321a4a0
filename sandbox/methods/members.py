"""Who is in a chat, and what an administrator bot does to them (td, `DialogParticipantManager`)."""

from sandbox import membership, rights
from sandbox.errors import Refused
from sandbox.methods import common
from sandbox.methods.access import Access, find_group, own
from sandbox.methods.registry import plays
from sandbox.state import Bot, Chat, Group, Json, Member, Person
from sandbox.world import Call, Sandbox

SHORTEST = 30
LONGEST = 366 * 86_400
"""A ban or restriction that ends sooner or later than that lasts forever (Bot API, `until_date`)."""
MAX_TITLE = 16


@plays("getChatMember")
def get_chat_member(sandbox: Sandbox, call: Call) -> Json:
    """In a private chat both are members; in a channel only administrators may look at others."""
    user_id = call.params["user_id"]
    access = Access.READ if user_id == call.bot.id else Access.MEMBERS
    chat = common.chat_of(sandbox, call, access=access)
    if isinstance(chat, Chat):
        account = next((one for one in (chat.person, call.bot) if one.id == user_id), None)
        if account is None:
            raise Refused("member-not-found")
        return {"user": account.user(), "status": "member"}
    return rights.shown(_found(sandbox, call, chat, user_id), chat, call.bot)


def _found(sandbox: Sandbox, call: Call, group: Group, user_id: int) -> Member:
    """Whoever was never there is shown as left; an id that nobody has is refused."""
    member = group.member(user_id)
    account = sandbox.account(user_id)
    if account is None:
        raise Refused("participant-invalid" if group.type != "group" else "member-not-found")
    return _visible(call.bot, group, member or rights.nobody(account))


def _visible(bot: Bot, group: Group, member: Member) -> Member:
    """A channel shows its subscribers to its administrators only."""
    viewer = group.member(bot.id)
    if group.type == "channel" and member.account is not bot and not (viewer is not None and viewer.leads):
        raise Refused("members-hidden")
    return member


@plays("getChatAdministrators")
def get_chat_administrators(sandbox: Sandbox, call: Call) -> list[Json]:
    """The owner and administrators, other bots only if they are asked for."""
    group = find_group(sandbox, call.bot, call.params["chat_id"], Access.MEMBERS, "no-administrators")
    bots = call.params.get("return_bots", False)
    return [
        rights.shown(member, group, call.bot)
        for member in group.inside
        if member.leads and (bots or isinstance(member.account, Person) or member.account is call.bot)
    ]


@plays("getChatMemberCount")
def get_chat_member_count(sandbox: Sandbox, call: Call) -> int:
    chat = common.chat_of(sandbox, call, access=Access.MEMBERS)
    return 2 if isinstance(chat, Chat) else len(chat.inside)


@plays("leaveChat")
def leave_chat(sandbox: Sandbox, call: Call) -> bool:
    """Leaving again changes nothing."""
    group = find_group(sandbox, call.bot, call.params["chat_id"], Access.READ, "leave-private")
    member = group.member(call.bot.id)
    if member is not None and member.inside:
        membership.set_status(sandbox, group, call.bot, call.bot, "left")
    return True


def _account(sandbox: Sandbox, call: Call) -> Person | Bot:
    account = sandbox.account(call.params["user_id"])
    if account is None:
        raise Refused("participant-invalid")
    return account


def _check_restricting(call: Call, group: Group, account: Person | Bot, mine: str) -> None:
    """Not oneself, with the right to, and neither the owner nor an administrator whom another made."""
    if account is call.bot:
        raise Refused(mine)
    old = group.member(account.id)
    if old is not None and old.status == "creator":
        raise Refused("owner-removed")
    if not rights.may(group, group.member(call.bot.id), "can_restrict_members"):
        raise Refused("restrict-rights" if group.type != "group" else "chat-admin-required")
    if old is not None and old.status == "administrator" and old.made_by != call.bot.id:
        raise Refused("administrator-restricted")


def _until(sandbox: Sandbox, call: Call) -> int:
    until: int = call.params.get("until_date", 0)
    return until if SHORTEST <= until - sandbox.clock.unix() <= LONGEST else 0


@plays("banChatMember")
def ban_chat_member(sandbox: Sandbox, call: Call) -> bool:
    """Out, and not back until then; a basic group has no bans, there it only removes."""
    group = find_group(sandbox, call.bot, call.params["chat_id"], Access.WRITE, "ban-private")
    account = _account(sandbox, call)
    _check_restricting(call, group, account, "restrict-self")
    old = group.member(account.id)
    if group.type == "group" and (old is None or not old.inside):
        raise Refused("user-not-participant")
    membership.set_status(sandbox, group, call.bot, account, "kicked", until=_until(sandbox, call))
    return True


@plays("unbanChatMember")
def unban_chat_member(sandbox: Sandbox, call: Call) -> bool:
    """May come back; a member who was not banned is removed, unless `only_if_banned`."""
    group = find_group(sandbox, call.bot, call.params["chat_id"], Access.WRITE, "not-supergroup-or-channel")
    if group.type == "group":
        raise Refused("not-supergroup-or-channel")
    account = _account(sandbox, call)
    old = group.member(account.id)
    is_banned = old is not None and old.status == "kicked"
    if old is None or (call.params.get("only_if_banned") and not is_banned):
        return True
    _check_restricting(call, group, account, "unrestrict-self")
    membership.set_status(sandbox, group, call.bot, account, "left")
    return True


@plays("restrictChatMember")
def restrict_chat_member(sandbox: Sandbox, call: Call) -> bool:
    """Less than the group allows; all permissions together lift it again."""
    group = find_group(sandbox, call.bot, call.params["chat_id"], Access.WRITE, "not-supergroup")
    if group.type != "supergroup":
        raise Refused("not-supergroup")
    account = _account(sandbox, call)
    _check_restricting(call, group, account, "restrict-self")
    given = rights.permissions(
        call.params["permissions"], independent=bool(call.params.get("use_independent_chat_permissions"))
    )
    old = group.member(account.id)
    if all(given[name] for name in (*rights.TALK, "can_invite_users", "can_pin_messages", "can_change_info")):
        back = old is not None and (old.inside or old.present)
        membership.set_status(sandbox, group, call.bot, account, "member" if back else "left")
    else:
        until = _until(sandbox, call)
        membership.set_status(sandbox, group, call.bot, account, "restricted", given=given, until=until)
    return True


@plays("promoteChatMember")
def promote_chat_member(sandbox: Sandbox, call: Call) -> bool:
    """Give rights that the bot has itself; no right at all makes an ordinary member again."""
    group = find_group(sandbox, call.bot, call.params["chat_id"], Access.WRITE, "not-supergroup-or-channel")
    if group.type == "group":
        raise Refused("not-supergroup-or-channel")
    account = _account(sandbox, call)
    given = {name: True for name in rights.administrator_rights(group.type) if call.params.get(name)}
    anonymous = bool(call.params.get("is_anonymous"))
    _check_promoting(call, group, account, given, promotes=bool(given or anonymous))
    if given or anonymous:
        if group.type == "channel":
            given.setdefault("can_restrict_members", call.params.get("can_restrict_members", True))
        given["can_manage_chat"] = True
        old = group.member(account.id)
        title = old.title if old is not None else ""
        membership.set_status(
            sandbox, group, call.bot, account, "administrator", given=given, anonymous=anonymous, title=title
        )
    else:
        membership.set_status(sandbox, group, call.bot, account, "member")
    return True


def _check_promoting(call: Call, group: Group, account: Person | Bot, given: Json, *, promotes: bool) -> None:
    me = own(group, call.bot)
    old = group.member(account.id)
    if old is not None and old.status == "creator":
        raise Refused("owner-removed")
    if account is call.bot:
        if promotes:
            raise Refused("promote-self")
        return
    if not rights.may(group, me, "can_promote_members"):
        raise Refused("promote-rights")
    if old is not None and old.status == "administrator" and old.made_by != call.bot.id:
        raise Refused("chat-admin-required")
    if group.type != "channel" and not (old is not None and old.inside):
        raise Refused("user-not-participant")
    if any(not rights.may(group, me, right) for right in given):
        raise Refused("right-forbidden")


@plays("setChatAdministratorCustomTitle")
def set_custom_title(sandbox: Sandbox, call: Call) -> bool:
    """Only of administrators whom the bot made; up to 16 characters."""
    group = find_group(sandbox, call.bot, call.params["chat_id"], Access.WRITE, "not-group")
    if group.type == "channel":
        raise Refused("not-group")
    member = _found(sandbox, call, group, call.params["user_id"])
    if member.status == "creator":
        raise Refused("custom-title-owner")
    if member.status != "administrator":
        raise Refused("custom-title-member")
    if member.made_by != call.bot.id:
        raise Refused("custom-title-rights")
    title: str = call.params.get("custom_title", "")
    if len(title) > MAX_TITLE:
        raise Refused("custom-title-invalid")
    member.title = title
    membership.changed(sandbox, group)
    return True


def _plays_answering(method: str, *, approves: bool) -> None:
    @plays(method)
    def answer(sandbox: Sandbox, call: Call) -> bool:
        group = find_group(sandbox, call.bot, call.params["chat_id"], Access.WRITE, "join-private")
        if not rights.may(group, group.member(call.bot.id), "can_invite_users"):
            raise Refused("join-rights")
        account = _account(sandbox, call)
        old = group.member(account.id)
        if old is not None and old.inside:
            raise Refused("join-already")
        if account.id not in group.requests:
            raise Refused("join-missing")
        if approves:
            membership.set_status(sandbox, group, call.bot, account, "member", asked=True)
        else:
            membership.turn_down(sandbox, group, account.id)
        return True


_plays_answering("approveChatJoinRequest", approves=True)
_plays_answering("declineChatJoinRequest", approves=False)
