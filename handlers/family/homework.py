"""`📝 Домашнее задание`: what is due on a day, and the photos and files that came with it."""

from collections.abc import Awaitable, Iterable, Sequence
from datetime import date, datetime
from functools import partial

import structlog
from aiogram import Router
from aiogram.exceptions import TelegramBadRequest
from aiogram.types import CallbackQuery, InputMediaDocument, InputMediaPhoto, MediaUnion

from db.engine import Database
from db.homework import FileKind
from handlers.family import wording
from handlers.family.wording import Screen
from handlers.filters import Prefixes, Tap
from handlers.screen import answer, show
from journal.access import Actor, Child
from journal.dates import Days
from journal.family import homework
from journal.family.homework import Attachments, DayPage, PeriodPage, SubjectPage, Task
from journal.people.accounts import TELEGRAM
from keyboards import family as kb
from keyboards.data import clip
from keyboards.sections import HomeworkOf
from locales import Markup, Texts

router = Router(name="family homework")
router.callback_query.filter(Prefixes(HomeworkOf, kb.HomeworkPart, kb.HomeworkFiles, kb.SetDone))
log = structlog.get_logger()


@router.callback_query(Tap(HomeworkOf))
async def of_day(query: CallbackQuery, tap: HomeworkOf, actor: Actor, db: Database, t: Texts, now: datetime) -> None:
    """The homework due on a day, by default on the next school day."""
    async with db.read() as session:
        page = await homework.day_page(session, actor, student_id=tap.student_id, day=tap.day, now=now)
    await show(query, *day_screen(t, page, now.date()))


@router.callback_query(Tap(kb.HomeworkPart))
async def further(
    query: CallbackQuery, tap: kb.HomeworkPart, actor: Actor, db: Database, t: Texts, now: datetime
) -> None:
    """A further part of it."""
    async with db.read() as session:
        page = await homework.day_page(session, actor, student_id=tap.student_id, day=tap.day, now=now)
    await show(query, *day_screen(t, page, now.date(), tap.part))


@router.callback_query(Tap(kb.SetDone))
async def set_done(query: CallbackQuery, tap: kb.SetDone, actor: Actor, db: Database, t: Texts, now: datetime) -> None:
    """A student's own tick; the day is shown with it."""
    async with db.write() as session:
        await homework.set_done(
            session, actor, student_id=tap.student_id, homework_id=tap.homework_id, done=tap.done, now=now
        )
        page = await homework.day_page(session, actor, student_id=tap.student_id, day=tap.day, now=now)
    await show(query, *day_screen(t, page, now.date()))


@router.callback_query(Tap(kb.HomeworkFiles))
async def files(
    query: CallbackQuery, tap: kb.HomeworkFiles, actor: Actor, db: Database, t: Texts, now: datetime
) -> None:
    """Send the photos and files again, as new messages under the screen."""
    async with db.read() as session:
        found = await homework.attachments(
            session, actor, student_id=tap.student_id, homework_id=tap.homework_id, platform=TELEGRAM, now=now
        )
    sent = await _send(query, t, found)
    await answer(query, "" if sent else t.label("family-files-gone"), alert=not sent)


async def _send(query: CallbackQuery, t: Texts, found: Attachments) -> bool:
    """By the messenger's own ids, photos as one album and documents as another. False if one cannot be opened any more."""
    caption: str | None = t(
        "family-files-caption", subject=wording.named(found.task.subject), due=due(t, found.task.due_on)
    )
    sent = True
    for kind in FileKind:
        files = [file.platform_file_id for file in found.files if file.kind is kind]
        if files:
            sent &= await _send_kind(query, kind, files, caption)
            caption = None
    return sent


async def _send_kind(query: CallbackQuery, kind: FileKind, files: Sequence[str], caption: str | None) -> bool:
    """An album, or one by one where the album was refused: a single lost file must not take the others with it."""
    if len(files) > 1 and await _taken(_album(query, kind, files, caption)):
        return True
    sent = True
    for index, file_id in enumerate(files):
        sent &= await _taken(_one(query, kind, file_id, None if index else caption))
    return sent


