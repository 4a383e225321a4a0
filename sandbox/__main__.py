"""`python -m sandbox`: serve a local Telegram until interrupted."""

import argparse
import asyncio
import errno
import signal
import sys
from contextlib import suppress
from pathlib import Path

from sandbox import addresses
from sandbox.server import running
from sandbox.world import Sandbox


def main(arguments: list[str] | None = None) -> int:
    """Exit 0 after an interrupt, 2 when it can't start."""
    parser = argparse.ArgumentParser(prog="python -m sandbox", description="A local Telegram for trying a bot.")
    parser.add_argument("--listen", default="127.0.0.1:8081", metavar="HOST:PORT")
    parser.add_argument("--zone", metavar="ZONE", help="show times in this zone (Europe/Moscow), not in the reader's")
    parser.add_argument("--clock-file", type=Path, metavar="FILE", help="mirror the clock's offset into this file")
    parser.add_argument("--files", type=Path, metavar="DIRECTORY", help="keep sent files here, not in a temporary one")
    parser.add_argument("--token", help="accept this token only (any by default)")
    parser.add_argument("--username", default="sandbox_bot", help="the bot's username, for deep links")
    parser.add_argument("--name", default="Sandbox", help="the bot's name")
    parser.add_argument("--person", action="append", default=[], metavar="NAME", help="a person to begin with")
    parser.add_argument(
        "--route",
        action="append",
        default=[],
        metavar="PUBLIC=LOCAL",
        help="where a webhook's public address leads here",
    )
    parser.add_argument("--limits", action="store_true", help="refuse what is sent faster than Telegram allows")
    parser.add_argument("--allow-remote", action="store_true", help="listen where others can reach it, and reach out")
    options = parser.parse_args(arguments)
    host, _, port = options.listen.rpartition(":")
    if not port.isdecimal() or not host:
        return _refuse(f"--listen wants HOST:PORT, not {options.listen!r}")
    routes = dict(route.partition("=")[::2] for route in options.route)
    if not all(addresses.host_of(public) and addresses.host_of(local) for public, local in routes.items()):
        return _refuse("--route wants PUBLIC=LOCAL, such as https://bot.example=http://127.0.0.1:8080")
    sandbox = Sandbox(
        clock_file=options.clock_file,
        token=options.token,
        username=options.username,
        name=options.name,
        zone=options.zone,
        limits=options.limits,
        files=options.files,
    )
    for name in options.person:
        sandbox.add_person(name)
    try:
        asyncio.run(_serve(sandbox, host.strip("[]"), int(port), routes, allow_remote=options.allow_remote))
    except KeyboardInterrupt:
        return 0
    except addresses.NotLoopback as error:
        return _refuse(str(error))
    except OSError as error:
        reason = "the port is taken" if error.errno == errno.EADDRINUSE else error.strerror or error
        return _refuse(f"cannot listen on {options.listen}: {reason}")
    return 0


async def _serve(sandbox: Sandbox, host: str, port: int, routes: dict[str, str], *, allow_remote: bool) -> None:
    stopped = asyncio.Event()
    with suppress(NotImplementedError):  # Windows knows the keyboard's interrupt only
        for number in (signal.SIGINT, signal.SIGTERM):
            asyncio.get_running_loop().add_signal_handler(number, stopped.set)
    async with running(sandbox, host, port, allow_remote=allow_remote, routes=routes) as server:
        print(f"Sandbox: {server.base}", flush=True)
        await stopped.wait()


def _refuse(reason: str) -> int:
    print(f"sandbox: {reason}", file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main())
