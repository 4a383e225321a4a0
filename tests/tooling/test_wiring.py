"""Every button is heard, by one name, cheaply; and every handler asks for what it needs by name."""

import importlib
import inspect
import pkgutil
import re
import types
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from enum import Enum
from typing import Annotated, Any, Literal, Union, get_args, get_origin

import pytest
from aiogram import Router
from aiogram.dispatcher.event.handler import FilterObject
from aiogram.dispatcher.event.telegram import TelegramEventObserver

import keyboards
from handlers import ROUTERS, errors
from handlers.filters import Prefixes, Tap
from keyboards.data import Data

LARGE_ID = 10**9
"""Larger than any row's id in a school that closes 300 lessons a day for 100 years."""
LONG_WORD = 20
"""What a text in a button is taken for where its field does not say `max_length`."""


def kinds() -> list[type[Data]]:
    for module in pkgutil.walk_packages(keyboards.__path__, "keyboards."):
        importlib.import_module(module.name)

    def below(kind: type[Data]) -> Iterator[type[Data]]:
        for child in kind.__subclasses__():
            yield child
            yield from below(child)

    return list(below(Data))


def routers() -> list[Router]:
    return [inner for router in (*ROUTERS, errors.router) for inner in router.chain_tail]


def filters(observer: TelegramEventObserver) -> Iterator[FilterObject]:
    for handler in (observer._handler, *observer.handlers):  # noqa: SLF001 - aiogram shows a router's gate nowhere else
        yield from handler.filters or ()


def heard(router: Router) -> list[type[Data]]:
    return [one.callback.kind for one in filters(router.callback_query) if isinstance(one.callback, Tap)]


def test_no_two_buttons_look_alike() -> None:
    prefixes = Counter(kind.__prefix__ for kind in kinds())

    assert prefixes
    # A sign says what a button does to the thing (`topic=` sets it, `att+` adds); the separator is not one of them.
    assert [
        prefix for prefix, times in prefixes.items() if times > 1 or not re.fullmatch(r"[a-z0-9]+[^a-z0-9:\s]?", prefix)
    ] == []


def test_every_button_is_heard() -> None:
    listening = {kind for router in routers() for kind in heard(router)}

    assert sorted(kind.__qualname__ for kind in set(kinds()) - listening) == []


def test_the_gate_of_a_router_lets_its_own_buttons_in() -> None:
    shut_out = []
    for router in routers():
        gates = [one.callback for one in filters(router.callback_query) if isinstance(one.callback, Prefixes)]
        shut_out += [
            f"{router.name}: {kind.__qualname__}"
            for kind in heard(router)
            if not any(kind.__prefix__ in gate.prefixes for gate in gates)
        ]

    assert shut_out == []


def test_no_filter_costs_a_thread() -> None:
    slow = [
        f"{router.name}: {one.callback}"
        for router in routers()
        for observer in router.observers.values()
        for one in filters(observer)
        if not one.awaitable
    ]

    assert slow == []


def test_handlers_take_what_they_need_by_name() -> None:
    greedy = [
        f"{handler.callback.__module__}.{handler.callback.__qualname__}"
        for router in routers()
        for observer in router.observers.values()
        for handler in observer.handlers
        if any(p.kind is p.VAR_KEYWORD for p in inspect.signature(handler.callback).parameters.values())
    ]

    assert greedy == []


@pytest.mark.parametrize("kind", kinds(), ids=lambda kind: kind.__qualname__)
def test_the_largest_button_fits_64_bytes(kind: type[Data]) -> None:
    largest = {name: _largest(field.annotation, field.metadata) for name, field in kind.model_fields.items()}

    assert len(kind.model_construct(**largest).pack().encode()) <= 64


def _largest(annotation: Any, limits: Sequence[Any]) -> Any:
    """A value of this type that takes the most room within its limits."""
    if get_origin(annotation) is Annotated:
        inner, *more = get_args(annotation)
        return _largest(inner, [*limits, *more])
    if get_origin(annotation) in {Union, types.UnionType}:
        choices = [_largest(one, limits) for one in get_args(annotation) if one is not types.NoneType]
        return max(choices, key=_room)
    if get_origin(annotation) is Literal:
        return max(get_args(annotation), key=_room)
    if isinstance(annotation, type) and issubclass(annotation, Enum):
        return max(annotation, key=_room)
    if annotation is str:
        return "w" * _limit(limits, "max_length", LONG_WORD)
    if annotation is int:
        return _limit(limits, "le", LARGE_ID)
    return {date: date(2026, 11, 23), bool: True}[annotation]


def _limit(limits: Sequence[Any], name: str, otherwise: int) -> int:
    """What `Field(le=…)` or `Field(max_length=…)` says, directly or inside an `Annotated`."""
    found = (getattr(limit, name, None) for one in limits for limit in (one, *getattr(one, "metadata", ())))
    return next((limit for limit in found if limit is not None), otherwise)


def _room(value: Any) -> int:
    return len(str(value.value if isinstance(value, Enum) else value).encode())
