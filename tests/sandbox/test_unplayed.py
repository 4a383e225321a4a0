"""Parameters that are known and not played: refused loudly, never passed over."""

import json
from pathlib import Path
from typing import Any

import pytest

import sandbox
from sandbox.methods import METHODS
from sandbox.state import Person
from sandbox.unplayed import REPLY_UNPLAYED, UNPLAYED, UNSEEN
from tests.sandbox.conftest import Api

SCHEMA = json.loads(Path(sandbox.__file__).with_name("schema.json").read_text(encoding="utf-8"))


def test_every_parameter_of_a_played_method_is_read_refused_or_without_effect() -> None:
    """A parameter that no line of the sandbox names would be taken and do nothing."""
    sources = [path for path in Path(sandbox.__file__).parent.rglob("*.py") if path.name != "unplayed.py"]
    written = "".join(path.read_text(encoding="utf-8") for path in sources)
    known = {name for method in METHODS for name in SCHEMA["methods"][method]["parameters"]}
    known |= {f"reply.{name}" for name in SCHEMA["types"]["ReplyParameters"]}
    decided = UNPLAYED | UNSEEN | {f"reply.{name}" for name in REPLY_UNPLAYED}

    passed_over = {name for name in known - decided if f'"{name.removeprefix("reply.")}"' not in written}

    assert passed_over == set()
    assert decided <= known


@pytest.mark.parametrize("given", [
    {"message_thread_id": 5}, {"business_connection_id": "b"}, {"message_effect_id": "5"},
    {"reply_parameters": {"message_id": 1, "quote": "т"}}, {"reply_parameters": {"message_id": 1, "chat_id": 7}},
], ids=str)  # fmt: skip
async def test_what_is_not_played_is_refused_by_name(api: Api, mother: Person, given: dict[str, Any]) -> None:
    [name] = given

    status, words = await api.refused("sendMessage", chat_id=mother.id, text="т", **given)

    assert status == 501
    assert name in words
    assert len((await api.page(f"/page/chat/{mother.id}"))["messages"]) == 1


async def test_what_asks_for_nothing_is_taken(api: Api, mother: Person) -> None:
    sent = await api.ok("sendMessage", chat_id=mother.id, text="т", message_thread_id=0, disable_notification=True)
    reply = {"message_id": sent["message_id"], "chat_id": str(mother.id)}

    answered = await api.ok(
        "sendMessage", chat_id=mother.id, text="т", allow_paid_broadcast=False, reply_parameters=reply
    )

    assert answered["reply_to_message"]["message_id"] == sent["message_id"]


async def test_an_edit_without_a_text_is_no_edit(api: Api, mother: Person) -> None:
    sent = await api.ok("sendMessage", chat_id=mother.id, text="т")

    answer = await api.refused("editMessageText", chat_id=mother.id, message_id=sent["message_id"])

    assert answer == (400, "Bad Request: message text is empty")
