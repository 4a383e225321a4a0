"""A teacher's lessons: the days, the card, closing, and the lesson told in one message."""

from aiogram import Router

from handlers.lessons import card as cards
from handlers.lessons import days, quick, spoken, whole_day
from handlers.lessons.asked import understand_question
from handlers.lessons.spoken import understand
from handlers.reading import Reader
from journal.lessons import card, topic_draft, whose

router = Router(name="lessons")
router.include_routers(days.router, cards.router, quick.router, whole_day.router, spoken.router)

READERS: dict[str, Reader] = {
    card.ON_DESK: spoken.read_on_desk,
    card.DICTATED: spoken.read_more,
    whose.KIND: spoken.read_whose,
    topic_draft.KIND: cards.read_topic,
}

__all__ = ["READERS", "router", "understand", "understand_question"]
