"""The buttons of finals: own courses, a course's list, one student, confirming; and what a deputy head sets and unlocks."""

from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import Annotated, Final, Literal

from aiogram.types import InlineKeyboardMarkup
from pydantic import Field

from db.marks import MarkValue
from journal.finals.columns import Column, Stage
from journal.finals.courses import Found
from journal.finals.overdue import OfClass, School
from journal.finals.page import Line, One, Page
from journal.finals.rules import THRESHOLDS
from journal.finals.rules import Page as RulesPage
from journal.marks import averages
from journal.marks.averages import Averaging
from keyboards.data import Button, Data, Rows, button, clip, in_rows, markup
from keyboards.marks.cells import FIGURES, said
from keyboards.sections import Finals, FinalsOf, FinalsOfSchool, Leave, Menu
from locales import Texts

Version = Annotated[int, Field(ge=0)]
Flag = Annotated[int, Field(ge=0, le=1)]
SHOWN: Final = 30
"""Students a part: the text of so many fits one message."""
NAME: Final = 26
DEADLINES: Final = (1, 2, 3, 5, 7)


class OneFinal(Data, prefix="fone"):
    """One student's final."""

    course_id: int
    column_id: int
    student_id: int


class PutFinal(Data, prefix="fput"):
    """Put a final."""

    course_id: int
    column_id: int
    student_id: int
    value: MarkValue
    version: Version


class RemoveFinal(Data, prefix="fput-"):
    """Take a final away."""

    course_id: int
    column_id: int
    student_id: int
    version: Version


class CancelFinal(Data, prefix="fx"):
    """Back from a question for a comment or a reason: what is typed afterwards is no answer to it. Student 0: the list."""

    course_id: int
    column_id: int
    student_id: int = 0


class AcceptAll(Data, prefix="fall"):
    """Take every proposal of the screen; `seen` is its fingerprint."""

    course_id: int
    column_id: int
    seen: int


class AskConfirm(Data, prefix="fsure"):
    """What confirming means, and with what."""

    course_id: int
    column_id: int


class Confirm(Data, prefix="fdone"):
    """These are the finals."""

    course_id: int
    column_id: int
    seen: int


class AskUnlock(Data, prefix="funlock"):
    """Why the column is to be unlocked: the next message."""

    course_id: int
    column_id: int


class ClassFinals(Data, prefix="fclass"):
    """The courses of a class, for a deputy head."""

    class_id: int


class RulesOf(Data, prefix="frules"):
    """`⚖️ Как считаем`: the school's way (subject 0), or a subject's."""

    subject_id: int = 0


class RulesSubjects(Data, prefix="fsubj"):
    """The subjects that may have a way of their own."""


class SetAveraging(Data, prefix="frule"):
    """How marks are reckoned; for a subject not `own`: as the school does."""

    subject_id: int
    own: Flag
    weights: Flag
    harder: Flag


class Decide(Data, prefix="fset"):
    """Another decision of the school."""

    what: Literal["pa", "few", "days"]
    value: Annotated[int, Field(ge=0, le=7)]


class HalfYears(Data, prefix="fhalf"):
    """Whether courses of one hour a week of a subject are assessed by half-years."""

    subject_id: int
    on: Flag


# --- a teacher's -------------------------------------------------------------------------------------------------------


def column_name(t: Texts, column: Column) -> str:
    """«2-я четверть», «Год», «Экзамен»."""
    term = column.term
    if term is None:
        return t.label(f"finals-column-{column.kind}")
    return t.label(f"family-term-{term.kind}", name=term.name) if term.name.isdecimal() else clip(term.name)


def course_name(found: Found) -> str:
    """«8Б · Алгебра»."""
    return f"{clip(found.facts.group, 20)} · {clip(found.facts.subject, NAME)}"


def own(t: Texts, rows: Sequence[tuple[Found, Column | None]]) -> InlineKeyboardMarkup:
    """A button a course."""
    buttons = [
        [button(course_name(found), FinalsOf(course_id=found.facts.id, column_id=column.id))]
        for found, column in rows
        if column is not None
    ]
    return markup([*buttons, [button(t.label("back"), Menu()), button(t.label("menu"), Menu())]])


