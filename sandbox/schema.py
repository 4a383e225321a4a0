"""The names and JSON types of Telegram's methods, read from `schema.json`, as functions that check a value."""

import json
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias

Check: TypeAlias = Callable[[Any, str], Any]
"""(value, its path) → the value as JSON means it; raises Mismatch."""

INTEGER = re.compile(r"[+-]?\d{1,19}")
FLOAT = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?")
BOOLEANS = {"true": True, "True": True, "1": True, "yes": True, "false": False, "False": False, "0": False, "no": False}


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


class Parameter(NamedTuple):
    check: Check
    check_text: Check
    required: bool


class Method(NamedTuple):
    name: str
    parameters: dict[str, Parameter]
    returns: Check


class Schema:
    """Checks are compiled when first needed: a process that calls five methods pays for five."""

    def __init__(self, content: dict[str, Any]) -> None:
        self._content = content
        self._names = {name.lower(): name for name in content["methods"]}
        self._methods: dict[str, Method] = {}
        self._objects: dict[str, Check] = {}

    def method(self, name: str) -> Method | None:
        """The method of that name, whatever its case, as Telegram reads it."""
        found = self._methods.get(name)
        if found is not None:
            return found
        exact = self._names.get(name.lower())
        if exact is None:
            return None
        described = self._content["methods"][exact]
        method = Method(
            exact,
            {
                parameter: Parameter(self.check(spec["type"]), self.check_text(spec["type"]), "required" in spec)
                for parameter, spec in described["parameters"].items()
            },
            self.check(described["returns"]),
        )
        self._methods[name] = self._methods[exact] = method
        return method

    def check(self, spelling: Any) -> Check:
        """A check of a value that came as JSON."""
        if isinstance(spelling, str):
            return SCALARS.get(spelling) or self._lazily(spelling)
        if "const" in spelling:
            return _constant(spelling["const"])
        if "array" in spelling:
            return _array(self.check(spelling["array"]))
        return self._any(spelling["any"])

    def check_text(self, spelling: Any) -> Check:
        """A check of a value that came as text: a form field, or a JSON string at the top of a call."""
        parts = spelling["any"] if isinstance(spelling, dict) and "any" in spelling else [spelling]
        texts = [TEXTS[scalar] for scalar in TEXTS if scalar in parts]
        objects = [part for part in parts if not (isinstance(part, str) and part in TEXTS)]
        if objects:
            whole = self.check({"any": objects} if len(objects) > 1 else objects[0])
            texts.insert(0, _json_text(whole))
        return texts[0] if len(texts) == 1 else _first_of(texts)

    def _lazily(self, name: str) -> Check:
        def check(value: Any, path: str) -> Any:
            return self._named(name)(value, path)

        return check

    def _named(self, name: str) -> Check:
        found = self._objects.get(name)
        if found is None:
            union = self._content["unions"].get(name)
            found = self.check(union) if union is not None else self._object(name)
            self._objects[name] = found
        return found

    def _object(self, name: str) -> Check:
        fields = {
            field: (self.check(spec["type"]), "required" in spec)
            for field, spec in self._content["types"][name].items()
        }
        required = [field for field, (_, needed) in fields.items() if needed]

        def check(value: Any, path: str) -> Any:
            if not isinstance(value, dict):
                raise Mismatch(path, name)
            checked = {}
            for field, content in value.items():
                if field not in fields:
                    raise Mismatch(f"{path}.{field}", name, "unknown-parameter")
                if content is not None:
                    checked[field] = fields[field][0](content, f"{path}.{field}")
            for field in required:
                if field not in checked:
                    raise Mismatch(f"{path}.{field}", name, "required")
            return checked

        return check

    def _any(self, spellings: list[Any]) -> Check:
        """The first that fits. When one object's constants and field names fit, its complaint is the one to hear."""
        checks = [self.check(spelling) for spelling in spellings]

        def check(value: Any, path: str) -> Any:
            complaint: Mismatch | None = None
            for spelling, one in zip(spellings, checks, strict=True):
                try:
                    return one(value, path)
                except Mismatch as mismatch:
                    if isinstance(value, dict) and self._is_meant(spelling, value):
                        complaint = complaint or mismatch
            raise complaint or Mismatch(path, " or ".join(map(_spell, spellings)))

        return check

    def _is_meant(self, spelling: Any, value: dict[str, Any]) -> bool:
        """Whether an object was plainly meant to be of that type: constants equal, or a required field present."""
        if not isinstance(spelling, str) or spelling not in self._content["types"]:
            return False
        fields = self._content["types"][spelling]
        constants = {name: _dict(spec["type"]).get("const") for name, spec in fields.items()}
        kinds = {name: constant for name, constant in constants.items() if isinstance(constant, str)}
        if kinds:
            return all(value.get(name) == kind for name, kind in kinds.items())
        return any(name in value for name, spec in fields.items() if "required" in spec)


def _dict(spelling: Any) -> dict[str, Any]:
    return spelling if isinstance(spelling, dict) else {}


def _spell(spelling: Any) -> str:
    if isinstance(spelling, str):
        return spelling
    if "array" in spelling:
        return f"Array of {_spell(spelling['array'])}"
    return repr(spelling.get("const", spelling.get("any")))


def _integer(value: Any, path: str) -> int:
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    raise Mismatch(path, "Integer")


def _float(value: Any, path: str) -> float:
    if isinstance(value, int | float) and not isinstance(value, bool):
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
        return float(value)
    raise Mismatch(path, "Float")


def _boolean_text(value: Any, path: str) -> bool:
    if value in BOOLEANS:
        return BOOLEANS[value]
    raise Mismatch(path, "Boolean")


def _constant(constant: Any) -> Check:
    def check(value: Any, path: str) -> Any:
        if value == constant and type(value) is type(constant):
            return value
        raise Mismatch(path, repr(constant))

    return check


def _array(item: Check) -> Check:
    def check(value: Any, path: str) -> list[Any]:
        if not isinstance(value, list):
            raise Mismatch(path, "Array")
        return [item(one, f"{path}[{place}]") for place, one in enumerate(value)]

    return check


def _json_text(check: Check) -> Check:
    def check_text(value: Any, path: str) -> Any:
        try:
            content = json.loads(value)
        except ValueError as error:
            raise Mismatch(path, "a JSON-serialized object") from error
        return check(content, path)

    return check_text


def _first_of(checks: list[Check]) -> Check:
    def check(value: Any, path: str) -> Any:
        for one in checks[:-1]:
            try:
                return one(value, path)
            except Mismatch:
                continue
        return checks[-1](value, path)

    return check


SCALARS: dict[str, Check] = {
    "Integer": _integer,
    "Float": _float,
    "Boolean": _boolean,
    "String": _string,
    "InputFile": _input_file,
}
TEXTS: dict[str, Check] = {
    "Integer": _integer_text,
    "Float": _float_text,
    "Boolean": _boolean_text,
    "InputFile": _input_file,
    "String": _string,
}


@cache
def telegram() -> Schema:
    """The committed schema, read once."""
    return Schema(json.loads(Path(__file__).with_name("schema.json").read_text(encoding="utf-8")))
