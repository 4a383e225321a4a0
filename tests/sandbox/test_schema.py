"""The committed schema is what aiogram's models say today, and each played method is in it."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from sandbox import schema
from sandbox.methods import METHODS
from sandbox.schema import Mismatch
from tests.sandbox import generate_schema

CONTENT = json.loads(generate_schema.SCHEMA.read_text(encoding="utf-8"))
DEPTH = 3
SAMPLES = {"Integer": 1, "Float": 1.5, "Boolean": True, "String": "т", "InputFile": "attach://a"}


def test_committed_schema_is_up_to_date() -> None:
    committed = generate_schema.SCHEMA.read_text(encoding="utf-8")

    assert committed == generate_schema.generate(), "run: python -m tests.sandbox.generate_schema"


def test_every_played_method_is_known() -> None:
    known = schema.telegram()

    assert all(known.method(name) is not None for name in METHODS)


def test_a_method_is_found_in_any_case() -> None:
    found = schema.telegram().method("SENDMESSAGE")

    assert found is not None
    assert found.name == "sendMessage"


def sample(spelling: Any, known: tuple[str, ...] = ()) -> Any:
    """What fits a type, optional fields in the outer three objects; of a union its first member that is not around it."""
    if isinstance(spelling, dict):
        if "const" in spelling:
            return spelling["const"]
        if "array" in spelling:
            return [sample(spelling["array"], known)]
        return sample(next(one for one in spelling["any"] if one not in known), known)
    if spelling in SAMPLES:
        return SAMPLES[spelling]
    if spelling in CONTENT["unions"]:
        return sample(CONTENT["unions"][spelling], known)
    fields = CONTENT["types"][spelling]
    inside = (*known, spelling)
    return {
        name: sample(spec["type"], inside)
        for name, spec in fields.items()
        if "required" in spec or (len(inside) <= DEPTH and not holds(spec["type"], inside))
    }


def holds(spelling: Any, known: tuple[str, ...]) -> bool:
    """Whether a type can only be one of those around it."""
    if isinstance(spelling, dict):
        inner = [spelling["array"]] if "array" in spelling else spelling.get("any", [])
        return bool(inner) and all(holds(one, known) for one in inner)
    return spelling in known


def objects(value: Any, path: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every object in a value, and where it is."""
    if isinstance(value, dict):
        yield path, value
        for name, content in value.items():
            yield from objects(content, f"{path}.{name}")
    elif isinstance(value, list):
        for place, content in enumerate(value):
            yield from objects(content, f"{path}[{place}]")


def members(spelling: Any) -> Iterator[Any]:
    """The types that a parameter may have: each of a union's, an array's items as arrays."""
    if isinstance(spelling, dict) and "any" in spelling:
        for one in spelling["any"]:
            yield from members(one)
    elif isinstance(spelling, dict) and "array" in spelling:
        for one in members(spelling["array"]):
            yield {"array": one}
    else:
        yield spelling


def described() -> Iterator[tuple[str, str, Any]]:
    for method, spec in CONTENT["methods"].items():
        for name, parameter in spec["parameters"].items():
            for spelling in members(parameter["type"]):
                yield method, name, spelling


@pytest.mark.parametrize("method", CONTENT["methods"])
def test_every_parameter_is_checked_to_its_depths(method: str) -> None:
    """A fitting value is taken; a name that is unknown at any depth is refused with its path."""
    known = schema.telegram().method(method)
    assert known is not None
    for _, name, spelling in (one for one in described() if one[0] == method):
        check = known.parameters[name].check
        value = sample(spelling)
        check(value, name)
        for path, content in list(objects(value, name)):
            content["owl"] = 1
            with pytest.raises(Mismatch) as refused:
                check(value, name)
            assert (refused.value.reason, refused.value.path) == ("unknown-parameter", f"{path}.owl")
            del content["owl"]


def test_the_schema_reaches_every_depth() -> None:
    """There are objects in objects to be walked, and aiogram's methods are all there."""
    paths = [path for _, name, spelling in described() for path, _ in objects(sample(spelling), name)]

    assert len(CONTENT["methods"]) > 150
    assert len(paths) > 1000
    assert any(path.count(".") >= 3 for path in paths)


def test_answers_are_checked_more_strictly_than_parameters() -> None:
    get_file = schema.telegram().method("getFile")
    assert get_file is not None
    answer = {"file_id": "a", "file_unique_id": "b", "file_size": "5"}

    with pytest.raises(Mismatch):
        get_file.returns(answer, "getFile")
