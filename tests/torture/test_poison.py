"""An update that kills the process is set aside, and takes nobody else's with it (G2, G14)."""

from aiogram import Bot
from aiogram.client.session.middlewares.base import NextRequestMiddlewareType
from aiogram.methods import TelegramMethod
from aiogram.methods.base import TelegramType
from sqlalchemy import select

from db.operations import InboxState, InboxUpdate
from journal.operations.inbox import TRIES
from tests.bot.test_intake import typed
from tests.telegram import World
from tests.torture.crash import Killed, Process

LIVES = 12


class Fragile(Process):
    """A process that dies whenever it answers one person; `tell` at the end is another's, so it may."""

    def __init__(self, world: World, chat: int) -> None:
        super().__init__(world, None)
        self.chat = chat

    async def __call__(
        self, make_request: NextRequestMiddlewareType[TelegramType], bot: Bot, method: TelegramMethod[TelegramType]
    ) -> TelegramType:
        """Die before that answer, but for the apology of whoever was set aside."""
        text = str(getattr(method, "text", ""))
        if getattr(method, "chat_id", None) == self.chat and "Что-то пошло не так" not in text:
            self.die()
            raise Killed
        return await super().__call__(make_request, bot, method)


async def test_what_kills_the_process_is_set_aside_alone(world: World) -> None:
    people = [await world.phone(who) for who in (world.school.mother, world.school.father, world.school.algebra)]
    poison = people[0]
    world.telegram.strict = False
    await world.intake.stop()
    await world.intake.take([typed(one.id, "/menu", number=8000 + place) for place, one in enumerate(people)])
    lives = 0
    for _ in range(LIVES):
        lives += 1
        process = Fragile(world, poison.id)
        process.start()
        await process.worked()
        died = process.killed.is_set()
        await process.end()
        if not died:
            break
    await world.telegram.settled()
    async with world.db.read() as session:
        rows = await session.execute(select(InboxUpdate.sender, InboxUpdate.state))
        states = {int(sender): state for sender, state in rows}
    assert states.pop(poison.id) is InboxState.QUARANTINED
    assert set(states.values()) == {InboxState.DONE}
    assert all(one.heard for one in people[1:])
    assert lives <= TRIES + 1, "so many deaths it costs, and no more"
