"""The buttons of `📥 Импорт`: two of one name are one person, write it."""

from typing import Annotated, Final

from aiogram.types import InlineKeyboardMarkup
from pydantic import Field

from journal.operations.drafts import DraftFacts
from keyboards.data import Data, button, clip, markup
from keyboards.people.directory import School
from keyboards.sections import ImportFile, Leave, Menu
from locales import Texts

ASKED: Final = 12
"""Questions with a button; the others are named, and asked once these are answered."""
NAME: Final = 32

Version = Annotated[int, Field(ge=0)]


class OnePerson(Data, prefix="imp="):
    """Those two are one person; which two, the draft says."""

    draft_id: int
    version: Version
    number: Annotated[int, Field(ge=0, le=9999)]


class ApplyImport(Data, prefix="imp+"):
    """`✅ Записать` what the preview showed."""

    draft_id: int
    version: Version


def waiting(t: Texts) -> InlineKeyboardMarkup:
    """While a file is waited for."""
    return markup([[button(t.label("back"), School()), button(t.label("menu"), Leave())]])


def preview(t: Texts, draft: DraftFacts | None, names: list[str], *, can_apply: bool) -> InlineKeyboardMarkup:
    """Who may be one, then the yes; another file may be sent at any time."""
    if draft is None:
        return waiting(t)
    own = {"draft_id": draft.id, "version": draft.version}
    asked = [
        [button(t.label("import-one-person", name=clip(name, NAME)), OnePerson(**own, number=number))]
        for number, name in enumerate(names[:ASKED])
    ]
    apply = [button(t.label("import-apply"), ApplyImport(**own))] if can_apply else []
    return markup([*asked, apply, [button(t.label("back"), ImportFile()), button(t.label("menu"), Leave())]])


def done(t: Texts) -> InlineKeyboardMarkup:
    """After it was written."""
    return markup([[button(t.label("back"), School()), button(t.label("menu"), Menu())]])
