"""What a request of the page may hold: each name with its type, by the checks that a bot's parameters go through.

An unknown name, a wrong type and a missing value are refused with the name, before anything is done: a slip in a test
or on the page must not turn into a person called 5. `null` is what is not given, but where it means something.
"""

from functools import cache
from typing import Any, TypeAlias

from aiohttp import web

from sandbox import rights
from sandbox.crowd import Impossible
from sandbox.scalars import Check, Mismatch, read_json
from sandbox.schema import Schema

Json: TypeAlias = dict[str, Any]

NUMBER, TEXT, FLAG, REAL = "Integer", "String", "Boolean", "Float"
ACCOUNT = {"any": [NUMBER, TEXT]}
"""Somebody by id, or a bot by its `@name`."""
RIGHTS = "Rights"
WHO = {"user": NUMBER}
WHERE = {"chat": NUMBER, "bot": TEXT}
FAULT = {
    "method": TEXT, "user": NUMBER, "count": NUMBER, "probability": REAL, "seed": NUMBER, "retry_after": NUMBER,
    "delay": REAL,
}  # fmt: skip
GROUP = {"username": TEXT, "description": TEXT}

REQUESTS: dict[str, tuple[Json, Json]] = {
    "/page/people": ({"name": TEXT}, {"username": TEXT, "language": TEXT, "note": TEXT, "id": NUMBER, "bot": TEXT}),
    "/page/read": (WHO, WHERE),
    "/page/say": (
        {**WHO, "text": TEXT},
        {**WHERE, "reply_to": NUMBER, "forwarded_from": TEXT, "sender_chat": NUMBER},
    ),
    "/page/press": ({**WHO, "message_id": NUMBER, "data": TEXT}, {**WHERE, "forged": FLAG}),
    "/page/upload": (WHO, {**WHERE, "kind": TEXT, "caption": TEXT}),
    "/page/contact": ({**WHO, "phone_number": TEXT}, {**WHERE, "of": NUMBER}),
    "/page/edit": ({**WHO, "message_id": NUMBER, "text": TEXT}, WHERE),
    "/page/delete": ({**WHO, "message_id": NUMBER}, WHERE),
    "/page/block": (WHO, {"bot": TEXT, "blocked": FLAG, "deactivated": FLAG}),
    "/page/clock": ({"forward": NUMBER}, {}),
    "/page/faults": ({"kind": TEXT}, FAULT),
    "/page/limits": (
        {},
        {"enforced": FLAG, "bot_per_second": NUMBER, "chat_per_second": NUMBER, "group_per_minute": NUMBER},
    ),
    "/page/groups": (
        {**WHO, "title": TEXT, "type": TEXT},
        {**GROUP, "members": {"array": ACCOUNT}, "bots": {"array": TEXT}, "id": NUMBER},
    ),
    "/page/groups/{chat}": (
        WHO,
        {
            **GROUP, "title": TEXT, "pin": NUMBER, "unpin": NUMBER, "linked": NUMBER, "permissions": RIGHTS,
            "join_by_request": FLAG, "upgrade": FLAG,
        },
    ),
    "/page/members": (
        {**WHO, "chat": NUMBER, "status": TEXT},
        {"member": ACCOUNT, "rights": RIGHTS, "anonymous": FLAG, "title": TEXT, "until": NUMBER},
    ),
    "/page/bots": ({}, {"bot": TEXT, "privacy": FLAG, "can_join_groups": FLAG}),
}  # fmt: skip
"""By path: what must be there, and what may."""
NULL_MEANS = frozenset({"count", "linked", "username"})
"""Until it is cleared; with nothing; without a name."""
TYPES = {RIGHTS: {right: {"type": FLAG} for right in rights.NAMES}}


async def read(request: web.Request) -> Json:
    """The JSON object that a request of the page brings."""
    return checked(request, await read_any(request))


async def read_any(request: web.Request) -> Any:
    """JSON of whatever shape. ValueError when it is none."""
    return read_json(await request.read())


def checked(request: web.Request, body: Any) -> Json:
    """The object, its values as JSON means them."""
    resource = request.match_info.route.resource
    checks, required = _checks(resource.canonical if resource is not None else request.path)
    if not isinstance(body, dict):
        raise Impossible("a JSON object is wanted")
    unknown = sorted(body.keys() - checks.keys())
    if unknown:
        raise Impossible(f"there is no {unknown[0]!r} in this request")
    missing = [name for name in required if body.get(name) is None]
    if missing:
        raise Impossible(f"{missing[0]!r} is missing")
    given = {name: value for name, value in body.items() if value is not None or name in NULL_MEANS}
    return {name: _value(checks[name], name, value) for name, value in given.items()}


def _value(check: Check, name: str, value: Any) -> Any:
    try:
        return check(value, name) if value is not None else None
    except Mismatch as mismatch:
        raise Impossible(f"{mismatch.path!r} must be {mismatch.expected}") from mismatch


@cache
def _checks(path: str) -> tuple[dict[str, Check], tuple[str, ...]]:
    required, optional = REQUESTS[path]
    schema = Schema({"methods": {}, "unions": {}, "types": TYPES})
    return {name: schema.check(kind) for name, kind in {**required, **optional}.items()}, tuple(required)
