"""Questions in one's own words: «дз на завтра», «что задали по алгебре», «оценки у Маши за неделю»."""

from collections.abc import Awaitable, Callable, Iterable
from datetime import datetime
from functools import partial

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from db.engine import Database, Session
from db.people import Scope
from handlers.family import attendance as attendance_screens
from handlers.family import homework as homework_screens
from handlers.family import marks as marks_screens
from handlers.family import school as school_screens
from handlers.family import timetable as timetable_screens
from handlers.family import wording
from handlers.family.wording import Screen
from handlers.filters import Prefixes, Tap
from handlers.screen import show
from journal.access import Actor, Child
from journal.dates import Days, Relative
from journal.family import asked, attendance, homework, marks, questions, school, timetable
from journal.family.asked import Asker
from journal.family.questions import Ask, Unclear
from journal.refusals import NotFound
from journal.words import AskKind
from keyboards import family as kb
from keyboards.data import clip
from locales import Texts
from locales.written import WRITTEN

router = Router(name="family questions")
router.callback_query.filter(Prefixes(kb.Question))

GUESSES = 3
"""So many readings of an unclear question are offered, each for every child it may be about."""
BUTTONS = 6


async def understand(message: Message, *, actor: Actor, db: Database, t: Texts, now: datetime) -> bool:
    """Answer a family's question. False: it is none, or nobody's whose child is here."""
    text = message.text or ""
    if not text or all(grant.scope is Scope.STAFF for grant in actor.grants):
        return False
    screen = await _screen(text, actor=actor, db=db, t=t, now=now)
    if screen is None:
        return False
    await show(message, *screen)
    return True


async def _screen(text: str, *, actor: Actor, db: Database, t: Texts, now: datetime) -> Screen | None:
    async with db.read() as session:
        asker = await asked.asker(session, actor, now.date())
        if not asker.children:
            return None
        found = _parsed(text, asker, now)
        if isinstance(found, Unclear):
            # Somebody who also teaches may well be writing about a lesson: no guesses.
            return None if actor.staff_id else _guesses(t, asker, found.guesses)
        meant = asker.meant(found.child_id, found.subject_id)
        if len(meant) > 1:
            options = [(wording.called(t, child), kb.Question.of(found, child.student_id)) for child in meant]
            return Screen(t("family-ask-whom"), kb.choices(t, options))
        return await screen_of(session, actor, kb.Question.of(found, meant[0].student_id), t=t, now=now)


@router.callback_query(Tap(kb.Question))
async def ask(query: CallbackQuery, tap: kb.Question, actor: Actor, db: Database, t: Texts, now: datetime) -> None:
    """A question whose child or meaning was chosen by a button, or a further part of its answer."""
    async with db.read() as session:
        screen = await screen_of(session, actor, tap, t=t, now=now)
    await show(query, *screen)


async def screen_of(session: Session, actor: Actor, question: kb.Question, *, t: Texts, now: datetime) -> Screen:
    """The screen that answers. NotFound for anybody else's child and for a subject that the child does not have."""
    return await ANSWERS[question.ask.kind](session, actor, question, t, now)


def _door(question: kb.Question) -> wording.Door:
    return partial(kb.Question.of, question.ask, question.student_id)


async def _homework(session: Session, actor: Actor, question: kb.Question, t: Texts, now: datetime) -> Screen:
    asks, part, door = question.ask, question.part, _door(question)
    student_id, days = question.student_id, asks.dates if isinstance(asks.dates, Days) else None
    if asks.subject_id:
        first, last = days or (None, None)
        of_subject = await homework.subject_page(
            session, actor, student_id=student_id, subject_id=asks.subject_id, first=first, last=last, now=now
        )
        return homework_screens.subject_screen(t, of_subject, days=days, part=part, door=door)
    if days and days.first != days.last:
        of_days = await homework.period_page(
            session, actor, student_id=student_id, first=days.first, last=days.last, now=now
        )
        return homework_screens.period_screen(t, of_days, part=part, door=door)
    day = days.first if days else None
    page = await homework.day_page(session, actor, student_id=student_id, day=day, now=now)
    return homework_screens.day_screen(t, page, now.date())


async def _marks(session: Session, actor: Actor, question: kb.Question, t: Texts, now: datetime) -> Screen:
    asks, student_id = question.ask, question.student_id
    before = asks.dates is Relative.LAST_TERM
    if isinstance(asks.dates, Days):
        of_days = await marks.period_page(
            session,
            actor,
            student_id=student_id,
            first=asks.dates.first,
            last=asks.dates.last,
            subject_id=asks.subject_id,
            now=now,
        )
        return marks_screens.period_screen(t, of_days, part=question.part, door=_door(question))
    if asks.subject_id:
        try:
            of_subject = await marks.subject_page(
                session, actor, student_id=student_id, subject_id=asks.subject_id, before=before, now=now
            )
        except NotFound:
            if not before:
                raise
            # The subject may be new this term: what there was then is the nearest answer.
        else:
            return marks_screens.subject_screen(t, of_subject)
    page = await marks.term_page(session, actor, student_id=student_id, before=before, now=now)
    return marks_screens.term_screen(t, page)


