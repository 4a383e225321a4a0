"""A call in the answer to a webhook: a method and its parameters in JSON, a form or multipart, files included.

"Making requests when getting updates" of the Bot API page; which methods are passed over says `WebhookActor.cpp`.
"""

from dataclasses import dataclass

import aiohttp

from sandbox import requests
from sandbox.errors import Refused
from sandbox.requests import Raw

SILENT = frozenset({"setwebhook", "deletewebhook", "close", "logout"})
"""Not done in an answer; neither is whatever begins with `get`, as nobody would hear the result."""


@dataclass(slots=True)
class Reply:
    """A method to call, and what came with it."""

    method: str
    raw: Raw

    async def reading(self) -> Raw:
        return self.raw


async def read(response: aiohttp.ClientResponse) -> Reply | None:
    """The call in an answer, None when there is none or it makes no sense: Telegram tells nobody."""
    try:
        raw = await _body(response)
    except (Refused, ValueError):
        return None
    method = raw.pop("method", None)
    if not isinstance(method, str) or method.lower() in SILENT or method.lower().startswith("get"):
        return None
    return Reply(method, raw)


async def _body(response: aiohttp.ClientResponse) -> Raw:
    match response.content_type:
        case "multipart/form-data":
            return await requests.parts(aiohttp.MultipartReader(response.headers, response.content))
        case "application/json" | "application/x-www-form-urlencoded" as kind:
            return requests.fields(kind, await response.read())
        case _:
            return {}
