"""The buttons of «Файлы»: what staff post, why and for whom; what a family opens."""

from collections.abc import Sequence
from typing import Annotated

from aiogram.types import InlineKeyboardMarkup
from pydantic import Field

from db.materials import MaterialTopic
from journal.access.materials import MayPost
from journal.family.materials import SeenMaterial
from journal.materials.posting import OwnPage, Posted
from keyboards.data import Button, Data, button, clip, in_rows, markup
from keyboards.sections import ChildMenu, Leave, Materials, MaterialsOf, Menu
from locales import Texts

MOST = 60
"""Classes with a button on one screen: a large school has as many."""


class PostWhy(Data, prefix="mat"):
    """For whom? Why is chosen."""

    topic: MaterialTopic


class PostFor(Data, prefix="matf"):
    """For these: the next message is the material. 0 is none; both 0 is everybody."""

    topic: MaterialTopic
    class_id: int
    grade: Annotated[int, Field(ge=0, le=11)]


class TakeOff(Data, prefix="mat-"):
    """`Убрать` an own material."""

    material_id: int


class OpenMaterial(Data, prefix="mato"):
    """Send the file of a material."""

    student_id: int
    material_id: int


def own(t: Texts, page: OwnPage) -> InlineKeyboardMarkup:
    """Posting first, then what can be taken off."""
    post = [[button(t.label(f"material-post-{topic}"), PostWhy(topic=topic))] for topic in MaterialTopic]
    off = [
        [button(t.label("material-take-off", number=str(number), name=clip(name(it), 30)), TakeOff(material_id=it.id))]
        for number, it in enumerate(page.posted, start=1)
    ]
    return markup([*post, *off, [button(t.label("back"), Menu()), button(t.label("menu"), Menu())]])


def whom(t: Texts, topic: MaterialTopic, may: MayPost) -> InlineKeyboardMarkup:
    """The classes, their grades, and the school where it is the actor's to say."""
    classes = [button(it.name, PostFor(topic=topic, class_id=it.id, grade=0)) for it in may.classes[:MOST]]
    grades = [
        button(t.label("material-grade", grade=str(grade)), PostFor(topic=topic, class_id=0, grade=grade))
        for grade in may.grades
    ]
    school = [button(t.label("material-school"), PostFor(topic=topic, class_id=0, grade=0))] if may.everybody else []
    back = [button(t.label("back"), Materials()), button(t.label("menu"), Menu())]
    return markup([*in_rows(classes, 4), *in_rows(grades, 2), school, back])


def waiting(t: Texts) -> InlineKeyboardMarkup:
    """What is sent next is posted, until this is left."""
    return markup([[button(t.label("back"), Materials()), button(t.label("menu"), Leave())]])


def of_child(
    t: Texts, student_id: int, found: Sequence[SeenMaterial], *, before: int | None, after: int | None
) -> InlineKeyboardMarkup:
    """A button a file."""
    files = [
        [
            button(
                t.label("material-open", name=clip(it.file, 40)),
                OpenMaterial(student_id=student_id, material_id=it.id),
            )
        ]
        for it in found
        if it.file
    ]
    parts: list[Button] = []
    if before is not None:
        parts.append(button(t.label("family-part-before"), MaterialsOf(student_id=student_id, part=before)))
    if after is not None:
        parts.append(button(t.label("family-part-after"), MaterialsOf(student_id=student_id, part=after)))
    foot = [button(t.label("back"), ChildMenu(student_id=student_id)), button(t.label("menu"), Menu())]
    return markup([*files, parts, foot])


def name(it: Posted) -> str:
    """What a material is called in a list: its text, else its file."""
    return " ".join(it.text.split()) or it.file or "—"