async def _timetable(session: Session, actor: Actor, question: kb.Question, t: Texts, now: datetime) -> Screen:
    asks, student_id = question.ask, question.student_id
    days = asks.dates if isinstance(asks.dates, Days) else None
    if days and days.first != days.last:
        week = await timetable.week_page(session, actor, student_id=student_id, day=days.first, now=now)
        return timetable_screens.week_screen(t, week, now)
    if asks.subject_id and days is None:
        ahead = await timetable.subject_page(session, actor, student_id=student_id, subject_id=asks.subject_id, now=now)
        return timetable_screens.subject_screen(t, ahead, now, part=question.part, door=_door(question))
    page = await timetable.day_page(session, actor, student_id=student_id, day=days.first if days else None, now=now)
    return timetable_screens.day_screen(t, page, now)


async def _attendance(session: Session, actor: Actor, question: kb.Question, t: Texts, now: datetime) -> Screen:
    dates, student_id = question.ask.dates, question.student_id
    if isinstance(dates, Days):
        of_days = await attendance.period_page(
            session, actor, student_id=student_id, first=dates.first, last=dates.last, now=now
        )
        return attendance_screens.period_screen(t, of_days, part=question.part, door=_door(question))
    before = dates is Relative.LAST_TERM
    page = await attendance.term_page(session, actor, student_id=student_id, before=before, now=now)
    return attendance_screens.term_screen(t, page)


async def _tests(session: Session, actor: Actor, question: kb.Question, t: Texts, now: datetime) -> Screen:
    asks = question.ask
    of = asks.dates if isinstance(asks.dates, Days) else None
    page = await asked.ahead(session, actor, student_id=question.student_id, subject_id=asks.subject_id, of=of, now=now)
    child = page.child
    head = [t("family-tests-title", own=int(child.own), whose=wording.whose(t, child))]
    head += [wording.days(t, *of)] if of else []
    blocks = [
        t("family-test", day=t.day(one.date), period=str(one.period), subject=wording.named(one.subject), work=one.work)
        for one in page.tests
    ]
    foot = [] if blocks else [t("family-tests-none-then" if of else "family-tests-none")]
    shown = wording.parted(head, blocks, foot, part=question.part)
    return Screen(shown.text, kb.answer(t, child.student_id, kind="tests", parts=shown.parts(_door(question))))


async def _holidays(session: Session, actor: Actor, question: kb.Question, t: Texts, now: datetime) -> Screen:
    page = await school.holidays(session, actor, student_id=question.student_id, now=now)
    return school_screens.holidays_screen(t, page, now.date(), part=question.part, door=_door(question))


async def _teachers(session: Session, actor: Actor, question: kb.Question, t: Texts, now: datetime) -> Screen:
    page = await school.teachers(
        session, actor, student_id=question.student_id, subject_id=question.ask.subject_id, now=now
    )
    return school_screens.teachers_screen(t, page, part=question.part, door=_door(question))


ANSWERS: dict[AskKind, Callable[[Session, Actor, kb.Question, Texts, datetime], Awaitable[Screen]]] = {
    "homework": _homework,
    "marks": _marks,
    "timetable": _timetable,
    "attendance": _attendance,
    "tests": _tests,
    "holidays": _holidays,
    "teachers": _teachers,
}


# --- what was written --------------------------------------------------------------------------------------------------


def _parsed(text: str, asker: Asker, now: datetime) -> Ask | Unclear:
    """The question read with the words of every language: what is typed does not follow the language of the menu."""
    subjects = [questions.Subject(key, *names) for key, names in asker.subjects.items()]
    children = [
        questions.Child(child.student_id, child.given_name, child.alias, child.surname) for child in asker.children
    ]
    found = questions.parse(text, now.date(), subjects, children, WRITTEN)
    return found if isinstance(found, Unclear) or _bounded(found) else Unclear()


def _bounded(ask: Ask) -> bool:
    """Whether a button can carry it."""
    try:
        kb.read(kb.written(ask.dates))
    except ValueError:
        return False
    return True


def _guesses(t: Texts, asker: Asker, guesses: Iterable[Ask]) -> Screen | None:
    """What may have been meant, a button each; for each child it may be about."""
    options = [
        (_named(t, asker, guess, child), kb.Question.of(guess, child.student_id))
        for guess in [guess for guess in guesses if _bounded(guess)][:GUESSES]
        for child in asker.meant(guess.child_id, guess.subject_id)
    ]
    return Screen(t("family-ask-unclear"), kb.choices(t, options[:BUTTONS])) if options else None


def _named(t: Texts, asker: Asker, guess: Ask, child: Child) -> str:
    """«📝 Задание · Алгебра · вт 24.11 · Полина, 8Б»."""
    named = [t.label(f"family-ask-{guess.kind}")]
    if guess.subject_id in asker.subjects:
        named.append(clip(asker.subjects[guess.subject_id][0], 30))
    if isinstance(guess.dates, Days):
        named.append(_span(t, guess.dates))
    if len(asker.children) > 1:
        named.append(wording.called(t, child))
    return " · ".join(named)


def _span(t: Texts, days: Days) -> str:
    """«вт 24.11», «17.11 – 23.11»."""
    if days.first == days.last:
        return t.day(days.first)
    return t.label("family-period", begins=f"{days.first:%d.%m}", ends=f"{days.last:%d.%m}")
