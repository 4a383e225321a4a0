"""No label is cut on a phone of 360 px: two that would be stand one under another."""

from keyboards.data import button, markup
from keyboards.sections import Menu


def rows(*labels: str) -> list[list[str]]:
    keyboard = markup([[button(label, Menu()) for label in labels]])
    return [[one.text for one in row] for row in keyboard.inline_keyboard]


def test_a_pair_that_fits_stays_side_by_side() -> None:
    assert rows("📊 Отметки", "🗓️ Расписание") == [["📊 Отметки", "🗓️ Расписание"]]
    assert rows("20. Сидоров Е. 5/4", "Домашнее задание") == [["20. Сидоров Е. 5/4", "Домашнее задание"]]


def test_a_pair_with_a_label_that_would_be_cut_becomes_two_rows() -> None:
    for cut in ("✓ родители и ученик", "📝 Домашнее задание", "Физическая культура · 4,50"):
        assert rows(cut, "Химия · 4,00") == [[cut], ["Химия · 4,00"]]
        assert rows("Химия · 4,00", cut) == [["Химия · 4,00"], [cut]]


def test_a_single_long_label_and_three_short_ones_stay_as_they_are() -> None:
    assert rows("🤒 Сообщить об отсутствии ребёнка") == [["🤒 Сообщить об отсутствии ребёнка"]]
    assert rows("5", "4", "3") == [["5", "4", "3"]]
