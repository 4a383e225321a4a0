"""The week in one message, for a guardian who gets no marks meanwhile: by child and subject, with what was missed.

What it tells is settled in the ledger like any push, so that nothing is told twice and a later correction says from what
to what; what did not make it into one week is in the next.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Final

from db.absences import AttendanceCode
from db.engine import Session
from journal import access, rules
from journal.absences.week import monday_of
from journal.family import week
from journal.family.week import Week
from journal.operations.recipients import Recipient
from keyboards.data import Rows, button, clip
from keyboards.sections import AttendanceOf, MarksOf
from locales import Markup, Texts
from scheduler.pushes import finals
from scheduler.pushes.push import LIMIT, SIZES, Push, mark

CODES: Final = tuple(AttendanceCode)


async def say(session: Session, to: Recipient, day: date, t: Texts, now: datetime) -> Push | None:
    """Of each child with something to tell; None where there is nothing."""
    monday = monday_of(day)
    children = [child for child in await access.children(session, to.actor, now.date()) if not child.own]
    weeks = [await week.of_child(session, to.actor, child.student_id, monday=monday, now=now) for child in children]
    weeks = [one for one in weeks if not one.is_empty]
    if not weeks:
        return None
    title = t("reminder-week-title", first=t.day(monday), last=t.day(monday + timedelta(days=6)))
    text = _text(t, title, weeks, monday, detail=rules.of(session).detail)
    return Push(text, _doors(t, weeks), values=_told(weeks))


def _text(t: Texts, title: Markup, weeks: Sequence[Week], monday: date, *, detail: str) -> Markup:
    if detail != "full":
        return Markup("\n".join([title, *(_hushed(t, one, detail) for one in weeks)]))
    for size in SIZES:
        text = Markup("\n\n".join([title, *(_block(t, one, monday, size) for one in weeks)]))
        if len(text) <= LIMIT:
            return text
    return Markup("\n".join([title, *(_hushed(t, one, "subject") for one in weeks)]))


def _block(t: Texts, one: Week, monday: date, size: int) -> Markup:
    by_subject: dict[str, list[Markup]] = {}
    for item in one.news:
        said = [mark(t, news, size) for news in item.marks]
        if item.date < monday and said:
            said = [t("reminder-week-dated", day=t.day(item.date), marks=Markup(", ".join(said)))]
        by_subject.setdefault(item.subject, []).extend(said)
    lines = [t("reminder-week-child", child=clip(one.child.called))]
    lines += [
        t("reminder-week-subject", subject=clip(subject), marks=Markup(", ".join(said)))
        for subject, said in sorted(by_subject.items())
        if said
    ]
    lines += finals.lines(t, one.finals.finals)
    if one.missed:
        codes = ", ".join(
            t.label("reminder-week-code", code=code.value, count=str(one.missed[code]))
            for code in CODES
            if one.missed[code]
        )
        lines.append(t("reminder-week-missed", codes=codes))
    return Markup("\n".join(lines))


def _hushed(t: Texts, one: Week, detail: str) -> Markup:
    marked = [item.subject for item in one.news if item.marks] + [final.subject for final in one.finals.finals]
    subjects = sorted({clip(subject) for subject in marked})
    if detail == "none" or not subjects:
        return t("push-news-none", child=clip(one.child.called))
    return t("push-news-subjects", child=clip(one.child.called), subjects=clip(", ".join(subjects), SIZES[1]))


def _told(weeks: Sequence[Week]) -> Mapping[str, str]:
    """The cells of marks, attendance and finals: homework is no news of the week."""
    ended = {cell: value for one in weeks for cell, value in one.finals.values.items()}
    return ended | {
        cell: value
        for one in weeks
        for item in one.news
        for cell, value in item.values.items()
        if not cell.startswith("homework:")
    }


def _doors(t: Texts, weeks: Sequence[Week]) -> Rows:
    rows: Rows = []
    for one in weeks:
        student = {"student_id": one.child.student_id}
        door = AttendanceOf(**student) if one.child.grade == 1 else MarksOf(**student)
        key = "reminder-week-open-attendance-of" if one.child.grade == 1 else "push-open-marks-of"
        rows.append([button(t.label(key, child=clip(one.child.called)), door)])
    return rows