async def _taken(sending: Awaitable[object]) -> bool:
    try:
        await sending
    except TelegramBadRequest as error:
        log.warning("a file of a homework cannot be sent", error=error.message)
        return False
    return True


async def _album(query: CallbackQuery, kind: FileKind, files: Sequence[str], caption: str | None) -> None:
    media: list[MediaUnion] = [
        (InputMediaPhoto if kind is FileKind.PHOTO else InputMediaDocument)(
            media=file_id, caption=None if index else caption
        )
        for index, file_id in enumerate(files)
    ]
    if query.bot is not None:
        await query.bot.send_media_group(query.from_user.id, media)


async def _one(query: CallbackQuery, kind: FileKind, file_id: str, caption: str | None) -> None:
    if query.bot is None:  # pragma: no cover - aiogram binds every event to its bot
        return
    if kind is FileKind.PHOTO:
        await query.bot.send_photo(query.from_user.id, file_id, caption=caption)
    else:
        await query.bot.send_document(query.from_user.id, file_id, caption=caption)


# --- screens -----------------------------------------------------------------------------------------------------------


def day_screen(t: Texts, page: DayPage, today: date, part: int = 0) -> Screen:
    """What is due, then what was said not to be set, then what nobody wrote down."""
    child = page.child
    title = t("family-homework-title", own=int(child.own), whose=wording.whose(t, child))
    if page.day is None:
        text = f"{title}\n\n{t('family-homework-unknown')}"
        return Screen(
            text, kb.homework(t, child.student_id, files=(), days=page.neighbours, day=None, parts=kb.Parts())
        )
    foot = []
    if page.none and page.tasks:
        foot.append(t("family-homework-nothing-set", subjects=wording.listed(page.none)))
    if page.unwritten:
        foot.append(t("family-homework-unwritten", subjects=wording.listed(page.unwritten)))
    if not page.tasks and not page.unwritten:
        foot.append(t("family-homework-free" if page.lessons else "family-homework-no-lessons"))
    elif not page.tasks and page.none:
        foot.insert(0, t("family-homework-nothing-set", subjects=wording.listed(page.none)))
    head = [title, _for_day(t, page, page.day, today), *tests(t, page)]
    shown = wording.parted(head, blocks(t, page.tasks, on=page.day), foot, part=part, gap="\n\n")
    door = partial(kb.HomeworkPart, student_id=child.student_id, day=page.day)
    keyboard = kb.homework(
        t,
        child.student_id,
        files=file_buttons(t, page.tasks),
        days=page.neighbours,
        day=page.day,
        parts=shown.parts(door),
        ticks=_ticks(t, page, page.day),
    )
    return Screen(shown.text, keyboard)


def _ticks(t: Texts, page: DayPage, day: date) -> list[tuple[str, kb.SetDone]]:
    """A student's own, a button a task; a parent only sees them."""
    if not page.child.own:
        return []
    return [
        (
            t.label("family-task-undo" if task.done else "family-task-do", subject=clip(task.subject, 30)),
            kb.SetDone(student_id=page.child.student_id, homework_id=task.id, done=not task.done, day=day),
        )
        for task in page.tasks
    ]


def tests(t: Texts, page: DayPage) -> list[Markup]:
    """What will be written that day, before everything that is to be done for it."""
    return [
        t("family-tests-day", work=one.work, subject=wording.named(one.subject), period=str(one.period))
        for one in page.tests
    ]


def subject_screen(t: Texts, page: SubjectPage, *, days: Days | None, part: int, door: wording.Door) -> Screen:
    """The answer to «что задали по алгебре»."""
    whose = wording.whose(t, page.child)
    head: list[str] = [t("family-subject-homework-title", subject=wording.named(page.subject), whose=whose)]
    if days:
        head.append(wording.days(t, days.first, days.last))
        if page.elsewhere and page.tasks:
            head.append(t("family-subject-homework-elsewhere", one=int(days.first == days.last)))
    elif page.past and page.tasks:
        head.append(t("family-subject-homework-past"))
    if days and page.elsewhere:
        none = t("family-subject-homework-no-lesson", one=int(days.first == days.last))
    else:
        none = t("family-subject-homework-none-then") if days else t("family-subject-homework-none")
    return _answer(t, page.child, head, page.tasks, none, of_one=True, part=part, door=door)


