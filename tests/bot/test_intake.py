"""The way in: what is stored, what is answered, what is never lost."""

from tests.telegram import World


async def test_a_forged_button_is_answered(world: World) -> None:
    phone = await world.phone(world.school.mother)
    await phone.say("абракадабра")
    answer = await phone.forge("nonsense:1")
    assert answer is not None
    assert "устарела" in answer["text"]


async def test_a_stranger_gets_an_answer(world: World) -> None:
    phone = await world.stranger()
    await phone.say("что это?")
    assert phone.heard
