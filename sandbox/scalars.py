"""Single values as Telegram takes them: in JSON, as the text of a form field, as a file."""

import json
import math
import re
from collections.abc import Callable
from typing import Any, NamedTuple, TypeAlias

Check: TypeAlias = Callable[[Any, str], Any]
"""(value, its path) → the value as JSON means it; raises Mismatch."""

INTEGER = re.compile(r"[+-]?[0-9]{1,19}")
FLOAT = re.compile(r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]+)?")
BOOLEANS = {"true": True, "1": True, "yes": True, "false": False, "0": False, "no": False}


class Mismatch(Exception):
    """The value at `path` is not what the schema says; an unknown or missing field has its own `reason`."""

    def __init__(self, path: str, expected: str, reason: str = "wrong-type") -> None:
        self.path = path
        self.expected = expected
        self.reason = reason
        super().__init__(path, expected)


class Upload(NamedTuple):
    """A file part of a multipart request."""

    name: str
    content: bytes
    content_type: str


def _integer(value: Any, path: str) -> int:
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    raise Mismatch(path, "Integer")


def _integer_given(value: Any, path: str) -> int:
    return _integer_text(value, path) if isinstance(value, str) else _integer(value, path)


def _float(value: Any, path: str) -> float:
    if isinstance(value, int | float) and not isinstance(value, bool) and -math.inf < value < math.inf:
        return value
    raise Mismatch(path, "Float")


def _boolean(value: Any, path: str) -> bool:
    if isinstance(value, bool):
        return value
    raise Mismatch(path, "Boolean")


def _string(value: Any, path: str) -> str:
    if isinstance(value, str):
        return value
    raise Mismatch(path, "String")


def _input_file(value: Any, path: str) -> Any:
    if isinstance(value, Upload | str):
        return value
    raise Mismatch(path, "InputFile")


def _integer_text(value: Any, path: str) -> int:
    if INTEGER.fullmatch(value):
        return int(value)
    raise Mismatch(path, "Integer")


def _float_text(value: Any, path: str) -> float:
    if FLOAT.fullmatch(value):
        return _float(float(value), path)
    raise Mismatch(path, "Float")


def _boolean_text(value: Any, path: str) -> bool:
    if value.lower() in BOOLEANS:
        return BOOLEANS[value.lower()]
    raise Mismatch(path, "Boolean")


def read_json(text: str | bytes) -> Any:
    """JSON without what Python alone takes for JSON; ValueError also for a depth that nobody means."""
    try:
        return json.loads(text, parse_constant=_no_constant)
    except RecursionError as error:
        raise ValueError("too deep") from error


def _no_constant(name: str) -> Any:
    raise ValueError(f"{name} is no JSON")


SCALARS: dict[str, Check] = {
    "Integer": _integer,
    "Float": _float,
    "Boolean": _boolean,
    "String": _string,
    "InputFile": _input_file,
}
GIVEN: dict[str, Check] = {**SCALARS, "Integer": _integer_given}
"""What a bot gives in JSON: whole numbers may be text (td, `get_integer_field`)."""
TEXTS: dict[str, Check] = {
    "Integer": _integer_text,
    "Float": _float_text,
    "Boolean": _boolean_text,
    "InputFile": _input_file,
    "String": _string,
}
