"""Nothing gets into the tree that belongs elsewhere: addresses of registries, paths of a machine, leftovers, secrets."""

import re
import subprocess
from functools import cache
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[2]
HERE = "tests/tooling/test_tree.py"

# Spelt in pieces, so that this file does not find itself.
REGISTRIES = re.compile(
    r"p[y]pi\.(?:org|python)|python[h]osted|registry\.np[m]|deb\.debia[n]\.|files\.pytho[n]", re.IGNORECASE
)
MACHINE = re.compile(r"(?<![\w.])/(?:work|root|home/\w+|Users/\w+|tmp/\w+)/")
LEFTOVERS = re.compile(
    r"\b(?:TO" + r"DO|FIX" + r"ME|XX" + r"X|HA" + r"CK|raise NotImplemented" + r"Error)\b|^(?:<{7}|={7}|>{7})(?: |$)",
    re.MULTILINE,
)
SECRETS = re.compile(r"\b\d{8,10}:[A-Za-z0-9_-]{35}\b|BEGIN [A-Z ]*PRIVATE KEY")
SKIPPED_TESTS = re.compile(r"pytest\.mark\.(?:skip|skipif|xfail)|pytest\.(?:skip|xfail|importorskip)\(")
BUILT = re.compile(r"\.(?:pyc|sqlite3|db|log|whl|env)$|(?:^|/)\.env$|(?:^|/)(?:node_modules|__pycache__)/")


@cache
def files() -> list[str]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=PROJECT, capture_output=True, text=True, check=True)
    return [name for name in listed.stdout.split("\0") if name and (PROJECT / name).is_file()]


@cache
def texts() -> dict[str, str]:
    """What git keeps and what is text; a file with a NUL in it is a picture or a font."""
    found = {}
    for name in files():
        raw = (PROJECT / name).read_bytes()
        if b"\0" not in raw:
            found[name] = raw.decode("utf-8")
    return found


def hits(pattern: re.Pattern[str], *, under: str = "") -> list[str]:
    return [
        f"{name}:{text.count(chr(10), 0, match.start()) + 1}: {match[0]}"
        for name, text in texts().items()
        if name.startswith(under) and name != HERE
        for match in pattern.finditer(text)
    ]


@pytest.mark.parametrize(
    "pattern", [REGISTRIES, MACHINE, LEFTOVERS, SECRETS], ids=["registries", "machine", "leftovers", "secrets"]
)
def test_no_text_says(pattern: re.Pattern[str]) -> None:
    assert hits(pattern) == []


def test_no_test_is_switched_off() -> None:
    assert hits(SKIPPED_TESTS, under="tests/") == []


def test_nothing_built_and_no_secret_is_kept() -> None:
    assert [name for name in files() if BUILT.search(name)] == []


def test_text_files_end_in_one_newline_and_have_no_windows_ends() -> None:
    odd = [name for name, text in texts().items() if "\r" in text or (text and not text.endswith("\n"))]

    assert [name for name in odd if not name.startswith("tests/data/")] == []


def test_the_license_and_the_readme_are_there() -> None:
    assert {"LICENSE", "README.md", "README.ru.md", "ARCHITECTURE.md", "GLOSSARY.md", "CONTRIBUTING.md"} <= set(files())


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        (REGISTRIES, "https://py" + "pi.org/simple"),
        (MACHINE, "open('/ro" + "ot/x')"),
        (LEFTOVERS, "# TO" + "DO: later"),
        (LEFTOVERS, "<<<<<<" + "< HEAD\n"),
        (SECRETS, "1234567890:" + "A" * 35),
        (SKIPPED_TESTS, "@pytest.mark.sk" + "ip"),
    ],
)
def test_the_patterns_find_what_they_are_for(pattern: re.Pattern[str], text: str) -> None:
    assert pattern.search(text)
