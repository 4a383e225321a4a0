"""The tour of `python -m bot demo --tour`: it ends well, and it would notice if something were wrong."""

import pytest

from bot.demo import tour, tour_acts
from locales import texts


async def test_the_tour_plays_to_its_end(capsys: pytest.CaptureFixture[str]) -> None:
    code = await tour.play(texts("ru"))

    told = capsys.readouterr().out
    assert code == 0, told
    for key in ("message", "first-grade", "held", "question", "correction"):
        assert texts("ru").label(f"tour-act-{key}") in told
    assert "🔔 Звонит телефон: Ирина Олеговна Смирнова" in told
    assert "Полина · Русский язык: 4 (ответ). Д/з на вт 24.11: упр. 139" in told


async def test_the_tour_says_what_was_expected_and_what_came(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tour_acts, "DICTATED", "Смирнова 5; дз §21")

    code = await tour.play(texts("en"))

    told = capsys.readouterr().out
    assert code == 1
    assert "Something is wrong." in told
    assert "Expected: Смирнова Полина — 5, 4" in told
    assert "Came: 📝 8Б · Алгебра · 1-й урок, пн 23.11" in told
