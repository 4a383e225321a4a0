"""Keyboards as td and Telegram's servers take them (`ReplyMarkup.cpp`, the Bot API's `get_inline_keyboard_button`).

What Telegram would silently drop — the ninth button of a row, an action beside another — is refused: a bot that is
right here is right there.
"""

import re
from typing import Any

from sandbox.errors import Refused
from sandbox.rules import links, text
from sandbox.rules.links import Wrong

MAX_BUTTONS = 100
MAX_IN_ROW = 8
MAX_REPLY_BUTTONS = 300
MAX_IN_REPLY_ROW = 12
MAX_DATA = 64
"""Bytes of callback data."""
MAX_COPIED = 256
ACTIONS = (
    "url", "callback_data", "callback_game", "pay", "switch_inline_query", "switch_inline_query_chosen_chat",
    "switch_inline_query_current_chat", "login_url", "web_app", "copy_text", "disabled",
)  # fmt: skip
NEVER_EMPTY = ("url", "callback_data")
"""Actions that an empty string does not choose; an empty `switch_inline_query` is one."""
ELSEWHERE = ("callback_game", "pay")
"""For games and invoices only."""
STYLES = ("", "default", "primary", "danger", "success")
REQUESTS = {
    "request_contact": "phone number", "request_location": "location", "request_poll": "poll",
    "request_users": "users", "request_user": "users", "request_chat": "chats", "request_managed_bot": "managed bots",
}  # fmt: skip
"""What a button of the reply keyboard may ask for in a private chat, in td's words."""
USERNAME = re.compile(r"@?[A-Za-z0-9_]+")

Button = dict[str, Any]


def inline(markup: dict[str, Any] | None, chat: str = "private") -> dict[str, Any] | None:
    """An inline keyboard fit to be stored, or None for none or an empty one; `chat` is the chat's type."""
    if markup is None:
        return None
    rows = [[_inline_button(button, chat) for button in row] for row in markup["inline_keyboard"]]
    if sum(map(len, rows)) > MAX_BUTTONS or any(len(row) > MAX_IN_ROW for row in rows):
        raise Refused("markup-long")
    rows = [row for row in rows if row]
    return {"inline_keyboard": rows} if rows else None


def _inline_button(button: Button, chat: str) -> Button:
    """The button with its texts cleaned and its addresses spelled as Telegram spells them."""
    label = text.flat(button["text"])
    if not label.strip():
        raise Refused("inline-button-text")
    _style(button, "inline keyboard button")
    actions = [name for name in ACTIONS if name in button and not (name in NEVER_EMPTY and button[name] == "")]
    if not actions:
        raise Refused("inline-text-button")
    if len(actions) > 1:
        raise Refused("button-actions", label=label, actions=", ".join(actions))
    looks = {name: value for name, value in button.items() if name not in ACTIONS}
    return {**looks, "text": label, **_action(actions[0], button[actions[0]], chat)}


def _action(name: str, value: Any, chat: str) -> Button:
    match name:
        case "url" | "login_url":
            return {"url": _url(value) if name == "url" else _login(value)}
        case "web_app":
            if chat != "private":
                raise Refused("button-type")
            return {name: {"url": _https(value["url"], "inline keyboard button Web App", "Web App")}}
        case "callback_data" if len(value.encode()) > MAX_DATA:
            raise Refused("button-data")
        case "copy_text" if not 1 <= len(text.flat(value["text"])) <= MAX_COPIED:
            raise Refused("button-copy")
        case "switch_inline_query" | "switch_inline_query_current_chat" if chat == "channel":
            raise Refused("switch-inline-channel", name=name)
        case "switch_inline_query_chosen_chat" if chat == "channel":
            raise Refused("switch-inline-channel", name="switch_inline_query")
        case _ if name in ELSEWHERE:
            raise Refused("button-type")
    return {name: value}


def _url(url: str) -> str:
    """A link, or a person by `tg://user?id=…`."""
    if links.user_id(url) is not None:
        return url
    return _checked(url, "inline keyboard button")


def _login(login: dict[str, Any]) -> str:
    """A login is shown as the address it leads to."""
    username = login.get("bot_username", "")
    if username and not USERNAME.fullmatch(username):
        raise Refused("login-bot")
    return _https(login["url"], "inline keyboard button login", "login")


def _https(url: str, button: str, kind: str) -> str:
    if links.user_id(url) is not None:
        raise Refused("button-user", kind=kind)
    return _checked(url, button, https_only=True)


def _checked(url: str, button: str, *, https_only: bool = False) -> str:
    try:
        return links.checked(url, https_only=https_only)
    except Wrong as wrong:
        raise Refused("button-url", button=button, url=url, reason=wrong.reason) from wrong


def _style(button: Button, kind: str) -> None:
    if button.get("style", "").lower() not in STYLES:
        raise Refused("button-style", kind=kind)


def menu(button: Button) -> Button:
    """A menu button; a Web App has a label and an https address (td, `set_menu_button`)."""
    if button["type"] != "web_app":
        return button
    label = text.flat(button["text"])
    if not label:
        raise Refused("menu-text")
    address = _checked(button["web_app"]["url"], "menu button Web App", https_only=True)
    return {**button, "text": label, "web_app": {"url": address}}


def reply(markup: dict[str, Any], chat: str = "private") -> dict[str, Any]:
    """A reply keyboard, its removal or a forced reply."""
    if chat == "channel":
        raise Refused("inline-expected")
    rows = markup.get("keyboard", [])
    for row in rows:
        for button in row:
            _reply_button({"text": button} if isinstance(button, str) else button, chat)
    if sum(map(len, rows)) > MAX_REPLY_BUTTONS or any(len(row) > MAX_IN_REPLY_ROW for row in rows):
        raise Refused("markup-long")
    return markup


def _reply_button(button: Button, chat: str) -> None:
    """A label, and at most one thing that it asks for, in a private chat."""
    label = text.flat(button["text"])
    if not label.strip():
        raise Refused("button-text")
    _style(button, "keyboard button")
    asked = [name for name in (*REQUESTS, "web_app") if button.get(name)]
    if len(asked) > 1:
        raise Refused("button-actions", label=label, actions=", ".join(asked))
    if asked and chat != "private":
        raise Refused("web-app-private" if asked == ["web_app"] else "request-private", what=REQUESTS.get(asked[0]))
    if "web_app" in asked:
        _https(button["web_app"]["url"], "keyboard button Web App", "Web App")
