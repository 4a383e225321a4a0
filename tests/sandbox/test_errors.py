"""Every row of the table of refusals, made to happen over HTTP."""

import re
from pathlib import Path

import pytest

from sandbox import Sandbox, errors
from sandbox.errors import TABLE
from sandbox.state import Person
from tests.sandbox import file_refusals, group_refusals, message_refusals, rule_refusals, server_refusals
from tests.sandbox.conftest import Api, Watch
from tests.sandbox.scenarios import SCENARIOS, World

FILLED_BY = (server_refusals, message_refusals, rule_refusals, file_refusals, group_refusals)


@pytest.mark.parametrize("key", TABLE)
async def test_each_row_happens(key: str, api: Api, sandbox: Sandbox, mother: Person, watch: Watch) -> None:
    status, text = await SCENARIOS[key](World(api, sandbox, mother, watch))

    assert status == TABLE[key].code
    words = re.sub(r"\\{\w+\\}", ".+", re.escape(TABLE[key].text))
    assert re.fullmatch(words, text)


def test_no_scenario_without_a_row() -> None:
    assert SCENARIOS.keys() == TABLE.keys()


def test_every_refusal_in_the_code_has_a_row() -> None:
    """A key that is misspelled would answer 500 when it happens; a text of one's own beside the table is no refusal."""
    files = list(Path(errors.__file__).parent.rglob("*.py"))
    raised = {key for file in files for key in re.findall(r'Refused\("([^"]+)"', file.read_text(encoding="utf-8"))}

    assert raised <= TABLE.keys()
    assert len(raised) > len(TABLE) / 2
