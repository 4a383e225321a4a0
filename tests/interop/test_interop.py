"""What `make interop` stands on: pins without addresses, examples that cannot leave, and failures that are seen."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.interop import process
from tests.interop.__main__ import play
from tests.interop.process import HERE, Example
from tests.interop.stage import Play, Stage
from tests.tooling.test_locks import PIN

PROJECT = HERE.parents[1]
SHIM = HERE / "shim"


def pins(name: str) -> dict[str, str]:
    """Versions by name; a line that is neither a pin with hashes nor a comment is an error."""
    text = (PROJECT / name).read_text("utf-8")
    entries = [entry for entry in re.split(r"\n(?! )", text.strip()) if not entry.startswith("#")]
    found = [PIN.match(entry) for entry in entries]
    assert [entry for entry, pin in zip(entries, found, strict=True) if pin is None] == []
    return {pin["name"]: pin["version"] for pin in found if pin is not None}


def test_python_packages_and_sources_are_pinned_with_hashes() -> None:
    installed, sources = pins("tests/interop/requirements.lock"), pins("tests/interop/sources.lock")

    assert sources == {name: installed[name] for name in ("aiogram", "python-telegram-bot")}
    assert installed["aiogram"] == pins("requirements.lock")["aiogram"]


def test_node_packages_are_pinned_with_hashes_and_without_addresses() -> None:
    wanted = json.loads((HERE / "package.json").read_text("utf-8"))["dependencies"]
    text = (HERE / "package-lock.json").read_text("utf-8")
    packages = {name: it for name, it in json.loads(text)["packages"].items() if name}

    assert {name: packages[f"node_modules/{name}"]["version"] for name in wanted} == wanted
    assert [name for name, it in packages.items() if not it["integrity"].startswith("sha512-")] == []
    assert "://" not in text


def test_the_folders_of_the_sources_are_those_of_the_pins() -> None:
    text = "".join(path.read_text("utf-8") for path in HERE.glob("*_examples.py"))

    for name, version in pins("tests/interop/sources.lock").items():
        assert f'"{name.replace("-", "_")}-{version}"' in text


def test_without_node_it_says_so_and_fails(tmp_path: Path) -> None:
    (tmp_path / "sh").symlink_to(shutil.which("sh") or "/bin/sh")
    made = subprocess.run(
        [shutil.which("make") or "make", "-s", f"INTEROP={tmp_path}", f"{tmp_path}/node.stamp"],
        cwd=PROJECT,
        env={"PATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )

    assert made.returncode == 2
    assert "apt install nodejs npm" in made.stderr
    assert not (tmp_path / "node.stamp").exists()


def shimmed(code: str, library: str = "aiogram") -> subprocess.CompletedProcess[str]:
    environment = os.environ | {
        "PYTHONPATH": str(SHIM),
        "INTEROP_LIBRARY": library,
        "INTEROP_API": "http://127.0.0.1:1",
    }
    return subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=False, cwd=PROJECT
    )


def test_an_example_is_led_to_the_sandbox_and_cannot_leave() -> None:
    ended = shimmed(
        "import socket; from aiogram import Bot\n"
        "print(Bot('1:a').session.api.api_url('1:a', 'getMe'))\n"
        "for go in (lambda: socket.getaddrinfo('telegram.example', 443), lambda: socket.create_connection(('192.0.2.1', 9))):\n"
        "    try: go()\n"
        "    except RuntimeError as error: print(error)\n"
    )

    assert ended.stdout.splitlines() == [
        "http://127.0.0.1:1/bot1:a/getMe",
        "an example wants to leave this machine for telegram.example",
        "an example wants to leave this machine for 192.0.2.1",
    ], ended.stderr


def test_an_example_that_cannot_be_led_does_not_start() -> None:
    ended = shimmed("print('started')", library="telepathy")

    assert (ended.returncode, ended.stdout) == (3, "")


@pytest.fixture
def own_python(monkeypatch: pytest.MonkeyPatch) -> None:
    """Examples run by the tests' own interpreter: `.interop` need not be there."""
    monkeypatch.setattr(process, "PYTHON", Path(sys.executable))


def bot(folder: Path, code: str) -> Example:
    script = folder / "bot.py"
    script.write_text(
        f"import os, urllib.request as it\napi = os.environ['INTEROP_API'] + '/bot42:a/'\n{code}\n", "utf-8"
    )
    return Example("plain", script)


async def nothing(stage: Stage) -> None:
    assert await stage.process.ended() == 0


async def test_a_bot_that_dies_fails_its_dialogue(tmp_path: Path, own_python: None) -> None:
    async def talk(stage: Stage) -> None:
        await stage.talk.say("/start", "Hello!")

    played = await play("none", Play("dies", bot(tmp_path, "raise SystemExit('no token')"), "", talk))

    assert played.failure.splitlines() == ["the bot ended with 1", "no token"]


async def test_a_refused_call_fails_a_dialogue_that_went_well(tmp_path: Path, own_python: None) -> None:
    code = "try: it.urlopen(api + 'sendMessage?chat_id=5&text=x')\nexcept Exception: pass"

    played = await play("none", Play("refused", bot(tmp_path, code), "", nothing))
    tolerated = await play("none", Play("refused", bot(tmp_path, code), "", nothing, ("chat not found",)))
    missing = await play("none", Play("refused", bot(tmp_path, "it.urlopen(api + 'getMe')"), "", nothing, ("blocked",)))

    assert played.failure.startswith("refused: sendMessage(")
    assert played.failure.endswith("Bad Request: chat not found")
    assert (tolerated.failure, tolerated.calls, tolerated.refused) == ("", 1, 1)
    assert missing.failure == "was not refused: blocked"
