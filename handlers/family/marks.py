"""`📊 Отметки`: a term by subject, a subject mark by mark."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from itertools import groupby

from aiogram import Router
from aiogram.types import CallbackQuery

from db.engine import Database
from db.marks import MarkValue
from handlers.family import wording
from handlers.family.wording import Screen
from handlers.filters import Prefixes, Tap
from handlers.screen import show
from journal.access import Actor
from journal.family import marks
from journal.family.marks import PeriodPage, SeenMark, SubjectMarks, SubjectPage, TermPage, YearsPage
from keyboards import family as kb
from keyboards.data import clip
from keyboards.goals import GoalOf
from keyboards.sections import MarksOf
from locales import Markup, Texts

router = Router(name="family marks")
router.callback_query.filter(Prefixes(MarksOf, kb.MarksIn, kb.YearsOf, kb.SubjectMarks))

IN_A_ROW = 30
"""So many marks of a subject are shown in its line; all of them are one tap away."""
COMMENT = 300
"""Where a comment is cut in a list."""
WITH_MEAN = 12
"""Half a row of a 360 px screen holds a name so long with its average; a longer one stands alone, the average in the text."""


@router.callback_query(Tap(MarksOf))
async def of_term(query: CallbackQuery, tap: MarksOf, actor: Actor, db: Database, t: Texts, now: datetime) -> None:
    """The marks of the current term."""
    async with db.read() as session:
        page = await marks.term_page(session, actor, student_id=tap.student_id, now=now)
    await show(query, *term_screen(t, page))


@router.callback_query(Tap(kb.MarksIn))
async def in_term(query: CallbackQuery, tap: kb.MarksIn, actor: Actor, db: Database, t: Texts, now: datetime) -> None:
    """The marks of one term, or a further part of them."""
    async with db.read() as session:
        page = await marks.term_page(session, actor, student_id=tap.student_id, span_id=tap.span_id, now=now)
    await show(query, *term_screen(t, page, tap.part))


@router.callback_query(Tap(kb.YearsOf))
async def of_years(query: CallbackQuery, tap: kb.YearsOf, actor: Actor, db: Database, t: Texts, now: datetime) -> None:
    """The terms of every year, the latest first (H11)."""
    async with db.read() as session:
        page = await marks.years(session, actor, student_id=tap.student_id, now=now)
    await show(query, *years_screen(t, page))


@router.callback_query(Tap(kb.SubjectMarks))
async def of_subject(
    query: CallbackQuery, tap: kb.SubjectMarks, actor: Actor, db: Database, t: Texts, now: datetime
) -> None:
    """Every mark of a subject."""
    async with db.read() as session:
        page = await marks.subject_page(
            session, actor, student_id=tap.student_id, subject_id=tap.subject_id, span_id=tap.span_id, now=now
        )
    await show(query, *subject_screen(t, page, tap.part))


# --- screens -----------------------------------------------------------------------------------------------------------


def term_screen(t: Texts, page: TermPage, part: int = 0) -> Screen:
    """A line a subject: its marks in their order and the exact average; then the subjects that have none."""
    child = page.child
    title = t("family-marks-title", own=int(child.own), whose=wording.whose(t, child))
    if page.place is None:
        nowhere = t("family-marks-nowhere", own=int(child.own))
        return Screen(f"{title}\n\n{nowhere}", kb.no_marks(t, child.student_id))
    head = [title, wording.span(t, page.place.span)]
    if not page.place.span.marked:
        shown = wording.parted(head, [], [t("family-marks-first-grade", own=int(child.own))], part=0)
        return Screen(shown.text, kb.no_marks(t, child.student_id, terms=wording.term_buttons(t, page.place)))
    marked = [subject for subject in page.subjects if subject.marks or subject.finals]
    shown = wording.parted(
        head, [_line(t, subject, page.forecast(subject)) for subject in marked], _without(t, page.subjects), part=part
    )
    keyboard = kb.marks(
        t,
        child.student_id,
        span_id=page.place.span.id,
        subjects=[(_button(t, subject), subject.id) for subject in marked],
        terms=wording.term_buttons(t, page.place),
        parts=shown.parts(partial(kb.MarksIn, student_id=child.student_id, span_id=page.place.span.id)),
        archive=page.place.years > 1,
    )
    return Screen(shown.text, keyboard)


def years_screen(t: Texts, page: YearsPage) -> Screen:
    """A line a year with its grade, a button a term."""
    child = page.child
    title = t("family-years-title", own=int(child.own), whose=wording.whose(t, child))
    latest = [list(spans) for _, spans in groupby(page.spans, key=lambda span: span.year)][::-1]
    lines = [t("family-year", year=spans[-1].year, grade=str(spans[-1].grade)) for spans in latest]
    shown = wording.parted([title], lines, [] if lines else [t("family-marks-none")], part=0)
    buttons = [
        (t.label("family-year-term", year=clip(span.year, 12), term=wording.term(t, span)), span.id)
        for spans in latest
        for span in spans
        if span.marked
    ]
    return Screen(shown.text, kb.years(t, child.student_id, buttons))


def subject_screen(t: Texts, page: SubjectPage, part: int = 0) -> Screen:
    """Every mark, newest first, with what it was for and the teacher's comment."""
    child, subject, place = page.child, page.subject, page.place
    whose = wording.whose(t, child)
    head = [
        t("family-subject-title", subject=wording.named(subject.name), whose=whose),
        wording.span(t, place.span),
    ]
    foot = []
    if subject.mean is not None:
        head.append(t("family-subject-mean", mean=wording.mean(t, subject.mean)))
    if subject.finals:
        head.append(Markup(_finals(t, subject)))
    if not subject.marks:
        foot.append(t("family-subject-none" if subject.marked else "family-subject-no-marks"))
    shown = wording.parted(head, [_mark(t, mark) for mark in reversed(subject.marks)], foot, part=part)
    keyboard = kb.subject(
        t,
        child.student_id,
        span_id=place.span.id,
        subject_id=subject.id,
        terms=wording.term_buttons(t, place),
        parts=shown.parts(
            partial(kb.SubjectMarks, student_id=child.student_id, span_id=place.span.id, subject_id=subject.id)
        ),
        goal=GoalOf(student_id=child.student_id, span_id=place.span.id, subject_id=subject.id)
        if page.goes_on
        else None,
    )
    return Screen(shown.text, keyboard)


