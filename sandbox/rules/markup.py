"""Keyboards: what Telegram refuses in them, and what it would silently drop and we refuse."""

import re
from typing import Any

from sandbox.errors import Refused

MAX_BUTTONS = 100
MAX_IN_ROW = 8
MAX_DATA = 64
ACTIONS = (
    "url", "callback_data", "callback_game", "pay", "switch_inline_query", "switch_inline_query_chosen_chat",
    "switch_inline_query_current_chat", "login_url", "web_app", "copy_text",
)  # fmt: skip
URL = re.compile(r"(?:(https?|tg|ton)://)?([^\s/:?#]+\.[^\s/:?#.]{2,}|[^\s/:?#]+)(?::\d+)?(?:[/?#]\S*)?", re.IGNORECASE)


def inline(markup: dict[str, Any] | None) -> dict[str, Any] | None:
    """An inline keyboard fit to be stored, or None for none or an empty one."""
    if markup is None:
        return None
    rows = markup["inline_keyboard"]
    for row in rows:
        if len(row) > MAX_IN_ROW:
            raise Refused("markup-long")
        for button in row:
            _inline_button(button)
    if sum(map(len, rows)) > MAX_BUTTONS:
        raise Refused("markup-long")
    rows = [row for row in rows if row]
    return {"inline_keyboard": rows} if rows else None


def _inline_button(button: dict[str, Any]) -> None:
    if not button["text"].strip():
        raise Refused("inline-button-text")
    if not any(button.get(action) not in (None, "") for action in ACTIONS):
        raise Refused("inline-text-button")
    if len(button.get("callback_data", "").encode()) > MAX_DATA:
        raise Refused("button-data")
    if button.get("url"):
        _url(button["url"])


def _url(url: str) -> None:
    """A link of a button: http(s), tg:// or a bare host with a dot."""
    match = URL.fullmatch(url)
    if match is None:
        raise Refused("button-url", url=url, reason="Wrong HTTP URL")
    scheme, host = match.groups()
    if (scheme or "http").lower().startswith("http") and "." not in host and not re.fullmatch(r"[\d.]+", host):
        raise Refused("button-url", url=url, reason="Wrong HTTP URL")


def reply(markup: dict[str, Any]) -> dict[str, Any]:
    """A reply keyboard, its removal or a forced reply."""
    for row in markup.get("keyboard", []):
        if len(row) > 12:
            raise Refused("markup-long")
        for button in row:
            if not (button if isinstance(button, str) else button["text"]).strip():
                raise Refused("button-text")
    if sum(map(len, markup.get("keyboard", []))) > 300:
        raise Refused("markup-long")
    return markup
