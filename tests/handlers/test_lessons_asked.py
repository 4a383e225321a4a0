"""A teacher asks over an open card, where everything else that is typed is dictation; and no dictation is taken for a question."""

import pytest

from db.engine import Database
from handlers.lessons import asked
from keyboards.sections import LessonCard
from tests.journal.corpus import messages
from tests.school import MONDAY, NamedSchool
from tests.teaching import Desk, at
from tests.telegram import World


@pytest.fixture
def desk(db: Database, school: NamedSchool) -> Desk:
    return Desk(db, school)


@pytest.mark.parametrize(
    ("said", "begins"),
    [("какие у меня уроки завтра", "📋 Вторник, 24 ноября"), ("что не заполнено", "🔴 Не заполнены")],
)
async def test_a_question_over_an_open_card_is_answered(world: World, desk: Desk, said: str, begins: str) -> None:
    world.clock.set("08:40")
    teacher = await at(world, desk.school.algebra, LessonCard(lesson_id=await desk.lesson()))
    await teacher.say("/menu")
    await teacher.say(said)
    assert teacher.screen.text.startswith(begins)


def test_no_dictation_is_taken_for_a_question() -> None:
    texts = {message.text for message in messages()}
    taken = [text for text in texts if asked.own_lessons(text, MONDAY) or asked.is_about_unfilled(text)]
    assert (len(texts) > 600, taken) == (True, [])
