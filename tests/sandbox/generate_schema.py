"""Write `sandbox/schema.json` from aiogram's models: every method and type, names and JSON types only.

Run it after an upgrade of aiogram: `python -m tests.sandbox.generate_schema`. A test compares the committed file with
what this would write. The sandbox itself never imports aiogram.
"""

import enum
import inspect
import json
import types
import typing
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, ForwardRef, Literal, TypeAlias, Union, get_args, get_origin

import aiogram
import aiogram.methods
import aiogram.types
from aiogram.client.default import Default
from aiogram.methods import TelegramMethod
from aiogram.types import InputFile, TelegramObject
from pydantic import BaseModel
from typing_extensions import TypeAliasType

import sandbox

SCHEMA = Path(sandbox.__file__).with_name("schema.json")
SCALARS = {bool: "Boolean", int: "Integer", float: "Float", str: "String", datetime: "Integer", timedelta: "Integer"}
SHORT = {"KeyboardButton"}
"""Types in whose place a plain String will do, as the Bot API's page says in words only."""
NO_TYPE = (type(None), Default)

Spelling: TypeAlias = str | dict[str, Any]
"""A type as the schema spells it: a name, {"array": T}, {"any": [T, …]} or {"const": value}."""


class Schema:
    """Collects the types that methods and updates reach, each described once."""

    def __init__(self) -> None:
        self.types: dict[str, dict[str, Any]] = {}
        self.unions: dict[str, Spelling] = {}

    def spell(self, annotation: Any) -> Spelling:
        """The JSON type of a Python annotation; None and aiogram's own defaults are not part of it."""
        if isinstance(annotation, str | ForwardRef):
            name = annotation if isinstance(annotation, str) else annotation.__forward_arg__
            return self.spell(getattr(aiogram.types, name))
        if isinstance(annotation, TypeAliasType):
            return self._spell_alias(annotation)
        origin = get_origin(annotation)
        if origin is typing.Annotated:
            return self.spell(get_args(annotation)[0])
        if origin is list:
            return {"array": self.spell(get_args(annotation)[0])}
        if origin is Literal:
            return _either([{"const": _plain(value)} for value in get_args(annotation)])
        if origin in (Union, types.UnionType):
            return _either([self.spell(part) for part in get_args(annotation) if part not in NO_TYPE])
        if inspect.isclass(annotation):
            return self._spell_class(annotation)
        msg = f"no JSON type for {annotation!r}"
        raise TypeError(msg)

    def _spell_class(self, annotation: type) -> Spelling:
        if issubclass(annotation, InputFile):
            return "InputFile"
        if issubclass(annotation, enum.Enum):
            return "String"
        if issubclass(annotation, TelegramObject):
            self.describe(annotation)
            name = annotation.__name__
            return {"any": [name, "String"]} if name in SHORT else name
        return SCALARS[annotation]

    def _spell_alias(self, alias: TypeAliasType) -> Spelling:
        """A union that contains itself goes by its name."""
        if alias.__name__ not in self.unions:
            self.unions[alias.__name__] = ""
            self.unions[alias.__name__] = self.spell(alias.__value__)
        return alias.__name__

    def describe(self, model: type[TelegramObject]) -> None:
        if model.__name__ not in self.types:
            self.types[model.__name__] = {}  # first, so that a type may contain itself
            self.types[model.__name__] = self.fields(model)

    def fields(self, model: type[BaseModel]) -> dict[str, Any]:
        described: dict[str, Any] = {}
        for name, field in model.model_fields.items():
            constant = get_origin(field.annotation) is Literal
            described[field.alias or name] = {
                "type": self.spell(field.annotation),
                **({"required": True} if field.is_required() or constant else {}),
            }
        return described


def _plain(value: Any) -> Any:
    return value.value if isinstance(value, enum.Enum) else value


def _either(parts: list[Spelling]) -> Spelling:
    flat: list[Spelling] = []
    for part in parts:
        for one in part["any"] if isinstance(part, dict) and "any" in part else [part]:
            if one not in flat:
                flat.append(one)
    return flat[0] if len(flat) == 1 else {"any": flat}


def generate() -> str:
    """The text of the schema file."""
    schema = Schema()
    methods: dict[str, Any] = {}
    for method in vars(aiogram.methods).values():
        if inspect.isclass(method) and issubclass(method, TelegramMethod) and method is not TelegramMethod:
            methods[method.__api_method__] = {
                "parameters": schema.fields(method),
                "returns": schema.spell(method.__returning__),
            }
    schema.describe(aiogram.types.Update)
    content = {"api": aiogram.__api_version__, "methods": methods, "types": schema.types, "unions": schema.unions}
    return json.dumps(content, indent=1, sort_keys=True, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    SCHEMA.write_text(generate(), encoding="utf-8")
