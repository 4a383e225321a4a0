"""One message instead of a flood: what piled up while somebody could not be reached, or we were down (G13)."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from journal.operations.queue import Claimed
from keyboards import sections
from keyboards.data import Data, Rows
from locales import Markup, Texts
from scheduler.pushes.push import LIMIT, Parcel, Push

OLD: Final = timedelta(hours=1)
"""What is so long overdue tells of a pause."""
ROWS: Final = 8
"""Rows of buttons under a digest."""
DOORS: Final = frozenset(
    kind.__prefix__
    for kind in vars(sections).values()
    if isinstance(kind, type) and issubclass(kind, Data) and kind is not Data
)


def is_due(notices: Sequence[Claimed], now: datetime) -> bool:
    """Whether there was a pause: what quiet hours or a wish postponed is not overdue."""
    return any(now - notice.due_at >= OLD for notice in notices)


def fold(t: Texts, parcels: Sequence[Parcel]) -> list[Parcel]:
    """The parcels in as few messages as hold them, nothing left out: what is told once is told whole.

    A push that asks for a decision keeps a message of its own, and so does one that is redrawn later.
    """
    own = [parcel for parcel in parcels if not _folds(parcel)]
    pages: list[list[Parcel]] = []
    room = 0
    for parcel in parcels:
        if not _folds(parcel):
            continue
        size = len(parcel.push.text) + 2
        if not pages or size > room:
            pages.append([])
            room = LIMIT - len(t("sending-digest"))
        pages[-1].append(parcel)
        room -= size
    return [*(_digest(t, page) for page in pages), *own]


def _folds(parcel: Parcel) -> bool:
    buttons = [button for row in parcel.push.rows for button in row]
    return parcel.push.living is None and all(
        (button.callback_data or "").partition(":")[0] in DOORS for button in buttons
    )


def _digest(t: Texts, parcels: Sequence[Parcel]) -> Parcel:
    if len(parcels) == 1:
        return parcels[0]
    rows: Rows = []
    for parcel in parcels:
        rows.extend(row for row in parcel.push.rows if row not in rows)
    return Parcel(
        [notice for parcel in parcels for notice in parcel.notices],
        Push(
            Markup("\n\n".join([t("sending-digest"), *(parcel.push.text for parcel in parcels)])),
            rows[:ROWS],
            silent=all(parcel.push.silent for parcel in parcels),
        ),
        parcels[0].chat,
        {cell: value for parcel in parcels for cell, value in parcel.values.items()},
        digest=True,
    )
