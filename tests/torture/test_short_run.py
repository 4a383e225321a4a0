"""`make torture` in small: real processes, real kills, both databases, and a checker that finds nothing."""

import pytest

from tests.conftest import KINDS
from tests.torture.house import Size
from tests.torture.trial import Enough, Plan, run

ENOUGH = Enough(kills=4, acked=20)


@pytest.mark.parametrize("kind", KINDS)
async def test_a_few_seconds_of_storm_break_no_promise(kind: str) -> None:
    report = await run(
        Plan(
            kind,
            seconds=60,
            seed=11,
            size=Size(classes=2, pupils=10),
            every=1.2,
            pause=0.3,
            hold=1,
            enough=ENOUGH,
            hurried=True,
        )
    )
    assert report.verdict.wrong == {}
    assert report.kills >= ENOUGH.kills
    assert report.verdict.counts["acked"] >= ENOUGH.acked
