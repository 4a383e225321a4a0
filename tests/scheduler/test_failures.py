"""The error classes of a send, one by one (docs/promises.md, G11–G13)."""

from typing import Any

import pytest
from aiogram.exceptions import (
    ClientDecodeError,
    TelegramBadRequest,
    TelegramConflictError,
    TelegramForbiddenError,
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramServerError,
    TelegramUnauthorizedError,
)
from aiogram.methods import SendMessage
from aiohttp import ClientConnectorError
from aiohttp.client_reqrep import ConnectionKey

from scheduler.sending.failures import LONGEST_PAUSE, MOST_COPIES, UNCERTAIN, UNCERTAIN_PAUSE, back_off, judge

METHOD = SendMessage(chat_id=1, text="…")


def never_connected() -> TelegramNetworkError:
    nobody = ConnectionKey("127.0.0.1", 1, is_ssl=False, ssl=True, proxy=None, proxy_auth=None, proxy_headers_hash=None)
    error = TelegramNetworkError(METHOD, "ClientConnectorError")
    error.__cause__ = ClientConnectorError(nobody, OSError(111, "refused"))
    return error


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (TelegramRetryAfter(METHOD, "…", 7), {"wait": 7.0, "counted": False, "error": ""}),
        (TelegramServerError(METHOD, "Internal Server Error"), {"error": "5xx", "dead": False}),
        (never_connected(), {"error": "no connection", "dead": False}),
        (TelegramNetworkError(METHOD, "ServerDisconnectedError"), {"error": UNCERTAIN, "wait": UNCERTAIN_PAUSE}),
        (TimeoutError(), {"error": UNCERTAIN, "dead": False}),
        (ClientDecodeError("not JSON", ValueError(), "<html>"), {"error": UNCERTAIN, "dead": False}),
        (TelegramForbiddenError(METHOD, "Forbidden: bot was blocked by the user"), {"unreachable": True}),
        (TelegramForbiddenError(METHOD, "Forbidden: user is deactivated"), {"unreachable": True}),
        (TelegramBadRequest(METHOD, "Bad Request: chat not found"), {"unreachable": True}),
        (TelegramBadRequest(METHOD, "Bad Request: message is not modified: …"), {"sent": True}),
        (TelegramBadRequest(METHOD, "Bad Request: query is too old and …"), {"sent": True}),
        (TelegramBadRequest(METHOD, "Bad Request: can't parse entities: …"), {"plain": True, "dead": True}),
        (TelegramBadRequest(METHOD, "Bad Request: message is too long"), {"dead": True, "unreachable": False}),
        (TelegramUnauthorizedError(METHOD, "Unauthorized"), {"counted": False, "error": "", "dead": False}),
        (TelegramConflictError(METHOD, "Conflict"), {"counted": False, "wait": UNCERTAIN_PAUSE, "dead": False}),
    ],
)
def test_each_error_means_one_thing(error: Exception, expected: dict[str, Any]) -> None:
    outcome = judge(error, attempts=0)
    assert {name: getattr(outcome, name) for name in expected} == expected


def test_what_may_have_arrived_is_sent_once_more_only() -> None:
    assert judge(TimeoutError(), attempts=1, before=UNCERTAIN).dead
    assert judge(TimeoutError(), attempts=0, copies=MOST_COPIES - 1).dead


def test_a_failed_connect_does_not_use_that_up() -> None:
    assert not judge(never_connected(), attempts=1, before=UNCERTAIN).dead
    assert not judge(TelegramServerError(METHOD, "…"), attempts=1, before=UNCERTAIN).dead


def test_pauses_grow_from_a_second_to_five_minutes() -> None:
    for attempts in range(200):
        assert 0.75 * min(2.0**attempts, LONGEST_PAUSE) <= back_off(attempts) <= LONGEST_PAUSE
