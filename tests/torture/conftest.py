"""What kills leave behind ends with the test that killed, before anybody reports on it."""

import gc
from collections.abc import Generator

import pytest


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call() -> Generator[None]:
    """SQLAlchemy's abandoned greenlets end here: within somebody else's recursion they would confuse its depth."""
    try:
        yield
    finally:
        gc.collect()