def period_screen(t: Texts, page: PeriodPage, *, part: int, door: wording.Door) -> Screen:
    """The answer to «оценки за неделю»: day by day, newest first."""
    child = page.child
    head = [
        t("family-marks-title", own=int(child.own), whose=wording.whose(t, child)),
        wording.days(t, page.first, page.last),
    ]
    blocks = [
        "\n".join([t("family-day-head", day=t.day(day)), *(_mark_of_day(t, mark) for mark in of_day)])
        for day, of_day in groupby(page.marks, key=lambda mark: mark.date)
    ]
    foot = [] if blocks else [t("family-period-marks-none")]
    shown = wording.parted(head, blocks, foot, part=part, gap="\n\n")
    return Screen(shown.text, kb.answer(t, child.student_id, kind="marks", parts=shown.parts(door)))


def value(t: Texts, mark: SeenMark) -> str:
    """A mark as people say it: a dot in the journal is a debt."""
    return t.label("family-debt") if mark.value == MarkValue.DEBT else mark.value


def in_a_row(t: Texts, marks: Sequence[SeenMark]) -> str:
    """«5 4 4/5»: two marks of one lesson stand together; of very many the last."""
    cells = ["/".join(value(t, mark) for mark in of_lesson) for _, of_lesson in groupby(marks, key=_lesson)]
    row = " ".join(cells[-IN_A_ROW:]) or "—"
    return t.label("family-marks-earlier", marks=row) if len(cells) > IN_A_ROW else row


def _line(t: Texts, subject: SubjectMarks, forecast: int | None) -> Markup:
    """«Алгебра: 5 4 4/5 · ср. 4,50 · выходит 5», until the final itself is there."""
    row = in_a_row(t, subject.marks)
    name = wording.named(subject.name)
    if subject.mean is None:
        line = t("family-subject-line", subject=name, marks=row)
    elif forecast is None:
        line = t("family-subject-line-mean", subject=name, marks=row, mean=wording.mean(t, subject.mean))
    else:
        mean = wording.mean(t, subject.mean)
        line = t("family-subject-line-forecast", subject=name, marks=row, mean=mean, mark=str(forecast))
    return Markup(f"{line} · {_finals(t, subject)}") if subject.finals else line


def _finals(t: Texts, subject: SubjectMarks) -> str:
    """«итог 4, год 4»."""
    return ", ".join(t(f"family-final-{kind}", value=value) for kind, value in subject.finals)


def _lesson(mark: SeenMark) -> int:
    return mark.lesson_id


def _button(t: Texts, subject: SubjectMarks) -> str:
    name = clip(subject.name, 30)
    if subject.mean is None or len(name) > WITH_MEAN:
        return t.label("family-subject-button", subject=name)
    return t.label("family-subject-button-mean", subject=name, mean=wording.mean(t, subject.mean))


def _without(t: Texts, subjects: Sequence[SubjectMarks]) -> list[Markup]:
    """The subjects of the term that have no marks yet, and those that never will."""
    found = []
    if waiting := [it.name for it in subjects if it.marked and not it.marks and not it.finals]:
        found.append(t("family-marks-none-for", subjects=wording.listed(waiting)))
    if never := [subject.name for subject in subjects if not subject.marked and not subject.marks]:
        found.append(t("family-marks-never-for", subjects=wording.listed(never)))
    return found or ([] if subjects else [t("family-marks-none")])


def _mark(t: Texts, mark: SeenMark) -> Markup:
    if not mark.comment:
        return t("family-mark", value=value(t, mark), day=t.day(mark.date), work=_work(t, mark))
    comment = _one_line(mark.comment)
    return t("family-mark-comment", value=value(t, mark), day=t.day(mark.date), work=_work(t, mark), comment=comment)


def _mark_of_day(t: Texts, mark: SeenMark) -> Markup:
    subject = wording.named(mark.subject)
    if not mark.comment:
        return t("family-mark-subject", subject=subject, value=value(t, mark), work=_work(t, mark))
    comment = _one_line(mark.comment)
    return t("family-mark-subject-comment", subject=subject, value=value(t, mark), work=_work(t, mark), comment=comment)


def _work(t: Texts, mark: SeenMark) -> str:
    """What the mark is for, and when it was written where that was later than the lesson."""
    return t.label("family-work-later", work=mark.work, day=t.day(mark.later)) if mark.later else mark.work


def _one_line(comment: str) -> str:
    return clip(" ".join(comment.split()), COMMENT)
