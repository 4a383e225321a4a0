"""What a push says: one renderer a kind, called when it is sent, from today's values, in the recipient's language."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Final, NamedTuple, Protocol

from db.engine import Session
from db.homework import HomeworkKind
from journal.lessons.news import HomeworkNews, LessonNews, MarkNews
from journal.operations.queue import Claimed
from keyboards.data import Rows, clip
from locales import Markup, Texts
from scheduler.sending.pace import Lane

LIMIT: Final = 4000
"""Characters of a push with its markup; Telegram takes 4096, the second messenger 4000, and neither a part of more."""
SIZES: Final = (LIMIT, 600, 200, 60)
"""What a homework, a comment or a reason is cut to, the next where the push is too long; the screen shows it whole."""


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
    values: Mapping[str, str] = {}
    """What the recipient will have been told, by cell."""

    @property
    def edits(self) -> int | None:
        """The message that is redrawn instead of sending one."""
        return self.living.message_id if self.living is not None and self.living.redraw else None

    @property
    def replaces(self) -> int | None:
        """The message that goes once this one has come."""
        return self.living.message_id if self.living is not None and not self.living.redraw else None


class Parcel(NamedTuple):
    """One message to one account, with the notices it settles and what it tells."""

    notices: list[Claimed]
    push: Push
    chat: str
    values: Mapping[str, str]
    digest: bool = False
    """Several that piled up, in one."""

    @property
    def lane(self) -> Lane:
        """The most urgent of what it tells; what piled up can wait a little longer."""
        return Lane.BROADCAST if self.digest else Lane(min(notice.lane for notice in self.notices))


class Render(Protocol):
    """Makes a push of a notice, or None if there is nothing left to say or nobody entitled to hear it."""

    async def __call__(self, session: Session, notice: Claimed, t: Texts, now: datetime) -> Push | None:
        """Read what is needed now."""


def lesson_news(t: Texts, name: str, news: Sequence[LessonNews], *, detail: str, today: date) -> Markup:
    """One child's news: on one line where it is one lesson, else a line a lesson under the child's name.

    `detail` is PUSH_DETAIL: everything, the subjects only, or nothing but that there is news. What does not fit one
    message is cut, a backlog that does not fit even so is told by its subjects: an over-long push would never arrive.
    """
    if detail == "none":
        return t("push-news-none", child=name)
    if detail != "subject":
        for size in SIZES:
            text = _whole(t, name, [_lesson(t, item, today, size) for item in news])
            if len(text) <= LIMIT:
                return text
    subjects = dict.fromkeys(clip(item.subject) for item in news)
    return t("push-news-subjects", child=name, subjects=", ".join(subjects))


def _whole(t: Texts, name: str, lines: Sequence[Markup]) -> Markup:
    if len(lines) == 1:
        return t("push-news-one", child=name, line=lines[0])
    return Markup("\n".join([t("push-news-many", child=name), *lines]))


def _lesson(t: Texts, news: LessonNews, today: date, size: int) -> Markup:
    parts = [mark(t, item, size) for item in news.marks]
    if news.attendance is not None:
        parts.insert(0, _attendance(t, news.attendance.old, news.attendance.new))
    line = Markup(", ".join(parts))
    subject = (
        t("push-subject", subject=news.subject)
        if news.date == today
        else t("push-subject-dated", subject=news.subject, day=t.day(news.date))
    )
    homework = Markup(". ".join(_tasks(t, news, size)))
    if not line:
        return t("push-line-homework", subject=subject, homework=homework)
    if not homework:
        return t("push-line", subject=subject, line=line)
    return t("push-line-with-homework", subject=subject, line=line, homework=homework)


def mark(t: Texts, news: MarkNews, size: int) -> Markup:
    """One cell: a mark, a correction with its reason, or a mark that was taken away."""
    reason, comment = clip(news.reason, size), clip(news.comment, size)
    if not news.new:
        key = "push-mark-removed-because" if reason else "push-mark-removed"
        return t(key, old=news.old or "", reason=reason)
    if news.old is not None:
        key = "push-mark-corrected-because" if reason else "push-mark-corrected"
        return t(key, old=news.old, new=news.new, reason=reason)
    key = "push-mark-commented" if comment else "push-mark"
    work = t.label("push-work-later", work=news.work, day=t.day(news.later)) if news.later else news.work
    return t(key, value=news.new, work=work, comment=comment)


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


def _tasks(t: Texts, news: LessonNews, size: int) -> list[Markup]:
    """What was set for the group, then for this child alone."""
    found = [_homework(t, news.homework, size)] if news.homework else []
    return found + [_personal(t, task, size) for task in news.personal]


def _personal(t: Texts, task: HomeworkNews, size: int) -> Markup:
    """What is this child's alone; what was taken back or is somebody else's now, without a word of what it became."""
    if task.kind is HomeworkKind.NONE:
        return t("push-homework-personal-none")
    return t("push-homework-personal", task=_homework(t, task, size))


def _homework(t: Texts, homework: HomeworkNews, size: int) -> Markup:
    if homework.kind is HomeworkKind.NONE:
        return t("push-homework-none")
    key = "push-homework-changed" if homework.changed else "push-homework"
    due = t.day(homework.due_on) if homework.due_on else t.label("push-homework-no-day")
    return t(key, day=due, text=clip(homework.text, size))
