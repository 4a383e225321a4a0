"""What kills leave behind ends with the test that killed."""

import gc
from collections.abc import Iterator

import pytest


@pytest.fixture(autouse=True)
def _buried() -> Iterator[None]:
    """SQLAlchemy's abandoned greenlets end here: within somebody else's recursion they would confuse its depth."""
    yield
    gc.collect()
