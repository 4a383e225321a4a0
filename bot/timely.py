"""How long one update may take (G14)."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Final

UPDATE_SECONDS: Final = 60
"""An update that takes longer is cut off and tried again, as often as one that fails."""


class TooLong(Exception):
    """An update took longer than it may. No TimeoutError: that is an OSError, and a database that is away raises it."""


@asynccontextmanager
async def in_time() -> AsyncIterator[None]:
    """Cut off what takes longer than an update may."""
    limit = asyncio.timeout(UPDATE_SECONDS)
    try:
        async with limit:
            yield
    except TimeoutError as error:
        if limit.expired():
            raise TooLong from error
        raise
