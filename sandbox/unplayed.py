"""Parameters that Telegram knows and the sandbox does not play. Passing over them would let a bot believe in them."""

from typing import Any

from sandbox.errors import Refused

UNPLAYED = frozenset({
    "allow_paid_broadcast", "business_connection_id", "direct_messages_topic_id", "ephemeral_message_parameters",
    "message_effect_id", "message_thread_id", "receiver_user_id", "rich_message", "suggested_post_parameters",
})  # fmt: skip
REPLY_UNPLAYED = frozenset({
    "checklist_task_id", "ephemeral_message_id", "poll_option_id", "quote", "quote_entities",
    "quote_position",
})  # fmt: skip
UNSEEN = frozenset({
    "reply.quote_parse_mode",  # of a quote, which is refused by itself
    "cache_time", "certificate", "cover", "disable_content_type_detection", "disable_notification",
    "disable_web_page_preview", "performer", "revoke_messages", "start_timestamp", "supports_streaming", "thumbnail",
    "video_start_timestamp",
})  # fmt: skip
"""Known, taken, and without an effect that a bot could see: how loud a phone is, which picture stands before a film."""


def check(method: str, params: dict[str, Any]) -> None:
    """Refuse what is not played, by its name. Nought and false ask for nothing."""
    asked = {name for name, value in params.items() if value}
    reply: dict[str, Any] = params.get("reply_parameters") or {}
    named = sorted(asked & UNPLAYED) + [f"reply_parameters.{name}" for name in sorted(reply.keys() & REPLY_UNPLAYED)]
    if "chat_id" in reply and str(reply["chat_id"]) != str(params.get("chat_id")):
        named.append("reply_parameters.chat_id")
    if named:
        raise Refused("not-implemented", method=f"{named[0]} of {method}")
