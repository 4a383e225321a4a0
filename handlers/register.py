"""`📖 Журнал`: which course, the page in words, as a picture at once, as a workbook in the background."""

import asyncio
from datetime import datetime

from aiogram import Router
from aiogram.exceptions import TelegramBadRequest
from aiogram.types import BufferedInputFile, CallbackQuery, InlineKeyboardMarkup, InputMediaPhoto, Message

from db.engine import Database
from db.jobs import JobKind
from documents import register_picture as drawn
from handlers.family.wording import mean
from handlers.filters import Prefixes, Tap
from handlers.screen import answer, place, show
from journal.access import Actor
from journal.marks import term_sheet
from journal.operations import jobs
from journal.register import choosing, page
from journal.register.page import Page, Row
from journal.register.printed import shown
from keyboards import jobs as screens
from keyboards.data import clip
from keyboards.marks import register as kb
from keyboards.marks import term_sheet as terms
from keyboards.sections import Register, RegisterClasses, RegisterOfClass, RegisterPage
from locales import Markup, Texts

router = Router(name="register")
router.callback_query.filter(
    Prefixes(Register, RegisterClasses, RegisterOfClass, RegisterPage, kb.RegisterPicture, kb.RegisterFile)
)


@router.callback_query(Tap(Register))
async def choose_own(query: CallbackQuery, actor: Actor, db: Database, t: Texts, now: datetime) -> None:
    """The courses that the actor teaches."""
    async with db.read() as session:
        found = await choosing.own(session, actor, now)
    await show(query, t("register-title" if found.courses else "register-no-courses"), kb.courses(t, found))


@router.callback_query(Tap(RegisterClasses))
async def choose_class(query: CallbackQuery, actor: Actor, db: Database, t: Texts, now: datetime) -> None:
    """Every class of the year, for a deputy head."""
    async with db.read() as session:
        found = await term_sheet.classes(session, actor, now)
    await show(query, t("register-of-school"), kb.classes(t, found))


@router.callback_query(Tap(RegisterOfClass))
async def choose_of_class(
    query: CallbackQuery, tap: RegisterOfClass, actor: Actor, db: Database, t: Texts, now: datetime
) -> None:
    """The courses of a class that the actor reads whole."""
    async with db.read() as session:
        found = await choosing.of_class(session, actor, tap.class_id, now)
    form = found.of.facts.name if found.of else ""
    await show(query, t("register-of-class", form=form), kb.courses(t, found))


@router.callback_query(Tap(RegisterPage))
async def open_page(
    query: CallbackQuery, tap: RegisterPage, actor: Actor, db: Database, t: Texts, now: datetime
) -> None:
    """The page in words: a line a student. It needs no picture, so it opens on any connection."""
    async with db.read() as session:
        found = await page.page(session, actor, **tap.model_dump(), now=now)
    await show(query, _text(t, found), kb.page(t, found))


@router.callback_query(Tap(kb.RegisterPicture))
async def picture(
    query: CallbackQuery, tap: kb.RegisterPicture, actor: Actor, db: Database, t: Texts, now: datetime
) -> None:
    """The picture of some lessons; drawn in a thread, and in the place of the picture that its button was under."""
    of = tap.model_dump(exclude={"number"})
    async with db.read() as session:
        found = await page.page(session, actor, **of, now=now)
    if not found.columns:
        await answer(query, t.label("register-no-lessons"), alert=True)
        return
    number = min(tap.number, drawn.pages(found) - 1)
    term = terms.term(t, found.heading.span)
    png = await asyncio.to_thread(drawn.draw, t, found, number, term=term)
    photo = BufferedInputFile(png, "register.png")
    await _send(
        query, photo, _caption(t, found, number, term), kb.picture(t, found.heading, number, drawn.pages(found))
    )
    await answer(query)


@router.callback_query(Tap(kb.RegisterFile))
async def ask_file(
    query: CallbackQuery, tap: kb.RegisterFile, actor: Actor, db: Database, t: Texts, now: datetime
) -> None:
    """One job, however often it is pressed; the screen becomes its progress."""
    of = tap.model_dump(exclude={"after"})
    async with db.write() as session:
        heading = await page.heading(session, actor, **of, now=now)
        job = await jobs.ask(session, actor, JobKind.REGISTER, of, after=tap.after, screen=place(query), now=now)
    keyboard = screens.pending(t, job.id) if job.pending else screens.ended(t, screens.back(job))
    await show(query, screens.text(t, job, kb.title(t, heading)), keyboard)


async def _send(query: CallbackQuery, photo: BufferedInputFile, caption: str, keyboard: InlineKeyboardMarkup) -> None:
    """In the place of the picture under the finger; else as a new message, with the page in words left above it."""
    if isinstance(query.message, Message) and query.message.photo:
        try:
            await query.message.edit_media(InputMediaPhoto(media=photo, caption=caption), reply_markup=keyboard)
        except TelegramBadRequest as error:
            if "not modified" not in error.message:
                raise
        return
    if query.bot is not None:
        await query.bot.send_photo(query.from_user.id, photo, caption=caption, reply_markup=keyboard)


def _caption(t: Texts, found: Page, number: int, term: str) -> Markup:
    """What the picture is of, for whoever reads by ear or finds it among the photos."""
    days = drawn.columns(found, number)
    first, last = f"{days[0].date:%d.%m}", f"{days[-1].date:%d.%m}"
    between = first if first == last else t.label("register-days", first=first, last=last)
    names = {"group": clip(found.heading.course.group), "subject": clip(found.heading.course.subject)}
    return t("register-caption", **names, term=term, days=between)


def _text(t: Texts, found: Page) -> str:
    of = found.heading
    lines = [
        t("register-heading", group=clip(of.course.group), subject=clip(of.course.subject)),
        t("register-term", term=terms.term(t, of.span), count=len(found.columns)),
        "",
        *(_line(t, found, row, number) for number, row in enumerate(found.rows, start=1)),
    ]
    if not found.rows:
        lines.append(t("register-nobody"))
    return "\n".join(lines)


def _line(t: Texts, found: Page, row: Row, number: int) -> Markup:
    """«3. Иванов П.: 5 4/5 Н · 4,67»."""
    name, left_on = clip(row.short), found.left_on(row)
    if left_on is not None:
        name = t.label("register-left", name=name, day=f"{left_on:%d.%m}")
    cells = (found.cell(row, column) for column in found.columns)
    marks = " ".join(filter(None, (shown(cell) for cell in cells if cell is not None)))
    if not marks:
        return t("register-line-empty", number=str(number), name=name)
    exact = found.mean(row)
    if exact is None:
        return t("register-line", number=str(number), name=name, marks=marks)
    return t("register-line-mean", number=str(number), name=name, marks=marks, mean=mean(t, exact))
