"""`make torture` in small: real processes, real kills, both databases, and a checker that finds nothing."""

import pytest

from tests.conftest import KINDS
from tests.torture.house import Size
from tests.torture.trial import Enough, Plan, run

ENOUGH = Enough(kills=3, acked=5)
FEW = Size(classes=2, pupils=10)


@pytest.mark.parametrize("kind", KINDS)
async def test_a_few_seconds_of_storm_break_no_promise(kind: str) -> None:
    report = await run(Plan(kind, 60, 11, FEW, every=2.5, pause=0.3, hold=1, enough=ENOUGH, gentle=True))
    assert report.verdict.wrong == {}
    assert report.kills > 0


async def test_two_processes_and_two_teachers_of_a_lesson_break_none_either() -> None:
    """The bot that works is killed, the other takes over; whose colleague was faster is told so (G16, G18)."""
    size, enough = FEW._replace(pupils=3, together=True), Enough(kills=3, acked=20, take_overs=1)
    plan = Plan("postgresql", 90, 12, size, every=2.5, pause=0.2, hold=1, enough=enough, gentle=True, processes=2)
    report = await run(plan)
    assert report.verdict.wrong == {}
    assert report.take_overs > 0
