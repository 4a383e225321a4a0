"""The common list of two groups: a row a student as on `⚡ Быстро`, and the way to each lesson's own card."""

from aiogram.types import InlineKeyboardMarkup

from journal.lessons.together import Together as Shown
from keyboards.data import Button, button, clip, in_rows, markup
from keyboards.lessons import quick
from keyboards.lessons.quick import PAIRS, SHOWN
from keyboards.sections import LessonCard, Menu, Together
from locales import Texts


def page(t: Texts, shown: Shown, pair: int, part: int = 0) -> InlineKeyboardMarkup:
    """Which marks; a row a student; each lesson, where its topic, its homework and its closing are."""
    lesson_id = shown.lessons[0].id
    seats, others = quick.part_and_others(shown.seats, part)
    surnames = [seat.line.pupil.surname for seat in shown.seats]
    rows = [quick.row(t, seat, pair, surnames=surnames, deeds=quick.TOGETHER) for seat in seats]
    listed = rows if shown.marked else in_rows([one for row in rows for one in row], 2)
    pairs: list[Button] = []
    if shown.marked:
        for number, (first, second) in enumerate(PAIRS):
            label = t.label("quick-pair", chosen=int(number == pair), first=first, second=second)
            pairs.append(button(label, Together(lesson_id=lesson_id, pair=number, part=part)))
    turn = [
        button(
            t.label("absences-part", first=str(number * SHOWN + 1), last=str(last)),
            Together(lesson_id=lesson_id, pair=pair, part=number),
        )
        for number, last in others
    ]
    doors = [
        [
            button(
                t.label("both-lesson", group=clip(it.group, 24), subject=clip(it.subject, 24)),
                LessonCard(lesson_id=it.id),
            )
        ]
        for it in shown.lessons
    ]
    foot = [button(t.label("back"), LessonCard(lesson_id=lesson_id)), button(t.label("menu"), Menu())]
    return markup([pairs, *listed, turn, *doors, foot])
