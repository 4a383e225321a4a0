"""The clock winds forward, and a file follows it."""

from pathlib import Path

import pytest

from sandbox.clock import Clock, real_time
from tests.sandbox.conftest import Watch


def test_an_offset_is_added(watch: Watch) -> None:
    clock = Clock(watch)

    clock.forward(90)

    assert clock().isoformat() == "2026-11-23T09:18:30+00:00"
    assert clock.unix() == int(watch.now.timestamp()) + 90


def test_a_file_mirrors_the_offset_and_outlives_the_clock(watch: Watch, tmp_path: Path) -> None:
    file = tmp_path / "clock" / "offset"
    clock = Clock(watch, file)

    clock.forward(3600)
    clock.forward(60)

    assert file.read_text() == "+3660\n"
    assert [path.name for path in file.parent.iterdir()] == ["offset"]
    assert Clock(watch, file).offset == 3660


def test_it_never_winds_back(watch: Watch) -> None:
    with pytest.raises(ValueError, match="forward"):
        Clock(watch).forward(-1)


def test_real_time_is_utc() -> None:
    assert real_time().utcoffset() is not None
