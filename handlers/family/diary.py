"""`📒 Дневник`: a day as a paper diary has it, lesson by lesson, with the remarks under them."""

from datetime import datetime
from functools import partial
from typing import Final

from aiogram import Router
from aiogram.types import CallbackQuery

from db.absences import AttendanceCode
from db.engine import Database
from db.homework import HomeworkKind
from handlers.family import marks, remarks, wording
from handlers.family.homework import due
from handlers.family.wording import Screen
from handlers.filters import Prefixes, Tap
from handlers.screen import show
from journal.access import Actor
from journal.family import diary
from journal.family.diary import DiaryPage, Entry
from journal.family.homework import Task
from keyboards import family as kb
from keyboards.data import clip
from keyboards.sections import DiaryOf
from locales import Markup, Texts

router = Router(name="family diary")
router.callback_query.filter(Prefixes(DiaryOf))

TOPIC: Final = 120
TEXT: Final = 200
"""Where a homework is cut; its own screen shows it whole."""
WHY: Final = {
    AttendanceCode.ABSENT: "family-why-absent",
    AttendanceCode.ILL: "family-why-ill",
    AttendanceCode.EXCUSED: "family-why-excused",
    AttendanceCode.LATE: "family-why-late",
}


@router.callback_query(Tap(DiaryOf))
async def of_day(query: CallbackQuery, tap: DiaryOf, actor: Actor, db: Database, t: Texts, now: datetime) -> None:
    """A day, by default today or the last school day."""
    async with db.read() as session:
        page = await diary.page(session, actor, student_id=tap.student_id, day=tap.day, now=now)
    await show(query, *screen(t, page, tap.part))


def screen(t: Texts, page: DiaryPage, part: int = 0) -> Screen:
    """A block a lesson, then the remarks."""
    child = page.child
    head: list[str] = [t("family-diary-title", own=int(child.own), whose=wording.whose(t, child))]
    if page.day is not None:
        head.append(t.day_heading(page.day))
    blocks = [_entry(t, entry) for entry in page.entries]
    blocks += [remarks.block(t, it) for it in page.remarks]
    foot = [] if blocks else [t("family-timetable-free")]
    shown = wording.parted(head, blocks, foot, part=part, gap="\n\n")
    door = partial(DiaryOf, student_id=child.student_id, day=page.day)
    keyboard = kb.diary(t, child.student_id, day=page.day, days=page.neighbours, parts=shown.parts(door))
    return Screen(shown.text, keyboard)


def _entry(t: Texts, entry: Entry) -> str:
    """«1. Алгебра — 5 (ответ)», the topic, what was due, what was set."""
    lesson = entry.lesson
    period, subject = str(lesson.period), wording.named(lesson.subject)
    if not lesson.takes_place:
        return t("family-lesson-short-cancelled", period=period, subject=subject)
    told = [*_code(t, entry), *_marks(t, entry)]
    lines: list[str] = [t("family-diary-lesson", period=period, subject=subject)]
    if told:
        lines[0] = t("family-diary-lesson-told", period=period, subject=subject, told=Markup(", ".join(told)))
    if entry.topic:
        lines.append(t("family-diary-topic", topic=clip(entry.topic, TOPIC)))
    lines += [_ticked(t, task, t("family-diary-due", text=_text(t, task))) for task in entry.due]
    lines += [
        _ticked(t, task, t("family-diary-set", due=due(t, task.due_on), text=_text(t, task)))
        for task in entry.set
        if task.kind is not HomeworkKind.NONE
    ]
    if any(task.kind is HomeworkKind.NONE and not task.personal for task in entry.set):
        lines.append(t("family-diary-nothing"))
    return "\n".join(lines)


def _code(t: Texts, entry: Entry) -> list[str]:
    return [] if entry.code is None else [t(WHY[entry.code])]


def _marks(t: Texts, entry: Entry) -> list[str]:
    return [t("family-diary-mark", value=marks.value(t, mark), work=mark.work) for mark in entry.marks]


def _text(t: Texts, task: Task) -> str:
    """On one line, whatever lines it has."""
    return clip(" ".join(task.text.split()), TEXT) or t.label("family-task-untold")


def _ticked(t: Texts, task: Task, line: Markup) -> Markup:
    return t("family-diary-done", line=line) if task.done else line
