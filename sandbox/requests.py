"""From an HTTP request to checked parameters: query string, JSON, form or multipart, as Telegram takes them."""

from typing import Any, TypeAlias
from urllib.parse import parse_qsl

from aiohttp import BodyPartReader, MultipartReader, web

from sandbox.errors import Refused
from sandbox.schema import Method, Mismatch, Upload, read_json

MAX_BODY = 50 * 1024 * 1024 + 1024 * 1024
"""50 MB a file (the Bot API's limit for uploads) and the form around it."""

EMPTY = {
    "chat_id": "chat-id-empty",
    "text": "text-empty",
    "file_id": "file-id-empty",
    "photo": "photo-missing",
    "document": "document-missing",
}
"""Required parameters for which Telegram has words of its own."""

Raw: TypeAlias = dict[str, Any]
"""What came, unchecked: text, JSON values or uploads by name."""


async def read(request: web.Request) -> Raw:
    """Everything the request brings, query string first, body over it."""
    raw: Raw = dict(request.query)
    if request.body_exists:
        raw.update(await _body(request))
    return raw


async def _body(request: web.Request) -> Raw:
    kind = request.content_type
    try:
        if kind == "multipart/form-data":
            return await parts(await request.multipart())
        return fields(kind, await request.read())
    except web.HTTPRequestEntityTooLarge as error:
        raise Refused("body-too-large") from error
    except ValueError as error:
        raise Refused("body-invalid") from error


def fields(kind: str, body: bytes) -> Raw:
    """The fields of a body of that content type: JSON, or else a form. ValueError when it isn't."""
    if kind == "application/json":
        return _json_object(body)
    return dict(parse_qsl(body.decode(), keep_blank_values=True))


def _json_object(body: bytes) -> Raw:
    content = read_json(body or b"{}")
    if not isinstance(content, dict):
        raise Refused("body-invalid")
    return content


async def parts(reader: MultipartReader) -> Raw:
    """The fields and files of a multipart body."""
    raw: Raw = {}
    async for part in reader:
        if not isinstance(part, BodyPartReader) or part.name is None:
            raise Refused("body-invalid")
        content = bytes(await part.read())
        if len(content) > MAX_BODY:
            raise Refused("body-too-large")
        if part.filename is None:
            raw[part.name] = content.decode()
        else:
            kind = part.headers.get("Content-Type", "application/octet-stream")
            raw[part.name] = Upload(part.filename, content, kind)
    return raw


def check(method: Method, raw: Raw) -> tuple[dict[str, Any], dict[str, Upload]]:
    """Parameters by the schema, and the uploads that `attach://` may name.

    An unknown parameter, a wrong type at any depth and a missing required parameter are each refused with the name.
    An empty text field means "not given", as Telegram takes it.
    """
    params: dict[str, Any] = {}
    uploads: dict[str, Upload] = {}
    for name, value in raw.items():
        parameter = method.parameters.get(name)
        if isinstance(value, Upload):
            uploads[name] = value
        if parameter is None:
            if name not in uploads:
                raise Refused("unknown-parameter", name=name)
        elif value is not None and value != "":
            params[name] = _checked(parameter.check_text if isinstance(value, str) else parameter.check, value, name)
    for name, parameter in method.parameters.items():
        if parameter.required and name not in params:
            raise Refused(EMPTY.get(name, "required"), name=name)
    _all_uploads_named(uploads, params, raw)
    return params, uploads


def _checked(check: Any, value: Any, name: str) -> Any:
    try:
        return check(value, name)
    except Mismatch as mismatch:
        raise Refused(mismatch.reason, name=mismatch.path, expected=mismatch.expected) from mismatch


def _all_uploads_named(uploads: dict[str, Upload], params: dict[str, Any], raw: Raw) -> None:
    """A file that no parameter holds or names by `attach://` is an unknown parameter."""
    for name in uploads:
        if name not in params and not any(isinstance(v, str) and f"attach://{name}" in v for v in raw.values()):
            raise Refused("unknown-parameter", name=name)
