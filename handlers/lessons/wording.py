"""How a teacher's lessons are said: a day, a week, the card, the topic, closing."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from types import MappingProxyType

from db.absences import AttendanceCode
from handlers.heading import Screen, clock, due, heading, names
from journal.access import LessonFacts
from journal.homework.assigning import HomeworkThere
from journal.lessons import day as days
from journal.lessons.card import Card
from journal.lessons.closing import Answers, Closing, Gap
from journal.lessons.day import Day, Unfilled
from journal.lessons.sheet import Sheet
from journal.lessons.topics import Choice
from journal.rules import DEFAULTS
from keyboards.data import clip
from keyboards.lessons import card as kb
from locales import Markup, Texts

TASK = 600
"""Characters of a homework on a card; the homework's own screen shows it whole."""
SHORT_TOPIC = 60
"""Characters of a topic in a list of lessons."""


# --- days ----------------------------------------------------------------------------------------------------------------


def day(
    t: Texts, page: Day, now: datetime, *, whole: Mapping[int, Sequence[LessonFacts]] = MappingProxyType({})
) -> Screen:
    """The own lessons of a day; `whole`: by class those that can be filled together."""
    lines: list[str] = [t("lesson-day-title", day=t.day_heading(page.day))]
    if page.lessons:
        closed = sum(1 for lesson in page.lessons if days.stage(lesson, now) is days.Stage.CLOSED)
        lines += [t("lesson-day-count", total=len(page.lessons), closed=closed), ""]
    else:
        lines.append(
            t("lesson-day-empty-ahead" if page.day > now.date() + DEFAULTS.lessons_ahead else "lesson-day-empty")
        )
    for lesson in page.lessons:
        lines.append(
            t(
                "lesson-day-line",
                stage=_stage(t, lesson, now),
                begins=clock(lesson.starts_at),
                ends=clock(lesson.ends_at),
                group=clip(lesson.group),
                subject=clip(lesson.subject),
            )
        )
        if lesson.test:
            lines.append(t("lesson-test", work=lesson.test))
        if lesson.topic:
            lines.append(t("lesson-day-topic", topic=clip(lesson.topic, SHORT_TOPIC)))
    return Screen("\n".join(lines), kb.day(t, page, now, whole=whole))


def week(t: Texts, monday: date, pages: Sequence[Day], now: datetime) -> Screen:
    """The own lessons of a week, a heading a day."""
    lines: list[str] = [t("lesson-week-title", first=t.day(monday), last=t.day(monday + timedelta(days=6)))]
    if not any(page.lessons for page in pages):
        lines.append(t("lesson-week-empty"))
    for page in pages:
        if page.lessons:
            lines += ["", t("lesson-week-heading", day=t.day_heading(page.day))]
        lines += [_week_line(t, lesson, now) for lesson in page.lessons]
    return Screen("\n".join(lines), kb.week(t, monday, pages, now))


def _week_line(t: Texts, lesson: LessonFacts, now: datetime) -> Markup:
    line = t(
        "lesson-week-line",
        stage=_stage(t, lesson, now),
        period=str(lesson.period),
        group=clip(lesson.group),
        subject=clip(lesson.subject),
    )
    return t("lesson-week-test", line=line, work=lesson.test) if lesson.test else line


def unfilled(t: Texts, found: Unfilled, now: datetime) -> Screen:
    """Past lessons that are not closed."""
    if not found.lessons:
        return Screen(t("lesson-unfilled-none"), kb.unfilled(t, (), now))
    lines = [t("lesson-unfilled-title", total=found.total)]
    if found.total > len(found.lessons):
        lines.append(t("lesson-unfilled-more", shown=len(found.lessons), total=found.total))
    return Screen("\n".join(lines), kb.unfilled(t, found.lessons, now))


def _stage(t: Texts, lesson: LessonFacts, now: datetime) -> str:
    return t.label("lesson-stage", stage=days.stage(lesson, now))


# --- a lesson ------------------------------------------------------------------------------------------------------------


def card(t: Texts, shown: Card) -> Screen:
    """Everything there is about a lesson, and what it still needs."""
    lines = [
        *heading(t, shown.lesson),
        *_handed(t, shown),
        "",
        _topic(t, shown),
        *_attendance(t, shown.sheet),
        *_marks(t, shown.sheet),
    ]
    lines += [_homework(t, shown.homework), "", *_state(t, shown)]
    return Screen("\n".join(lines), kb.card(t, shown))


def _handed(t: Texts, shown: Card) -> list[str]:
    """That the lesson is a substitution: for whom, by whom, how, by which order (П 5.4.2)."""
    line = shown.substitution
    if line is None:
        return []
    said = t(
        "lesson-substitution",
        kind=line.kind.value,
        state=line.state.value,
        absent=clip(line.absent),
        substitute=clip(line.substitute),
        lost=clip(line.subject),
    )
    return [said, *([t("lesson-substitution-order", order=line.order_number)] if line.order_number else [])]


def _topic(t: Texts, shown: Card) -> str:
    if shown.lesson.topic:
        return t("lesson-has-topic", topic=shown.lesson.topic)
    if shown.topic is not None:
        return t("lesson-proposes-topic", topic=shown.topic.title)
    return t("lesson-no-topic")


