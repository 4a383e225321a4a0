"""`import FILE`: the school workbook, a КТП or a FET timetable, told apart by content; a dry run shows what would change."""

import argparse
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn

from bot.commands.terminal import answering, complain, database, say, school_time, spoken
from bot.settings import Settings
from db.engine import Database
from db.lessons import Topic
from journal.imports import incoming, plan, report
from journal.imports.draft import Question
from journal.imports.fet_map import Placed
from journal.imports.incoming import Incoming, Outcome
from journal.imports.kinds import FileKind
from journal.imports.plan import Plan
from journal.imports.reading import SIZE
from journal.imports.refusals import TooLarge
from locales import Texts, mistakes
from locales.ru import workbook
from locales.weekdays import WEEKDAYS

SHOWN = 200
"""Changes named one by one; the table counts the rest."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    t = spoken()
    parser.add_argument("file", type=Path, help=t.label("import-flag-file"))
    parser.add_argument("--dry-run", action="store_true", help=t.label("import-flag-dry-run"))
    parser.add_argument("--map", type=Path, help=t.label("import-flag-map"))
    parser.add_argument("--same", action="append", default=[], help=t.label("import-flag-same"))


@answering
async def run(args: argparse.Namespace, settings: Settings) -> int:
    """Plan, show, and unless it is a dry run or there are errors, write the whole in one transaction."""
    t = spoken()
    progress = Progress(
        SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), console=Console(stderr=True), transient=True
    )
    progress.disable = not progress.console.is_terminal
    try:
        data = _read(args.file)
        map_data = _read(args.map) if args.map else None
    except OSError as error:
        complain(t.label("import-no-file", file=str(error.filename), why=error.strerror or type(error).__name__))
        return 1
    with progress:
        progress.add_task(t.label("import-reading"), total=None)
        taken = await incoming.take(data, workbook, map_data)
        async with database(settings) as db:
            if taken.kind is FileKind.FET and taken.map_sheets is None:
                return await _write_map(db, settings, t, taken, args.file)
            outcome = await _import(db, settings, t, taken, args, progress)
    return _tell(t, outcome, dry=args.dry_run)


def _read(file: Path) -> bytes:
    if file.stat().st_size > SIZE:
        raise TooLarge
    return file.read_bytes()


async def _import(
    db: Database, settings: Settings, t: Texts, taken: Incoming, args: argparse.Namespace, progress: Progress
) -> Outcome:
    now = await school_time(db, settings)
    same = tuple(args.same)
    if args.dry_run:
        async with db.read() as session:
            return await incoming.draw(session, taken, workbook, now=now, same=same)
    task = progress.add_task(t.label("import-writing"), total=None)
    async with db.write() as session:
        outcome = await incoming.draw(session, taken, workbook, now=now, same=same)
        if not outcome.plan.refused:
            await plan.write(
                session,
                None,
                outcome.plan,
                now=now,
                step=lambda done, of: progress.update(task, completed=done, total=of),
            )
    return outcome


async def _write_map(db: Database, settings: Settings, t: Texts, taken: Incoming, file: Path) -> int:
    """The pre-filled map beside the timetable. One that is there may be filled in already, so it is left alone."""
    from documents.fet_map import fet_map

    now = await school_time(db, settings)
    async with db.read() as session:
        meant, rows = await incoming.guess_map(session, taken, WEEKDAYS, today=now.date())
    target = file.with_suffix(".map.xlsx")
    facts = {"rows": str(rows), "file": str(target), "source": str(file)}
    try:
        with target.open("xb") as out:
            out.write(fet_map(t, workbook, meant))
    except FileExistsError:
        complain(t.label("import-fet-map-there", **facts))
        return 1
    except OSError as error:
        complain(t.label("import-no-file", file=str(target), why=error.strerror or type(error).__name__))
        return 1
    complain(t.label("import-fet-map-written", **facts))
    return 1


def _tell(t: Texts, outcome: Outcome, *, dry: bool) -> int:
    made = outcome.plan
    for note in made.notes:
        complain(mistakes.at(t, note))
    if made.questions:
        complain(t.label("import-questions"))
        for question in made.questions:
            complain(_question(t, question))
    if made.refused:
        for error in made.errors:
            complain(mistakes.at(t, error))
        for unanswered in made.unanswered:
            complain(t.label("import-answer-unknown", name=unanswered))
        complain(t.label("import-refused", count=str(len(made.errors) + len(made.unanswered))))
        return 1
    if outcome.placed is not None:
        _tell_placed(t, outcome.placed)
    _tell_changes(t, made)
    say(_result(t, made, dry=dry))
    return 0


def _question(t: Texts, question: Question) -> str:
    return t.label(
        "import-question",
        name=question.name,
        one=mistakes.where(t, question.one),
        other=mistakes.where(t, question.other),
    )


def _tell_placed(t: Texts, placed: Placed) -> None:
    total = placed.count + len(placed.unplaced)
    say(
        t.label(
            "import-fet-placed",
            rows=str(total),
            placed=str(placed.count),
            together=str(placed.together),
            longer=str(placed.longer),
        )
    )
    for row in placed.unplaced:
        why = t.label(row.key, **{name: str(fact) for name, fact in row.facts.items()})
        complain(t.label("import-fet-unplaced", row=str(row.row), why=why))


def _tell_changes(t: Texts, made: Plan) -> None:
    heads = [t.label(f"import-head-{head}") for head in ("thing", "added", "changed", "removed", "unchanged")]
    lines = [
        [t.label("import-thing", thing=count.thing), *(str(number) for number in count[1:])]
        for count in report.counts(made)
    ]
    if lines:
        widths = [max(len(line[place]) for line in [heads, *lines]) for place in range(len(heads))]
        for line in [heads, *lines]:
            say(
                "  ".join(
                    [
                        line[0].ljust(widths[0]),
                        *(cell.rjust(width) for cell, width in zip(line[1:], widths[1:], strict=True)),
                    ]
                )
            )
    if topics := [topic for topic in made.draft.wanted[Topic].values() if "hours" in topic]:
        say(t.label("import-hours", hours=str(sum(topic["hours"] for topic in topics))))
    told = _details(t, made)
    for line_of_change in islice(told, SHOWN):
        say(line_of_change)
    if rest := sum(1 for _ in told):
        say(t.label("import-more", count=str(rest)))


def _details(t: Texts, made: Plan) -> Iterator[str]:
    for detail in report.details(made, workbook):
        thing = t.label("import-thing", thing=detail.thing)
        if not detail.field:
            yield t.label("import-removed-row", thing=thing, name=detail.name)
            continue
        yield t.label(
            "import-changed-value",
            thing=thing,
            name=detail.name,
            field=t.label("import-field", field=detail.field),
            old=detail.old or "—",
            new=detail.new or "—",
        )


def _result(t: Texts, made: Plan, *, dry: bool) -> str:
    if dry:
        return t.label("import-dry")
    if not made.changes and not made.merges:
        return t.label("import-nothing")
    removed = sum(change.new is None for change in made.changes)
    added = sum(change.old is None for change in made.changes)
    return t.label(
        "import-done",
        added=str(added),
        changed=str(len(made.changes) - added - removed),
        removed=str(removed),
    )
