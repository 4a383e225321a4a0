"""How finals are said: the courses, a column with its arithmetic, one student, what confirming means."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from typing import Final

from db.finals import FinalKind
from db.marks import MarkValue
from handlers.heading import Screen
from journal.finals.columns import Column, Stage
from journal.finals.counts import Own
from journal.finals.overdue import OfClass, School
from journal.finals.page import Line, One, Page
from journal.marks.averages import NUMBERS, Weighed
from keyboards.data import clip
from keyboards.finals import control, naming
from keyboards.finals import filling as kb
from keyboards.marks.cells import said
from locales import Markup, Texts

MARKS: Final = 14
"""So many marks of a student stand in the list, the latest; the student's own screen has them all."""
COMMENT: Final = 60
NAMED: Final = 12
LIMIT: Final = 3400
"""Characters of the deputy head's list."""


def own(t: Texts, found: Sequence[Own], now: datetime) -> Screen:
    """The own courses, each with its column at hand and how it stands."""
    lines = [t("finals-title")]
    lines += [
        t(
            "finals-own",
            course=naming.course(it.found),
            column=naming.column(t, it.column),
            put=str(it.put),
            students=str(it.students),
            stage=_stage(t, it.column, now),
        )
        for it in found
    ] or [t("finals-own-none")]
    return Screen("\n".join(lines), kb.own(t, [(it.found, it.column) for it in found]))


def _stage(t: Texts, column: Column, now: datetime) -> str:
    stage = column.stage(now)
    day = {
        Stage.AHEAD: column.opens_on,
        Stage.OPEN: column.deadline.date(),
        Stage.LATE: column.deadline.date(),
        Stage.EARLIER: column.last,
        Stage.CONFIRMED: column.stored.confirmed_at and column.stored.confirmed_at.date(),
        Stage.UNLOCKED: column.stored.unlocked_until and column.stored.unlocked_until.date(),
    }[stage]
    until = column.stored.unlocked_until
    clock = f"{until:%H:%M}" if stage is Stage.UNLOCKED and until else ""
    return t.label(f"finals-stage-{stage}", day=t.day(day or column.last), clock=clock)


