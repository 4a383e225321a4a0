"""How the preview of a dictated lesson is said: what would be saved with full names, and one question at a time."""

from collections.abc import Sequence
from datetime import datetime

from db.absences import AttendanceCode
from db.homework import HomeworkKind
from handlers.heading import Screen, due
from journal.access import LessonFacts
from journal.homework.assigning import NOTHING
from journal.homework.load import Load
from journal.lessons.dictation import Act, Option, Question, QuestionKind, SaidMark
from journal.lessons.said import NamedSaid, SaidLine
from journal.lessons.spoken import Preview
from journal.lessons.topics import Planned
from journal.operations.drafts import DraftFacts
from keyboards.data import clip
from keyboards.lessons import spoken as kb
from locales import Markup, Texts

ECHO = 1500
"""Characters of the own text that are shown back to be copied."""


def preview(t: Texts, shown: Preview, *, note: str = "") -> Screen:
    """The question that is open, or what would be saved."""
    question = shown.dictation.questions[0] if shown.dictation.questions else None
    lines: list[str] = [_title(t, shown.sheet.lesson), ""]
    if note:
        lines += [note, ""]
    if question is not None:
        lines += [_question(t, shown, question)]
        if left := len(shown.dictation.questions) - 1:
            lines.append(t("dictation-left", left=left))
        lines.append("")
    lines += _said(t, shown)
    if question is None:
        lines += ["", *_remarks(t, shown)]
    options = [_option(t, shown, question, option) for option in question.options] if question is not None else []
    return Screen("\n".join(lines).rstrip(), kb.preview(t, shown, options))


def rewriting(t: Texts, shown: Preview) -> Screen:
    """The next message replaces the text, which stands here to be copied."""
    # In one line, as a tag must be; a semicolon parts statements as a new line does.
    text = t("spoken-text", text=clip("; ".join(shown.dictation.text.splitlines()), ECHO))
    lines = [_title(t, shown.sheet.lesson), "", t("spoken-asks-text"), "", text]
    return Screen("\n".join(lines), kb.rewriting(t, shown.draft_id, shown.version))


def asking_reason(t: Texts, shown: Preview) -> Screen:
    """The next message is the reason."""
    key = "homework-asks-reason" if shown.overloaded else "spoken-asks-reason"
    lines = [_title(t, shown.sheet.lesson), "", t(key)]
    return Screen("\n".join(lines), kb.rewriting(t, shown.draft_id, shown.version))


def which(t: Texts, lessons: Sequence[LessonFacts], draft: DraftFacts, now: datetime) -> Screen:
    """Which lesson a text is about; the text is kept meanwhile."""
    text = t("spoken-which" if lessons else "spoken-which-none")
    chosen = "lesson" in draft.payload
    return Screen(text, kb.which(t, lessons, draft.id, draft.version, now, chosen=chosen))


def _title(t: Texts, lesson: LessonFacts) -> str:
    return t(
        "spoken-title",
        group=clip(lesson.group),
        subject=clip(lesson.subject),
        period=str(lesson.period),
        day=t.day(lesson.date),
    )


# --- what would be saved -------------------------------------------------------------------------------------------------


def _said(t: Texts, shown: Preview) -> list[str]:
    told, lesson = shown.said, shown.sheet.lesson
    lines: list[str] = [*_marks(t, shown), *_attendance(t, shown)]
    if told.topic is None:
        if not lesson.topic:
            lines.append(t("spoken-topic-missing"))
    elif lesson.topic:
        lines.append(t("spoken-topic-changed", before=lesson.topic, topic=_topic(told.topic)))
    else:
        planned = isinstance(told.topic, Planned)
        lines.append(t("spoken-topic-planned" if planned else "spoken-topic", topic=_topic(told.topic)))
    return [*lines, *_homework(t, shown)]


def _homework(t: Texts, shown: Preview) -> list[str]:
    """The group's, and what some have of their own."""
    told = shown.said
    lines: list[str] = []
    if told.homework == NOTHING:
        lines.append(t("spoken-homework-nothing"))
    elif told.homework is not None:
        parts = [t("spoken-homework", due=due(t, told.homework.due_on), text=told.homework.text)]
        if told.homework.kind is not HomeworkKind.WRITTEN:
            parts.append(t(f"homework-kind-{told.homework.kind}"))
        if told.homework.minutes:
            parts.append(t("lesson-homework-minutes", minutes=told.homework.minutes))
        lines.append(" · ".join(parts))
        if shown.overload is not None:
            lines.append(_overload(t, shown.overload, told.homework.minutes or 0))
    for named, over in zip(told.named, shown.named_overloads, strict=True):
        lines.append(_named(t, named))
        if over is not None:
            lines.append(_overload(t, over, named.wanted.minutes or 0))
    return lines


def _named(t: Texts, named: NamedSaid) -> str:
    """Homework for some, with everybody's full name."""
    full = ", ".join(pupil.full for pupil in named.pupils)
    written = t("spoken-guess", name=full, written=named.guess) if named.guess else t("spoken-name", name=full)
    what = t("spoken-homework-nothing-own")
    if named.wanted != NOTHING:
        what = t("spoken-homework-own", due=due(t, named.wanted.due_on), text=named.wanted.text)
    parts = [t("spoken-homework-named", instead=int(named.instead), names=Markup(written), what=Markup(what))]
    if named.wanted.kind not in (HomeworkKind.WRITTEN, HomeworkKind.NONE):
        parts.append(t(f"homework-kind-{named.wanted.kind}"))
    if named.wanted.minutes:
        parts.append(t("lesson-homework-minutes", minutes=named.wanted.minutes))
    return " · ".join(parts)


