"""`make torture`: random taps, random kills, and a checker at the end. Exit code 1 when a promise was broken."""

import argparse
import asyncio
import secrets
import sys
from pathlib import Path

from rich.console import Console

from bot import logs
from tests.processes import incubator
from tests.torture import report
from tests.torture.house import Size
from tests.torture.trial import Plan, Report, run

KINDS = ("sqlite", "postgresql")
FEW = 5
"""Children of a class where two teachers share its lessons: they often meet at one."""


def main() -> int:
    """Read what is wanted, and play it."""
    parser = argparse.ArgumentParser(prog="make torture", description=__doc__)
    parser.add_argument("--minutes", type=float, default=10.0, help="of storm, on each database")
    parser.add_argument("--db", choices=(*KINDS, "both"), default="both")
    parser.add_argument("--seed", type=int, default=secrets.randbelow(10**6))
    parser.add_argument("--every", type=float, default=3.5, help="seconds between disturbances, about")
    parser.add_argument("--pause", type=float, default=2.0, help="seconds between a teacher's taps, about")
    parser.add_argument("--classes", type=int, default=Size().classes, help="each of 25 children and six lessons a day")
    parser.add_argument("--processes", type=int, default=1, help="bots on one PostgreSQL, of which one works")
    parser.add_argument("--together", action="store_true", help="two teachers a lesson, who write the same cells")
    parser.add_argument("--webhook", action="store_true", help="Telegram brings the updates instead of being asked")
    parser.add_argument("--quiet", action="store_true", help="quiet hours in the first half of the storm")
    parser.add_argument("--hurried", action="store_true", help="do not wait for leases and pauses at the end")
    parser.add_argument("--log", type=Path, help="where the bots write their log; otherwise nowhere")
    parser.add_argument("--json", type=Path, help="where the figures go")
    parser.add_argument("--markdown", type=Path, help="where the table goes")
    args = parser.parse_args()
    if args.processes > 1 and args.db != "postgresql":
        parser.error("several bots need a PostgreSQL: --db postgresql")
    logs.configure("error", "console")
    console = Console()
    reports: list[Report] = []
    for kind in KINDS if args.db == "both" else (args.db,):
        plan = Plan(
            kind,
            args.minutes * 60,
            args.seed,
            Size(args.classes, pupils=FEW, together=True) if args.together else Size(args.classes),
            every=args.every,
            pause=args.pause,
            webhook=args.webhook,
            quiet=args.quiet,
            processes=args.processes,
            hurried=args.hurried,
        )
        console.print(f"{report.NAMES[kind]}: seed {plan.seed}, {args.minutes:g} min of storm")
        reports.append(asyncio.run(play(plan, args.log)))
        report.show(console, reports[-1:])
    if args.json:
        report.save(args.json, reports)
    if args.markdown:
        args.markdown.write_text(report.markdown(reports) + "\n", "utf-8")
    return 0 if all(one.verdict.ok for one in reports) else 1


async def play(plan: Plan, log: Path | None) -> Report:
    """One run, and nobody left after it."""
    try:
        return await run(plan, log=log)
    finally:
        await incubator.close()


if __name__ == "__main__":
    sys.exit(main())
