"""Answers to pressed buttons."""

from sandbox.errors import Refused
from sandbox.methods.registry import plays
from sandbox.updates import TAP_LIFE
from sandbox.world import Call, Sandbox

MAX_ANSWER = 200


@plays("answerCallbackQuery")
def answer_callback_query(sandbox: Sandbox, call: Call) -> bool:
    """Once, and within 150 seconds; text up to 200 characters."""
    tap = call.bot.taps.get(call.params["callback_query_id"])
    if tap is None or tap.answered or sandbox.clock() - tap.at > TAP_LIFE:
        raise Refused("query-old")
    text = call.params.get("text", "")
    if len(text) > MAX_ANSWER:
        raise Refused("answer-long")
    tap.answered = True
    answer = {"callback_id": tap.id, "text": text, "show_alert": call.params.get("show_alert", False)}
    if text:
        tap.chat.alerts.append({**answer, "date": sandbox.clock.unix()})
    sandbox.events.tell("answer", tap.chat.id, **answer)
    return True
