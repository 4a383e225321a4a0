"""What a call goes through: the schema, the limits, a scripted fault perhaps, the method's behaviour, and the record."""

import asyncio
import inspect
from collections.abc import Awaitable
from typing import Any

from sandbox import membership, requests, schema, unplayed, wire
from sandbox.errors import Refused
from sandbox.faults import Fault
from sandbox.methods import METHODS
from sandbox.requests import Raw
from sandbox.state import Bot, Json, Tap
from sandbox.world import Call, Sandbox

NGINX = b"""<html>\r
<head><title>502 Bad Gateway</title></head>\r
<body>\r
<center><h1>502 Bad Gateway</h1></center>\r
<hr><center>nginx/1.18.0</center>\r
</body>\r
</html>\r
"""
"""What stands before Telegram's servers says so when they are away."""


class Cut(Exception):
    """The connection ends without an answer."""


class Spoiled(Exception):
    """An answer that is no Bot API answer goes out instead."""

    def __init__(self, reason: str, status: int, content_type: str, body: bytes) -> None:
        super().__init__(reason)
        self.status = status
        self.content_type = content_type
        self.body = body


async def perform(sandbox: Sandbox, bot: Bot, method: str, reading: Awaitable[Raw]) -> tuple[int, Json]:
    """Play one call to its end: the status and the answer.

    Raises Cut where a fault takes the answer away, Spoiled where it puts another in its place.
    """
    call = sandbox.call(bot, method)
    try:
        call.params = await reading
        call.impatient = sandbox.limits.early(bot.id, method, _chat(sandbox, call))
        fault = sandbox.faults.of_call(method, _concerned(sandbox, call))
        if fault is not None:
            await _strike_before(sandbox, call, fault)
        status, body = await _answer(sandbox, call)
        if fault is not None:
            await _strike_after(sandbox, fault, body)
        return status, body
    except Refused as refused:
        _note(call, refused)
        return refused.code, refused.answer()
    except (Cut, Spoiled) as spoiled:
        call.error = str(spoiled)
        call.status = spoiled.status if isinstance(spoiled, Spoiled) else 0
        raise
    except asyncio.CancelledError:
        if call.fault is not None:
            call.error = "the caller left"
        raise
    finally:
        sandbox.keep(call)


async def _answer(sandbox: Sandbox, call: Call) -> tuple[int, Json]:
    """What the method comes to: its result, or its refusal."""
    try:
        call.result = await _play(sandbox, call)
    except Refused as refused:
        _note(call, refused)
        return refused.code, refused.answer()
    call.status = 200
    return 200, {"ok": True, "result": call.result}


async def _play(sandbox: Sandbox, call: Call) -> Any:
    method = schema.telegram().method(call.method)
    if method is None:
        raise Refused("method-not-found")
    call.method = method.name
    call.params, call.uploads = requests.check(method, call.params)
    play = METHODS.get(method.name)
    if play is None:
        raise Refused("not-implemented", method=method.name)
    unplayed.check(method.name, call.params)
    _spend(sandbox, call)
    result = play(sandbox, call)
    return await result if inspect.isawaitable(result) else result


def _spend(sandbox: Sandbox, call: Call) -> None:
    """Let the limits count the call."""
    chat = _chat(sandbox, call) or ""
    room = sandbox.groups.get(int(chat)) if chat.startswith("-") else None
    several = call.params.get("media") or call.params.get("message_ids")
    messages = len(several) if isinstance(several, list) else 1
    group = room is not None and room.type != "channel"
    sandbox.limits.spend(call.bot.id, call.method, chat, group=group, messages=messages)


def _note(call: Call, refused: Refused) -> None:
    """Write into the record that, and why, the call was refused."""
    call.status, call.error = refused.code, refused.text
    call.retry_after = (refused.parameters or {}).get("retry_after")


def _tap(call: Call) -> Tap | None:
    """The pressed button that a call answers."""
    return call.bot.taps.get(str(call.params.get("callback_query_id")))


def _chat(sandbox: Sandbox, call: Call) -> str | None:
    """The chat that a call is for, as its unchecked parameters say; a public name stands for its id."""
    tap = _tap(call)
    chat = str(tap.chat.id if tap is not None else call.params.get("chat_id", call.params.get("user_id", "")))
    group = membership.by_name(sandbox, chat) if chat.startswith("@") else None
    return str(group.id) if group is not None else chat or None


def _concerned(sandbox: Sandbox, call: Call) -> tuple[str, ...]:
    """Whom a fault may mean by its user: the chat, and whose tap is answered."""
    chat, tap = _chat(sandbox, call), _tap(call)
    return tuple(filter(None, (chat, str(tap.person.id) if tap is not None else None)))


async def _strike_before(sandbox: Sandbox, call: Call, fault: Fault) -> None:
    """What a fault does before the effect; most of them leave none."""
    call.fault = fault.kind
    match fault.kind:
        case "429":
            sandbox.limits.promise(call.bot.id, call.method, _chat(sandbox, call), fault.retry_after)
            raise Refused("too-many", retry_after=fault.retry_after)
        case "403":
            raise Refused("blocked")
        case "401":
            raise Refused("unauthorized")
        case "409":
            raise Refused("other-getupdates")
        case "500":
            raise Refused("server-error")
        case "502":
            raise Spoiled("Bad Gateway", 502, "text/html", NGINX)
        case "cut-before":
            raise Cut("cut off before the effect")
        case "hang":
            await sandbox.faults.last(fault, None)
            raise Cut("hung, and cut off at last")


async def _strike_after(sandbox: Sandbox, fault: Fault, body: Json) -> None:
    """What a fault does to the answer when the effect is there."""
    match fault.kind:
        case "cut-after":
            raise Cut("the answer was cut off after the effect")
        case "slow":
            await sandbox.faults.last(fault, fault.delay)
        case "garbage":
            answer = wire.encode(body)
            raise Spoiled("the answer was broken", 200, "application/json", answer[: len(answer) // 2])
