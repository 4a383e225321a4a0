"""Answers to pressed buttons."""

from sandbox.errors import Refused
from sandbox.methods.registry import plays
from sandbox.state import Chat
from sandbox.updates import TAP_LIFE
from sandbox.world import Call, Sandbox, place

MAX_ANSWER = 200


@plays("answerCallbackQuery")
def answer_callback_query(sandbox: Sandbox, call: Call) -> bool:
    """Within 150 seconds; text up to 200 characters. Only who pressed sees it, and only the first answer.

    A second answer is taken and shown to nobody, as aiogram's example of scenes has it: it answers each tap twice.
    """
    tap = call.bot.taps.get(call.params["callback_query_id"])
    if tap is None or sandbox.clock() - tap.at > TAP_LIFE:
        raise Refused("query-old")
    text = call.params.get("text", "")
    if len(text) > MAX_ANSWER:
        raise Refused("answer-long")
    if tap.answered:
        return True
    tap.answered = True
    answer = {"callback_id": tap.id, "text": text, "show_alert": call.params.get("show_alert", False)}
    if text:
        alerts = tap.chat.alerts if isinstance(tap.chat, Chat) else tap.chat.alerts.setdefault(tap.person.id, [])
        alerts.append({**answer, "date": sandbox.clock.unix()})
    where = place(tap.chat) | {"user": tap.person.id}
    sandbox.events.tell("answer", **where, **answer)
    return True
