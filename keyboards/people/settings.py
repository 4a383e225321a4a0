"""`⚙️ Настройки`: every button says what will be true after it."""

from collections.abc import Iterable, Sequence
from datetime import time
from enum import StrEnum
from typing import Annotated, Final, NamedTuple

from aiogram.types import InlineKeyboardMarkup
from pydantic import Field

from db.people import MarksDelivery
from journal.access import Role
from journal.people.consents import Tie
from keyboards.data import Button, Data, button, in_rows, markup
from keyboards.menu import MenuOf
from keyboards.sections import Leave, Menu, SettingsOf, foot
from locales import LANGUAGES, Texts

Hour = Annotated[int, Field(ge=0, le=23)]

TOMORROW: Final = (16, 15, 17, 18, 19, 20)
"""Hours at which tomorrow's homework may come, the first on offer first."""
DIGEST: Final = ((5, 18), (5, 20), (6, 12), (7, 12), (7, 18))
"""When the week may come: weekday (1 = Monday) and hour; the first is the school's default."""
QUIET: Final = ((21, 7), (22, 7), (20, 8), (23, 6))
"""Quiet hours on offer; the first is the school's default."""


class Choice(StrEnum):
    """A page of the settings."""

    DELIVERY = "delivery"
    QUIET = "quiet"
    LESSONS = "lessons"
    TOMORROW = "tomorrow"
    DIGEST = "digest"
    LANGUAGE = "language"
    ROLE = "role"
    LEAVING = "leaving"


class Choose(Data, prefix="choose"):
    """Open a page of the settings."""

    what: Choice


class SetDelivery(Data, prefix="setmarks"):
    """How marks come."""

    how: MarksDelivery


class SetQuiet(Data, prefix="setquiet"):
    """The quiet hours, from and to."""

    begins: Hour
    ends: Hour


class SetEveryLesson(Data, prefix="setevery"):
    """Whether a teacher is reminded after every lesson."""

    wanted: bool


class SetTomorrow(Data, prefix="setnext"):
    """When tomorrow's homework comes; none is not at all."""

    hour: Annotated[int, Field(ge=15, le=20)] | None = None


class SetDigest(Data, prefix="setweek"):
    """When the week comes: Friday to Sunday."""

    weekday: Annotated[int, Field(ge=5, le=7)]
    hour: Annotated[int, Field(ge=8, le=20)]


class SetLanguage(Data, prefix="setlang"):
    """The language of screens and pushes."""

    language: Annotated[str, Field(pattern=f"^({'|'.join(LANGUAGES)})$")]


class AliasOf(Data, prefix="alias"):
    """Ask what to call a child in pushes."""

    student_id: int


class TakeAlias(Data, prefix="aliasis"):
    """The name that was typed is meant."""

    draft_id: int
    version: int


class DropAlias(Data, prefix="aliasnot"):
    """Nothing is to be called otherwise."""


class FirstName(Data, prefix="noalias"):
    """Call the child by the first name again."""

    student_id: int


class WithdrawConsent(Data, prefix="withdraw"):
    """Ask whether the consent is really withdrawn."""

    student_id: int


class Withdraw(Data, prefix="withdrawn"):
    """Withdraw the consent."""

    student_id: int


class SignOut(Data, prefix="signout"):
    """End every grant of the own account."""


class For(NamedTuple):
    """Whose settings they are: what there is to set for each."""

    guardian: bool
    student: bool
    teacher: bool
    weekly: bool
    """Gets the week only."""


def page(t: Texts, *, who: For, hats: Sequence[Role], ties: Iterable[Tie]) -> InlineKeyboardMarkup:
    """What can be set by this person."""
    what = [
        *((Choice.DELIVERY,) if who.guardian else ()),
        *((Choice.DIGEST,) if who.guardian and who.weekly else ()),
        *((Choice.TOMORROW,) if who.guardian or who.student else ()),
        Choice.QUIET,
        *((Choice.LESSONS,) if who.teacher else ()),
        Choice.LANGUAGE,
        *((Choice.ROLE,) if len(hats) > 1 else ()),
    ]
    guarded = [tie for tie in ties if tie.open and not tie.own]
    return markup(
        [
            *in_rows([button(t.label(f"people-choose-{it.value}"), Choose(what=it)) for it in what], 2),
            *(
                [button(t.label("people-alias", child=it.given_name), AliasOf(student_id=it.student_id))]
                for it in guarded
            ),
            *(
                [button(t.label("people-withdraw", child=it.given_name), WithdrawConsent(student_id=it.student_id))]
                for it in guarded
                if it.legal
            ),
            [button(t.label("people-choose-leaving"), Choose(what=Choice.LEAVING))],
            foot(t),
        ]
    )


