"""The picture of a page: it fits a phone and Telegram, whatever names and however many students there are."""

import struct
import tempfile
from datetime import timedelta
from pathlib import Path

import pytest

from documents import drawing
from documents import register_picture as drawn
from locales import texts
from tests.documents.register import FIRST, page
from tests.hostile.nasty import NASTY

T = texts("ru")
RUN_OVER = 10_000
"""Telegram takes no photo whose sides are longer together."""


def size(png: bytes) -> tuple[int, int]:
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    width, height = struct.unpack(">II", png[16:24])
    return width, height


def test_a_class_of_35_fits_a_phone_three_times_as_crisp() -> None:
    width, height = size(drawn.draw(T, page(students=35, lessons=30), 0, term="2-я четверть"))
    assert width == 3 * 360
    assert width + height < RUN_OVER
    assert height / width < 3


@pytest.mark.parametrize(
    ("students", "lessons", "marked"), [(0, 0, True), (1, 1, True), (25, 10, False), (30, 0, True)]
)
def test_a_page_of_any_shape_can_be_drawn(students: int, lessons: int, marked: bool) -> None:
    size(drawn.draw(T, page(students=students, lessons=lessons, marked=marked), 0, term=""))


def test_the_newest_lessons_come_first_and_each_stands_on_one_picture() -> None:
    found = page(lessons=23)
    days = [[column.lesson_id for column in drawn.columns(found, number)] for number in range(drawn.pages(found))]
    assert days == [[*range(13, 23)], [*range(3, 13)], [0, 1, 2]]
    assert [column.lesson_id for column in drawn.columns(found, 99)] == [0, 1, 2]
    assert drawn.pages(page(lessons=0)) == 1


def test_any_name_can_be_drawn() -> None:
    """Also what the way in strips or refuses (G33): nothing is read as markup, and nothing breaks the picture."""
    names = [*NASTY.values()]
    size(drawn.draw(T, page(students=len(names), names=names), 0, term="".join(names)))


def test_what_is_too_long_ends_with_an_ellipsis_and_fits() -> None:
    long = "Константинопольская-Преображенская"
    short = drawing.fitting(long, 90, 11)
    assert short.endswith("…")
    assert drawing.wide(short, 11) <= 90
    assert drawing.wide("Щербаков", 11) > drawing.wide("Иванов", 11) > drawing.wide("Ли", 11) > 0
    assert drawing.fitting("Иванов П.", 90, 11) == "Иванов П."
    assert drawing.fitting("Ш", 1, 11) == "…"


def test_nothing_is_left_on_the_disk(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """G36: there is no file even for a moment, since there is no place where one could be made."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "nowhere"))
    size(drawn.draw(T, page(), 0, term="2-я четверть"))


def test_two_months_stand_over_their_days() -> None:
    found = page(lessons=10)
    shifted = [column._replace(date=column.date - timedelta(days=4)) for column in found.columns]
    assert shifted[0].date < FIRST
    size(drawn.draw(T, found._replace(columns=shifted), 0, term="2-я четверть"))
