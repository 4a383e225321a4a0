"""What a call goes through: the schema, a scripted fault perhaps, the method's behaviour, and the record of it."""

import inspect
from collections.abc import Awaitable
from typing import Any

from sandbox import requests, schema
from sandbox.errors import Refused
from sandbox.faults import Fault
from sandbox.methods import METHODS
from sandbox.requests import Raw
from sandbox.state import Bot, Json
from sandbox.world import Call, Sandbox


class Cut(Exception):
    """The connection ends without an answer."""


async def perform(sandbox: Sandbox, bot: Bot, method: str, reading: Awaitable[Raw]) -> tuple[int, Json]:
    """Play one call to its end: the status and the answer. Raises Cut where a fault takes the answer away."""
    call = sandbox.call(bot, method)
    try:
        call.result = await _play(sandbox, call, await reading)
        call.status = 200
        return 200, {"ok": True, "result": call.result}
    except Refused as refused:
        call.status, call.error = refused.code, refused.text
        return refused.code, refused.answer()
    except Cut as cut:
        call.error = str(cut)
        raise
    finally:
        sandbox.keep(call)


async def _play(sandbox: Sandbox, call: Call, raw: Raw) -> Any:
    call.params = raw
    fault = sandbox.faults.take(call.method, _user(call.bot, raw))
    if fault is not None:
        _strike_before(fault)
    method = schema.telegram().method(call.method)
    if method is None:
        raise Refused("method-not-found")
    call.method = method.name
    call.params, call.uploads = requests.check(method, raw)
    play = METHODS.get(method.name)
    if play is None:
        raise Refused("not-implemented", method=method.name)
    result = play(sandbox, call)
    if inspect.isawaitable(result):
        result = await result
    if fault is not None:
        raise Cut("the answer was cut off after the effect")
    return result


def _user(bot: Bot, raw: Raw) -> str:
    """Whom a call is for, as its parameters say."""
    tap = bot.taps.get(str(raw.get("callback_query_id")))
    return str(tap.chat.id) if tap is not None else str(raw.get("chat_id", raw.get("user_id")))


def _strike_before(fault: Fault) -> None:
    """A fault that strikes before the effect; `cut-after` passes."""
    match fault.kind:
        case "429":
            raise Refused("too-many", retry_after=fault.retry_after)
        case "403":
            raise Refused("blocked")
        case "401":
            raise Refused("unauthorized")
        case "500":
            raise Refused("server-error")
        case "cut-before":
            raise Cut("cut off before the effect")
