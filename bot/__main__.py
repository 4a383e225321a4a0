"""The command line: `python -m bot …`, also installed as `zvonok`."""

import argparse
import asyncio
import importlib
import os
import sys
from types import ModuleType
from typing import Final, Protocol, cast

from pydantic import ValidationError

from bot.settings import Settings
from locales import LANGUAGES, Texts, texts

COMMANDS: Final = ("run", "demo", "init", "import", "template", "invite", "settings", "outbox", "doctor")


class Command(Protocol):
    """A module of `bot.commands`."""

    def arguments(self, parser: argparse.ArgumentParser) -> None:
        """Declare what follows the command's name."""

    async def run(self, args: argparse.Namespace, settings: Settings) -> int:
        """Do it; returns the exit code: 0 done, 1 refused with reasons, 2 wrong use."""


def main(argv: list[str] | None = None) -> int:
    """Read the command line and the settings, and run one command."""
    t = texts(language())
    words = sys.argv[1:] if argv is None else argv
    parser = argparse.ArgumentParser(prog="zvonok", description=t.label("cli-about"))
    commands = parser.add_subparsers(dest="command", metavar=t.label("cli-command"), required=True)
    chosen = next((word for word in words if not word.startswith("-")), "")
    for name in COMMANDS:
        sub = commands.add_parser(name, help=t.label(f"cli-{name}"), description=t.label(f"cli-{name}"))
        # Only the chosen command is imported: aiogram alone costs three seconds.
        if name == chosen:
            _command(name).arguments(sub)
    args = parser.parse_args(words)
    try:
        settings = Settings()
    except ValidationError as error:
        print(_wrong_setting(t, error), file=sys.stderr)
        return 2
    try:
        return asyncio.run(_command(args.command).run(args, settings))
    except KeyboardInterrupt:
        return 130


def language() -> str:
    """The terminal's language, if it is one of ours; Russian otherwise."""
    said = (os.environ.get("LC_ALL") or os.environ.get("LANG") or "")[:2]
    return said if said in LANGUAGES else LANGUAGES[0]


def _command(name: str) -> Command:
    module: ModuleType = importlib.import_module(f"bot.commands.{'importing' if name == 'import' else name}")
    return cast(Command, module)


def _wrong_setting(t: Texts, error: ValidationError) -> str:
    """One readable line that names the setting; its value may be a secret and is not repeated."""
    first = error.errors(include_input=False, include_url=False)[0]
    name = ".".join(str(part) for part in first["loc"]).upper() or "WEBHOOK_SECRET"
    return t.label("cli-wrong-setting", name=name, reason=first["msg"].removeprefix("Value error, "))


if __name__ == "__main__":
    sys.exit(main())
