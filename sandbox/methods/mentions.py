"""People whom a text mentions by id: Telegram shows who they are, and drops a mention of somebody out of reach.

A bot reaches those who have written to it and those who are in a group with it (Bot API, "Formatting options").
"""

from sandbox.state import Bot, Group, Json
from sandbox.world import Sandbox

LISTS = ("entities", "caption_entities")


def resolved(sandbox: Sandbox, bot: Bot, content: Json) -> Json:
    """A message's content with its mentions as they are shown."""
    for name in LISTS:
        if any(entity["type"] == "text_mention" for entity in content.get(name, ())):
            shown = [_shown(sandbox, bot, entity) for entity in content[name]]
            kept = [entity for entity in shown if entity is not None]
            content = {key: value for key, value in content.items() if key != name} | ({name: kept} if kept else {})
    return content


def _shown(sandbox: Sandbox, bot: Bot, entity: Json) -> Json | None:
    if entity["type"] != "text_mention":
        return entity
    number = entity["user"]["id"]
    account = sandbox.account(number)
    if account is None or not _reaches(sandbox, bot, number):
        return None
    return {**entity, "user": account.user()}


def _reaches(sandbox: Sandbox, bot: Bot, number: int) -> bool:
    chat = bot.chats.get(number)
    if number == bot.id or (chat is not None and chat.started):
        return True
    return any(_inside(group, bot.id) and _inside(group, number) for group in sandbox.groups.values())


def _inside(group: Group, number: int) -> bool:
    return any(member.account.id == number for member in group.inside)
