"""`По списку`: the marks of a lesson typed in the order of the list, previewed and saved."""

from typing import Annotated, Literal

from aiogram.types import InlineKeyboardMarkup
from pydantic import Field

from journal.marks.half_typed import Usual
from journal.marks.list_typed import Typed
from keyboards.data import Data, button, in_rows, markup
from keyboards.marks.cells import Cancel
from keyboards.sections import Leave
from locales import Texts

Version = Annotated[int, Field(ge=0)]


class ListWhy(Data, prefix="mlist?"):
    """Why marks of an earlier day are replaced; own: the next message says it."""

    draft_id: int
    version: Version
    reason: Usual | Literal["own"]


class SaveList(Data, prefix="mlist+"):
    """Save what the preview names."""

    draft_id: int
    version: Version


def typed(t: Texts, shown: Typed) -> InlineKeyboardMarkup:
    """Saving where it can be saved, the reasons where one is asked for."""
    draft = shown.draft
    own = {"draft_id": draft.id, "version": draft.version}
    save = [button(t.label("mlist-save"), SaveList(**own))] if shown.ready else []
    why = []
    if shown.told is not None and shown.told.right and shown.needs_reason and not shown.asks_reason:
        why = [button(t.label("marks-why", why=usual), ListWhy(**own, reason=usual)) for usual in Usual]
        why.append(button(t.label("mlist-why-own"), ListWhy(**own, reason="own")))
    back = Cancel(lesson_id=shown.page.lesson.id)
    return markup([save, *in_rows(why, 2), [button(t.label("back"), back), button(t.label("menu"), Leave())]])
