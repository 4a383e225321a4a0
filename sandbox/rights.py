"""What members of groups and channels may do, and how a member looks to a bot (Bot API: ChatMember, ChatPermissions).

The rights that exist differ by the kind of chat, as in telegram-bot-api's `json_store_administrator_rights`.
"""

from collections.abc import Iterable

from sandbox.state import Bot, Group, GroupType, Json, Member, Person

COMMON = (
    "can_manage_chat", "can_change_info", "can_delete_messages", "can_invite_users", "can_restrict_members",
    "can_promote_members", "can_manage_video_chats", "can_post_stories", "can_edit_stories", "can_delete_stories",
    "can_send_welcome_messages",
)  # fmt: skip
OWN: dict[GroupType, tuple[str, ...]] = {
    "group": ("can_pin_messages", "can_manage_tags"),
    "supergroup": ("can_pin_messages", "can_manage_topics", "can_manage_tags"),
    "channel": ("can_post_messages", "can_edit_messages", "can_manage_direct_messages"),
}
RARE = frozenset({"can_promote_members"})
"""What an administrator gets only where it is named."""

MEDIA = (
    "can_send_audios", "can_send_documents", "can_send_photos", "can_send_videos", "can_send_video_notes",
    "can_send_voice_notes",
)  # fmt: skip
TALK = ("can_send_messages", *MEDIA, "can_send_polls", "can_send_other_messages", "can_add_web_page_previews")
CHANGES = ("can_change_info", "can_invite_users", "can_pin_messages", "can_manage_topics")
PERMISSIONS = (*TALK, "can_react_to_messages", "can_edit_tag", *CHANGES)

NAMES = frozenset({*COMMON, *(right for own in OWN.values() for right in own), *PERMISSIONS})
"""Every right that there is, of whichever kind of member and chat."""

NEEDED = {
    "text": ("can_send_messages", "text messages"),
    "photo": ("can_send_photos", "photos"),
    "document": ("can_send_documents", "documents"),
    "video": ("can_send_videos", "videos"),
    "animation": ("can_send_other_messages", "animations"),
    "audio": ("can_send_audios", "music"),
    "voice": ("can_send_voice_notes", "voice notes"),
    "video_note": ("can_send_video_notes", "video notes"),
    "sticker": ("can_send_other_messages", "stickers"),
    "poll": ("can_send_polls", "polls"),
    "contact": ("can_send_messages", "contacts"),
    "location": ("can_send_messages", "locations"),
    "venue": ("can_send_messages", "venues"),
    "dice": ("can_send_other_messages", "dice"),
}
"""What a kind of content asks for, and td's word for it (`can_send_message_content`)."""


def administrator_rights(kind: GroupType) -> tuple[str, ...]:
    return COMMON + OWN[kind]


def ordinary(kind: GroupType) -> Json:
    """What an administrator gets when nothing is named."""
    return {right: right not in RARE for right in administrator_rights(kind)}


def everything() -> Json:
    """A new group lets its members do everything but change it."""
    return {name: name not in CHANGES or name == "can_invite_users" for name in PERMISSIONS}


def permissions(given: Json, *, independent: bool) -> Json:
    """ChatPermissions in full: what is not named is forbidden.

    Unless they are independent, a wider one gives what it needs (Bot API, `use_independent_chat_permissions`): other
    messages and link previews give media, which give texts; polls give texts.
    """
    full = {name: bool(given.get(name, False)) for name in PERMISSIONS}
    if not independent:
        if full["can_send_other_messages"] or full["can_add_web_page_previews"]:
            full |= dict.fromkeys(MEDIA, True)
        if full["can_send_polls"] or any(full[name] for name in MEDIA):
            full["can_send_messages"] = True
    return full


def may(group: Group, member: Member | None, right: str) -> bool:
    """Whether this member may: the owner everything, administrators by their rights, others by permissions."""
    if member is None or not member.inside:
        return False
    if member.status == "creator":
        return True
    if member.status == "administrator":
        return bool(member.rights.get(right, right in TALK))
    if group.type == "channel":
        return False
    allowed = bool(group.permissions.get(right, False))
    return allowed and (member.status != "restricted" or bool(member.rights.get(right, False)))


def may_send(group: Group, member: Member | None, content: Iterable[str]) -> str | None:
    """None, or td's word for what must not be sent."""
    for kind in content:
        if kind in NEEDED and not may(group, member, NEEDED[kind][0]):
            return NEEDED[kind][1]
    return None


def shown(member: Member, group: Group, viewer: Bot | None) -> Json:
    """ChatMember as that bot sees it: only administrators whom it made can be edited by it."""
    body: Json = {"user": member.account.user(), "status": member.status}
    title = {"custom_title": member.title} if member.title else {}
    match member.status:
        case "creator":
            return {**body, "is_anonymous": member.anonymous, **title}
        case "administrator":
            own = {right: bool(member.rights.get(right, False)) for right in administrator_rights(group.type)}
            editable = viewer is not None and member.made_by == viewer.id
            return {**body, "can_be_edited": editable, **own, "is_anonymous": member.anonymous, **title}
        case "restricted":
            own = {name: bool(member.rights.get(name, False)) for name in PERMISSIONS}
            return {**body, "until_date": member.until, **own, "is_member": member.present}
        case "kicked":
            return {**body, "until_date": member.until}
        case _:
            return body


def nobody(account: Person | Bot) -> Member:
    """Somebody who was never there."""
    return Member(account)
