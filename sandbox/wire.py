"""JSON as it goes out."""

import json
from typing import Any

from aiohttp import web


def encode(body: Any) -> bytes:
    """UTF-8; half a surrogate pair, which UTF-8 can't hold, goes out as the escape that JSON has for it."""
    return json.dumps(body, ensure_ascii=False).encode("utf-8", "backslashreplace")


def answer(body: Any, status: int = 200) -> web.Response:
    return web.Response(status=status, body=encode(body), content_type="application/json")
