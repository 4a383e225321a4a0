"""The locks cover what pyproject.toml asks for, agree with one another, and say nothing about where they were made."""

import re
import tomllib
from functools import cache
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

PROJECT = Path(__file__).parents[2]
LOCKS = {"requirements.lock": (), "requirements-test.lock": ("test",), "requirements-dev.lock": ("test", "dev")}
PIN = re.compile(
    r"^(?P<name>[A-Za-z0-9._-]+)==(?P<version>[^ ;\\]+)(?: ; [^\\]+)?(?P<hashes>(?: \\\n    --hash=sha256:[0-9a-f]{64})+)$"
)


@cache
def pins(lock: str) -> dict[str, Version]:
    """The pinned versions by name. Anything in the file that is neither a pin with hashes nor a comment is an error."""
    text = (PROJECT / lock).read_text("utf-8")
    found: dict[str, Version] = {}
    for entry in re.split(r"\n(?! )", text.strip()):
        if entry.startswith("#"):
            continue
        pin = PIN.match(entry)
        assert pin, f"{lock}: {entry.splitlines()[0]}"
        found[canonicalize_name(pin["name"])] = Version(pin["version"])
    return found


def asked(groups: tuple[str, ...]) -> list[Requirement]:
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text("utf-8"))
    lines = list(project["project"]["dependencies"])
    for group in groups:
        lines += [line for line in project["dependency-groups"][group] if isinstance(line, str)]
    return [Requirement(line) for line in lines]


@pytest.mark.parametrize("lock", LOCKS)
def test_everything_asked_for_is_pinned_within_its_range(lock: str) -> None:
    pinned = pins(lock)
    missing = [
        str(wanted)
        for wanted in asked(LOCKS[lock])
        if not wanted.specifier.contains(pinned.get(canonicalize_name(wanted.name), Version("0")))
    ]

    assert missing == [], "run `make lock`"


def test_the_larger_locks_hold_the_smaller_ones_unchanged() -> None:
    run, test, dev = (pins(lock).items() for lock in LOCKS)

    assert run <= test <= dev


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_names_no_address_and_no_path(lock: str) -> None:
    for number, line in enumerate((PROJECT / lock).read_text("utf-8").splitlines(), start=1):
        assert not re.search(r"://|^\s*-(?!-hash=)|@ |file:", line), f"{lock}:{number}: {line}"
