"""The committed schema is what aiogram's models say today, and each played method is in it."""

from sandbox import schema
from sandbox.methods import METHODS
from tests.sandbox import generate_schema


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
