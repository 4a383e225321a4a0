"""What a run is told as: a table in the terminal, JSON, and lines of Markdown for docs/reliability.md."""

import json
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.table import Table

from tests.torture.check import SHOWN
from tests.torture.trial import Report

NAMES = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}


def rows(report: Report) -> dict[str, str]:
    """Every figure of a run, named."""
    happened, counts, wrong = report.happened, report.verdict.counts, report.verdict.wrong
    cuts = {what.partition(": ")[2]: number for what, number in happened.items() if what.startswith("cut")}
    kills = {what.partition(": ")[2]: number for what, number in happened.items() if what.startswith("kill")}
    return {
        "seed": str(report.plan.seed),
        "bots": str(report.plan.processes),
        "teachers a lesson": "2" if report.plan.size.together else "1",
        "updates come by": "webhook" if report.plan.webhook else "polling",
        "quiet hours": "in the first half" if report.plan.quiet else "none",
        "seconds of storm": f"{report.seconds:.0f}",
        "kills by SIGKILL": f"{report.kills} ({_parts(kills)})",
        "immediate restarts of the database": str(happened.get("database restarts", 0)),
        "take-overs by one that stood by": str(report.take_overs),
        "connections cut": f"{sum(cuts.values())} ({_parts(cuts)})" if cuts else "0",
        "outages of Telegram": str(happened.get("outages", 0)),
        "429 storms": str(happened.get("floods", 0)),
        "answers of Telegram lost": str(happened.get("answers lost", 0)),
        "from a kill to asking for updates, p50 / max": f"{report.start:.1f} s / {report.start_max:.1f} s",
        "from a kill to the first screen, p50": f"{report.drawn:.1f} s",
        "taps and texts": str(report.taps),
        "deeds acked / meant": f"{counts.get('acked', 0)} / {counts.get('deeds', 0)}",
        "changes in the journal": str(counts.get("changes", 0)),
        "**acked and lost**": str(len(wrong.get("lost", []))),
        "**applied twice**": str(len(wrong.get("applied twice", []))),
        "**overwritten unseen**": str(len(wrong.get("overwritten unseen", []))),
        "cells that two teachers changed": str(counts.get("cells of two", 0)),
        "told of a colleague's change instead / of none that was there": (
            f"{counts.get('conflicts', 0)} / {len(wrong.get('a conflict about nothing', []))}"
        ),
        "pushes sent": str(counts.get("pushes", 0)),
        "cells whose last push is not today's value": str(len(wrong.get("not told", []))),
        "pushes sent again after an incident": str(counts.get("sent again", 0)),
        "most copies of one push": str(counts.get("most copies", 1)),
        "dead letters: tries that may have arrived / that did not": " / ".join(
            str(counts.get(it, 0)) for it in ("given up as uncertain", "given up and never arrived")
        ),
        "calls before their `retry_after` was over": _parts(report.impatient) or "0",
        "… and where whoever was told to wait was killed as it heard so": _parts(report.untold) or "0",
        "late by, p50 / p95 / max": " / ".join(f"{counts.get(f'late {it} s', 0)} s" for it in ("p50", "p95", "max")),
        "drained after the storm in": f"{report.drained_in:.0f} s",
        "SIGTERM ended it in": f"{report.stopped_in:.1f} s",
        "promises broken": ", ".join(wrong) or "none",
    }


def _parts(numbers: dict[str, int]) -> str:
    return ", ".join(f"{what} {number}" for what, number in sorted(numbers.items()))


def show(console: Console, reports: Sequence[Report]) -> None:
    """The table, and examples of what was broken."""
    table = Table("", *(NAMES[report.plan.kind] for report in reports), title="Torture")
    columns = [rows(report) for report in reports]
    for name in columns[0] if columns else ():
        table.add_row(name.strip("*"), *(column[name] for column in columns))
    console.print(table)
    for report in reports:
        for promise, found in report.verdict.wrong.items():
            console.print(f"{NAMES[report.plan.kind]}: {promise}: {len(found)}", style="bold red", markup=False)
            for example in found[:SHOWN]:
                console.print(f"  {example}", markup=False)


def markdown(reports: Sequence[Report]) -> str:
    """The same for the page."""
    columns = [rows(report) for report in reports]
    lines = [
        "| | " + " | ".join(NAMES[report.plan.kind] for report in reports) + " |",
        "|---" * (len(reports) + 1) + "|",
    ]
    lines += [f"| {name} | " + " | ".join(column[name] for column in columns) + " |" for name in columns[0]]
    return "\n".join(lines)


def save(path: Path, reports: Sequence[Report]) -> None:
    """Everything, for machines."""
    found = [
        {
            "database": report.plan.kind,
            "plan": report.plan._asdict(),
            "figures": rows(report),
            "happened": report.happened,
            "counts": report.verdict.counts,
            "exits": report.exits,
            "wrong": {promise: examples[:50] for promise, examples in report.verdict.wrong.items()},
        }
        for report in reports
    ]
    path.write_text(json.dumps(found, ensure_ascii=False, indent=1), "utf-8")
