"""What a family writes in its own words, and days as people name them."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journal import dates
from journal.dates import Days, Relative, When
from journal.family import questions, spelling
from journal.family.questions import Ask, Child, Subject, Unclear
from journal.words import AskKind
from locales.en.words import WORDS as ENGLISH
from locales.ru.words import WORDS

MONDAY = date(2026, 11, 23)
SUBJECTS = tuple(
    Subject(number, name, short)
    for number, (name, short) in enumerate(
        (
            ("Алгебра", "алг"),
            ("Геометрия", "геом"),
            ("Русский язык", "рус"),
            ("Литература", "лит"),
            ("Английский язык", "англ"),
            ("Физика", "физ"),
            ("Физическая культура", "физ-ра"),
            ("История", "ист"),
            ("Обществознание", "общ"),
            ("Биология", "био"),
            ("Химия", "хим"),
            ("География", "гео"),
            ("Информатика", "инф"),
            ("Основы безопасности и защиты Родины", "ОБЗР"),
            ("Труд (технология)", "труд"),
            ("Вероятность и статистика", "ВиС"),
            ("Русская литература", ""),
        ),
        1,
    )
)
BY_NAME = {subject.name: subject.id for subject in SUBJECTS}
MARIA, PETR = Child(1, "Мария", "Маша"), Child(2, "Пётр")


def ask(text: str, *children: Child) -> Ask | Unclear:
    return questions.parse(text, MONDAY, SUBJECTS, children or (MARIA, PETR), WORDS)


def day(number: int, month: int = 11) -> Days:
    return Days(date(2026, month, number), date(2026, month, number))


WEEK_BACK = Days(date(2026, 11, 17), MONDAY)


@pytest.mark.parametrize(
    ("text", "kind", "subject", "child", "when"),
    [
        ("дз на завтра", "homework", None, None, day(24)),
        ("ДЗ НА ПН", "homework", None, None, day(30)),
        ("Дз?", "homework", None, None, None),
        ("д/з", "homework", None, None, None),
        ("что задали", "homework", None, None, None),
        ("что задали по алгебре", "homework", "Алгебра", None, None),
        ("что по геометрии задали на четверг", "homework", "Геометрия", None, day(26)),
        ("что задали по русскому", "homework", "Русский язык", None, None),
        ("что задали вчера по истории", "homework", "История", None, day(22)),
        ("домашка по общаге", "homework", "Обществознание", None, None),
        ("дз по инглишу", "homework", "Английский язык", None, None),
        ("дз на 25.11 по физике", "homework", "Физика", None, day(25)),
        ("дз на 25 ноября", "homework", None, None, day(25)),
        ("дз на следующий урок", "homework", None, None, Relative.NEXT_LESSON),
        ("русская литература что задали", "homework", "Русская литература", None, None),
        ("по физкультуре что задали", "homework", "Физическая культура", None, None),
        ("покажи, пожалуйста, домашнее задание по английскому языку", "homework", "Английский язык", None, None),
        ("что делать на дом", "homework", None, None, None),
        ("какие уроки задали", "homework", None, None, None),
        ("оценки по физике", "marks", "Физика", None, None),
        ("оценки по физре", "marks", "Физическая культура", None, None),
        ("оценки по физ-ре", "marks", "Физическая культура", None, None),
        ("какие оценки у Маши по матану за неделю", "marks", "Алгебра", 1, WEEK_BACK),
        ("оценки Пети", "marks", None, 2, None),
        ("оценки у Пети по литературе", "marks", "Литература", 2, None),
        ("оценки машеньки за прошлую неделю", "marks", None, 1, Days(date(2026, 11, 16), date(2026, 11, 22))),
        ("оценки по русской литературе", "marks", "Русская литература", None, None),
        ("оценки по алгербе", "marks", "Алгебра", None, None),
        ("оценки по обж", "marks", "Основы безопасности и защиты Родины", None, None),
        ("пятёрки по труду", "marks", "Труд (технология)", None, None),
        ("оценки по вис", "marks", "Вероятность и статистика", None, None),
        ("средний балл по химии", "marks", "Химия", None, None),
        ("оценка за контрольную по алгебре", "marks", "Алгебра", None, None),
        ("отметки по инфе за пятницу", "marks", "Информатика", None, day(20)),
        ("оценки за четверть", "marks", None, None, Relative.TERM),
        ("какие оценки сегодня", "marks", None, None, day(23)),
        ("что получил Петя по био", "marks", "Биология", 2, None),
        ("расписание", "timetable", None, None, None),
        ("расписание на пятницу", "timetable", None, None, day(27)),
        ("расписание на неделю", "timetable", None, None, Days(MONDAY, date(2026, 11, 29))),
        ("расписание Маши на среду", "timetable", None, 1, day(25)),
        ("во сколько завтра к первому уроку", "timetable", None, None, day(24)),
        ("какие уроки завтра", "timetable", None, None, day(24)),
        ("сколько уроков в среду", "timetable", None, None, day(25)),
        ("расписание звонков", "timetable", None, None, None),
        ("когда контрольная", "tests", None, None, None),
        ("когда контрольная по русскому", "tests", "Русский язык", None, None),
        ("расписание контрольных", "tests", None, None, None),
        ("сколько пропусков", "attendance", None, None, None),
        ("пропуски за месяц у Маши", "attendance", None, 1, Days(date(2026, 10, 25), MONDAY)),
        ("был ли Петя вчера в школе", "attendance", None, 2, day(22)),
        ("опоздания Пети за неделю", "attendance", None, 2, WEEK_BACK),
        ("оцeнки пo геогpафии", "marks", "География", None, None),
    ],
)
def test_understood(text: str, kind: AskKind, subject: str | None, child: int | None, when: When | None) -> None:
    assert ask(text) == Ask(kind, BY_NAME[subject] if subject else None, child, when)


@pytest.mark.parametrize(
    ("text", "guesses"),
    [
        ("уроки на завтра", [Ask("timetable", dates=day(24)), Ask("homework", dates=day(24))]),
        ("оценки по математике", [Ask("marks", BY_NAME["Алгебра"]), Ask("marks", BY_NAME["Геометрия"])]),
        ("оценки по языку", [Ask("marks", BY_NAME["Русский язык"]), Ask("marks", BY_NAME["Английский язык"])]),
        ("алгебра", [Ask("homework", BY_NAME["Алгебра"]), Ask("marks", BY_NAME["Алгебра"])]),
        ("завтра", [Ask("timetable", dates=day(24)), Ask("homework", dates=day(24))]),
        ("дз к контрольной", [Ask("homework"), Ask("tests")]),
        ("у Коли какие оценки", [Ask("marks", None, 1), Ask("marks", None, 2)]),
        ("Коля оценки", [Ask("marks", None, 1), Ask("marks", None, 2)]),
        ("оценки Маши и Пети", [Ask("marks", None, 1), Ask("marks", None, 2)]),
        ("оценки по китайскому", [Ask("marks")]),
        ("привет", []),
        ("спасибо большое, до свидания", []),
        ("", []),
    ],
)
def test_asked_back(text: str, guesses: list[Ask]) -> None:
    assert ask(text) == Unclear(tuple(guesses))


def test_a_letter_is_no_question() -> None:
    answer = ask("Здравствуйте, почему моему сыну поставили такие несправедливые оценки, прошу разобраться")

    assert isinstance(answer, Unclear)


def test_two_children_of_one_short_name() -> None:
    answer = ask("оценки Саши", Child(1, "Александр"), Child(2, "Александра"))

    assert answer == Unclear((Ask("marks", None, 1), Ask("marks", None, 2)))


@settings(max_examples=100, deadline=None)
@given(
    st.text(max_size=60)
    | st.lists(st.sampled_from(sorted({*WORDS.asks, *WORDS.noise, *WORDS.days})), max_size=6).map(" ".join)
)
def test_any_text_gets_an_answer(text: str) -> None:
    assert isinstance(ask(text), Ask | Unclear)


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.sampled_from(sorted({*WORDS.asks, *WORDS.noise, *WORDS.asides, *WORDS.days, *WORDS.subjects}))
        | st.text("абвгдеёжзиклмнопрстуфхцчшщыьэюя", min_size=1, max_size=12),
        max_size=8,
    ).map(" ".join),
    st.integers(1, 2),
)
def test_no_text_is_answered_about_another_child_or_subject(text: str, number: int) -> None:
    """Whatever is asked, the reading names a child and a subject of the asker's own, or none."""
    children = (MARIA, PETR)[:number]
    answer = ask(text, *children)

    for one in answer.guesses if isinstance(answer, Unclear) else (answer,):
        assert one.child_id in {None, *(child.id for child in children)}
        assert one.subject_id in {None, *BY_NAME.values()}


