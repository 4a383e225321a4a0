"""Leave an act of the weekly control: its date and remarks are a draft until it is signed; who it concerns reads it."""

from collections.abc import Collection
from datetime import date, datetime, timedelta
from typing import Any, Final, NamedTuple

from sqlalchemy import func, insert, select

from db.control import ControlAct, ControlFinding, ControlReading
from db.engine import Session, insert_missing
from db.operations import NoticeKind
from db.people import Duty, Grant, Scope
from db.timetable import AcademicYear
from journal import access, audit, notices, typed
from journal.absences.week import monday_of
from journal.access import Actor
from journal.control import acts, looking
from journal.control.acts import Page
from journal.control.finding import Finding, Looked, Week
from journal.control.refusals import ActGone, NothingHeld
from journal.finals import courses
from journal.operations import drafts
from journal.operations.drafts import DraftFacts
from journal.refusals import NotFound

KIND: Final = "control-act"
LIMIT: Final = 600
"""Characters of remarks."""
DAYS: Final = (1, 3, 7)
"""After how many days what was found may be due; a Sunday becomes the Monday after it."""
USUAL: Final = 3
SUNDAY: Final = 7


class Preview(NamedTuple):
    """An act before it is signed."""

    draft: DraftFacts
    week: Week
    looked: Looked
    due_on: date
    remarks: str
    others: tuple[int, ...]
    """The numbers of acts that the week has already."""


def due_days(today: date) -> list[date]:
    """The dates to choose from."""
    days = [today + timedelta(days=number) for number in DAYS]
    return [day + timedelta(days=day.isoweekday() == SUNDAY) for day in days]


async def begin(session: Session, actor: Actor, *, monday: date, screen: int | None, now: datetime) -> Preview:
    """What an act of the week would say; what is typed next are its remarks. NotFound for anybody but a deputy head."""
    await access.on_duty(session, actor, Duty.DEPUTY_HEAD)
    due_on = due_days(now.date())[DAYS.index(USUAL)]
    payload = {"monday": monday_of(monday).isoformat(), "due_on": due_on.isoformat(), "remarks": ""}
    draft = await drafts.put(session, actor, kind=KIND, payload=payload, screen=screen, now=now)
    return await _preview(session, draft, now)


async def choose_due(
    session: Session, actor: Actor, *, draft_id: int, version: int, due_on: date, now: datetime
) -> Preview:
    """Until when it is to be put right. Raises ActGone for another draft, NotFound for a day that was not offered."""
    await access.on_duty(session, actor, Duty.DEPUTY_HEAD)
    draft = await drafts.current(session, actor)
    if draft is None or draft.kind != KIND or (draft.id, draft.version) != (draft_id, version):
        raise ActGone
    if due_on not in due_days(now.date()):
        raise NotFound
    payload = {**draft.payload, "due_on": due_on.isoformat()}
    draft = await drafts.put(session, actor, kind=KIND, payload=payload, screen=draft.screen, now=now)
    return await _preview(session, draft, now)


async def remark(session: Session, actor: Actor, draft: DraftFacts, text: str, *, now: datetime) -> Preview:
    """What the deputy head adds in words; the last one stands. Raises TooLong."""
    await access.on_duty(session, actor, Duty.DEPUTY_HEAD)
    payload = {**draft.payload, "remarks": typed.text(text, LIMIT)}
    draft = await drafts.put(session, actor, kind=KIND, payload=payload, screen=draft.screen, now=now)
    return await _preview(session, draft, now)


async def leave(session: Session, actor: Actor) -> None:
    """No act after all."""
    await drafts.drop(session, actor, kind=KIND)


async def _preview(session: Session, draft: DraftFacts, now: datetime) -> Preview:
    monday, due_on = (date.fromisoformat(draft.payload[it]) for it in ("monday", "due_on"))
    week = Week(monday, now.date())
    looked = await looking.look(session, week, now)
    if not looked.held:
        raise NothingHeld
    return Preview(draft, week, looked, due_on, draft.payload["remarks"], tuple(await acts.of_week(session, monday)))


