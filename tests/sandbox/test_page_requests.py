"""What a request of the page may hold: nonsense is answered with a line that names it, and does nothing."""

import json
from typing import Any

import pytest

from sandbox import Sandbox
from sandbox.page_requests import REQUESTS
from sandbox.scalars import SCALARS
from sandbox.state import Person
from tests.sandbox.conftest import Api

MULTIPART = "/page/upload"
SAMPLES = {"Integer": 1, "String": "т", "Boolean": True, "Float": 0.5}
NONSENSE: tuple[Any, ...] = ("{", "[" * 100_000, "", "5", '"x"', "[[]]", "[5]", '{"no such name": 1}', "\\ud800")


async def answer(api: Api, path: str, body: str) -> tuple[int, dict[str, Any]]:
    headers = {"Content-Type": "application/json"}
    async with api.session.post(path.replace("{chat}", "-1"), data=body.encode(), headers=headers) as response:
        return response.status, await response.json()


@pytest.mark.parametrize("path", sorted(REQUESTS))
async def test_whatever_is_posted_is_answered_with_a_line(api: Api, mother: Person, path: str) -> None:
    for body in NONSENSE:
        status, answered = await answer(api, path, body)
        assert (status, list(answered)) == (400, ["error"]), body


WRONG = {"Integer": '"x"', "String": "5", "Boolean": "1", "Float": "1e999", "Rights": '{"can_fly": true}'}


def samples() -> list[tuple[str, str, str]]:
    """Each name of each request, with a value that is not of its type."""
    return [
        (path, name, WRONG[kind] if isinstance(kind, str) else "[{}]")
        for path, (required, optional) in REQUESTS.items()
        for name, kind in {**required, **optional}.items()
        if path != MULTIPART
    ]


@pytest.mark.parametrize(("path", "name", "wrong"), samples())
async def test_a_value_of_another_type_is_refused_by_name(api: Api, path: str, name: str, wrong: str) -> None:
    required, _ = REQUESTS[path]
    others = {other: SAMPLES[kind] for other, kind in required.items() if other != name}
    given = "".join(f", {json.dumps(other)}: {json.dumps(value)}" for other, value in others.items())

    status, answered = await answer(api, path, f'{{"{name}": {wrong}{given}}}')

    assert status == 400
    assert name in answered["error"]
    assert "must be" in answered["error"] or "can_fly" in answered["error"]


@pytest.mark.parametrize("path", sorted(REQUESTS))
async def test_what_is_missing_is_named(api: Api, path: str) -> None:
    required, _ = REQUESTS[path]
    for name in required if path != MULTIPART else ():
        others = {other: SAMPLES[kind] for other, kind in required.items() if other != name}
        assert await answer(api, path, json.dumps(others)) == (400, {"error": f"{name!r} is missing"})


async def test_nobody_is_nameless_or_out_of_range(api: Api, sandbox: Sandbox, mother: Person) -> None:
    bot = sandbox.bot().id
    for body in ('{"name": " "}', '{"name": "т", "id": -5}', '{"name": "т", "id": 0}', f'{{"name": "т", "id": {bot}}}'):
        assert (await answer(api, "/page/people", body))[0] == 400
    assert list(sandbox.people) == [mother.id]
    for group in ('"title": " "', '"title": "т", "id": 5'):
        assert (await answer(api, "/page/groups", f'{{"user": {mother.id}, "type": "group", {group}}}'))[0] == 400
    assert sandbox.groups == {}


async def test_the_clock_and_waits_have_ends(api: Api, mother: Person) -> None:
    for path, body in (
        ("/page/clock", '{"forward": 99999999999}'),
        ("/page/faults", '{"kind": "429", "retry_after": 1000000000000}'),
        ("/page/faults", '{"kind": "slow", "delay": 1e30}'),
        ("/page/faults", '[{"kind": "429"}, {"kind": "slow", "delay": -1}]'),
    ):
        assert (await answer(api, path, body))[0] == 400
    assert await api.page("/page/faults") == []
    for timeout in ("nan", "-1", "x"):
        async with api.session.get(f"/page/settled?timeout={timeout}") as response:
            assert response.status == 400
    await api.ok("sendMessage", chat_id=mother.id, text="т")


async def test_a_null_is_not_given_but_where_it_means_something(api: Api, mother: Person) -> None:
    await api.page("/page/say", {"user": mother.id, "text": "т", "reply_to": None, "chat": None})
    [fault] = await api.page("/page/faults", {"kind": "500", "count": None, "method": None})
    assert fault["count"] is None


def test_every_type_has_a_wrong_value() -> None:
    assert set(SCALARS) - {"InputFile"} | {"Rights"} == set(WRONG)
