"""`settings`: every setting with its value and where it comes from, secrets masked."""

import argparse
import os

from pydantic import SecretStr
from rich.console import Console
from rich.table import Table

from bot.__main__ import language
from bot.settings import Settings
from locales import texts


def arguments(parser: argparse.ArgumentParser) -> None:
    """Nothing follows."""


async def run(args: argparse.Namespace, settings: Settings) -> int:
    """Print the table."""
    t = texts(language())
    table = Table(t.label("settings-name"), t.label("settings-value"), t.label("settings-source"))
    for name in Settings.model_fields:
        value = getattr(settings, name)
        if isinstance(value, SecretStr):
            shown = "••••"
        elif name == "database_url":
            shown = masked(settings.database)
        else:
            shown = "–" if value is None else str(value)
        table.add_row(name.upper(), shown, t.label(f"settings-from-{_source(settings, name)}"))
    Console().print(table)
    return 0


def _source(settings: Settings, name: str) -> str:
    if name not in settings.model_fields_set:
        return "default"
    return "environment" if name.upper() in {key.upper() for key in os.environ} else "file"


def masked(url: str) -> str:
    """A database's address without its password."""
    head, at, tail = url.rpartition("@")
    if not at or ":" not in head.partition("://")[2]:
        return url
    return f"{head.rpartition(':')[0]}:••••@{tail}"
