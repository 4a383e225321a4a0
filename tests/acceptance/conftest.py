"""What the acceptance tests say in one word."""

from collections.abc import Sequence

import pytest

from sandbox.phone import Phone
from tests.telegram import World

CLOSE = "✅ Закрыть урок"


class Ears:
    """What every family's phone has got, as pushes: a message that its owner did not ask for."""

    def __init__(self, world: World, phones: Sequence[Phone]) -> None:
        self.world = world
        self.phones = phones
        self.heard: dict[int, int] = {phone.id: len(phone.heard) for phone in phones}

    async def rang(self) -> dict[str, list[str]]:
        """What is due comes; the texts since the last look, by surname and given name, silent phones left out."""
        await self.world.deliver()
        told: dict[str, list[str]] = {}
        for phone in self.phones:
            new = [message.text for message in phone.heard[self.heard[phone.id] :]]
            self.heard[phone.id] = len(phone.heard)
            if new:
                told[" ".join(phone.name.split()[:2])] = new
        return told


@pytest.fixture
async def families(world: World) -> Ears:
    """The phones of all families of the named school."""
    school = world.school
    people = (school.mother, school.father, school.ivanov_mother, school.pupil, school.first_grade_mother)
    return Ears(world, [await world.phone(somebody) for somebody in people])


async def walk(phone: Phone, *labels: str) -> None:
    """From the menu down a path of buttons."""
    await phone.say("/menu")
    for label in labels:
        await phone.press(label)
