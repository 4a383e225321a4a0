"""`🩺 Состояние`: the bot as a coordinator looks after it."""

from handlers.state.screens import router

__all__ = ["router"]
