"""The reminders in one table: what each is called, when it may go, whose it is, and what it says.

A row is all there is to a reminder. Its scan asks one statement, and at most one message goes out a row, account and
day, whatever restarts, several processes and changed clocks do (G20): what was made is written down in the transaction
that promises it. What it says is asked when it is sent. The reminders of lessons that are not filled have a module of
their own (`scheduler.reminders.unfilled`), since they are redrawn.
"""

from collections import defaultdict
from collections.abc import Awaitable, Callable, Collection, Sequence
from datetime import date, datetime, time
from typing import Final, NamedTuple

from db.engine import Database, Session
from db.operations import NoticeKind
from journal import notices
from journal.absences import school_week as absences
from journal.control import reminding as control_due
from journal.family import wishes
from journal.finals import reminding as finals_due
from journal.operations import recipients, reminders
from journal.operations.queue import Claimed
from journal.operations.recipients import Recipient
from journal.operations.reminders import DIGEST, Due, Key
from journal.timetable import holes
from locales import Texts
from scheduler.clock import Clock
from scheduler.pushes.push import Push
from scheduler.reminders import absence_week, control, family_week, finals, timetable_gaps, tomorrow
from scheduler.reminders.windows import Window, at_night, daily, weekly


class Reminding(NamedTuple):
    """One reminder."""

    kind: str
    window: Window
    due: Callable[[Session, str, Sequence[date], datetime], Awaitable[Collection[Due]]]
    """Whose time has come and who has not got it, of the days whose window is open: one statement."""
    say: Callable[[Session, Recipient, date, Texts, datetime], Awaitable[Push | None]]
    """The message of a day, or None if there is nothing left to say or nobody entitled to hear it."""
    lane: int = notices.OWN


REMINDERS: Final[tuple[Reminding, ...]] = (
    Reminding("absences", Window(frozenset({5}), time(14, 30), until=7), absences.due, absence_week.say),
    Reminding(
        "absences-again",
        Window(frozenset({1}), time(7, 45), closes=time(12)),
        absences.due_last_week,
        absence_week.say_again,
    ),
    Reminding("control", Window(frozenset({1}), time(8), closes=time(12)), control_due.due, control.say),
    Reminding("control-week", daily(time(8)), control_due.due_without_act, control.say_without_act),
    Reminding("control-due", daily(time(8)), control_due.due_on_the_day, control.say_due),
    Reminding("timetable", Window(frozenset({4}), time(12), until=7), holes.due, timetable_gaps.say),
    Reminding("finals", daily(time(14)), finals_due.due_before, finals.say),
    Reminding("finals-last", daily(time(8)), finals_due.due_last, finals.say),
    Reminding("finals-deadline", daily(time(10)), finals_due.due_deadline, finals.say),
    Reminding("finals-control", daily(time(14)), finals_due.due_control, finals.say_of_school),
    Reminding("finals-control-deadline", daily(time(10)), finals_due.due_control_deadline, finals.say_of_school),
    Reminding("tomorrow", daily(time(7)), wishes.of_tomorrow, tomorrow.say, notices.EVERYBODY),
    Reminding(DIGEST, weekly(*wishes.EVENINGS, opens=time(7)), wishes.of_week, family_week.say, notices.EVERYBODY),
)
BY_KIND: Final = {row.kind: row for row in REMINDERS}


async def remind(row: Reminding, db: Database, clock: Clock) -> None:
    """Promise a row's reminders that are due. No statement outside its window, one while nothing is due."""
    now = clock.now()
    days = row.window.days(now)
    if not days:
        return
    async with db.read() as session:
        due = await row.due(session, row.kind, days, now)
    if not due:
        return
    by_day: defaultdict[date, set[int]] = defaultdict(set)
    for account_id, day in due:
        by_day[day].add(account_id)
    async with db.write() as session:
        for day, accounts in by_day.items():
            won = await reminders.make(session, sorted(Key(row.kind, str(one)) for one in accounts), day, now)
            await notices.promise_each(
                session,
                NoticeKind.REMINDER,
                sorted(int(key.scope) for key in won),
                key=f"{row.kind}:{day}",
                due_at=now,
                now=now,
                lane=row.lane,
                about=row.kind,
                day=day.isoformat(),
            )


async def render(session: Session, notice: Claimed, t: Texts, now: datetime) -> Push | None:
    """What it says now. What comes too late for its window is dropped, unless the recipient asked for it."""
    row, day = BY_KIND[notice.facts["about"]], date.fromisoformat(notice.facts["day"])
    if at_night(now) or not (notice.facts.get("asked") or row.window.holds(day, now)):
        return None
    to = await recipients.recipient(session, notice.account_id)
    return await row.say(session, to, day, t, now)
