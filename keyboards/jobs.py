"""A stored job's screen: how far it is, how it ended; and what may be done about it."""

from datetime import date
from typing import Final

from aiogram.types import InlineKeyboardMarkup

from db.jobs import JobKind, JobState
from journal.operations.jobs import Asked
from keyboards.data import Data, button, markup
from keyboards.sections import Menu, Programme, ProgrammeOf, RegisterPage, SheetOf, SubstitutionBook
from locales import Markup, Texts

NO_ACCESS: Final = "access"
"""Access was gone before the document was sent."""
UNSURE: Final = "unsure"
"""It may have arrived, and is not sent again."""


class CancelJob(Data, prefix="job-"):
    """`✖️ Отменить`."""

    job_id: int


def making(t: Texts, title: str, percent: int) -> Markup:
    """«Готовлю ведомость 8Б, 2-я четверть… 40 %»."""
    return t("job-making", title=title, percent=str(percent))


def text(t: Texts, job: Asked, title: str) -> Markup:
    """A job as it is now, for whoever may have what it makes."""
    if job.pending:
        return making(t, title, job.percent)
    return t("job-done", title=title) if job.state is JobState.DONE else over(t, job)


def over(t: Texts, job: Asked) -> Markup:
    """A job that has ended, in words that name nothing."""
    match job.state:
        case JobState.CANCELLED:
            return t("job-cancelled")
        case JobState.DONE:
            return t("job-sent")
    return failed(t, job.id, job.error)


def failed(t: Texts, job_id: int, error: str) -> Markup:
    """What happened and what to do; the number stands in the program's log beside the error."""
    if error == NO_ACCESS:
        return t("job-no-access")
    if error == UNSURE:
        return t("job-unsure")
    return t("job-failed", number=str(job_id))


def pending(t: Texts, job_id: int) -> InlineKeyboardMarkup:
    """While it is being made. No way on: the message is redrawn until the end, and would take another screen away."""
    return markup([[button(t.label("job-cancel"), CancelJob(job_id=job_id))]])


def ended(t: Texts, back: Data | None) -> InlineKeyboardMarkup:
    """Once it has ended; nowhere back to for who may not be there any more."""
    row = [] if back is None else [button(t.label("back"), back)]
    return markup([[*row, button(t.label("menu"), Menu())]])


def back(job: Asked) -> Data:
    """Where a job's screen was opened from."""
    match job.kind:
        case JobKind.TERM_SHEET:
            return SheetOf(class_id=job.facts["class_id"])
        case JobKind.REGISTER:
            return RegisterPage(**job.facts)
        case JobKind.SUBSTITUTIONS:
            return SubstitutionBook(month=date(job.facts["year"], job.facts["month"], 1))
        case JobKind.PROGRAMME:
            return plan_of(job.facts["course_id"])


def plan_of(course_id: int) -> Data:
    """The screen of a course's plan; without a course that of all own ones."""
    return ProgrammeOf(course_id=course_id) if course_id else Programme()