@settings(max_examples=200, deadline=None)
@given(
    st.sampled_from(["оценки", "дз", "пропуски", "расписание", "контрольные", "кто ведет", "каникулы"]),
    st.text("абвгдежзиклмнопрстуфхцчшщыэюя", min_size=8, max_size=14),
)
def test_a_word_that_nothing_explains_is_never_passed_over(kind: str, word: str) -> None:
    """It may be somebody's name: the question is then asked back, unless the word is a known one or a slip of it."""
    answer = ask(f"{kind} {word}")

    known = ask(word) != Unclear()
    assert isinstance(answer, Unclear) or known or spelling.corrected(word, WORDS, lambda _: False) != word


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("расписаеие на завтар", "расписание на завтра"),
        ("дз на понидельник", "дз на понедельник"),
        ("оцнки", "оценки"),
        ("контрольнае", "контрольная"),
        ("Иванов Пётр", "Иванов Пётр"),
        ("дз", "дз"),
    ],
)
def test_slips_of_the_finger(text: str, read: str) -> None:
    assert spelling.corrected(text, WORDS, lambda _: False) == read


# Days.


@pytest.mark.parametrize(
    ("text", "lean", "when"),
    [
        ("сегодня", "ahead", day(23)),
        ("на завтра", "ahead", day(24)),
        ("на завтрашний день", "ahead", day(24)),
        ("послезавтра", "ahead", day(25)),
        ("вчера", "back", day(22)),
        ("позавчера", "back", day(21)),
        ("в пятницу", "ahead", day(27)),
        ("в пятницу", "back", day(20)),
        ("на пн", "ahead", day(23)),
        ("на пн", "after", day(30)),
        ("к понедельнику", "after", day(30)),
        ("в следующую пятницу", "ahead", day(4, 12)),
        ("в прошлую пятницу", "back", day(20)),
        ("12.11", "back", day(12)),
        ("12.12", "ahead", day(12, 12)),
        ("12.11.2025", "ahead", Days(date(2025, 11, 12), date(2025, 11, 12))),
        ("12.11.26", "ahead", day(12)),
        ("12 ноября", "ahead", day(12)),
        ("12-го ноября 2026 года", "ahead", day(12)),
        ("к 25 числу", "after", day(25)),
        ("3 числа", "ahead", day(3, 12)),
        ("10 января", "ahead", Days(date(2027, 1, 10), date(2027, 1, 10))),
        ("за неделю", "back", WEEK_BACK),
        ("на неделю", "ahead", Days(MONDAY, date(2026, 11, 29))),
        ("на этой неделе", "ahead", Days(MONDAY, date(2026, 11, 29))),
        ("на следующей неделе", "ahead", Days(date(2026, 11, 30), date(2026, 12, 6))),
        ("за прошлый месяц", "back", Days(date(2026, 10, 1), date(2026, 10, 31))),
        ("в декабре", "ahead", Days(date(2026, 12, 1), date(2026, 12, 31))),
        ("за ноябрь", "back", Days(date(2026, 11, 1), date(2026, 11, 30))),
        ("через неделю", "ahead", day(30)),
        ("через 3 дня", "ahead", day(26)),
        ("с 12 по 15 ноября", "back", Days(date(2026, 11, 12), date(2026, 11, 15))),
        ("12–15 ноября", "back", Days(date(2026, 11, 12), date(2026, 11, 15))),
        ("с понедельника по среду", "after", Days(date(2026, 11, 30), date(2026, 12, 2))),
        ("с понедельника по среду", "back", Days(date(2026, 11, 16), date(2026, 11, 18))),
        ("следующий урок", "after", Relative.NEXT_LESSON),
        ("к следующему уроку", "after", Relative.NEXT_LESSON),
        ("за четверть", "back", Relative.TERM),
        ("за год", "back", Relative.YEAR),
        ("за прошлую четверть", "back", Relative.LAST_TERM),
        ("31.02", "ahead", None),
        ("15 ноября – 12 ноября", "ahead", None),
        ("когда-нибудь", "ahead", None),
    ],
)
def test_days(text: str, lean: dates.Lean, when: When | None) -> None:
    assert dates.parse(text, MONDAY, WORDS, lean=lean) == when


