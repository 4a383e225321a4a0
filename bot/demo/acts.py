"""The demo school's acts of the weekly control: one each Monday of the year so far, of the week before, signed by the deputy head."""

from datetime import date, datetime, time, timedelta
from typing import Any, Final

from db import bulk
from db.control import ControlAct, ControlFinding, ControlReading
from db.engine import Session
from db.people import Duty, StaffDuty
from db.timetable import AcademicYear
from journal.absences.week import WEEK, monday_of
from journal.control import looking, signing
from journal.control.finding import Week

SIGNED_AT: Final = time(14, 20)
DUE: Final = timedelta(days=3)
REMARKS: Final = ("", "Темы — по КТП, без сокращений.", "", "Домашнее задание — не позже конца последнего урока.")


async def write(session: Session, begins: date, *, now: datetime) -> None:
    """Write them as the deputy head would have by the bot; everybody whom one concerned has read it the next morning.

    The week before this one waits: its act is what the guest sees to.
    """
    deputy = min(
        person
        for person, duty in await bulk.read_rows(session, StaffDuty.person_id, StaffDuty.duty)
        if duty is Duty.DEPUTY_HEAD
    )
    ((year_id,),) = await bulk.read_rows(session, AcademicYear.id)
    acts: list[dict[str, Any]] = []
    findings: list[dict[str, Any]] = []
    readings: list[dict[str, Any]] = []
    monday = monday_of(begins)
    while monday + 2 * WEEK <= monday_of(now.date()):
        signed_at = datetime.combine(monday + WEEK, SIGNED_AT, tzinfo=now.tzinfo)
        looked = await looking.look(session, Week(monday, signed_at.date()), now)
        if looked.held:
            number = len(acts) + 1
            acts.append(
                {
                    "id": number, "year_id": year_id, "number": number, "monday": monday, "held": looked.held,
                    "filled": looked.filled, "remarks": REMARKS[number % len(REMARKS)],
                    "due_on": signed_at.date() + DUE, "signed_by": deputy, "signed_at": signed_at,
                    "signed_on": signed_at.date(),
                }
            )  # fmt: skip
            findings += [signing.row(number, it) for it in looked.findings]
            read_at = signed_at + timedelta(hours=18)
            readings += [
                {"act_id": number, "person_id": person, "read_at": read_at}
                for person in sorted({it.person_id for it in looked.findings})
            ]
        monday += WEEK
    await bulk.insert_rows(session, ControlAct, acts)
    await bulk.insert_rows(session, ControlFinding, findings)
    await bulk.insert_rows(session, ControlReading, readings)