def _overload(t: Texts, load: Load, own: int) -> str:
    """The same words as on the homework's own screen (A12)."""
    return t(
        "homework-overload",
        day=t.day(load.day),
        others=str(load.minutes),
        limit=str(load.limit),
        own=str(own),
        total=str(load.minutes + own),
    )


def _topic(topic: Planned | str) -> str:
    return topic.title if isinstance(topic, Planned) else topic


def _marks(t: Texts, shown: Preview) -> list[str]:
    marked = [line for line in shown.said.lines if line.values]
    if not marked:
        return []
    return [t("spoken-marks-heading"), *(_mark_line(t, line) for line in marked), ""]


def _mark_line(t: Texts, said: SaidLine) -> str:
    marks = [_mark(t, mark, before) for mark, before in zip(said.values, said.before, strict=True)]
    return t("spoken-mark-line", name=_name(t, said), marks=Markup(", ".join(marks)))


def _mark(t: Texts, mark: SaidMark, before: str | None) -> str:
    changed = before not in (None, mark.value)
    text = (
        t("spoken-mark-changed", before=before or "", value=mark.value)
        if changed
        else t("spoken-mark", value=mark.value)
    )
    what = ", ".join(filter(None, (t.label(f"marks-work-{mark.work}") if mark.work else "", mark.comment)))
    return t("spoken-mark-for", mark=text, what=what) if what else text


def _attendance(t: Texts, shown: Preview) -> list[str]:
    said = [line for line in shown.said.lines if line.code_said]
    if not said and not shown.said.standing:
        return [t("spoken-everybody-present"), ""] if shown.said.taken else []
    lines = [t("spoken-attendance-heading")]
    for line in said:
        code = line.code.name.lower() if line.code else "present"
        said_by = t("spoken-code-line", name=_name(t, line), code=code)
        lines.append(t("spoken-code-noted", line=said_by) if line.noted else said_by)
    for there in shown.said.standing:
        code = there.attendance.code.name.lower() if there.attendance.code else "present"
        stands = t("spoken-code-line", name=t("spoken-name", name=there.pupil.full), code=code)
        lines.append(t("spoken-code-stands", line=stands))
    if shown.said.taken or any(line.code for line in said):
        lines.append(t("spoken-others-present"))
    return [*lines, ""]


def _name(t: Texts, said: SaidLine) -> str:
    name = said.line.pupil.full
    return t("spoken-guess", name=name, written=said.guess) if said.guess else t("spoken-name", name=name)


def _remarks(t: Texts, shown: Preview) -> list[str]:
    """What the person should know before pressing."""
    lines: list[str] = [
        t("spoken-loose", name=line.line.pupil.full, comment=line.loose) for line in shown.said.lines if line.loose
    ]
    lines += [
        t("spoken-conflict-came" if line.attendance.absent else "spoken-conflict", name=line.pupil.full)
        for line in shown.said.conflicts
    ]
    if shown.needs_reason:
        lines.append(t("spoken-reason-needed" if shown.said.corrected else "spoken-reason-needed-load"))
    elif shown.reason:
        lines.append(t("spoken-reason", reason=shown.reason))
    if not shown.dictation.says_something:
        lines.append(t("spoken-nothing"))
    elif shown.closing is not None:
        if shown.closing.all_present:
            lines.append(t("spoken-attendance-unsaid"))
        if shown.closing.no_homework:
            lines.append(t("spoken-homework-unsaid"))
    lines.append(t("spoken-more"))
    return lines


# --- questions -----------------------------------------------------------------------------------------------------------


def _question(t: Texts, shown: Preview, question: Question) -> str:
    name = _full(shown, question.student_id) if question.student_id is not None else t.label("dictation-everyone")
    return t(f"dictation-{question.kind}", fragment=question.fragment, name=name)


def _full(shown: Preview, student_id: int) -> str:
    return shown.sheet.line(student_id).pupil.full


def _option(t: Texts, shown: Preview, question: Question, option: Option) -> str:
    """The button of an answer: what will be taken."""
    match option.act:
        case Act.STUDENTS:
            names = ", ".join(_full(shown, student) for student in option.students)
            return t.label("dictation-take-named", names=names) if question.kind is QuestionKind.NAMED else names
        case Act.ATTENDANCE:
            code = next(iter(option.values), "")
            return t.label(f"absences-choice-{AttendanceCode(code).name.lower() if code else 'present'}")
        case Act.MARKS if option.values:
            return t.label("dictation-take-marks", marks=", ".join(option.values))
        case Act.WORK:
            return t.label("dictation-take-work", work=t.label(f"marks-work-{option.values[0]}"))
        case Act.KEEP if option.values:
            return t.label("dictation-take-minutes", minutes=option.values[0])
        case Act.MARKS:
            return t.label("dictation-take-marks-alone")
        case _:
            return t.label(f"dictation-take-{option.act}", kind=question.kind)
