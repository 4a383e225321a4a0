"""How `📚 КТП` is said: courses and how far they are, a plan by pages, a topic, what a file would change."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from handlers.heading import Screen
from journal.programme import editing, pace
from journal.programme.loading import Preview, Ready
from journal.programme.merging import There
from journal.programme.pace import Pace
from journal.programme.reading import Line, Page, Parallel, Row
from keyboards import programme as kb
from keyboards.data import clip
from locales import Markup, Texts, mistakes

TOPIC: Final = 80
"""Characters of a topic in a list."""
ERRORS: Final = 60
"""Mistakes told at once: three messages at most."""
CHANGES: Final = 12
"""Changes of one course told one by one."""


# --- courses -----------------------------------------------------------------------------------------------------------


def own(t: Texts, lines: Sequence[Line]) -> Screen:
    """The own courses."""
    said = [_line(t, line) for line in lines] or [t("programme-list-none")]
    return Screen("\n".join([t("programme-list-title"), "", *said]), kb.own(t, lines))


def school(t: Texts, lines: Sequence[Line], page: int) -> Screen:
    """Every course, those furthest behind first."""
    pages = max(-(-len(lines) // kb.LINES), 1)
    page = min(page, pages - 1)
    shown = lines[page * kb.LINES : (page + 1) * kb.LINES]
    behind = sum(1 for line in lines if line.pace is not None and line.pace.lag > 0)
    none = sum(1 for line in lines if line.pace is None)
    counts = (
        t("programme-school-counts", behind=str(behind), total=str(len(lines)), none=str(none))
        if lines
        else t("programme-school-none")
    )
    text = [t("programme-school-title"), counts, "", *(_line(t, line) for line in shown)]
    return Screen("\n".join(text), kb.school(t, shown, page, pages))


def _line(t: Texts, line: Line) -> Markup:
    title = kb.name(line)
    if line.pace is None:
        return t("programme-line-none", title=title)
    return t("programme-line", title=title, pace=", ".join(how_far(t, line.pace)))


def how_far(t: Texts, it: Pace) -> list[str]:
    """«пройдено 37 из 68 часов», «отставание 1 час», «до конца года не хватает 2 уроков»; «ещё не начата, 68 часов»."""
    said = [t.label("programme-not-begun", hours=it.hours)]
    if it.begun:
        said = [t.label("programme-passed", passed=it.passed, hours=it.hours)]
    if it.lag > 0:
        said.append(t.label("programme-lag", lag=it.lag))
    if it.lag < 0:
        said.append(t.label("programme-lead", lead=-it.lag))
    if it.short:
        said.append(t.label("programme-short", short=it.short))
    return said


# --- a plan ------------------------------------------------------------------------------------------------------------


def plan(t: Texts, shown: Page, page: int | None) -> Screen:
    """A page of a course's plan; without a page the one where the next topic stands."""
    count = len(shown.rows)
    last = max(count - 1, 0) // kb.A_PAGE
    page = kb.page_of(shown.next, count) if page is None else min(page, last)
    lines: list[str] = [t("programme-plan-title", title=_title(shown))]
    if not shown.rows:
        return Screen("\n".join([*lines, "", t("programme-plan-none")]), kb.plan(t, shown, 0))
    said = ", ".join(how_far(t, shown.pace))
    lines.append(t("programme-plan-pace", what=said[:1].upper() + said[1:]))
    if shown.next is None:
        lines.append(t("programme-done"))
    else:
        following = shown.rows[shown.next].step
        lines.append(t("programme-next", number=str(following.number), topic=clip(following.title, TOPIC)))
    lines.append("")
    states = _states(shown)
    for place in range(page * kb.A_PAGE, min((page + 1) * kb.A_PAGE, count)):
        lines += _topic_lines(t, shown.rows[place], states[place])
    return Screen("\n".join(lines), kb.plan(t, shown, page))


def _title(shown: Page) -> str:
    return f"{clip(shown.course.group)} · {clip(shown.course.subject)}"


def _states(shown: Page) -> list[str]:
    """What is to be said of each topic: taken, next, skipped, taught before there was a journal, or ahead."""
    steps = [row.step for row in shown.rows]
    skipped = set(pace.skipped(steps))
    first = next((place for place, step in enumerate(steps) if step.taken), 0)
    states = []
    for place, step in enumerate(steps):
        if place == shown.next:
            states.append("next")
        elif step.taken:
            states.append("taken")
        elif place in skipped:
            states.append("skipped")
        else:
            states.append("before" if place < first else "ahead")
    return states


def _topic_lines(t: Texts, row: Row, state: str) -> Iterator[str]:
    step = row.step
    shown = "taken" if state == "before" else state
    yield t("programme-topic-line", state=shown, number=str(step.number), topic=clip(step.title, TOPIC))
    parts = [t.label("programme-topic-hours", hours=step.hours)] if step.hours > 1 else []
    if state == "before":
        parts.append(t.label("programme-topic-before-journal"))
    elif state == "skipped":
        parts.append(t.label("programme-topic-days", state="skipped", days=""))
    else:
        if row.taken:
            parts.append(t.label("programme-topic-days", state="taken", days=_short(row.taken)))
        if row.to_come:
            still = "more" if row.taken else "ahead"
            parts.append(t.label("programme-topic-days", state=still, days=_short(row.to_come)))
        elif state != "taken":
            parts.append(t.label("programme-topic-no-day"))
    yield t("programme-topic-details", details=" · ".join(parts))


