"""What a substitute sees of a lesson that was closed: the card is its teacher's again, the signature is left to give."""

from datetime import datetime

from db.engine import Session
from db.lessons import LessonState
from handlers.heading import Screen
from handlers.substitutions import wording
from journal.access import Actor
from journal.refusals import NotFound
from journal.substitutions import answering
from locales import Texts


async def left(session: Session, actor: Actor, lesson_id: int, *, t: Texts, now: datetime) -> Screen:
    """The substitution in this closed lesson; NotFound for anybody but its substitute."""
    line = await answering.of_lesson(session, actor, lesson_id)
    if line is None or line.lesson_state is not LessonState.CLOSED:
        raise NotFound
    return wording.one(t, line, now, closed=True)
