"""A new version of a plan over the old one: which topic is which, so that lessons keep what they took."""

from hypothesis import given
from hypothesis import strategies as st

from journal.programme import merging
from journal.programme.merging import Merged, There, Wanted


def old(*titles: str, taken: tuple[int, ...] = ()) -> list[There]:
    """A plan as it is; `taken` are numbers."""
    return [There(100 + n, n, title, 1, "", n in taken) for n, title in enumerate(titles, start=1)]


def new(*titles: str) -> list[Wanted]:
    return [Wanted(number, title, 1, "") for number, title in enumerate(titles, start=1)]


def where(merged: Merged) -> dict[int, int]:
    """Old numbers to new ones."""
    return {there.id - 100: wanted.number for there, wanted in merged.kept}


def test_the_same_plan_is_nothing_new() -> None:
    merged = merging.merge(old("Дроби", "Сложение", "Дроби"), new("Дроби", "Сложение", "Дроби"))
    assert merged.nothing_new
    assert where(merged) == {1: 1, 2: 2, 3: 3}


def test_an_inserted_topic_moves_those_behind_it_with_their_lessons() -> None:
    merged = merging.merge(
        old("Дроби", "Сложение", "Вычитание", taken=(1, 2, 3)), new("Дроби", "Повторение", "Сложение", "Вычитание")
    )
    assert where(merged) == {1: 1, 2: 3, 3: 4}
    assert [topic.title for topic in merged.added] == ["Повторение"]
    assert (merged.moved, merged.changed, merged.left, merged.removed) == (2, (), (), ())


def test_topics_of_one_title_are_told_apart_by_their_order() -> None:
    """«Решение задач» twice in a row, one more topic put in before: the first of them stays the first."""
    merged = merging.merge(
        old("А", "Решение задач", "Решение задач", "Б", taken=(1, 2)),
        new("А", "В", "Решение задач", "Решение задач", "Б"),
    )
    assert where(merged) == {1: 1, 2: 3, 3: 4, 4: 5}


def test_a_corrected_title_is_the_same_topic() -> None:
    merged = merging.merge(old("Дроби", "Слажение дробей", taken=(1, 2)), new("Дроби", "Сложение дробей"))
    assert where(merged) == {1: 1, 2: 2}
    assert [(a.title, b.title) for a, b in merged.changed] == [("Слажение дробей", "Сложение дробей")]


def test_a_taken_topic_never_becomes_another_one() -> None:
    merged = merging.merge(old("Дроби", "Векторы", taken=(1,)), new("Пределы", "Производная"))
    assert [topic.title for topic in merged.left] == ["Дроби"]
    assert 1 not in where(merged)
    assert {topic.title for topic in merged.added} | {b.title for _, b in merged.kept} == {"Пределы", "Производная"}


def test_a_topic_that_moved_is_found_by_its_title() -> None:
    merged = merging.merge(old("А", "Б", "В", "Г", taken=(4,)), new("Г", "А", "Б", "В"))
    assert where(merged) == {1: 2, 2: 3, 3: 4, 4: 1}


def test_a_topic_that_had_left_the_plan_comes_back() -> None:
    outside = There(7, None, "Логарифмы", 2, "", taken=True)
    merged = merging.merge([*old("Дроби"), outside], new("Дроби", "Логарифмы"))
    assert (outside, Wanted(2, "Логарифмы", 1, "")) in merged.kept
    assert merging.merge([*old("Дроби"), outside], new("Дроби")).nothing_new


titles = st.lists(
    st.sampled_from(["Дроби", "Сложение дробей", "Сложение", "Контрольная работа", "Решение задач"]), max_size=12
)


@given(titles, titles, st.sets(st.integers(1, 12)))
def test_every_topic_is_in_exactly_one_place(before: list[str], after: list[str], taken: set[int]) -> None:
    there, wanted = old(*before, taken=tuple(taken)), new(*after)
    merged = merging.merge(there, wanted)
    assert sorted([*(a for a, _ in merged.kept), *merged.left, *merged.removed]) == sorted(there)
    assert sorted([*(b for _, b in merged.kept), *merged.added]) == sorted(wanted)
    assert all(topic.taken for topic in merged.left)
    assert not any(topic.taken for topic in merged.removed)
    again = [There(a.id, *b, a.taken) for a, b in merged.kept]
    again += [There(1000 + b.number, *b, False) for b in merged.added]
    again += [topic._replace(number=None) for topic in merged.left]
    assert merging.merge(again, wanted).nothing_new or before == after