def _attendance(t: Texts, sheet: Sheet) -> list[str]:
    if sheet.lesson.attendance_at is None:
        return [t("lesson-attendance-untaken")]
    groups = [(code, [line for line in sheet.lines if line.attendance.code is code]) for code in AttendanceCode]
    said = [t("absences-said", code=code.name.lower(), names=names(lines)) for code, lines in groups if lines]
    if not said:
        return [t("lesson-attendance-all", total=len(sheet.lines))]
    return [t("lesson-attendance-some", names=Markup("; ".join(said)))]


def _marks(t: Texts, sheet: Sheet) -> list[str]:
    if not sheet.lesson.marked:
        return [t("lesson-marks-unmarked")]
    if not sheet.marked:
        return [t("lesson-marks-none")]
    marked = [f"{line.pupil.short} {'/'.join(line.values)}" for line in sheet.lines if line.values]
    return [
        t("lesson-marks-some", marked=sheet.marked, total=len(sheet.lines)),
        t("lesson-marks-names", names=", ".join(marked)),
    ]


def _homework(t: Texts, there: HomeworkThere) -> str:
    if not there.said:
        return t("lesson-homework-unsaid")
    if there.none:
        return t("lesson-homework-nothing")
    text = clip(there.text, TASK) or t.label("lesson-homework-without-text")
    parts = [t("lesson-homework-set", due=due(t, there.due_on), text=text)]
    if there.minutes:
        parts.append(t("lesson-homework-minutes", minutes=there.minutes))
    if there.files:
        parts.append(t("lesson-homework-files", files=there.files))
    return " · ".join(parts)


def _state(t: Texts, shown: Card) -> list[str]:
    lesson = shown.lesson
    if lesson.closed_at is not None and shown.closed:
        if shown.late:
            return [t("lesson-state-closed-late", day=t.day(lesson.closed_at.date()), time=clock(lesson.closed_at))]
        return [t("lesson-state-closed", time=clock(lesson.closed_at))]
    if not shown.fillable:
        cancelled = lesson.state == "cancelled"
        return [t("lesson-state-cancelled" if cancelled else "lesson-state-ahead")]
    hint = t("lesson-hint" if lesson.marked else "lesson-hint-unmarked")
    if shown.gaps:
        return [t("lesson-state-missing", missing=missing(t, shown.gaps)), hint]
    return [t("lesson-state-complete")]


def missing(t: Texts, gaps: Sequence[Gap]) -> str:
    """«темы, домашнего задания»."""
    return ", ".join(t.label(f"lesson-gap-{gap}") for gap in gaps)


def topic(t: Texts, lesson: LessonFacts, plan: Choice) -> Screen:
    """Take the plan's topic, unless it is taken already, one of those around it, or type another."""
    lines = [t("lesson-topic-title"), *heading(t, lesson), ""]
    offered = plan.next if plan.next is not None and plan.next.title != lesson.topic else None
    if lesson.topic:
        lines.append(t("lesson-topic-now", topic=lesson.topic))
    if offered is not None:
        lines.append(t("lesson-topic-planned", number=str(offered.number), topic=offered.title))
    lines.append(t("lesson-topic-type" if offered is not None or plan.others else "lesson-topic-type-only"))
    return Screen("\n".join(lines), kb.topic(t, lesson, plan))


def topic_changed(t: Texts, lesson: LessonFacts, typed: str, *, draft_id: int, version: int) -> Screen:
    """Somebody else set a topic while this one was typed: both are shown, and the choice is the teacher's."""
    lines = [
        *heading(t, lesson),
        "",
        t("lesson-topic-changed", topic=lesson.topic),
        t("lesson-topic-yours", topic=typed),
    ]
    return Screen("\n".join(lines), kb.replace_topic(t, lesson.id, draft_id, version, typed))


def close(t: Texts, shown: Closing) -> Screen:
    """What is missing, and what one tap would answer."""
    lines = [t("lesson-close-title"), *heading(t, shown.sheet.lesson), ""]
    proposal = shown.proposal
    if proposal is None:
        lines.append(t("lesson-close-missing", missing=missing(t, shown.gaps)))
        return Screen("\n".join(lines), kb.close(t, shown))
    lines += [t("lesson-close-proposal"), *answers(t, shown, proposal)]
    return Screen("\n".join(lines), kb.close(t, shown))


def answers(t: Texts, shown: Closing, proposal: Answers) -> list[Markup]:
    """What one tap would answer, a line an answer."""
    lines: list[Markup] = []
    if shown.topic is not None and proposal.topic_id is not None:
        lines.append(t("lesson-close-topic", topic=shown.topic.title))
    if proposal.as_before is not None:
        absent = [line for line in shown.sheet.lines if line.student_id in shown.earlier.codes]
        lines.append(t("lesson-close-before", names=names(absent)))
    if proposal.all_present:
        lines.append(t("lesson-close-all"))
    if proposal.planned is not None:
        lines.append(t("lesson-close-planned", text=clip(shown.planned, TASK)))
    if proposal.no_homework:
        lines.append(t("lesson-close-nothing"))
    return lines
