"""`init`: the database, the school and its first coordinator, with the code that lets the coordinator in."""

import argparse
import sys
from zoneinfo import ZoneInfo

from bot.commands import invite
from bot.commands.terminal import MOSCOW, answering, complain, database, say, spoken
from bot.settings import Settings
from db.engine import Database
from db.people import Scope
from journal.imports import founding
from journal.imports.founding import Coordinator, WorkTypeName
from journal.people import invites
from journal.people.invites import Issued
from locales import Texts
from scheduler.clock import Clock


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    t = spoken()
    parser.add_argument("--school", help=t.label("init-flag-school"))
    parser.add_argument("--coordinator", help=t.label("init-flag-coordinator"))
    parser.add_argument("--tz", help=t.label("init-flag-tz"))
    parser.add_argument(
        "--municipal", action=argparse.BooleanOptionalAction, default=None, help=t.label("init-flag-municipal")
    )


@answering
async def run(args: argparse.Namespace, settings: Settings) -> int:
    """Ask for what no flag and no setting says, if somebody is there to answer; then make everything at once."""
    t = spoken()
    school = args.school or settings.school_name or _ask(t.label("init-ask-school"))
    written = args.coordinator or _ask(t.label("init-ask-coordinator"))
    if not school or not written:
        flags = [flag for flag, value in (("--school", school), ("--coordinator", written)) if not value]
        complain(t.label("init-missing", flags=", ".join(flags)))
        return 2
    coordinator = _coordinator(written)
    if coordinator is None:
        complain(t.label("init-bad-coordinator"))
        return 2
    said = args.tz or (settings.school_tz.key if settings.school_tz else _ask(t.label("init-ask-zone")))
    zone = _zone(said)
    if zone is None:
        complain(t.label("init-bad-zone", zone=said))
        return 2
    municipal = args.municipal if args.municipal is not None else _agreed(_ask(t.label("init-ask-municipal")), t)
    async with database(settings) as db:
        issued = await _found(db, t, settings, school, zone, coordinator, municipal=municipal)
    full = " ".join(part for part in coordinator if part)
    say(t.label("init-done", school=school, name=full))
    await invite.tell(
        t, settings, issued, full, t.label("invite-scope", scope=Scope.STAFF, child="", **{"class": ""}), zone
    )
    if municipal:
        say(t.label("init-private"))
    return 0


async def _found(
    db: Database,
    t: Texts,
    settings: Settings,
    school: str,
    zone: ZoneInfo,
    coordinator: Coordinator,
    *,
    municipal: bool,
) -> Issued:
    now = Clock(zone, settings.clock_offset_file).now()
    work_types = {
        code: WorkTypeName(t.label("work-type-name", code=code), t.label("work-type-short", code=code))
        for code, _ in founding.WEIGHTS
    }
    async with db.write() as session:
        person = await founding.found(
            session,
            name=school,
            zone=zone,
            municipal=municipal,
            coordinator=coordinator,
            work_types=work_types,
            now=now,
        )
        return await invites.issue(session, None, person_id=person, scope=Scope.STAFF, now=now)


def _ask(question: str) -> str:
    """The answer of somebody at a terminal; nothing where there is none."""
    if not sys.stdin.isatty():
        return ""
    try:
        return input(f"{question} ").strip()
    except EOFError:
        return ""


def _coordinator(written: str) -> Coordinator | None:
    surname, *rest = written.split() or [""]
    return Coordinator(surname, rest[0], " ".join(rest[1:])) if rest else None


def _zone(written: str) -> ZoneInfo | None:
    try:
        return ZoneInfo(written) if written else MOSCOW
    except (OSError, ValueError, KeyError):  # the last is zoneinfo's «no such zone»
        return None


def _agreed(answer: str, t: Texts) -> bool:
    return bool(answer) and t.label("init-yes").casefold().startswith(answer.casefold())
