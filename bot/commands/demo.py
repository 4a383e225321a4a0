"""`demo`: try everything without Telegram, in a browser or, with `--tour`, in the terminal."""

import argparse
import contextlib
import errno
import sys
import webbrowser

from bot import life, logs
from bot.__main__ import language
from bot.settings import Settings
from locales import texts


def arguments(parser: argparse.ArgumentParser) -> None:
    """`--port`, `--no-browser`, `--tour`."""
    t = texts(language())
    parser.add_argument("--port", type=port, default=8080, help=t.label("cli-demo-port"))
    parser.add_argument("--no-browser", action="store_true", help=t.label("cli-demo-no-browser"))
    parser.add_argument("--tour", action="store_true", help=t.label("cli-demo-tour"))


def port(said: str) -> int:
    """A number that a port can have; argparse turns a ValueError into wrong use."""
    number = int(said)
    if not 0 <= number < 65536:
        raise ValueError(said)
    return number


async def run(args: argparse.Namespace, settings: Settings) -> int:
    """Serve the page until interrupted, or play the tour and end."""
    logs.configure("warning" if args.tour else settings.log_level, settings.log_format)
    t = texts(language())
    if args.tour:
        from bot.demo import tour

        return await tour.play(t)
    from bot.demo import start

    print(t.label("demo-building"), file=sys.stderr, flush=True)
    try:
        async with start.started(args.port) as demo:
            print(t.label("demo-ready", address=demo.base), flush=True)
            if not args.no_browser:
                with contextlib.suppress(webbrowser.Error):
                    webbrowser.open(demo.base)
            await life.interruption().wait()
    except OSError as error:
        taken = error.errno == errno.EADDRINUSE
        said = (
            t.label("demo-port-taken", port=str(args.port))
            if taken
            else t.label("cli-cannot-start", reason=error.strerror or type(error).__name__)
        )
        print(said, file=sys.stderr)
        return 2
    return 0
