"""Methods with real behaviour, one module an area. A known method that is not here answers 501, loudly."""

from sandbox.methods import chats, commands, deleting, editing, media, members, messages, polling, sending_on, taps
from sandbox.methods.registry import METHODS

__all__ = [
    "METHODS",
    "chats",
    "commands",
    "deleting",
    "editing",
    "media",
    "members",
    "messages",
    "polling",
    "sending_on",
    "taps",
]
