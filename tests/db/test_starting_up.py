"""A PostgreSQL that is starting up is away: what was asked is asked again, and is nobody's mistake (G45)."""

import asyncio
from contextlib import suppress

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from db.engine import Database, is_away


def refusal(state: str) -> bytes:
    """ErrorResponse of the frontend/backend protocol."""
    fields = b"".join(name + word.encode() + b"\0" for name, word in ((b"S", "FATAL"), (b"C", state), (b"M", "no")))
    return b"E" + (len(fields) + 5).to_bytes(4, "big") + fields + b"\0"


@pytest.mark.parametrize(
    ("state", "away"),
    [("57P03", True), ("57P01", True), ("53300", True), ("08006", True), ("28000", False), ("3D000", False)],
)
async def test_what_a_server_says_that_does_not_let_us_in(state: str, away: bool) -> None:
    async def refuse(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(asyncio.IncompleteReadError):
            size = int.from_bytes(await reader.readexactly(4), "big")
            await reader.readexactly(size - 4)
            if size == 8:  # whether there is TLS
                writer.write(b"N")
                size = int.from_bytes(await reader.readexactly(4), "big")
                await reader.readexactly(size - 4)
            writer.write(refusal(state))
        writer.close()

    server = await asyncio.start_server(refuse, "127.0.0.1", 0)
    db = Database(f"postgresql://nobody@127.0.0.1:{server.sockets[0].getsockname()[1]}/nowhere")
    with pytest.raises(DBAPIError) as caught:
        async with db.read() as session:
            await session.execute(text("SELECT 1"))
    assert is_away(caught.value) is away
    await db.close()
    server.close()
    await server.wait_closed()
