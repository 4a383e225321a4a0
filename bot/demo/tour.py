"""The tour: a school day played on the demo's phones, told in the terminal; every step checks what the phones show."""

import sys
from io import TextIOWrapper

from rich.console import Console

from bot.demo import start, tour_acts
from bot.demo.tour_stage import Stage, Unexpected
from locales import Texts
from sandbox.client import Telegram


async def play(t: Texts) -> int:
    """Play every act; 1 at the first thing that is not as it must be, with what was expected and what came."""
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")  # a terminal of another alphabet shows "?" instead of failing
    console = Console(highlight=False)
    console.print(t.label("demo-building"))
    async with start.started(0) as demo, Telegram(demo.base, settle=demo.intake.idle) as telegram:
        stage = Stage(t, console, demo, telegram, {phone.id: phone for phone in await telegram.people()})
        try:
            await tour_acts.play(stage)
            stage.expect_no_refusals()
        except Unexpected as unexpected:
            stage.tell_failure(unexpected)
            return 1
        except AssertionError as error:  # what the phones raise: no such button, no answer in time
            stage.tell_failure(Unexpected(t.label("tour-expected-answer"), str(error)))
            return 1
    console.print(t.label("tour-end"))
    return 0
