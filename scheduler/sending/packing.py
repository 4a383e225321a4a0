"""What one recipient gets of the notices that are due: merged, re-authorised, rendered now, each at the hour it may ring."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Final, NamedTuple

from db.engine import Session
from db.operations import NoticeKind
from db.people import MarksDelivery
from journal import rules
from journal.access import Child
from journal.lessons import news
from journal.operations import recipients, reminders
from journal.operations.queue import Claimed
from journal.operations.recipients import Recipient
from keyboards.data import Button, button
from keyboards.sections import HomeworkOf, MarksOf
from locales import Texts, texts
from scheduler.pushes import (
    absence_notes,
    access_news,
    changes,
    control,
    finals,
    gaps,
    inquiries,
    remarks,
    substitutions,
)
from scheduler.pushes.push import LIMIT, Parcel, Push, Render, lesson_news
from scheduler.reminders import reminding, unfilled, windows
from scheduler.sending import digest

RENDER: Final[Mapping[NoticeKind, Render]] = {
    NoticeKind.ABSENCE_NOTE: absence_notes.render,
    NoticeKind.ACCESS: access_news.render,
    NoticeKind.CONTROL: control.render,
    NoticeKind.FINALS: finals.render,
    NoticeKind.GAP: gaps.render,
    NoticeKind.CHANGES: changes.render,
    NoticeKind.REMARK: remarks.render,
    NoticeKind.REMINDER: reminding.render,
    NoticeKind.SUBSTITUTION: substitutions.render,
    NoticeKind.UNFILLED: unfilled.render,
}
"""Every kind but LESSON_NEWS and the finals of a family, which are merged over lessons and children."""


SOON: Final = timedelta(minutes=10)
"""After the week's message: what it told is told, and of the finals that it had not there is another."""


class Packed(NamedTuple):
    """What became of a recipient's notices."""

    parcels: list[Parcel]
    dropped: list[Claimed]
    """Nothing left to say, or nobody entitled to hear it."""
    later: list[tuple[list[Claimed], datetime]]
    """Not at this hour."""


class _Block(NamedTuple):
    """One child's news."""

    notices: list[Claimed]
    child: Child
    text: str
    values: Mapping[str, str]
    silent: bool
    doors: list[Button]


async def pack(session: Session, account_id: int, notices: Sequence[Claimed], now: datetime) -> Packed:
    """Pack what one account is to get. Quiet hours hold everything that rings."""
    packed = Packed([], [], [])
    to = await recipients.recipient(session, account_id)
    t = texts(to.actor.language)
    quiet = to.quiet_until(now)
    ringing = [notice for notice in notices if not (unfilled.only_redraws(notice) or inquiries.at_any_hour(notice))]
    asked: dict[int, Parcel] = {}
    if quiet is not None and ringing:
        packed.later.append((ringing, quiet))
    elif ringing:
        lessons = [notice for notice in ringing if notice.kind is NoticeKind.LESSON_NEWS]
        ended = [notice for notice in ringing if finals.is_familys(notice)]
        if any(notice.facts.get("about") == reminders.DIGEST for notice in ringing):
            packed.later.extend(([notice], now + SOON) for notice in ended)
            ended = []
        collected = (lessons or ended) and to.marks_delivery is MarksDelivery.AFTER_LESSONS
        # All children of a guardian come in one message, so the last lesson of any of them counts.
        hours = await recipients.school_day(session, to.children, now.date()) if collected else None
        over = hours[1] if hours else None
        asked = await _asked(session, to, t, ringing, now)
        blocks = await _blocks(session, to, t, lessons, over, now, packed, asked)
        blocks += await _of_finals(session, to, t, ended, over, now, packed)
        together = to.marks_delivery is MarksDelivery.AFTER_LESSONS or digest.is_due(ringing, now)
        packed.parcels.extend(_parcels(t, to, blocks, together=together))
    for notice in notices if quiet is None else (notice for notice in notices if notice not in ringing):
        if notice.kind is NoticeKind.LESSON_NEWS or finals.is_familys(notice):
            continue
        if any(notice in parcel.notices for parcel in asked.values()):
            continue
        if notice.kind is NoticeKind.REMINDER and windows.at_night(now):
            packed.later.append(([notice], windows.morning(now)))
            continue
        push = await RENDER[notice.kind](session, notice, t, now)
        if push is None:
            packed.dropped.append(notice)
        else:
            packed.parcels.append(Parcel([notice], push, to.actor.external_id, push.values))
    packed.parcels.extend(asked.values())
    if digest.is_due(ringing, now):
        return packed._replace(parcels=digest.fold(t, packed.parcels))
    return packed


async def _asked(
    session: Session, to: Recipient, t: Texts, notices: Sequence[Claimed], now: datetime
) -> dict[int, Parcel]:
    """The questions why a child is missing, by child: a question tells of the absence, so the news need not."""
    found: dict[int, Parcel] = {}
    for notice in notices:
        if inquiries.asks(notice) and (push := await inquiries.render(session, notice, t, now)) is not None:
            found[notice.student_id or 0] = Parcel([notice], push, to.actor.external_id, push.values)
    return found


