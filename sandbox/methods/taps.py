"""Answers to pressed buttons."""

import re

from sandbox.errors import Refused
from sandbox.methods.registry import plays
from sandbox.state import Chat
from sandbox.updates import TAP_LIFE
from sandbox.world import Call, Sandbox, place

MAX_ANSWER = 200
START = re.compile(r"(?:https?://)?(?:t|telegram)\.me/(\w+)\?start=[\w-]{1,64}", re.IGNORECASE | re.ASCII)


@plays("answerCallbackQuery")
def answer_callback_query(sandbox: Sandbox, call: Call) -> bool:
    """Within 150 seconds; text up to 200 characters. Only who pressed sees it, and only the first answer.

    An address may only start the bot itself with a parameter; others are for games, which are not played here. A second
    answer is taken and shown to nobody, as aiogram's example of scenes has it: it answers each tap twice.
    """
    tap = call.bot.taps.get(call.params["callback_query_id"])
    if tap is None or sandbox.clock() - tap.at > TAP_LIFE:
        raise Refused("query-old")
    text = call.params.get("text", "")
    if len(text) > MAX_ANSWER:
        raise Refused("answer-long")
    link = START.fullmatch(call.params.get("url", ""))
    if "url" in call.params and (link is None or link.group(1).lower() != call.bot.username.lower()):
        raise Refused("answer-url")
    if tap.answered:
        return True
    tap.answered = True
    answer = {"callback_id": tap.id, "text": text, "show_alert": call.params.get("show_alert", False)}
    if link is not None:
        answer["url"] = link.group()
    if text:
        alerts = tap.chat.alerts if isinstance(tap.chat, Chat) else tap.chat.alerts.setdefault(tap.person.id, [])
        alerts.append({**answer, "date": sandbox.clock.unix()})
    where = place(tap.chat) | {"user": tap.person.id}
    sandbox.events.tell("answer", **where, **answer)
    return True