def shown_part(page: Page, part: int) -> tuple[Sequence[Line], list[tuple[int, int, int]]]:
    """The students of a part, and the other parts with the places they begin and end at."""
    count = max(1, -(-len(page.lines) // SHOWN))
    part = min(part, count - 1)
    spans = [(one, one * SHOWN + 1, min((one + 1) * SHOWN, len(page.lines))) for one in range(count) if one != part]
    return page.lines[part * SHOWN : (part + 1) * SHOWN], spans


def course(t: Texts, page: Page, stage: Stage, *, part: int, opened: Sequence[Column]) -> InlineKeyboardMarkup:
    """What may be done with the whole list, then each student, then the other columns."""
    of = {"course_id": page.course.id, "column_id": page.column.id}
    acts: Rows = []
    names: list[Button] = []
    listed, others = shown_part(page, part)
    if page.found.mine and stage.fillable:
        if page.waiting:
            accept = AcceptAll(**of, seen=page.seen)
            acts.append([button(t.label("finals-accept-all", count=str(len(page.waiting))), accept)])
        if page.lines and not page.missing:
            acts.append([button(t.label("finals-confirm"), AskConfirm(**of))])
    if not page.found.mine and stage.locked:
        acts.append([button(t.label("finals-unlock"), AskUnlock(**of))])
    if stage is not Stage.AHEAD:
        names = [button(_student(line), OneFinal(**of, student_id=line.student_id)) for line in listed]
    parts = [
        button(t.label("marks-part", first=str(first), last=str(last)), FinalsOf(**of, part=number))
        for number, first, last in others
    ]
    columns = [
        button(column_name(t, column), FinalsOf(course_id=page.course.id, column_id=column.id))
        for column in opened
        if column.id != page.column.id
    ]
    back = button(t.label("back"), Finals() if page.found.mine else FinalsOfSchool())
    foot = [back, button(t.label("menu"), Menu())]
    return markup([*acts, *in_rows(names, 2), parts, *in_rows(columns, 3), foot])


def _student(line: Line) -> str:
    value = line.there.value or ""
    return f"{line.pupil.number}. {clip(line.pupil.short, 18)} {value}".strip()


def one(t: Texts, shown: One, stage: Stage) -> InlineKeyboardMarkup:
    """Every value, the figures first; a value that differs from the marks asks for a comment."""
    page, line = shown.page, shown.line
    of = {"course_id": page.course.id, "column_id": page.column.id, "student_id": line.student_id}
    rows: Rows = []
    if page.found.mine and stage.fillable:
        puts = [
            (value, button(said(t, value), PutFinal(**of, value=value, version=line.there.version)))
            for value in shown.scale
        ]
        rows = [[it for value, it in puts if value in FIGURES], [it for value, it in puts if value not in FIGURES]]
        if line.there.value is not None:
            rows.append([button(t.label("finals-remove"), RemoveFinal(**of, version=line.there.version))])
    return markup([*rows, _back(t, page)])


def _back(t: Texts, page: Page) -> list[Button]:
    back = FinalsOf(course_id=page.course.id, column_id=page.column.id)
    return [button(t.label("back"), back), button(t.label("menu"), Menu())]


def sure(t: Texts, page: Page) -> InlineKeyboardMarkup:
    """Confirm, or look again."""
    yes = Confirm(course_id=page.course.id, column_id=page.column.id, seen=page.seen)
    return markup([[button(t.label("finals-confirm-yes"), yes)], _back(t, page)])


def typing(t: Texts, page: Page, student_id: int = 0) -> InlineKeyboardMarkup:
    """A comment or a reason is being typed; going back withdraws the question."""
    back = CancelFinal(course_id=page.course.id, column_id=page.column.id, student_id=student_id)
    return markup([[button(t.label("back"), back), button(t.label("menu"), Leave())]])


# --- a deputy head's ---------------------------------------------------------------------------------------------------


def school(t: Texts, shown: School) -> InlineKeyboardMarkup:
    """The classes to look into, and how finals are reckoned."""
    classes = [button(clip(it.name, 12), ClassFinals(class_id=it.id)) for it in shown.classes]
    foot = [button(t.label("back"), Menu()), button(t.label("menu"), Menu())]
    return markup([*in_rows(classes, 4), [button(t.label("finals-rules"), RulesOf())], foot])


def of_class(t: Texts, shown: OfClass) -> InlineKeyboardMarkup:
    """The courses of a class."""
    rows = [[button(course_name(found), FinalsOf(course_id=found.facts.id))] for found in shown.courses]
    return markup([*rows, [button(t.label("back"), FinalsOfSchool()), button(t.label("menu"), Menu())]])


def rules(t: Texts, shown: RulesPage, subject_id: int) -> InlineKeyboardMarkup:
    """Absolute choices, the ones in force marked."""
    known = shown.rules
    own_way = subject_id in known.subjects
    averaging = known.averaging(subject_id) if subject_id else known.school
    mine = own_way or not subject_id
    harder = int(averaging.thresholds == THRESHOLDS[1])
    rows: Rows = []
    if subject_id:
        as_school = SetAveraging(subject_id=subject_id, own=0, weights=0, harder=0)
        rows.append([button(_chosen(t, "finals-rule-school", chosen=not own_way), as_school)])
    for weights in (0, 1):
        set_to = SetAveraging(subject_id=subject_id, own=1, weights=weights, harder=harder)
        rows.append(
            [
                button(
                    _chosen(t, f"finals-rule-weights-{weights}", chosen=mine and averaging.weights is bool(weights)),
                    set_to,
                )
            ]
        )
    rows.append(
        [
            button(
                _chosen(t, f"finals-rule-harder-{on}", chosen=mine and harder == on),
                SetAveraging(subject_id=subject_id, own=1, weights=int(averaging.weights), harder=on),
            )
            for on in (0, 1)
        ]
    )
    if subject_id:
        half = subject_id in known.half_years
        rows += _choices(
            t, ("finals-rule-half-0", "finals-rule-half-1"), half, lambda on: HalfYears(subject_id=subject_id, on=on)
        )
        back: Data = RulesSubjects()
    else:
        rows += _choices(
            t,
            ("finals-rule-pa-0", "finals-rule-pa-1"),
            known.attestation_counts,
            lambda on: Decide(what="pa", value=on),
        )
        rows += _choices(
            t, ("finals-rule-few-0", "finals-rule-few-1"), known.enough, lambda on: Decide(what="few", value=on)
        )
        rows.append(
            [
                button(
                    t.label("finals-rule-chosen", what=str(days)) if days == known.deadline_days else str(days),
                    Decide(what="days", value=days),
                )
                for days in DEADLINES
            ]
        )
        rows.append([button(t.label("finals-rules-subjects"), RulesSubjects())])
        back = FinalsOfSchool()
    return markup([*rows, [button(t.label("back"), back), button(t.label("menu"), Menu())]])


def _choices(t: Texts, keys: tuple[str, str], now: bool, data: Callable[[int], Data]) -> Rows:  # noqa: FBT001 - what is in force
    return [[button(_chosen(t, key, chosen=now is bool(on)), data(on))] for on, key in enumerate(keys)]


def _chosen(t: Texts, key: str, *, chosen: bool) -> str:
    what = t.label(key)
    return t.label("finals-rule-chosen", what=what) if chosen else what


def subjects(t: Texts, shown: RulesPage) -> InlineKeyboardMarkup:
    """Every subject with marks; those with a way of their own are marked."""
    own_way = {*shown.rules.subjects, *shown.rules.half_years}
    buttons = [
        button(
            t.label("finals-rule-chosen", what=clip(name, NAME)) if subject_id in own_way else clip(name, NAME),
            RulesOf(subject_id=subject_id),
        )
        for subject_id, name in shown.subjects[:SUBJECTS]
    ]
    return markup([*in_rows(buttons, 2), [button(t.label("back"), RulesOf()), button(t.label("menu"), Menu())]])


SUBJECTS: Final = 90
"""The messenger takes a hundred buttons."""


def thresholds(t: Texts, averaging: Averaging) -> str:
    """«4,50 / 3,50 / 2,50»."""
    return " / ".join(mean(t, threshold) for threshold in averaging.thresholds)


def mean(t: Texts, exact: Fraction) -> str:
    """«4,43»."""
    whole, _, hundredths = str(averages.hundredths(exact)).partition(".")
    return t.label("family-mean", whole=whole, hundredths=hundredths)
