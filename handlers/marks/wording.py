"""How marks are said: the list, a cell, a conflict, a question for a reason."""

from datetime import datetime

from db.marks import MarkValue
from handlers.heading import Screen, heading
from journal.lessons.sheet import Line, MarkThere
from journal.marks import half_typed
from journal.marks.marking import Cell
from journal.marks.page import CellPage, Page
from journal.operations.drafts import DraftFacts
from journal.refusals import Stale
from keyboards.marks import cells as kb
from locales import Markup, Texts


def page(t: Texts, shown: Page, now: datetime, *, done: str = "", walked: bool = True, part: int = 0) -> Screen:
    """The list; who is at hand, and what stands there. `walked`: `done` was one student's, the last of the list."""
    lines: list[str] = [t("marks-title"), *heading(t, shown.lesson), ""]
    if done:
        lines += [done, ""]
    if shown.at is not None:
        lines.append(_at_hand(t, shown, shown.at))
    elif not shown.sheet.lines:
        lines.append(t("marks-nobody"))
    else:
        lines.append(t("marks-choose" if not done else "marks-all-done" if walked else "marks-go-on"))
    own_day = shown.sheet.own_day(now)
    return Screen("\n".join(lines), kb.page(t, shown, own_day=own_day, part=part, done=bool(done)))


def done(t: Texts, line: Line, slot: int, value: MarkValue | None) -> Markup:
    """What the tap before has done: the screen's own «сохранено»."""
    if value is None:
        return t("marks-removed", name=line.pupil.short)
    before = line.marks[slot - 1].value
    if before not in (None, value):
        return t("marks-changed", name=line.pupil.short, before=before or "", value=value)
    return t("marks-saved", name=line.pupil.short, value=value)


def _at_hand(t: Texts, shown: Page, line: Line) -> str:
    number, name = str(line.pupil.number), line.pupil.full
    parts = [_mark(t, shown, line, mark) for mark in line.marks if mark.value is not None]
    if line.attendance.code is not None:
        parts.insert(0, t("marks-attends", code=line.attendance.code.name.lower()))
    if not parts:
        return t("marks-at", number=number, name=name)
    return t("marks-at-with", number=number, name=name, there=Markup(", ".join(parts)))


def _mark(t: Texts, shown: Page, line: Line, mark: MarkThere) -> Markup:
    later = shown.sheet.later(line, mark)
    about = [shown.work_of(mark).short_name, t.label("marks-later", day=t.day(later)) if later else "", mark.comment]
    return t("marks-there", value=mark.value or "", about=", ".join(filter(None, about)))


def cell(t: Texts, shown: CellPage, *, changed: bool = False) -> Screen:
    """One slot of a student: what stands there, who put it and for what; `changed`: while a comment was typed."""
    mark = shown.mark
    lines = [*heading(t, shown.page.lesson), "", t("marks-cell", name=shown.line.pupil.full, slot=shown.slot)]
    if mark.value is None:
        lines.append(t("marks-cell-empty"))
    else:
        work = shown.page.work_of(mark).name
        lines.append(t("marks-cell-value", value=kb.said(t, mark.value), work=work))
        if mark.comment:
            lines.append(t("marks-cell-comment", comment=mark.comment))
        if shown.reason:
            lines.append(t("marks-cell-reason", reason=shown.reason))
        later = shown.page.sheet.later(shown.line, mark)
        if later is not None:
            lines.append(t("marks-cell-later", author=shown.author, day=t.day(later)))
        else:
            lines.append(t("marks-cell-late" if shown.late else "marks-cell-author", author=shown.author))
    if changed:
        lines += ["", t("marks-cell-changed")]
    return Screen("\n".join(lines), kb.cell(t, shown))


def conflict(
    t: Texts, shown: CellPage, wanted: MarkValue | None, work: int, stale: Stale, *, said: DraftFacts | None = None
) -> Screen:
    """Somebody changed the cell since the screen was drawn: both values, and the choice (G16)."""
    there = shown.mark.value
    lines = [*heading(t, shown.page.lesson), "", t("marks-conflict-name", name=shown.line.pupil.full)]
    who = str(stale.facts["who"])
    lines.append(
        t("marks-conflict", who=who, value=there) if there is not None else t("marks-conflict-removed", who=who)
    )
    if said is not None:
        lines.append(t("marks-reason-kept", reason=half_typed.kept_reason(said)))
    return Screen("\n".join(lines), kb.confirm(t, shown, wanted, work, said))


def reason(t: Texts, cell: Cell, line: Line, value: MarkValue | None, draft: DraftFacts) -> Screen:
    """The day has passed: a change needs a reason, one of the usual ones or a typed one."""
    before = line.marks[cell.slot - 1].value or ""
    what = (
        t("marks-reason-remove", name=line.pupil.full, before=before)
        if value is None
        else t("marks-reason-change", name=line.pupil.full, before=before, value=value)
    )
    return Screen(f"{what}\n{t('marks-reason-type')}", kb.reason(t, cell.lesson_id, cell.student_id, draft))


def comment(t: Texts, cell: Cell, line: Line) -> Screen:
    """What the mark is for is typed."""
    text = t("marks-comment-type", name=line.pupil.full, value=line.marks[cell.slot - 1].value or "")
    return Screen(text, kb.comment(t, cell.lesson_id, cell.student_id))


def work_types(t: Texts, shown: Page) -> Screen:
    """What marks of this lesson are for."""
    lines = [*heading(t, shown.lesson), "", t("marks-work-title"), t("marks-work-hint")]
    return Screen("\n".join(lines), kb.works(t, shown))
