"""The buttons of remarks: about whom, what it is and who reads it; an own remark, while it may be changed and after."""

from datetime import datetime

from aiogram.types import InlineKeyboardMarkup

from db.remarks import Audience, RemarkKind
from journal.remarks.pages import Card, LessonPage
from journal.remarks.writing import Composing, Place
from keyboards.data import Button, Data, button, clip, in_rows, markup
from keyboards.people.directory import ClassStudent
from keyboards.roll import SHOWN, Part
from keyboards.sections import ChildMenu, Leave, LessonCard, Menu, RemarksOf
from locales import Texts


class RemarksOnLesson(Data, prefix="rml"):
    """`Замечание` of a lesson: about whom."""

    lesson_id: int
    part: Part = 0


class RemarkOnLesson(Data, prefix="rm"):
    """Write a remark about a student of a lesson: the next message is its text."""

    lesson_id: int
    student_id: int
    kind: RemarkKind = RemarkKind.CONCERN
    audience: Audience = Audience.FAMILY


class RemarkInClass(Data, prefix="rmc"):
    """`Замечание / похвала` about a student of the own class: the same."""

    class_id: int
    student_id: int
    kind: RemarkKind = RemarkKind.PRAISE
    audience: Audience = Audience.FAMILY


class RemarkCard(Data, prefix="rm1"):
    """An own remark."""

    remark_id: int


class SetRemark(Data, prefix="rm="):
    """What an own remark is, and who reads it."""

    remark_id: int
    kind: RemarkKind
    audience: Audience


class RewriteRemark(Data, prefix="rmt"):
    """`✏️ Исправить текст`: the next message replaces it."""

    remark_id: int


class WithdrawRemark(Data, prefix="rm-"):
    """`Отозвать`."""

    remark_id: int


class InsistOnRemark(Data, prefix="rm!"):
    """The word is no student's name: write the text as it is."""

    draft_id: int
    version: int


def on_lesson(t: Texts, page: LessonPage, part: int) -> InlineKeyboardMarkup:
    """The class list, with how many remarks of this lesson each has."""
    lesson_id = page.lesson.id
    pupils = page.pupils
    count = max(1, -(-len(pupils) // SHOWN))
    part = min(part, count - 1)
    names = [
        button(
            t.label(
                "remark-pupil",
                number=str(it.number),
                name=clip(it.short, 24),
                count=page.counts.get(it.student_id, 0),
            ),
            RemarkOnLesson(lesson_id=lesson_id, student_id=it.student_id),
        )
        for it in pupils[part * SHOWN : (part + 1) * SHOWN]
    ]
    around = [
        button(
            f"{one * SHOWN + 1}–{min((one + 1) * SHOWN, len(pupils))}", RemarksOnLesson(lesson_id=lesson_id, part=one)
        )
        for one in range(count)
        if one != part
    ]
    back = button(t.label("back"), LessonCard(lesson_id=lesson_id))
    return markup([*in_rows(names, 2), around, [back, button(t.label("menu"), Menu())]])


def composing(t: Texts, shown: Composing) -> InlineKeyboardMarkup:
    """What it is, who reads it; the own ones that stand there; out of it nothing typed is a remark any more."""
    place = shown.place
    kinds = [
        button(_choice(t, f"remark-kind-{kind}", chosen=kind is shown.kind), _compose(place, kind, shown.audience))
        for kind in RemarkKind
    ]
    audiences = [
        button(
            _choice(t, f"remark-audience-{audience}", chosen=audience is shown.audience),
            _compose(place, shown.kind, audience),
        )
        for audience in Audience
    ]
    own = [
        [
            button(
                t.label("remark-own", kind=noted.kind.value, text=clip(" ".join(noted.text.split()), 32)),
                RemarkCard(remark_id=noted.id),
            )
        ]
        for noted in shown.earlier
        if noted.id in shown.own
    ]
    return markup([kinds, audiences, *own, [_back(t, place), button(t.label("menu"), Leave())]])


def named(t: Texts, place: Place, *, draft_id: int, version: int) -> InlineKeyboardMarkup:
    """The text names somebody else: it is written anew, or the word is no name."""
    insist = button(t.label("remark-no-name"), InsistOnRemark(draft_id=draft_id, version=version))
    return markup([[insist], [_back(t, place), button(t.label("menu"), Leave())]])


def card(t: Texts, shown: Card, now: datetime) -> InlineKeyboardMarkup:
    """While nobody can know of it everything can be changed; then it can be taken back."""
    if shown.withdrawn:
        return markup([_foot(t, shown)])
    withdraw = button(t.label("remark-withdraw"), WithdrawRemark(remark_id=shown.id))
    if not shown.held(now):
        return markup([[withdraw], _foot(t, shown)])
    kinds = [
        button(
            _choice(t, f"remark-kind-{kind}", chosen=kind is shown.kind),
            SetRemark(remark_id=shown.id, kind=kind, audience=shown.audience),
        )
        for kind in RemarkKind
    ]
    audiences = [
        button(
            _choice(t, f"remark-audience-{audience}", chosen=audience is shown.audience),
            SetRemark(remark_id=shown.id, kind=shown.kind, audience=audience),
        )
        for audience in Audience
    ]
    rewrite = button(t.label("remark-rewrite"), RewriteRemark(remark_id=shown.id))
    return markup([kinds, audiences, [rewrite, withdraw], _foot(t, shown)])


def rewriting(t: Texts, remark_id: int) -> InlineKeyboardMarkup:
    """Out of the question for a new text."""
    return markup([[button(t.label("back"), RemarkCard(remark_id=remark_id)), button(t.label("menu"), Leave())]])


def of_child(t: Texts, student_id: int, *, before: int | None, after: int | None) -> InlineKeyboardMarkup:
    """A family's: the parts of a long list."""
    parts = []
    if before is not None:
        parts.append(button(t.label("family-part-before"), RemarksOf(student_id=student_id, part=before)))
    if after is not None:
        parts.append(button(t.label("family-part-after"), RemarksOf(student_id=student_id, part=after)))
    return markup([parts, [button(t.label("back"), ChildMenu(student_id=student_id)), button(t.label("menu"), Menu())]])


def _compose(place: Place, kind: RemarkKind, audience: Audience) -> Data:
    if place.lesson is not None:
        return RemarkOnLesson(lesson_id=place.lesson.id, student_id=place.student_id, kind=kind, audience=audience)
    return RemarkInClass(class_id=place.class_id or 0, student_id=place.student_id, kind=kind, audience=audience)


def _choice(t: Texts, key: str, *, chosen: bool) -> str:
    return t.label("remark-choice", chosen=int(chosen), choice=t.label(key))


def _back(t: Texts, place: Place) -> Button:
    if place.lesson is not None:
        return button(t.label("back"), RemarksOnLesson(lesson_id=place.lesson.id))
    return button(t.label("back"), ClassStudent(class_id=place.class_id or 0, student_id=place.student_id))


def _foot(t: Texts, shown: Card) -> list[Button]:
    """To where it was written from."""
    menu = button(t.label("menu"), Menu())
    if shown.lesson_id is not None:
        return [button(t.label("back"), RemarksOnLesson(lesson_id=shown.lesson_id)), menu]
    if shown.class_id is not None:
        return [button(t.label("back"), ClassStudent(class_id=shown.class_id, student_id=shown.student_id)), menu]
    return [menu]
