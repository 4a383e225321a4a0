"""The checker: every acked change, every row and every push against the model."""

import statistics
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from sqlalchemy import func, select

from db.absences import Attendance
from db.engine import Database, Session
from db.homework import Homework
from db.lessons import Lesson, LessonState
from db.marks import Mark
from db.operations import AuditEntry, InboxState, InboxUpdate, Notice, NoticeKind, NoticeState, Told
from db.people import Account
from journal.operations import told
from journal.operations.queue import UNCERTAIN
from sandbox.world import Sandbox
from tests.torture import families, history
from tests.torture.families import COPIES
from tests.torture.house import House
from tests.torture.ledger import (
    ATTENDANCE,
    CLOSED,
    HOMEWORK,
    MARK,
    TOPIC,
    Cell,
    Ledger,
    Tried,
    may_stand,
)

IN_FLIGHT: Final = 8
"""Sends that one incident may find between their effect and their settling."""
SHOWN: Final = 5
"""Examples of a broken promise that the report names."""


@dataclass
class Verdict:
    """What the checker counted, and what it found wrong."""

    counts: dict[str, int | float] = field(default_factory=dict)
    wrong: dict[str, list[str]] = field(default_factory=dict)

    def broken(self, promise: str, what: Any) -> None:
        """A promise was broken."""
        self.wrong.setdefault(promise, []).append(str(what))

    @property
    def ok(self) -> bool:
        """Whether every promise was kept."""
        return not self.wrong


async def check(db: Database, sandbox: Sandbox, house: House, ledger: Ledger, *, incidents: int) -> Verdict:
    """Compare; the bot is at rest."""
    verdict = Verdict()
    async with db.read() as session:
        stands = await _stands(session)
        _acked(verdict, ledger, stands)
        changes = await history.of_journal(session)
        verdict.counts |= history.once(verdict.broken, ledger.by_cell(), changes)
        names = {teacher.person_id: teacher.name for teacher in house.teachers}
        history.conflicts(verdict.broken, ledger.conflicts, changes, names)
        verdict.counts["conflicts"] = len(ledger.conflicts)
        await _audited(session, verdict)
        await _inbox(session, verdict)
        await _told_families(session, verdict, sandbox, house, stands, incidents=incidents)
        await _late(session, verdict, sandbox)
    return verdict


# --- what was saved ----------------------------------------------------------------------------------------------------


async def _stands(session: Session) -> dict[Cell, str]:
    """Every value of the journal."""
    marks = await session.execute(select(Mark.lesson_id, Mark.student_id, Mark.value).where(Mark.slot == 1))
    codes = await session.execute(select(Attendance.lesson_id, Attendance.student_id, Attendance.code))
    tasks = await session.execute(select(Homework.lesson_id, Homework.text))
    found = {Cell(MARK, lesson, student): value or "" for lesson, student, value in marks}
    found |= {Cell(ATTENDANCE, lesson, student): code or "" for lesson, student, code in codes}
    found |= {Cell(HOMEWORK, lesson): text for lesson, text in tasks}
    for lesson, topic, state in await session.execute(select(Lesson.id, Lesson.topic, Lesson.state)):
        found[Cell(TOPIC, lesson)] = topic
        found[Cell(CLOSED, lesson)] = "1" if state is LessonState.CLOSED else ""
    return found


def _acked(verdict: Verdict, ledger: Ledger, stands: dict[Cell, str]) -> None:
    """G1: what a screen showed as saved is there, unless somebody changed it since."""
    by_cell = ledger.by_cell()
    for cell, meant in by_cell.items():
        there = stands.get(cell, "")
        if there not in may_stand(meant):
            tried = history.in_short(meant[-4:])
            verdict.broken("lost", f"{cell}: {there!r} stands, of {tried}{_elsewhere(cell, meant, stands)}")
    for cell, value in stands.items():
        if value and cell not in by_cell:
            verdict.broken("out of nowhere", f"{cell}: {value!r}")
    verdict.counts |= {"deeds": len(ledger.attempts), "acked": ledger.acked, "cells": len(by_cell)}


def _elsewhere(cell: Cell, tried: Sequence[Tried], stands: dict[Cell, str]) -> str:
    """Where a text came to stand that was shown as saved: no text is typed twice."""
    texts = {one.value for one in tried if one.acked} if cell.kind in (TOPIC, HOMEWORK) else ()
    return "".join(f"; {stands[there]!r} stands in {there}" for there in stands if stands[there] in texts)


async def _audited(session: Session, verdict: Verdict) -> None:
    """G5: as many entries of the change log as versions of the rows."""
    entries: Counter[int] = Counter()
    homework: Counter[int] = Counter()
    rows = await session.execute(
        select(AuditEntry.action, AuditEntry.facts).where(
            AuditEntry.action.in_(("mark.put", "mark.remove", "homework.put"))
        )
    )
    for action, facts in rows:
        if action == "homework.put":
            homework[facts["lesson"]] += 1
        else:
            entries[facts["mark"]] += 1
    for row in await session.execute(select(Mark.id, Mark.version)):
        if entries[row.id] != row.version:
            verdict.broken("not in the change log", f"mark {row.id}: version {row.version}, entries {entries[row.id]}")
    for row in await session.execute(select(Homework.lesson_id, Homework.version)):
        if homework[row.lesson_id] != row.version:
            verdict.broken("not in the change log", f"homework of {row.lesson_id}: version {row.version}")


