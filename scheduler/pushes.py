"""What a push says: one renderer a kind, called when it is sent, from today's values, in the recipient's language."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Final, NamedTuple, Protocol

from db.engine import Session
from db.homework import HomeworkKind
from journal.lessons.news import LessonNews, MarkNews
from journal.operations.queue import Claimed
from keyboards.data import Rows
from locales import Markup, Texts


class Living(NamedTuple):
    """The living message of an account, a kind and a day that a push becomes, or redraws."""

    kind: str
    day: date
    message_id: int | None
    """The one that is there."""
    redraw: bool
    """Redraw it in place, silently; otherwise a new message takes its place, since nobody sees a silent edit."""


class Push(NamedTuple):
    """A message to send: text in HTML, its buttons, whether the phone stays silent."""

    text: str
    rows: Rows = []  # noqa: RUF012 - never changed: a NamedTuple's default
    silent: bool = False
    living: Living | None = None

    @property
    def edits(self) -> int | None:
        """The message that is redrawn instead of sending one."""
        return self.living.message_id if self.living is not None and self.living.redraw else None

    @property
    def replaces(self) -> int | None:
        """The message that goes once this one has come."""
        return self.living.message_id if self.living is not None and not self.living.redraw else None


class Render(Protocol):
    """Makes a push of a notice, or None if there is nothing left to say or nobody entitled to hear it."""

    async def __call__(self, session: Session, notice: Claimed, t: Texts, now: datetime) -> Push | None:
        """Read what is needed now."""


def lesson_news(t: Texts, name: str, news: Sequence[LessonNews], *, detail: str, today: date) -> Markup:
    """One child's news: on one line where it is one lesson, else a line a lesson under the child's name.

    `detail` is PUSH_DETAIL: everything, the subjects only, or nothing but that there is news.
    """
    if detail == "none":
        return t("push-news-none", child=name)
    if detail == "subject":
        return t("push-news-subjects", child=name, subjects=", ".join(dict.fromkeys(item.subject for item in news)))
    lines = [_lesson(t, item, today) for item in news]
    if len(lines) == 1:
        return t("push-news-one", child=name, line=lines[0])
    return Markup("\n".join([t("push-news-many", child=name), *lines]))


def _lesson(t: Texts, news: LessonNews, today: date) -> Markup:
    parts = [_mark(t, mark) for mark in news.marks]
    if news.attendance is not None:
        parts.insert(0, _attendance(t, news.attendance.old, news.attendance.new))
    line = Markup(", ".join(parts))
    subject = (
        t("push-subject", subject=news.subject)
        if news.date == today
        else t("push-subject-dated", subject=news.subject, day=t.day(news.date))
    )
    homework = _homework(t, news) if news.homework else Markup("")
    if not line:
        return t("push-line-homework", subject=subject, homework=homework)
    if not homework:
        return t("push-line", subject=subject, line=line)
    return t("push-line-with-homework", subject=subject, line=line, homework=homework)


def _mark(t: Texts, mark: MarkNews) -> Markup:
    if not mark.new:
        key = "push-mark-removed-because" if mark.reason else "push-mark-removed"
        return t(key, old=mark.old or "", reason=mark.reason)
    if mark.old is not None:
        key = "push-mark-corrected-because" if mark.reason else "push-mark-corrected"
        return t(key, old=mark.old, new=mark.new, reason=mark.reason)
    key = "push-mark-commented" if mark.comment else "push-mark"
    return t(key, value=mark.new, work=mark.work, comment=mark.comment)


ATTENDANCE: Final[Mapping[str, str]] = {
    "Н": "push-absent",
    "Б": "push-ill",
    "У": "push-excused",
    "ОП": "push-late",
    "": "push-present",
}


def _attendance(t: Texts, old: str | None, new: str) -> Markup:
    said = t(ATTENDANCE[new])
    return said if old is None else t("push-attendance-corrected", now=said)


def _homework(t: Texts, news: LessonNews) -> Markup:
    homework = news.homework
    if homework is None or homework.kind is HomeworkKind.NONE:
        return t("push-homework-none")
    key = "push-homework-changed" if homework.changed else "push-homework"
    due = t.day(homework.due_on) if homework.due_on else t.label("push-homework-no-day")
    return t(key, day=due, text=homework.text)
