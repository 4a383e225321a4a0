"""A text as a bot gives it: by its parse mode, or plain with entities of its own (`get_formatted_text` of the Bot API)."""

from typing import Any

from sandbox.errors import Refused
from sandbox.rules import html, links, markdown, text
from sandbox.rules.links import Wrong
from sandbox.rules.text import Entity, Formatted

PARSERS = {"html": html.parse, "markdownv2": markdown.parse_v2, "markdown": markdown.parse_v1}
OWN = frozenset({
    "bold", "italic", "underline", "strikethrough", "spoiler", "code", "pre", "blockquote", "expandable_blockquote",
})  # fmt: skip
FOUND = frozenset({
    "mention", "hashtag", "cashtag", "bot_command", "url", "email", "phone_number", "bank_card_number",
})  # fmt: skip
"""Kinds that only Telegram gives; it takes no notice of a bot's."""


def read(source: str, mode: str, entities: list[Entity] | None) -> Formatted:
    """The text as it will be kept. With a parse mode, entities given beside it do not count."""
    text.check_utf8(source)
    if len(source.encode()) > text.MAX_RAW:
        raise Refused("text-raw-long")
    mode = mode.lower()
    if not source or mode in ("", "none"):
        given = [entity for one in entities or [] for entity in _given(one)]
        return text.finish(Formatted(source, given))
    if mode not in PARSERS:
        raise Refused("parse-mode")
    return text.finish(PARSERS[mode](source))


def _given(entity: dict[str, Any]) -> list[Entity]:
    """An entity with what belongs to its kind, none for a kind that only Telegram gives."""
    kind = entity["type"]
    place = {"type": kind, "offset": entity["offset"], "length": entity["length"]}
    match kind:
        case "text_link":
            return [_link(place, _required(entity, "url"))]
        case "text_mention":
            return [{**place, "user": _required(entity, "user")}]
        case "custom_emoji":
            emoji = _required(entity, "custom_emoji_id")
            if not links.is_emoji_id(emoji):
                raise Refused("entity-emoji")
            return [{**place, "custom_emoji_id": emoji}]
        case "date_time":
            return [{**place, **_date(entity)}]
        case "pre" if entity.get("language"):
            return [{**place, "language": entity["language"]}]
        case _ if kind in OWN:
            return [place]
        case _ if kind in FOUND:
            return []
    raise Refused("entity-invalid", reason="Unsupported type specified" if kind else "Type is not specified")


def _required(entity: dict[str, Any], name: str) -> Any:
    if name not in entity:
        raise Refused("entity-invalid", reason=f'Can\'t find field "{name}"')
    return entity[name]


def _link(place: Entity, url: str) -> Entity:
    user = links.user_id(url)
    if user is not None:
        return {**place, "type": "text_mention", "user": {"id": user, "is_bot": False, "first_name": ""}}
    try:
        return {**place, "url": links.checked(url)}
    except Wrong as wrong:
        raise Refused("entity-url", url=url, reason=wrong.reason) from wrong


def _date(entity: dict[str, Any]) -> dict[str, Any]:
    unix, form = _required(entity, "unix_time"), entity.get("date_time_format", "")
    if not links.DATE_FORMAT.fullmatch(form):
        raise Refused("entity-invalid", reason="Invalid date-time format specified")
    if not 0 < unix <= links.LAST_DATE:
        raise Refused("entity-date")
    return links.formatted_date(unix, form)