def period_screen(t: Texts, page: PeriodPage, *, part: int, door: wording.Door) -> Screen:
    """The answer to «дз на неделю»."""
    child = page.child
    head = [
        t("family-homework-title", own=int(child.own), whose=wording.whose(t, child)),
        wording.days(t, page.first, page.last),
    ]
    return _answer(t, child, head, page.tasks, t("family-homework-none-then"), of_one=False, part=part, door=door)


def _answer(
    t: Texts,
    child: Child,
    head: Sequence[str],
    tasks: Sequence[Task],
    none: str,
    *,
    of_one: bool,
    part: int,
    door: wording.Door,
) -> Screen:
    foot = [] if tasks else [none]
    shown = wording.parted(head, blocks(t, tasks, of_one=of_one), foot, part=part, gap="\n\n")
    files = file_buttons(t, tasks)
    return Screen(shown.text, kb.answer(t, child.student_id, kind="homework", parts=shown.parts(door), files=files))


def blocks(t: Texts, tasks: Iterable[Task], *, on: date | None = None, of_one: bool = False) -> list[str]:
    """Each task under what there is to know about it. What the title says is left out: the day `on`, or the subject."""
    found: list[str] = []
    for task in tasks:
        first, *more = wording.pieces(task.text.strip())
        if not first and not task.files:
            first = t.label("family-task-untold")
        block = _head(t, task, on=on, of_one=of_one)
        found.append(f"{block}\n{t('family-task-text', text=first)}" if first else block)
        found += [t("family-task-text", text=piece) for piece in more]
    return found


def _head(t: Texts, task: Task, *, on: date | None, of_one: bool) -> Markup:
    """«Алгебра · письменно · 30 мин»; of one subject «на ср 25.11 · письменно · задано пн 23.11»."""
    details = [t(f"family-kind-{task.kind}")]
    if task.personal:
        details.insert(0, t("family-personal"))
    if task.minutes:
        details.append(t("family-minutes", minutes=task.minutes))
    if on is None or task.due_on != on:
        details.append(t("family-set-on", day=t.day(task.set_on)))
        if not of_one:
            details.insert(0, t("family-due", due=due(t, task.due_on)))
    if task.done:
        details.append(t("family-done"))
    joined = Markup(" · ".join(details))
    if of_one:
        return t("family-task-due", due=due(t, task.due_on), details=joined)
    return t("family-task", subject=wording.named(task.subject), details=joined)


def file_buttons(t: Texts, tasks: Iterable[Task]) -> Sequence[tuple[str, int]]:
    """A button a task with photos or files."""
    return [
        (t.label("family-files-button", subject=clip(task.subject, 30), files=task.files), task.id)
        for task in tasks
        if task.files
    ]


def due(t: Texts, day: date | None) -> str:
    """«на чт 26.11», or «к следующему уроку»."""
    return t.label("family-due-on", day=t.day(day)) if day else t.label("family-due-open")


def _for_day(t: Texts, page: DayPage, day: date, today: date) -> Markup:
    """«На завтра, вт 24.11 · всего 1 ч 10 мин»."""
    away = wording.away(day, today)
    if not page.minutes:
        return t("family-homework-day", away=away, day=t.day(day))
    load = _load(t, page.minutes, whole=all(task.minutes for task in page.tasks))
    return t("family-homework-load", away=away, day=t.day(day), load=load)


def _load(t: Texts, minutes: int, *, whole: bool) -> str:
    hours, rest = divmod(minutes, 60)
    if not hours:
        return t.label("family-load-minutes", whole=int(whole), minutes=rest)
    if not rest:
        return t.label("family-load-round", whole=int(whole), hours=hours)
    return t.label("family-load-hours", whole=int(whole), hours=hours, minutes=rest)