async def _blocks(
    session: Session,
    to: Recipient,
    t: Texts,
    notices: Sequence[Claimed],
    lessons_end: datetime | None,
    now: datetime,
    packed: Packed,
    asked: Mapping[int, Parcel],
) -> list[_Block]:
    """The news by child, for whom it is time. What a question says of an absence is settled together with it.

    An absence is told at once, but one that was entered after the child's day is a line in the day's message.
    """
    by_child: defaultdict[int, list[Claimed]] = defaultdict(list)
    for notice in notices:
        by_child[notice.student_id or 0].append(notice)
    blocks: list[_Block] = []
    for student_id, own in by_child.items():
        child = await recipients.entitled(session, to.actor, student_id, now.date())
        lesson_ids = [notice.lesson_id for notice in own if notice.lesson_id]
        doubtful = {notice.lesson_id: notice.created_at for notice in own if notice.lesson_id and notice.doubtful}
        found = await news.of(session, to.actor.account_id, student_id, lesson_ids, doubtful) if child else []
        if child is None or not any(item.rings for item in found):
            packed.dropped.extend(own)
            continue
        if question := asked.get(student_id):
            found = [item.without(question.values) for item in found]
            if not any(item.rings for item in found):
                question.notices.extend(own)
                continue
        day_is_over = lessons_end is not None and now > lessons_end
        if not child.own and (day_is_over or not any(item.absence for item in found)):
            due = _chosen_time(to, own, now, lessons_end)
            if due is None:
                packed.dropped.extend(own)
                continue
            if due > now:
                packed.later.append((own, due))
                continue
        text = lesson_news(t, child.called, found, detail=rules.of(session).detail, today=now.date())
        values = {cell: value for item in found for cell, value in item.values.items()}
        silent = child.own and await _at_school(session, student_id, now)
        blocks.append(_Block(own, child, text, values, silent, _doors(t, child)))
    return blocks


async def _of_finals(
    session: Session,
    to: Recipient,
    t: Texts,
    notices: Sequence[Claimed],
    lessons_end: datetime | None,
    now: datetime,
    packed: Packed,
) -> list[_Block]:
    """Finals come as marks do. Whoever gets the week only is told in it, and where there is none (holidays) without it."""
    blocks: list[_Block] = []
    for notice in notices:
        child = await recipients.entitled(session, to.actor, notice.student_id or 0, now.date())
        push = await finals.of_child(session, to, child, t, now) if child else None
        if child is None or push is None:
            packed.dropped.append(notice)
            continue
        due = now if child.own else _chosen_time(to, [notice], now, lessons_end) or recipients.after_week(to, now)
        if due > now:
            packed.later.append(([notice], due))
            continue
        silent = child.own and await _at_school(session, child.student_id, now)
        blocks.append(_Block([notice], child, push.text, push.values, silent, push.rows[0]))
    return blocks


def _chosen_time(
    to: Recipient, notices: Sequence[Claimed], now: datetime, lessons_end: datetime | None
) -> datetime | None:
    """When this guardian wants marks; None: only in the week's diary."""
    match to.marks_delivery:
        case MarksDelivery.WEEKLY:
            return None
        case MarksDelivery.AFTER_LESSONS:
            return recipients.after_lessons(max(notice.due_at for notice in notices), now, lessons_end)
        case MarksDelivery.NOW:
            return now


async def _at_school(session: Session, student_id: int, now: datetime) -> bool:
    """Whether a student's phone must not ring: from the first lesson of the day to the end of the last."""
    hours = await recipients.school_day(session, [student_id], now.date())
    return hours is not None and hours[0] <= now <= hours[1]


def _parcels(t: Texts, to: Recipient, blocks: Sequence[_Block], *, together: bool) -> list[Parcel]:
    """A message a child; `together`: all children in one, where it holds them."""
    chat = to.actor.external_id
    text = "\n\n".join(block.text for block in blocks)
    if not together or len(blocks) < 2 or len(text) > LIMIT:
        return [
            Parcel(block.notices, Push(block.text, [block.doors], silent=block.silent), chat, block.values)
            for block in blocks
        ]
    children = {block.child.student_id: block.child for block in blocks}
    rows = [
        [button(t.label("push-open-marks-of", child=child.called), MarksOf(student_id=child.student_id))]
        for child in children.values()
    ]
    return [
        Parcel(
            [notice for block in blocks for notice in block.notices],
            Push(text, rows, silent=all(block.silent for block in blocks)),
            chat,
            {cell: value for block in blocks for cell, value in block.values.items()},
        )
    ]


def _doors(t: Texts, child: Child) -> list[Button]:
    """Into the right screens, for the child that the message is about; homework opens at the next school day."""
    homework = button(t.label("push-open-homework"), HomeworkOf(student_id=child.student_id))
    if child.grade == 1:
        return [homework]
    return [button(t.label("push-open-marks"), MarksOf(student_id=child.student_id)), homework]
