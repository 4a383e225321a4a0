"""Editing what the bot sent."""

from sandbox import posting, rights
from sandbox.attachments import CAPTIONED, GROUPED
from sandbox.errors import Refused
from sandbox.methods import common, media, mentions
from sandbox.methods.access import Access
from sandbox.methods.registry import plays
from sandbox.rules import markup
from sandbox.state import Bot, Group, Json, Message, Room
from sandbox.world import Call, Sandbox, place, shown

TEXT = ("text", "entities", "link_preview_options")
CAPTION = ("caption", "caption_entities")
MEDIA = CAPTIONED - {"voice"}
"""What can be replaced by another of these."""


@plays("editMessageText")
def edit_message_text(sandbox: Sandbox, call: Call) -> Json:
    chat, message = _message_to_edit(sandbox, call)
    if "text" not in message.body:
        raise Refused("edit-no-text")
    content = common.message_text(call.params)
    if "link_preview_options" in call.params:
        content["link_preview_options"] = call.params["link_preview_options"]
    return _edit(sandbox, call, chat, message, content, TEXT)


@plays("editMessageCaption")
def edit_message_caption(sandbox: Sandbox, call: Call) -> Json:
    chat, message = _message_to_edit(sandbox, call)
    if not message.body.keys() & CAPTIONED:
        raise Refused("edit-no-caption")
    content = common.message_caption(call.params)
    return _edit(sandbox, call, chat, message, content, CAPTION)


@plays("editMessageReplyMarkup")
def edit_message_reply_markup(sandbox: Sandbox, call: Call) -> Json:
    chat, message = _message_to_edit(sandbox, call)
    return _edit(sandbox, call, chat, message, {}, ())


@plays("editMessageMedia")
def edit_message_media(sandbox: Sandbox, call: Call) -> Json:
    """Another photo or document, with its caption, in the place of what was shown; an album keeps its kind."""
    chat, message = _message_to_edit(sandbox, call)
    if not message.body.keys() & (MEDIA | {"text"}):
        raise Refused("edit-media-impossible")
    given = call.params["media"]
    if "media_group_id" in message.body:
        _check_album(message, given["type"])
    content = media.content(sandbox, call, given["type"], given["media"], given)
    return _edit(sandbox, call, chat, message, content, (*MEDIA, *CAPTION, *TEXT, *media.SHOWN_FLAGS.values()))


def _check_album(message: Message, kind: str) -> None:
    """Pictures and films change places in an album; documents and music only with their like."""
    old = next(name for name in GROUPED if name in message.body)
    if kind != old and kind not in GROUPED:
        raise Refused("album-kind")
    if kind != old and {kind, old} & set(media.ALONE):
        raise Refused("album-changed")


def _message_to_edit(sandbox: Sandbox, call: Call) -> tuple[Room, Message]:
    """A message that the bot may edit (td, `can_edit_message`): how old it is does not matter.

    Its own, not forwarded, one that never carried a reply keyboard. In a channel its own while it may post there, and
    anybody's with `can_edit_messages`.
    """
    if "inline_message_id" in call.params:
        raise Refused("inline-message-id-invalid")
    if "chat_id" not in call.params:
        raise Refused("chat-id-empty" if "message_id" in call.params else "inline-message-id-empty")
    chat = common.chat_of(sandbox, call, access=Access.EDIT)
    message = common.message_in(chat, call.params.get("message_id", 0), "edit-not-found")
    if not _editable(call.bot, chat, message) or message.had_keyboard or "forward_origin" in message.body:
        raise Refused("edit-impossible")
    return chat, message


def _editable(bot: Bot, chat: Room, message: Message) -> bool:
    if message.service:
        return False
    if isinstance(chat, Group) and chat.type == "channel":
        member = chat.member(bot.id)
        own = message.by is bot and rights.may(chat, member, "can_post_messages")
        return own or rights.may(chat, member, "can_edit_messages")
    return message.by is bot


def _edit(sandbox: Sandbox, call: Call, chat: Room, message: Message, content: Json, replaced: tuple[str, ...]) -> Json:
    """Replace content and keyboard; a call without `reply_markup` removes it, one that changes nothing is refused."""
    keyboard = markup.inline(call.params.get("reply_markup"), chat.body()["type"])
    body = {name: value for name, value in message.body.items() if name not in (*replaced, "reply_markup")}
    body |= mentions.resolved(sandbox, call.bot, content)
    if keyboard is not None:
        body["reply_markup"] = keyboard
    if body == message.body:
        raise Refused("not-modified")
    message.body = {**body, "edit_date": sandbox.clock.unix()}
    sandbox.events.tell("edit", **place(chat), message=shown(message))
    if isinstance(chat, Group) and chat.type == "channel":
        posting.tell(chat, message, "edited_channel_post")
    return message.body