def course(t: Texts, page: Page, now: datetime, *, part: int = 0, done: Line | None = None, at: int = 0) -> Screen:
    """The list with its arithmetic: «5 4 4 3 → 4,00 → 4»."""
    stage = page.column.stage(now)
    if at:
        part = next((place // kb.SHOWN for place, line in enumerate(page.lines) if line.student_id == at), part)
    lines: list[str] = [_head(t, page), _stage(t, page.column, now)]
    if page.subject_id != page.course.subject_id:
        lines.append(t("finals-certificate-of", subject=clip(page.subject)))
    if done is not None:
        lines.append(_done(t, done))
    lines.append("")
    if stage is Stage.AHEAD:
        lines.append(t("finals-ahead"))
    elif not page.lines:
        lines.append(t("marks-nobody"))
    else:
        weighed = _weighed(page)
        lines += [_line(t, line, weighed=weighed) for line in kb.shown_part(page, part)[0]]
        if stage is Stage.LATE:
            lines += ["", t("finals-late" if page.found.mine else "finals-late-deputy")]
    opened = [column for column in page.found.columns if column.stage(now) is not Stage.AHEAD]
    return Screen("\n".join(lines), kb.course(t, page, stage, part=part, opened=opened))


def _head(t: Texts, page: Page) -> Markup:
    return t("finals-head", course=naming.course(page.found), column=naming.column(t, page.column))


def _weighed(page: Page) -> bool:
    return page.column.term is not None and page.found.rules.averaging(page.course.subject_id).weights


def _done(t: Texts, line: Line) -> Markup:
    if line.there.value is None:
        return t("finals-removed", name=line.pupil.short)
    return t("finals-saved", name=line.pupil.short, value=line.there.value)


def _line(t: Texts, line: Line, *, weighed: bool) -> Markup:
    who = {"number": str(line.pupil.number), "name": clip(line.pupil.short, naming.NAME)}
    parts = []
    if line.proposal.mean is not None:
        shown = [_mark(mark, weighed=weighed) for mark in line.marks]
        marks = " ".join(shown[-MARKS:]) if len(shown) <= MARKS else f"…{' '.join(shown[-MARKS:])}"
        parts.append(
            t(
                "finals-line",
                **who,
                marks=marks,
                mean=naming.mean(t, line.proposal.mean),
                value=line.proposal.value or "",
            )
        )
    elif line.marks:
        marks = " ".join(_mark(mark, weighed=weighed) for mark in line.marks[-MARKS:])
        parts.append(t("finals-line-words", **who, marks=marks))
    else:
        parts.append(t("finals-line-none", **who))
    if line.there.value is not None:
        key = "finals-there-differs" if line.differs else "finals-there"
        parts.append(t(key, value=line.there.value))
        if line.there.comment:
            parts.append(t("finals-there-comment", comment=clip(line.there.comment, COMMENT)))
    if line.proposal.few:
        parts.append(t("finals-few"))
    return Markup(" ".join(parts))


def _mark(mark: Weighed, *, weighed: bool) -> str:
    value = mark.value or ""
    if not weighed or value not in NUMBERS or mark.weight == 1:
        return value
    return f"{value}×{mark.weight}"


def one(t: Texts, shown: One, now: datetime) -> Screen:
    """The arithmetic of one student in full, and what stands there."""
    page, line = shown.page, shown.line
    lines: list[str] = [_head(t, page), t("finals-student", name=line.pupil.full)]
    lines.append(_arithmetic(t, line, weighed=_weighed(page)))
    if line.proposal.few and page.column.term is not None:
        wanted = page.found.rules.wanted(page.column.term.kind, page.course.hours)
        lines.append(t("finals-few-of", counted=str(line.proposal.counted), wanted=str(wanted)))
    elif line.proposal.few:
        lines.append(t("finals-few-terms"))
    if line.there.value is not None:
        lines.append(t("finals-stands", value=said(t, line.there.value), author=shown.author))
        if line.there.comment:
            lines.append(t("finals-stands-comment", comment=line.there.comment))
    if line.there.confirmed is not None:
        lines.append(t("finals-confirmed-value", value=line.there.confirmed))
    return Screen("\n".join(lines), kb.one(t, shown, page.column.stage(now)))


def _arithmetic(t: Texts, line: Line, *, weighed: bool) -> Markup:
    """«5 + 4 + 3×3 = 18; 18 : 5 = 3,60 → 4»."""
    mean = line.proposal.mean
    counted = [mark for mark in line.marks if mark.value in NUMBERS and mark.weight > 0]
    if mean is None or not counted:
        return t("finals-no-marks")
    weights = sum(mark.weight if weighed else 1 for mark in counted)
    return t(
        "finals-arithmetic",
        sum=" + ".join(_mark(mark, weighed=weighed) for mark in counted),
        total=str(mean * weights),
        count=str(weights),
        mean=naming.mean(t, mean),
        value=line.proposal.value or "",
    )


def sure(t: Texts, page: Page) -> Screen:
    """How many of each, whose marks are few, and what follows."""
    values = Counter(line.there.value or "" for line in page.lines)
    ordered = [value for value in MarkValue if values[value]]
    lines: list[str] = [
        t("finals-sure", course=naming.course(page.found), column=naming.column(t, page.column)),
        t("finals-sure-values", values=", ".join(f"«{value}» — {values[value]}" for value in ordered)),
    ]
    few = [line for line in page.lines if line.proposal.few]
    if few:
        lines.append(t("finals-sure-few", names=_names(few)))
    if page.unexplained:
        lines.append(t("finals-sure-differs", names=_names(page.unexplained)))
    lines += ["", t("finals-sure-what" if page.column.kind is FinalKind.TERM else "finals-sure-what-year")]
    return Screen("\n".join(lines), kb.sure(t, page))


def _names(lines: Sequence[Line]) -> str:
    names = ", ".join(clip(line.pupil.short, naming.NAME) for line in lines[:NAMED])
    return f"{names}…" if len(lines) > NAMED else names


def comment(t: Texts, page: Page, line: Line, value: MarkValue) -> Screen:
    """The marks say otherwise: why, is typed."""
    text = t("finals-comment-ask", name=line.pupil.full, value=value, proposed=line.proposal.value or "—")
    return Screen("\n".join([_head(t, page), "", text]), kb.typing(t, page, line.student_id))


# --- a deputy head's ---------------------------------------------------------------------------------------------------


def school(t: Texts, shown: School) -> Screen:
    """Missing finals by teacher; what is overdue says so (G23)."""
    lines: list[str] = [t("finals-title")]
    for number, teacher in enumerate(shown.teachers):
        gaps = "; ".join(
            t.label(
                "finals-gap",
                course=f"{clip(gap.course.group, 20)} {clip(gap.course.subject, naming.NAME)}",
                column=naming.column(t, gap.column),
                late=int(gap.stage is Stage.LATE),
            )
            for gap in teacher.gaps[:NAMED]
        )
        line = t("finals-of-teacher", teacher=clip(teacher.teacher), count=str(len(teacher.gaps)), gaps=gaps)
        if sum(map(len, lines)) + len(line) > LIMIT:
            lines.append(t("finals-of-teachers-more", count=len(shown.teachers) - number))
            break
        lines.append(line)
    if not shown.teachers:
        lines.append(t("finals-nothing-missing"))
    lines += ["", t("finals-school-hint")]
    return Screen("\n".join(lines), control.school(t, shown))


def of_class(t: Texts, shown: OfClass, now: datetime) -> Screen:
    """A line a course."""
    lines = [t("finals-class", form=shown.school_class.name)]
    for found in shown.courses:
        column = found.at_hand(now)
        if column is not None:
            name = naming.column(t, column)
            course = naming.course(found)
            lines.append(t("finals-class-course", course=course, column=name, stage=_stage(t, column, now)))
    return Screen("\n".join(lines), control.of_class(t, shown))


def unlocking(t: Texts, page: Page) -> Screen:
    """The reason is typed."""
    return Screen("\n".join([_head(t, page), "", t("finals-unlock-ask")]), kb.typing(t, page))
