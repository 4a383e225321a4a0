"""An answer of the messenger that breaks off may have had its effect: it is neither an error of ours nor a reason to ask again."""

from structlog.testing import capture_logs

from tests.telegram import World


async def test_an_answer_cut_within_a_letter_is_like_one_cut_between_two(world: World) -> None:
    """Half of the bytes: of four names that differ by a Latin letter each, some are cut inside a Cyrillic one."""
    for name in ("Мария", "Maрия", "Maрия M", "Maрия MM"):
        phone = await world.stranger(name)
        world.tolerated.add("broken")
        await world.telegram.fault("garbage", method="sendMessage", user=phone.id)
        with capture_logs() as logs:
            await phone.say("что это?")
        assert phone.heard
        assert [entry for entry in logs if entry["log_level"] == "error"] == []