def _short(days: Sequence[date]) -> str:
    return ", ".join(f"{day:%d.%m}" for day in days)


def _long(t: Texts, days: Sequence[date]) -> str:
    return ", ".join(t.day(day) for day in days)


def topic(t: Texts, shown: Page, place: int) -> Screen:
    """A topic with its days: by the calendar, taught, expected."""
    row, state = shown.rows[place], _states(shown)[place]
    step = row.step
    lines = [
        t("programme-topic-title", number=str(step.number), topic=step.title),
        t("programme-plan-title", title=_title(shown)),
        "",
        t("programme-topic-hours", hours=step.hours),
    ]
    if row.intended:
        lines.append(t("programme-topic-intended", days=_long(t, row.intended)))
    if row.taken:
        lines.append(t("programme-topic-taken", days=_long(t, row.taken)))
    if row.to_come:
        lines.append(t("programme-topic-coming", days=_long(t, row.to_come)))
    elif state in {"ahead", "next"}:
        lines.append(t("programme-topic-none-left"))
    if state == "skipped":
        lines.append(t("programme-topic-skipped"))
    if step.homework:
        lines.append(t("programme-topic-homework", text=step.homework))
    return Screen("\n".join(lines), kb.topic(t, shown, place))


def removing(t: Texts, shown: Page, place: int) -> Screen:
    """Ask whether one is sure."""
    step = shown.rows[place].step
    return Screen(t("programme-remove-ask", topic=step.title), kb.removing(t, shown, place))


def asking(t: Texts, course_id: int, topic: There | None, field: editing.Field) -> Screen:
    """What is to be typed now."""
    if topic is None:
        return Screen(t("programme-ask-end"), kb.asking(t, course_id, 0, clears=False))
    keyboard = kb.asking(t, course_id, topic.id, clears=field is editing.Field.HOMEWORK and bool(topic.homework))
    number = str(topic.number)
    match field:
        case editing.Field.TITLE:
            return Screen(t("programme-ask-title", number=number, topic=topic.title), keyboard)
        case editing.Field.HOMEWORK:
            return Screen(t("programme-ask-homework", number=number, topic=topic.title), keyboard)
    return Screen(t("programme-ask-after", topic=topic.title), keyboard)


# --- a file ------------------------------------------------------------------------------------------------------------


def waiting(t: Texts, title: str, course_id: int, parallels: Sequence[Parallel]) -> Screen:
    """A file is waited for."""
    text = t("programme-wait", title=title) if title else t("programme-wait-some")
    return Screen(text, kb.waiting(t, course_id, parallels))


def preview(t: Texts, shown: Preview) -> Screen:
    """What is wrong, every row of it; or what loading will change."""
    lines: list[str] = []
    if shown.errors:
        lines += [t("programme-errors", count=len(shown.errors)), ""]
        lines += [t("programme-error", what=mistakes.at(t, error)) for error in shown.errors[:ERRORS]]
        if (rest := len(shown.errors) - ERRORS) > 0:
            lines.append(t("programme-errors-more", count=str(rest)))
        lines += ["", t("programme-errors-foot")]
    elif not shown.ready:
        lines.append(t("programme-empty"))
    else:
        lines.append(t("programme-preview-title"))
        for it in shown.ready:
            lines += ["", *_ready(t, it), *_changes(t, it)]
        if shown.nothing_new:
            lines += ["", t("programme-nothing-new")]
    lines += [t("programme-note", what=mistakes.at(t, note)) for note in shown.notes[:CHANGES]]
    return Screen("\n".join(lines), kb.preview(t, shown))


def loaded(t: Texts, shown: Preview) -> Screen:
    """What was written."""
    lines: list[str] = [t("programme-loaded")]
    for it in shown.ready:
        lines += ["", *_ready(t, it)]
    return Screen("\n".join(lines), kb.loaded(t, shown))


def _ready(t: Texts, it: Ready) -> Iterator[str]:
    title = f"{clip(it.course.group)} · {clip(it.course.subject)}"
    yield t("programme-preview-course", title=title, topics=str(len(it.wanted)), hours=str(it.hours))
    merged = it.merged
    counts = {
        "added": len(merged.added),
        "changed": len(merged.changed),
        "moved": merged.moved,
        "removed": len(merged.removed),
        "left": len(merged.left),
    }
    said = [t.label(f"programme-count-{what}", count=str(count)) for what, count in counts.items() if count]
    yield t("programme-topic-details", details=", ".join(said) or t.label("programme-count-nothing"))


def _changes(t: Texts, it: Ready) -> list[str]:
    merged = it.merged
    said: list[str] = [
        t(
            "programme-preview-change",
            number=str(new.number),
            old=_topic(t, was.title, was.hours, was.homework),
            new=_topic(t, new.title, new.hours, new.homework),
        )
        for was, new in merged.changed
    ]
    said += [t("programme-preview-stays", topic=clip(topic.title, TOPIC)) for topic in merged.left]
    said += [t("programme-preview-gone", topic=clip(topic.title, TOPIC)) for topic in merged.removed]
    rest = len(said) - CHANGES
    return [*said[:CHANGES], *([t("programme-preview-more", count=str(rest))] if rest > 0 else [])]


def _topic(t: Texts, title: str, hours: int, homework: str) -> str:
    parts = [clip(title, TOPIC), t.label("programme-topic-hours", hours=hours)]
    return ", ".join([*parts, clip(homework)] if homework else parts)
