"""A strict local Telegram: a Bot API server over HTTP with people who write, tap and send files.

Good for any bot; knows neither this project nor aiogram. `python -m sandbox` serves it, `running(Sandbox())` does so
inside a program, and `sandbox.client` plays the people.
"""

from sandbox.server import Running, running
from sandbox.world import Sandbox

__all__ = ["Running", "Sandbox", "running"]
