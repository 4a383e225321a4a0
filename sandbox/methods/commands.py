"""The bot's own page: commands a scope and language, menu button, name and descriptions."""

import json
import re
from typing import Any

from sandbox.errors import Refused
from sandbox.methods import common
from sandbox.methods.registry import plays
from sandbox.state import Bot, Chat, Json
from sandbox.world import Call, Sandbox

COMMAND = re.compile(r"[a-z0-9_]{1,32}")
LANGUAGE = re.compile(r"[a-z]{2}")
MAX_COMMANDS = 100
PROFILE = {"Name": ("name", 64), "Description": ("description", 512), "ShortDescription": ("short_description", 120)}


def _key(call: Call) -> tuple[str, str]:
    """Scope and language that a call names; a chat's scope needs a chat that the bot knows."""
    scope: Json = call.params.get("scope") or {"type": "default"}
    if "chat_id" in scope:
        common.chat_of(call.bot, scope["chat_id"])
    return json.dumps(scope, sort_keys=True), _language(call.params)


def _language(params: Json) -> str:
    language: str = params.get("language_code", "")
    if language and not LANGUAGE.fullmatch(language):
        raise Refused("language-code")
    return language


@plays("setMyCommands")
def set_my_commands(_: Sandbox, call: Call) -> bool:
    commands = call.params["commands"]
    if len(commands) > MAX_COMMANDS:
        raise Refused("commands-many")
    for command in commands:
        if not COMMAND.fullmatch(command["command"].removeprefix("/")):
            raise Refused("command-invalid")
        if not 1 <= len(command["description"].strip()) <= 256:
            raise Refused("command-description")
    cleaned = [{**command, "command": command["command"].removeprefix("/")} for command in commands]
    call.bot.commands[_key(call)] = cleaned
    return True


@plays("getMyCommands")
def get_my_commands(_: Sandbox, call: Call) -> list[Json]:
    return call.bot.commands.get(_key(call), [])


@plays("deleteMyCommands")
def delete_my_commands(_: Sandbox, call: Call) -> bool:
    call.bot.commands.pop(_key(call), None)
    return True


def commands_for(bot: Bot, chat: Chat) -> list[Json]:
    """The commands that this person's menu shows: the narrowest scope wins, own language before none."""
    scopes: list[Json] = [{"type": "chat", "chat_id": chat.id}, {"type": "all_private_chats"}, {"type": "default"}]
    for scope in scopes:
        for language in (chat.person.language, ""):
            found = bot.commands.get((json.dumps(scope, sort_keys=True), language))
            if found:
                return found
    return []


@plays("setChatMenuButton")
def set_chat_menu_button(_: Sandbox, call: Call) -> bool:
    button = call.params.get("menu_button") or {"type": "default"}
    if "chat_id" not in call.params:
        call.bot.menu_button = {"type": "commands"} if button["type"] == "default" else button
    else:
        chat = common.chat_of(call.bot, call.params["chat_id"])
        chat.menu_button = None if button["type"] == "default" else button
    return True


@plays("getChatMenuButton")
def get_chat_menu_button(_: Sandbox, call: Call) -> Json:
    if "chat_id" not in call.params:
        return call.bot.menu_button
    chat = common.chat_of(call.bot, call.params["chat_id"])
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
