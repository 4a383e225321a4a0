"""`make torture` in small: real processes, real kills, both databases, and a checker that finds nothing."""

import pytest

from tests.conftest import KINDS
from tests.torture.house import Size
from tests.torture.trial import Enough, Plan, run

ENOUGH = Enough(kills=3, acked=5)


@pytest.mark.parametrize("kind", KINDS)
async def test_a_few_seconds_of_storm_break_no_promise(kind: str) -> None:
    size = Size(classes=2, pupils=10)
    report = await run(Plan(kind, 25, 11, size, every=2.5, pause=0.3, hold=1, enough=ENOUGH, gentle=True))
    assert report.verdict.wrong == {}
    assert report.kills > 0
