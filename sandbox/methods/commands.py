"""The bot's own page: commands a scope and language, menu button, name and descriptions."""

import json
import re
from typing import Any

from sandbox.errors import Refused
from sandbox.methods import common
from sandbox.methods.access import find_room
from sandbox.methods.registry import plays
from sandbox.rules import markup
from sandbox.state import Bot, Chat, Json, Person, Room
from sandbox.world import Call, Sandbox

COMMAND = re.compile(r"[a-z0-9_]{1,32}")
LANGUAGE = re.compile(r"[a-z]{2}")
MAX_COMMANDS = 100
PROFILE = {"Name": ("name", 64), "Description": ("description", 512), "ShortDescription": ("short_description", 120)}


def _key(sandbox: Sandbox, call: Call) -> tuple[str, str]:
    """Scope and language that a call names (td, `BotCommandScope`).

    A chat's scope needs a chat that the bot knows; that of its administrators or of a member needs a group, and
    channels have no commands.
    """
    scope: Json = call.params.get("scope") or {"type": "default"}
    if "chat_id" in scope:
        room = find_room(sandbox, call.bot, scope["chat_id"])
        if isinstance(room, Chat) and scope["type"] != "chat":
            raise Refused("scope-private")
        if room.body()["type"] == "channel":
            raise Refused("scope-channel")
        scope = {**scope, "chat_id": room.id}
    return _spelled(scope), _language(call.params)


def _spelled(scope: Json) -> str:
    return json.dumps(scope, sort_keys=True)


def _language(params: Json) -> str:
    language: str = params.get("language_code", "")
    if language and not LANGUAGE.fullmatch(language):
        raise Refused("language-code")
    return language


@plays("setMyCommands")
def set_my_commands(sandbox: Sandbox, call: Call) -> bool:
    commands = call.params["commands"]
    if len(commands) > MAX_COMMANDS:
        raise Refused("commands-many")
    for command in commands:
        if not COMMAND.fullmatch(command["command"].removeprefix("/")):
            raise Refused("command-invalid")
        if not 1 <= len(command["description"].strip()) <= 256:
            raise Refused("command-description")
    cleaned = [{**command, "command": command["command"].removeprefix("/")} for command in commands]
    call.bot.commands[_key(sandbox, call)] = cleaned
    return True


@plays("getMyCommands")
def get_my_commands(sandbox: Sandbox, call: Call) -> list[Json]:
    return call.bot.commands.get(_key(sandbox, call), [])


@plays("deleteMyCommands")
def delete_my_commands(sandbox: Sandbox, call: Call) -> bool:
    call.bot.commands.pop(_key(sandbox, call), None)
    return True


def commands_for(bot: Bot, room: Room, person: Person) -> list[Json]:
    """The commands that this person's menu shows there: the narrowest scope wins, own language before none.

    The order is that of the Bot API, "Determining list of commands".
    """
    for scope in _scopes(room, person):
        for language in (person.language, ""):
            found = bot.commands.get((_spelled(scope), language))
            if found:
                return found
    return []


def _scopes(room: Room, person: Person) -> list[Json]:
    here = {"chat_id": room.id}
    if isinstance(room, Chat):
        return [{"type": "chat", **here}, {"type": "all_private_chats"}, {"type": "default"}]
    if room.type == "channel":
        return []
    member = room.member(person.id)
    leads = member is not None and member.leads
    return [
        {"type": "chat_member", **here, "user_id": person.id},
        *([{"type": "chat_administrators", **here}] if leads else []),
        {"type": "chat", **here},
        *([{"type": "all_chat_administrators"}] if leads else []),
        {"type": "all_group_chats"},
        {"type": "default"},
    ]


def _private(sandbox: Sandbox, call: Call) -> Chat:
    """A menu button belongs to a person: groups have none."""
    room = common.chat_of(sandbox, call)
    if not isinstance(room, Chat):
        raise Refused("chat-not-found")
    return room


@plays("setChatMenuButton")
def set_chat_menu_button(sandbox: Sandbox, call: Call) -> bool:
    button = markup.menu(call.params.get("menu_button") or {"type": "default"})
    if "chat_id" not in call.params:
        call.bot.menu_button = {"type": "commands"} if button["type"] == "default" else button
    else:
        chat = _private(sandbox, call)
        chat.menu_button = None if button["type"] == "default" else button
    return True


@plays("getChatMenuButton")
def get_chat_menu_button(sandbox: Sandbox, call: Call) -> Json:
    if "chat_id" not in call.params:
        return call.bot.menu_button
    chat = _private(sandbox, call)
    return chat.menu_button or {"type": "default"}


def _set_profile(what: str) -> None:
    name, limit = PROFILE[what]

    @plays(f"setMy{what}")
    def set_profile(_: Sandbox, call: Call) -> bool:
        value = call.params.get(name, "")
        if len(value) > limit:
            raise Refused("description-long")
        call.bot.profile[name, _language(call.params)] = value
        if name == "name" and value and not _language(call.params):
            call.bot.name = value
        return True

    @plays(f"getMy{what}")
    def get_profile(_: Sandbox, call: Call) -> dict[str, Any]:
        profile = call.bot.profile
        own = profile.get((name, _language(call.params)))
        return {name: own if own is not None else profile.get((name, ""), call.bot.name if name == "name" else "")}


for _what in PROFILE:
    _set_profile(_what)