def delivery(t: Texts, chosen: MarksDelivery) -> InlineKeyboardMarkup:
    """The three ways."""
    ways = [_way(t, t.label(f"people-come-{how.value}"), SetDelivery(how=how), how is chosen) for how in MarksDelivery]
    return _choices(t, ways)


def quiet(t: Texts, begins: time, ends: time) -> InlineKeyboardMarkup:
    """The quiet hours on offer, and none."""
    now = (begins.hour, ends.hour)
    hours = [
        _way(
            t,
            t.label("people-hours", begins=f"{b:02}:00", ends=f"{e:02}:00"),
            SetQuiet(begins=b, ends=e),
            now == (b, e),
        )
        for b, e in QUIET
    ]
    return _choices(t, [*hours, _way(t, t.label("people-hours-none"), SetQuiet(begins=0, ends=0), begins == ends)])


def lessons(t: Texts, *, every: bool) -> InlineKeyboardMarkup:
    """After the last lesson, or after every one."""
    return _choices(
        t,
        [
            _way(t, t.label("people-remind-last"), SetEveryLesson(wanted=False), not every),
            _way(t, t.label("people-remind-every"), SetEveryLesson(wanted=True), every),
        ],
    )


def tomorrow(t: Texts, at: time | None) -> InlineKeyboardMarkup:
    """The hours on offer, and not at all."""
    hours = [
        button(
            t.label("people-chosen", choice=f"{hour}:00") if at == time(hour) else f"{hour}:00", SetTomorrow(hour=hour)
        )
        for hour in TOMORROW
    ]
    never = _way(t, t.label("people-tomorrow-never"), SetTomorrow(), at is None)
    return markup([*in_rows(hours, 3), [never], _back(t)])


def digest(t: Texts, weekday: int, at: time) -> InlineKeyboardMarkup:
    """The evenings on offer."""
    return _choices(
        t,
        [
            _way(
                t,
                t.label("people-week-at", weekday=on, clock=f"{hour}:00"),
                SetDigest(weekday=on, hour=hour),
                (on, time(hour)) == (weekday, at),
            )
            for on, hour in DIGEST
        ],
    )


def language(t: Texts) -> InlineKeyboardMarkup:
    """Each language by its own name."""
    return _choices(
        t,
        [
            _way(t, Texts(it).label("people-language-name"), SetLanguage(language=it), it == t.language)
            for it in LANGUAGES
        ],
    )


def roles(t: Texts, hats: Iterable[Role], chosen: Role | None) -> InlineKeyboardMarkup:
    """Whose menu is shown."""
    return _choices(t, [_way(t, t.label(f"menu-role-{it.value}"), MenuOf(role=it), it is chosen) for it in hats])


def alias(t: Texts, student_id: int, *, named: bool) -> InlineKeyboardMarkup:
    """Under the question what to call the child."""
    first_name = [button(t.label("people-first-name"), FirstName(student_id=student_id))] if named else []
    return markup([first_name, _leave(t)])


def alias_sure(t: Texts, *, draft_id: int, version: int) -> InlineKeyboardMarkup:
    """Under the name that was typed."""
    take = button(t.label("people-alias-yes"), TakeAlias(draft_id=draft_id, version=version))
    return markup([[take], _leave(t)])


def withdrawing(t: Texts, student_id: int) -> InlineKeyboardMarkup:
    """The confirmation."""
    return markup([[button(t.label("people-withdraw-yes"), Withdraw(student_id=student_id))], _back(t)])


def leaving(t: Texts) -> InlineKeyboardMarkup:
    """The confirmation."""
    return markup([[button(t.label("people-sign-out"), SignOut())], _back(t)])


def _way(t: Texts, label: str, data: Data, chosen: bool) -> Button:  # noqa: FBT001 - read at each call beside its label
    return button(t.label("people-chosen", choice=label) if chosen else label, data)


def _choices(t: Texts, ways: Iterable[Button]) -> InlineKeyboardMarkup:
    return markup([*([way] for way in ways), _back(t)])


def _leave(t: Texts) -> list[Button]:
    """Out of a question: what is typed afterwards is no answer to it."""
    return [button(t.label("cancel"), DropAlias()), button(t.label("menu"), Leave())]


def _back(t: Texts) -> list[Button]:
    return [button(t.label("back"), SettingsOf()), button(t.label("menu"), Menu())]