async def _inbox(session: Session, verdict: Verdict) -> None:
    """G2, G14: everything that came was worked, nothing was set aside."""
    rows = await session.execute(select(InboxUpdate.state, func.count()).group_by(InboxUpdate.state))
    states = {state: number for state, number in rows}  # noqa: C416 - a Row is no pair to `dict`
    for state in (InboxState.WAITING, InboxState.QUARANTINED):
        if states.get(state):
            verdict.broken("updates not worked", f"{states[state]} {state}")
    verdict.counts["updates"] = sum(states.values())


# --- what was told -----------------------------------------------------------------------------------------------------


async def _told_families(
    session: Session, verdict: Verdict, sandbox: Sandbox, house: House, stands: dict[Cell, str], *, incidents: int
) -> None:
    """G8, G10: every family's last push about a cell is today's value; more copies than one only from an incident."""
    heard = families.heard(sandbox, house)
    rows = await session.execute(select(Told.account_id, Told.cell, Told.value))
    noted = {(row.account_id, row.cell): row.value for row in rows}
    dead = await session.execute(
        select(Notice.account_id, Notice.lesson_id).where(
            Notice.state == NoticeState.DEAD, Notice.error == UNCERTAIN, Notice.kind == NoticeKind.LESSON_NEWS
        )
    )
    given_up = {(row.account_id, row.lesson_id) for row in dead}
    promised = never = 0
    for family in house.families:
        for cell in _cells_of(house, family.child.student_id):
            key, today = (family.account_id, cell), stands.get(cell, "")
            promised += bool(today or key in heard.last)
            wrong = {
                "not told": heard.last.get(key, "") != today,
                "told ledger": noted.get((key[0], _name(cell)), "") != today,
            }
            if (family.account_id, cell.lesson_id) in given_up:
                never += wrong["not told"]  # it may have arrived each time, and did not; the coordinator sees it (G12)
                continue
            for promise in (promise for promise, is_wrong in wrong.items() if is_wrong):
                phone = sandbox.bot().chats[family.phone]
                there = [str(one.body["text"]) for one in phone.messages.values()]
                verdict.broken(
                    promise, f"{family.name}, {cell}: heard {heard.last.get(key)!r}, stands {today!r}: {there}"
                )
    settled = await _settled(session)
    missing = settled - heard.messages
    again = len(heard.messages - settled)
    if missing:
        verdict.broken("settled but never sent", f"{len(missing)} pushes")
    if heard.most_copies > COPIES:
        verdict.broken("too many copies", heard.most_copies)
    if again > incidents * IN_FLIGHT:
        verdict.broken("sent again too often", f"{again} sends that were not settled, {incidents} incidents")
    if heard.out_of_order > again:
        verdict.broken("out of order", f"{heard.out_of_order} corrections, {again} sends that were not settled")
    for line in heard.unread[:SHOWN]:
        verdict.broken("a push that the checker cannot read", line)
    verdict.counts |= {
        "cells told": promised,
        "given up and never arrived": never,
        "pushes": heard.pushes,
        "sent again": again,
        "word for word": heard.copies,
        "most copies": heard.most_copies,
    }


def _cells_of(house: House, student_id: int) -> list[Cell]:
    found = (
        Cell(kind, taught.lesson_id, student_id)
        for teacher in house.teachers
        for taught in teacher.lessons
        if any(pupil.student_id == student_id for pupil in taught.pupils)
        for kind in (MARK, ATTENDANCE)
    )
    return list(dict.fromkeys(found))  # two teachers may share a lesson


def _name(cell: Cell) -> str:
    if cell.kind == MARK:
        return told.mark_cell(cell.lesson_id, cell.student_id, 1)
    return told.attendance_cell(cell.lesson_id, cell.student_id)


async def _settled(session: Session) -> set[tuple[int, int]]:
    """The pushes that the queue knows to be sent, by phone and message."""
    rows = await session.execute(
        select(Account.external_id, Notice.message_id)
        .join(Account, Account.id == Notice.account_id)
        .where(Notice.kind == NoticeKind.LESSON_NEWS, Notice.state == NoticeState.SENT, Notice.message_id.is_not(None))
    )
    return {(int(row.external_id), row.message_id) for row in rows}


async def _late(session: Session, verdict: Verdict, sandbox: Sandbox) -> None:
    """How late pushes came, and that none is left behind."""
    left = await session.execute(
        select(Notice.kind, Notice.state, Notice.error, Notice.copies, func.count())
        .where(Notice.state.in_((NoticeState.PENDING, NoticeState.DEAD)))
        .group_by(Notice.kind, Notice.state, Notice.error, Notice.copies)
    )
    given_up = 0
    for kind, state, error, copies, number in left:
        if (state, error) == (NoticeState.DEAD, UNCERTAIN):
            given_up += number  # as many copies as there may be; whether the family has one is seen on the phones
        else:
            verdict.broken("pushes left behind", f"{number} {state} of {kind}: {error!r}, {copies} copies")
    verdict.counts["given up as uncertain"] = given_up
    sent = await session.execute(
        select(Account.external_id, Notice.message_id, Notice.due_at)
        .join(Account, Account.id == Notice.account_id)
        .where(Notice.kind == NoticeKind.LESSON_NEWS, Notice.state == NoticeState.SENT, Notice.message_id.is_not(None))
    )
    chats = sandbox.bot().chats
    late = sorted(
        _seconds(chats[int(row.external_id)].messages[row.message_id].sent, row.due_at)
        for row in sent
        if row.message_id in chats[int(row.external_id)].messages
    )
    if late:
        verdict.counts |= {
            "late p50 s": round(statistics.median(late), 1),
            "late p95 s": round(late[int(len(late) * 0.95)], 1),
            "late max s": round(late[-1], 1),
        }


def _seconds(sent: datetime, due: datetime) -> float:
    return max((sent - due).total_seconds(), 0.0)
