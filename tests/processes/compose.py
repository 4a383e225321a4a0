"""What `compose.yaml` says of the bot's processes, as something that can be started without Docker."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

import yaml

PROJECT = Path(__file__).parents[2]
FILE = PROJECT / "compose.yaml"
VARIABLE = re.compile(r"\$\{(\w+)(?::\?[^}]*)?\}")


class Service(NamedTuple):
    """One service that runs the bot."""

    name: str
    command: list[str]
    settings: dict[str, str]


def read() -> dict[str, Any]:
    """The file as YAML reads it."""
    document: dict[str, Any] = yaml.safe_load(FILE.read_text("utf-8"))
    return document


def bots(values: Mapping[str, str]) -> list[Service]:
    """The services that are built here, with `${NAME}` replaced as Docker would."""
    return [
        Service(
            name,
            service["command"],
            {key: VARIABLE.sub(lambda found: values[found[1]], value) for key, value in service["environment"].items()},
        )
        for name, service in read()["services"].items()
        if "build" in service
    ]
