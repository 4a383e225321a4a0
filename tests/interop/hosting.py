"""Runs a router that its example leaves to the reader to include: `python hosting.py MODULE`, by polling."""

import asyncio
import importlib
import logging
import os
import sys

from aiogram import Bot, Dispatcher
from aiogram.client.default import DefaultBotProperties


async def main(name: str) -> None:
    dispatcher = Dispatcher()
    dispatcher.include_router(importlib.import_module(name).router)
    await dispatcher.start_polling(Bot(os.environ["BOT_TOKEN"], default=DefaultBotProperties(parse_mode="HTML")))


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO)
    asyncio.run(main(sys.argv[1]))
