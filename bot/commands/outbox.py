"""`outbox list|retry|drop`: what waits to be sent, and what was given up; texts and names are not shown."""

import argparse

from rich.console import Console
from rich.table import Table

from bot.commands.terminal import answering, complain, database, say, school_clock, school_time, spoken
from bot.settings import Settings
from db.engine import Database
from db.operations import NoticeKind
from journal.operations import dead, standing
from journal.operations.dead import Which
from locales import Texts


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    t = spoken()
    acts = parser.add_subparsers(dest="act", required=True, metavar="list|retry|drop")
    acts.add_parser("list", help=t.label("outbox-list"))
    for act in ("retry", "drop"):
        sub = acts.add_parser(act, help=t.label(f"outbox-{act}"))
        sub.add_argument("number", nargs="*", type=int, help=t.label("outbox-flag-number"))
        sub.add_argument("--kind", choices=[kind.value for kind in NoticeKind], help=t.label("outbox-flag-kind"))
        sub.add_argument("--all", action="store_true", help=t.label("outbox-flag-all"))


@answering
async def run(args: argparse.Namespace, settings: Settings) -> int:
    """Show the queue, or act on what is dead. Nothing said to act on is wrong use; nothing found, a refusal."""
    t = spoken()
    if args.act != "list" and not (args.number or args.kind or args.all):
        complain(t.label("outbox-what"))
        return 2
    async with database(settings) as db:
        if args.act == "list":
            await _list(db, settings, t)
            return 0
        which = Which(tuple(args.number), NoticeKind(args.kind) if args.kind else None)
        now = await school_time(db, settings)
        act = dead.retry if args.act == "retry" else dead.drop
        async with db.write() as session:
            count = await act(session, None, which=which, now=now)
    say(t.label(f"outbox-{args.act}-done", count=count))
    return 0 if count else 1


async def _list(db: Database, settings: Settings, t: Texts) -> None:
    """How much waits, then a line a dead letter."""
    clock = await school_clock(db, settings)
    now = clock.now()
    async with db.read() as session:
        stands = await standing.measure(session, now=now, real=clock.real())
        letters = await dead.latest(session, None, kind=None, now=now)
    for lane, waiting in stands.lanes.items():
        say(t.label(f"outbox-{lane}", count=waiting.many, seconds=round(waiting.age(now))))
    say(t.label("outbox-planned", count=stands.planned))
    say(t.label("outbox-dead", count=len(letters)))
    if not letters:
        return
    table = Table(*(t.label(f"outbox-column-{name}") for name in ("number", "kind", "whose", "since", "error")))
    for it in letters:
        whose = t.label("outbox-whose", whose=it.whose.value, form=it.form)
        since = f"{it.created_at.astimezone(clock.zone):%d.%m.%Y %H:%M}"
        table.add_row(str(it.id), t.label("state-kind", kind=it.kind.value), whose, since, it.error)
    Console().print(table)
