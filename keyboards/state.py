"""`🩺 Состояние`: how the bot stands, what was not delivered, what was set aside."""

from collections.abc import Sequence

from aiogram.types import InlineKeyboardMarkup

from db.operations import NoticeKind
from journal.operations.aside import Page
from journal.operations.dead import DeadLetter, Heap
from journal.operations.standing import Standing
from keyboards.data import Button, Data, button, in_rows, markup
from keyboards.sections import Menu, foot
from locales import Texts


class State(Data, prefix="state"):
    """`🩺 Состояние`, drawn anew."""


class Dead(Data, prefix="dead"):
    """What was not delivered: the kinds, or one of them."""

    kind: NoticeKind | None = None


class KindAgain(Data, prefix="dead+"):
    """Send all of a kind again, up to the one that the screen knew last."""

    kind: NoticeKind
    until: int


class KindDrop(Data, prefix="dead-"):
    """Drop all of a kind, up to the one that the screen knew last."""

    kind: NoticeKind
    until: int


class LetterAgain(Data, prefix="dead1+"):
    """Send one again; the screen of its kind follows."""

    kind: NoticeKind
    notice_id: int


class LetterDrop(Data, prefix="dead1-"):
    """Drop one; the screen of its kind follows."""

    kind: NoticeKind
    notice_id: int


class Aside(Data, prefix="aside"):
    """What was set aside."""


class AsideAgain(Data, prefix="aside+"):
    """Work one once more."""

    inbox_id: int


class AsideRemove(Data, prefix="aside-"):
    """Remove one."""

    inbox_id: int


def state(t: Texts, stands: Standing) -> InlineKeyboardMarkup:
    """Only what there is."""
    return markup(
        [
            [button(t.label("state-open-dead", count=str(stands.dead)), Dead())] if stands.dead else [],
            [button(t.label("state-open-aside", count=str(stands.set_aside)), Aside())] if stands.set_aside else [],
            [button(t.label("state-refresh"), State())],
            foot(t),
        ]
    )


def heaps(t: Texts, found: Sequence[Heap]) -> InlineKeyboardMarkup:
    """A button a kind."""
    return markup(
        [
            *(
                [button(t.label("state-heap", kind=heap.kind.value, count=str(heap.letters)), Dead(kind=heap.kind))]
                for heap in found
            ),
            _back(t, State()),
        ]
    )


def letters(t: Texts, heap: Heap, shown: Sequence[DeadLetter]) -> InlineKeyboardMarkup:
    """All of the kind, then one by one by the numbers of the text."""
    kind, until, count = heap.kind, heap.last_id, str(heap.letters)
    return markup(
        [
            [
                button(t.label("state-again-all", count=count), KindAgain(kind=kind, until=until)),
                button(t.label("state-drop-all", count=count), KindDrop(kind=kind, until=until)),
            ],
            *(
                [
                    button(t.label("state-again", number=str(number)), LetterAgain(kind=kind, notice_id=it.id)),
                    button(t.label("state-drop", number=str(number)), LetterDrop(kind=kind, notice_id=it.id)),
                ]
                for number, it in enumerate(shown if heap.letters > 1 else (), start=1)
            ),
            _back(t, Dead()),
        ]
    )


def aside(t: Texts, page: Page) -> InlineKeyboardMarkup:
    """Two buttons an update, by the numbers of the text."""
    both = [
        it
        for number, update in enumerate(page.latest, start=1)
        for it in (
            button(t.label("state-try", number=str(number)), AsideAgain(inbox_id=update.id)),
            button(t.label("state-drop", number=str(number)), AsideRemove(inbox_id=update.id)),
        )
    ]
    return markup([*in_rows(both, 2), _back(t, State())])


def _back(t: Texts, to: Data) -> list[Button]:
    return [button(t.label("back"), to), button(t.label("menu"), Menu())]
