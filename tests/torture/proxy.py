"""A wire between the bot and PostgreSQL that can be cut at any byte, also inside COMMIT."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from enum import StrEnum
from typing import Final

COMMIT: Final = b"COMMIT;"


class At(StrEnum):
    """Where the wire is cut, or the bot killed."""

    BEFORE_COMMIT = "before commit"
    """The server never hears of it."""
    INSIDE_COMMIT = "inside commit"
    """Half of the message arrives."""
    AFTER_COMMIT = "after commit"
    """The server commits, and its answer is lost (G7)."""


class Wire:
    """Every connection between the bot and the server."""

    def __init__(self, host: str, port: int) -> None:
        self.host = host
        self.port = port
        self.commits = 0
        self.away = False
        """Nobody gets through; what is connected already stays so until it is `cut`."""
        self._armed: tuple[At, Callable[[], None]] | None = None
        self._skipped = 0
        self._links: set[tuple[asyncio.StreamWriter, asyncio.StreamWriter]] = set()

    def cut(self) -> None:
        """Every connection ends now, without a goodbye."""
        for pair in list(self._links):
            _abort(pair)

    def arm(self, at: At, then: Callable[[], None] | None = None, *, skip: int = 0) -> None:
        """Cut the connection at its next COMMIT, or do that there; `skip` lets so many pass before."""
        self._armed = (at, then or (lambda: None))
        self._skipped = skip

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One connection of the bot."""
        if self.away:
            writer.transport.abort()
            return
        try:
            server_reader, server_writer = await asyncio.open_connection(self.host, self.port)
        except OSError:
            writer.transport.abort()
            return
        pair = (writer, server_writer)
        self._links.add(pair)
        flows = [
            asyncio.create_task(self._out(reader, pair)),
            asyncio.create_task(_flow(server_reader, writer)),
        ]
        try:
            await asyncio.wait(flows, return_when=asyncio.FIRST_COMPLETED)
        finally:
            self._links.discard(pair)
            for flow in flows:
                flow.cancel()
            await asyncio.gather(*flows, return_exceptions=True)
            _abort(pair)

    async def _out(self, reader: asyncio.StreamReader, pair: tuple[asyncio.StreamWriter, asyncio.StreamWriter]) -> None:
        """From the bot to the server, with an eye on COMMIT."""
        server = pair[1]
        with suppress(OSError):
            while data := await reader.read(65536):
                if COMMIT in data:
                    self.commits += 1
                    if self._armed is not None and self._skipped:
                        self._skipped -= 1
                    elif self._armed is not None:
                        (at, then), self._armed = self._armed, None
                        await _break(data, server, at)
                        then()
                        _abort(pair)
                        return
                server.write(data)
                await server.drain()


async def _break(data: bytes, server: asyncio.StreamWriter, at: At) -> None:
    middle = data.index(COMMIT) + len(COMMIT) // 2
    sent = {At.BEFORE_COMMIT: b"", At.INSIDE_COMMIT: data[:middle], At.AFTER_COMMIT: data}[at]
    if sent:
        server.write(sent)
        await server.drain()


async def _flow(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with suppress(OSError):
        while data := await reader.read(65536):
            writer.write(data)
            await writer.drain()


def _abort(pair: tuple[asyncio.StreamWriter, asyncio.StreamWriter]) -> None:
    for writer in pair:
        writer.transport.abort()


@asynccontextmanager
async def wire(host: str, port: int) -> AsyncIterator[tuple[Wire, int]]:
    """A wire to that server, and the port where it begins."""
    made = Wire(host, port)
    server = await asyncio.start_server(made.serve, "127.0.0.1", 0)
    try:
        yield made, server.sockets[0].getsockname()[1]
    finally:
        server.close()
        made.cut()
        await server.wait_closed()
