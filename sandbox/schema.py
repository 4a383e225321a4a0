"""The names and JSON types of Telegram's methods, read from `schema.json`, as functions that check a value."""

import json
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from sandbox.scalars import GIVEN, SCALARS, TEXTS, Check, Mismatch, Upload, read_json

__all__ = ["Method", "Mismatch", "Parameter", "Schema", "Upload", "read_json", "telegram"]


class Parameter(NamedTuple):
    check: Check
    check_text: Check
    required: bool


class Method(NamedTuple):
    name: str
    parameters: dict[str, Parameter]
    returns: Check


class Schema:
    """Checks are compiled when first needed: a process that calls five methods pays for five.

    What a bot gives may have whole numbers as text at any depth, as Telegram takes them; what it gets may not.
    """

    def __init__(self, content: dict[str, Any], *, given: bool = True) -> None:
        self._content = content
        self._scalars = GIVEN if given else SCALARS
        self._answers = Schema(content, given=False) if given else self
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
            self._answers.check(described["returns"]),
        )
        self._methods[name] = self._methods[exact] = method
        return method

    def check(self, spelling: Any) -> Check:
        """A check of a value that came as JSON."""
        if isinstance(spelling, str):
            return self._scalars.get(spelling) or self._lazily(spelling)
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
        """The first that fits. When none does, the object that was plainly meant is the one to complain about."""
        checks = [self.check(spelling) for spelling in spellings]

        def check(value: Any, path: str) -> Any:
            complaints: list[tuple[int, Mismatch]] = []
            for spelling, one in zip(spellings, checks, strict=True):
                try:
                    return one(value, path)
                except Mismatch as mismatch:
                    if isinstance(value, dict) and self._is_meant(spelling, value):
                        known = len(value.keys() & self._content["types"][spelling].keys())
                        complaints.append((known, mismatch))
            if complaints:
                raise max(complaints, key=lambda complaint: complaint[0])[1]
            raise Mismatch(path, " or ".join(map(_spell, spellings)))

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
            content = read_json(value)
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


@cache
def telegram() -> Schema:
    """The committed schema, read once."""
    return Schema(json.loads(Path(__file__).with_name("schema.json").read_text(encoding="utf-8")))
