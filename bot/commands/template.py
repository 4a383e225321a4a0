"""`template [FILE]`: the empty school workbook with hints and one example row a sheet."""

import argparse
from pathlib import Path

from bot.commands.terminal import complain, say, spoken
from bot.settings import Settings

DEFAULT = Path("school.xlsx")


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("file", nargs="?", type=Path, default=DEFAULT, help=spoken().label("template-flag-file"))


async def run(args: argparse.Namespace, settings: Settings) -> int:
    """Write it, unless that would overwrite a filled one."""
    from documents import template
    from locales.ru import workbook

    t = spoken()
    file: Path = args.file
    data = template.school_workbook(t, workbook)
    try:
        with file.open("xb") as out:
            out.write(data)
    except FileExistsError:
        complain(t.label("template-there", file=str(file)))
        return 1
    except OSError as error:
        complain(t.label("import-no-file", file=str(file), why=error.strerror or ""))
        return 1
    say(t.label("template-written", file=str(file)))
    return 0
