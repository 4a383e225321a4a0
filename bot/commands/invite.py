"""`invite`: a new code and its deep link for somebody, for first starts and drills; it is audited as the operator's."""

import argparse
import json
from datetime import date
from zoneinfo import ZoneInfo

from bot.commands.terminal import answering, complain, database, deep_link, say, school_time, spoken
from bot.settings import Settings
from db.people import Scope
from journal.people import invitees, invites
from journal.people.invitees import Hints, Invitee
from journal.people.invites import Issued
from locales import Texts


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    t = spoken()
    parser.add_argument("person", help=t.label("invite-flag-person"))
    parser.add_argument("--as", dest="scope", choices=[scope.value for scope in Scope], help=t.label("invite-flag-as"))
    parser.add_argument("--child", help=t.label("invite-flag-child"))
    parser.add_argument("--class", dest="class_name", help=t.label("invite-flag-class"))
    parser.add_argument("--born", type=date.fromisoformat, help=t.label("invite-flag-born"))
    parser.add_argument("--json", action="store_true", help=t.label("invite-flag-json"))


@answering
async def run(args: argparse.Namespace, settings: Settings) -> int:
    """Issue the code if exactly one person in one scope is meant; otherwise list who could be."""
    t = spoken()
    hints = Hints(Scope(args.scope) if args.scope else None, args.child, args.class_name, args.born)
    async with database(settings) as db:
        now = await school_time(db, settings)
        async with db.read() as session:
            called = await invitees.named(session, args.person)
        fitting = [invitee for invitee in called if hints.fit(invitee)]
        if len(fitting) != 1:
            return _refuse(t, args.person, called, fitting)
        invitee = fitting[0]
        async with db.write() as session:
            issued = await invites.issue(
                session,
                None,
                person_id=invitee.person_id,
                scope=invitee.scope,
                student_id=invitee.student_id,
                now=now,
            )
    zone = now.tzinfo if isinstance(now.tzinfo, ZoneInfo) else ZoneInfo("UTC")
    if args.json:
        say(await _json(settings, issued, invitee))
    else:
        await tell(t, settings, issued, invitee.name, _scope(t, invitee), zone)
    return 0


async def tell(t: Texts, settings: Settings, issued: Issued, person: str, scope: str, zone: ZoneInfo) -> None:
    """The code and the link, in words."""
    until = issued.expires_at.astimezone(zone)
    say(t.label("invite-issued", name=person, scope=scope, code=issued.code, until=f"{until:%d.%m.%Y %H:%M}"))
    link = await deep_link(settings, issued.link_payload)
    say(t.label("invite-link", link=link) if link else t.label("invite-payload", payload=issued.link_payload))


async def _json(settings: Settings, issued: Issued, invitee: Invitee) -> str:
    said = {
        "name": invitee.name,
        "scope": invitee.scope.value,
        "child": invitee.child or None,
        "class": invitee.class_name or None,
        "code": issued.code,
        "payload": issued.link_payload,
        "link": await deep_link(settings, issued.link_payload),
        "expires_at": issued.expires_at.isoformat(),
    }
    return json.dumps(said, ensure_ascii=False)


def _refuse(t: Texts, person: str, called: list[Invitee], fitting: list[Invitee]) -> int:
    if fitting:
        complain(t.label("invite-which"))
    elif called:
        complain(t.label("invite-nobody-so", name=person))
    else:
        complain(t.label("invite-nobody", name=person))
    for invitee in fitting or called:
        complain(t.label("invite-choice", name=invitee.name, scope=_scope(t, invitee)))
    return 1


def _scope(t: Texts, invitee: Invitee) -> str:
    born = f" ({invitee.born_on:%d.%m.%Y})" if invitee.born_on else ""
    return (
        t.label("invite-scope", scope=invitee.scope.value, child=invitee.child, **{"class": invitee.class_name or "—"})
        + born
    )
