"""What is installed is what is here: code, texts, the schema, the chat page, fonts and migrations are in the wheel."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[2]
PACKAGES = ["bot", "handlers", "keyboards", "db", "journal", "documents", "locales", "scheduler", "sandbox"]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)],
        cwd=PROJECT,
        capture_output=True,
        check=True,
    )
    (built,) = folder.glob("zvonok-*.whl")
    return zipfile.ZipFile(built)


def test_every_file_that_git_keeps_in_a_package_is_shipped(wheel: zipfile.ZipFile) -> None:
    listed = subprocess.run(
        ["git", "ls-files", "-z", *PACKAGES], cwd=PROJECT, capture_output=True, text=True, check=True
    )
    kept = {name for name in listed.stdout.split("\0") if name and (PROJECT / name).is_file()}

    assert sorted(kept - set(wheel.namelist())) == []
    assert {Path(name).suffix for name in kept} >= {".py", ".ftl", ".json", ".html", ".css", ".js"}


def test_nothing_else_is_shipped(wheel: zipfile.ZipFile) -> None:
    tops = {name.split("/")[0] for name in wheel.namelist() if ".dist-info/" not in name}

    assert sorted(tops - set(PACKAGES)) == []


def test_the_command_is_called_zvonok(wheel: zipfile.ZipFile) -> None:
    (entry,) = [name for name in wheel.namelist() if name.endswith("entry_points.txt")]

    assert "zvonok = bot.__main__:main" in wheel.read(entry).decode()