async def sign(session: Session, actor: Actor, *, draft_id: int, version: int, now: datetime) -> Page:
    """Store what is found now under the year's next number, and promise it to whom it concerns; all or nothing (G5).

    Raises ActGone at the second tap, or once the text or the date changed since the button was drawn (G4).
    """
    signer = await access.on_duty(session, actor, Duty.DEPUTY_HEAD)
    try:
        draft = await drafts.take(session, actor, draft_id=draft_id, version=version)
    except NotFound:
        raise ActGone from None
    if draft.kind != KIND:
        raise ActGone
    shown = await _preview(session, draft, now)
    today = now.date()
    # The year's row is the lock: of two deputy heads who sign at once each gets a number.
    year_id = await session.scalar(
        select(AcademicYear.id).where(courses.current_year(today)).with_for_update(of=AcademicYear)
    )
    last = await session.scalar(select(func.max(ControlAct.number)).where(ControlAct.year_id == year_id))
    act = ControlAct(
        year_id=year_id,
        number=(last or 0) + 1,
        monday=shown.week.monday,
        held=shown.looked.held,
        filled=shown.looked.filled,
        remarks=shown.remarks,
        due_on=max(shown.due_on, today),
        signed_by=signer,
        signed_at=now,
        signed_on=today,
    )
    session.add(act)
    await session.flush()
    rows = [row(act.id, it) for it in shown.looked.findings]
    if rows:
        await session.execute(insert(ControlFinding), rows)
    audit.record(
        session, actor, "control.sign", now, act=act.id, number=act.number, found=len(rows), due=str(act.due_on)
    )
    people = {it.person_id for it in shown.looked.findings}
    await _promise(session, act.id, people, f"control:{act.id}", now)
    return await acts.page(session, actor, act.id, now=now, looked=shown.looked)


def row(act_id: int, it: Finding) -> dict[str, Any]:
    """The columns of a stored finding."""
    return {
        "act_id": act_id, "rule": it.rule.value, "person_id": it.person_id, "group_name": it.group,
        "subject": it.subject, "day": it.day, "period": it.period, "lesson_id": it.lesson_id or None,
        "course_id": it.course_id or None, "class_id": it.class_id or None, "many": it.many,
    }  # fmt: skip


async def _promise(session: Session, act_id: int, people: Collection[int], key: str, now: datetime) -> None:
    accounts = await session.scalars(
        select(Grant.account_id)
        .where(Grant.scope == Scope.STAFF, Grant.ended_at.is_(None), Grant.person_id.in_(people))
        .distinct()
        .order_by(Grant.account_id)
    )
    await notices.promise_each(session, NoticeKind.CONTROL, list(accounts), key=key, due_at=now, now=now, act=act_id)


async def remind(session: Session, actor: Actor, act_id: int, *, now: datetime) -> Page:
    """`🔔 Напомнить`: once a day and act to those who have something left. NotFound for anybody but a deputy head."""
    shown = await acts.page(session, actor, act_id, now=now)
    people = {it.person_id for it in shown.people if it.left}
    if people:
        await _promise(session, act_id, people, f"control:{act_id}", now)
        audit.record(session, actor, "control.remind", now, act=act_id, people=len(people))
    return shown


async def acknowledge(session: Session, actor: Actor, act_id: int, *, now: datetime) -> Page:
    """`✅ Ознакомлен(а)`: the actor has read the own part of an act; again changes nothing. NotFound as `acts.mine`."""
    shown = await acts.mine(session, actor, act_id, now=now)
    values = {"act_id": act_id, "person_id": actor.staff_id, "read_at": now}
    statement = insert_missing(session, ControlReading).values(values).returning(ControlReading.read_at)
    if await session.scalar(statement) is not None:
        audit.record(session, actor, "control.read", now, act=act_id)
    return shown._replace(people=tuple(it._replace(read_at=it.read_at or now) for it in shown.people))