def test_on_a_sunday_the_week_is_the_coming_one() -> None:
    assert dates.parse("на неделю", date(2026, 11, 29), WORDS) == Days(date(2026, 11, 30), date(2026, 12, 6))


def test_where_a_day_stands() -> None:
    text = "сдать к пятнице, 27.11"
    said = dates.find(text, MONDAY, WORDS)

    assert said is not None
    assert text[said.start : said.end] == "к пятнице"


@settings(max_examples=100, deadline=None)
@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)), st.integers(-150, 150))
def test_a_date_without_a_year_is_the_nearest_one(today: date, shift: int) -> None:
    wanted = today + timedelta(days=shift)
    lean: dates.Lean = "ahead" if shift >= 0 else "back"
    if abs(shift) > 100:
        return

    assert dates.parse(f"{wanted:%d.%m}", today, WORDS, lean=lean) == Days(wanted, wanted)


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("homework for tomorrow", Ask("homework", dates=day(24))),
        ("marks in physics last week", Ask("marks", 6, dates=Days(date(2026, 11, 16), date(2026, 11, 22)))),
        ("timetable on friday", Ask("timetable", dates=day(27))),
        ("marks from 12 oct to 14 oct", Ask("marks", dates=Days(date(2026, 10, 12), date(2026, 10, 14)))),
        ("when is the test", Ask("tests")),
        ("дз на завтра", Ask("homework", dates=day(24))),
    ],
)
def test_english(text: str, asked: Ask) -> None:
    assert questions.parse(text, MONDAY, SUBJECTS, (MARIA,), ENGLISH) == asked
