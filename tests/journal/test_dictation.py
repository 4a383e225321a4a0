"""One message closes a lesson: what is understood, what is asked, and what an answer does."""

import json
from collections.abc import Sequence
from datetime import date

import pytest

from journal.dates import Days, Relative
from journal.lessons import dictation
from journal.lessons.dictation import Act, Defaults, Dictation, HomeworkDraft, Pupil, QuestionKind, Roster
from locales.en.words import WORDS as ENGLISH
from locales.ru.words import WORDS
from tests.journal.dictated import CLASS, MONDAY, ROSTER, SHORT, asked, read, said

FRIDAY = Days(date(2026, 11, 27), date(2026, 11, 27))


def choose(result: Dictation, act: Act, *, student: int | None = None, value: str | None = None) -> Dictation:
    """Answer the first question by the button that does this."""
    for index, option in enumerate(result.questions[0].options):
        if option.act is act and (student is None or student in option.students) and value in (None, *option.values):
            return dictation.answer(result, 0, index)
    raise AssertionError(f"no such answer among {result.questions[0].options}")


# The grammar of docs/dictation.ru.md.


def test_the_example_of_the_product() -> None:
    result = read("Иванов 5 4, Петров н, Сидоров оп 3 за доклад; тема Дроби; дз §21 №3–5 30 мин")

    assert said(result) == "Иванов 5 4, Петров Н, Сидоров 3[за доклад] ОП"
    assert result.topic == "Дроби"
    assert result.homework == HomeworkDraft("§21 №3–5", 30, kind="written")
    assert result.can_be_saved


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Marks.
        ("Иванов 5", "Иванов 5"),
        ("Иванов: 5, 4; Козлов - 3", "Иванов 5 4, Козлов 3"),
        ("Иванов 5/4", "Иванов 5 4"),
        ("Иванов 5 и 4", "Иванов 5 4"),
        ("Иванов,5,Козлов,4", "Иванов 5, Козлов 4"),
        ("Иванов5 Козлов4", "Иванов 5, Козлов 4"),
        ("Иванов пять, Козлов тройка", "Иванов 5, Козлов 3"),
        ("Иванов 4+, Козлов 5-", "Иванов 4[+], Козлов 5[−]"),
        ("Иванов пять с плюсом, Козлов 3 минус", "Иванов 5[+], Козлов 3[−]"),
        ("Иванов 4+ за доклад", "Иванов 4[+ за доклад]"),
        ("Иванов зч, Петров осв, Сидоров н/а, Козлов .", "Иванов ЗЧ, Козлов ., Петров осв, Сидоров н/а"),
        ("Иванов зачёт, Петров незачёт, Козлов не сдал", "Иванов ЗЧ, Козлов ., Петров НЗ"),
        # Attendance, in the spellings of docs/dictation.ru.md.
        ("Петров н", "Петров Н"),
        ("Петров нп, Козлов h, Сидоров H", "Козлов Н, Петров Н, Сидоров Н"),
        ("Петров б, Козлов у, Сидоров ув, Иванов уп", "Иванов У, Козлов У, Петров Б, Сидоров У"),
        ("Петров оп, Козлов о", "Козлов ОП, Петров ОП"),
        ("Петров н/б, Козлов болеет, Сидоров опоздал", "Козлов Б, Петров Н, Сидоров ОП"),
        ("Петрова нет, Козлов отсутствует", "Козлов Н, Петров Н"),
        ("Козлов пришёл, 5", "Козлов 5 был"),
        ("Петров н (олимпиада)", "Петров Н (олимпиада)"),
        # Lists.
        ("нет Петрова и Сидорова", "Петров Н, Сидоров Н"),
        ("н/б Петров, Сидоров", "Петров Н, Сидоров Н"),
        ("отсутствуют: Петров, Смирнова О.", "Петров Н, Смирнова О. Н"),
        ("Козлов, Петров, Толстой - 5", "Козлов 5, Петров 5, Толстой 5"),
        ("сегодня нет Петрова", "Петров Н"),
        ("нет 2 человек: Козлов, Петров", "Козлов Н, Петров Н"),
        ("нет: 5, 7, 12", "Петров Н, Сидоров Н, Мамин-Сибиряк Н"),
        ("н 5 7 12", "Петров Н, Сидоров Н, Мамин-Сибиряк Н"),
        ("болеют Петров, Сидоров; опоздал Козлов", "Козлов ОП, Петров Б, Сидоров Б"),
        ("нет Петрова, Сидорова б", "Петров Н, Сидоров Б"),
        ("нет Петрова, Козлов 5", "Козлов 5, Петров Н"),
        ("Петров и Сидоров н", "Петров Н, Сидоров Н"),
        ("Сидоров и Иванов б, Смирнова О. и Козлов н", "Иванов Б, Козлов Н, Сидоров Б, Смирнова О. Н"),
        ("Сидоров И 5, Сидоров И. оп", "Сидоров 5 ОП"),
        ("Петров, Козлов и Сидоров н", "Козлов Н, Петров Н, Сидоров Н"),
        ("5: Иванов, Козлов; 4 Петров", "Иванов 5, Козлов 5, Петров 4"),
        ("5 - Иванов, Козлов, 4 - Петров", "Иванов 5, Козлов 5, Петров 4"),
        ("5 получили Иванов и Козлов", "Иванов 5, Козлов 5"),
        ("пятёрки: Иванов, Козлов", "Иванов 5, Козлов 5"),
        # List numbers.
        ("7 5, 8 4, 2 3", "Иванова 3, Сидоров 5, Смирнова О. 4"),
        ("№7 5, 8) н", "Сидоров 5, Смирнова О. Н"),
        ("1) 5 2) 4 3) н; 4. 3 5. 2", "Иванов 5, Иванова 4, Козлов Н, Королёва 3, Петров 2"),
        ("1-5, 2-4, 3-н", "Иванов 5, Иванова 4, Козлов Н"),
        ("1. Иванов 5\n5. Петров 4", "Иванов 5, Петров 4"),
        # No separators, as a voice is typed.
        ("Иванов пять Петров н Сидоров оп 3 за доклад", "Иванов 5, Петров Н, Сидоров 3[за доклад] ОП"),
        ("Козлов 4 оп Петров и Сидоров оп", "Козлов 4 ОП, Петров ОП, Сидоров ОП"),
        ("Иванов 5 нет Петрова и Сидорова", "Иванов 5, Петров Н, Сидоров Н"),
        ("Иванов 5. Козлов 4. Петров н.", "Иванов 5, Козлов 4, Петров Н"),
        ("опоздали Козлов, Петров. 2 - 5. Иванов 4. 7 3", "Иванов 4, Иванова 5, Козлов ОП, Петров ОП, Сидоров 3"),
        # Comments and works.
        ("Иванов 5 (доклад), Козлов 4", "Иванов 5[доклад], Козлов 4"),
        ("Иванов 5 за работу у доски, 4 за тетрадь", "Иванов 5[за работу у доски] 4[за тетрадь]"),
        ("Иванов 5 4 за диктант", "Иванов 5<dictation> 4<dictation>"),
        ("Иванов 5 (контрольная) 4 (ответ)", "Иванов 5<test> 4<answer>"),
        ("Иванов 5 ответ, Петров 4 дз", "Иванов 5<answer>, Петров 4<homework>"),
        ("Козлов 5 за доклад и 4 за тетрадь", "Козлов 5[за доклад] 4[за тетрадь]"),
        ("Козлов 5 за диктант и 4 за задание", "Козлов 5<dictation> 4[за задание]"),
        ("Козлов 5 за доклад 4 ответ", "Козлов 5[за доклад] 4<answer>"),
        ("Козлов 5 4 за диктант за аккуратность", "Козлов 5[за аккуратность]<dictation> 4[за аккуратность]<dictation>"),
        ("с/р: Иванов 5, Козлов 4; ответ: Петров 3", "Иванов 5<quiz>, Козлов 4<quiz>, Петров 3<answer>"),
        # Names.
        ("Смирнова П 5, Смирнова О. 4", "Смирнова О. 4, Смирнова П. 5"),
        ("П. Смирнова 5", "Смирнова П. 5"),
        ("Смирнова Полина 5", "Смирнова П. 5"),
        ("мамин-сибиряк 4, КОРОЛЕВА 3, Ивaнoв 5", "Иванов 5, Королёва 3, Мамин-Сибиряк 4"),
        ("Козлов Н. 5", "Козлов 5"),
        ("поставить Козлову 5", "Козлов 5"),
        # What one student says twice.
        ("Иванов 5, Козлов 3, Иванов оп", "Иванов 5 ОП, Козлов 3"),
        ("Иванов н, Иванов н", "Иванов Н"),
    ],
)
def test_students(text: str, expected: str) -> None:
    result = read(text)

    assert asked(result) == []
    assert said(result) == expected


@pytest.mark.parametrize(
    ("text", "topic", "homework"),
    [
        ("тема Дроби; дз §21", "Дроби", HomeworkDraft("§21")),
        ("тема урока: Дроби. Домашнее задание: §21, № 5", "Дроби", HomeworkDraft("§21, № 5", kind="written")),
        ("тема Дроби дз параграф 21", "Дроби", HomeworkDraft("параграф 21")),
        ("тема Россия в 17 веке, культура", "Россия в 17 веке, культура", None),
        ("тема «Дроби; проценты», дз §21", "«Дроби; проценты»", HomeworkDraft("§21")),
        ("тема Толстой и Шевченко", "Толстой и Шевченко", None),
        ("дз на завтра: §21, полчаса", "", HomeworkDraft("§21", 30, Days(date(2026, 11, 24), date(2026, 11, 24)))),
        ("д/з доделать, полтора часа, к пятнице", "", HomeworkDraft("доделать", 90, FRIDAY, "written")),
        ("на дом §21 1,5 часа на 27.11", "", HomeworkDraft("§21", 90, FRIDAY)),
        ("дз §21 к следующему уроку", "", HomeworkDraft("§21", None, Relative.NEXT_LESSON)),
        ("дз: §21\n№ 5\nупр 7", "", HomeworkDraft("§21\n№ 5\nупр 7", kind="written")),
        ("дз написать сочинение на тему Осень", "", HomeworkDraft("написать сочинение на тему Осень", kind="written")),
        ("тема Дроби, не задано", "Дроби", HomeworkDraft(kind="none")),
        ("тема Дроби дз нет", "Дроби", HomeworkDraft(kind="none")),
        ("без д/з", "", HomeworkDraft(kind="none")),
    ],
)
def test_topic_and_homework(text: str, topic: str, homework: HomeworkDraft | None) -> None:
    result = read(text)

    assert asked(result) == []
    assert (result.topic, result.homework, result.entries) == (topic, homework, ())


def test_what_follows_a_text_is_still_heard() -> None:
    result = read("тема Дроби, дз §21 к пятнице, Иванов 5; нет Петрова")

    assert asked(result) == []
    assert (said(result), result.homework) == ("Иванов 5, Петров Н", HomeworkDraft("§21", None, FRIDAY))


@pytest.mark.parametrize(
    "text",
    ["все на месте", "отсутствующих нет", "присутствуют все", "нет никого, кто отсутствует", "никто не отсутствует"],
)
def test_everybody_is_there(text: str) -> None:
    result = read(f"{text}; тема Дроби")

    assert (result.all_present, result.entries, result.questions) == (True, (), ())


def test_exceptions_from_everybody_are_absent() -> None:
    result = read("все на месте, кроме Петрова и Козлова (болеет), Иванов 5")

    assert (said(result), result.all_present) == ("Иванов 5, Козлов Б, Петров Н", True)
    assert result.can_be_saved


def test_a_mark_for_the_class_with_exceptions() -> None:
    result = read("все 5, кроме Петрова; Козлов 4, Сидоров н, Семёнова оп")

    assert {SHORT[entry.student_id] for entry in result.entries} == set(SHORT.values()) - {"Петров"}
    own = {SHORT[entry.student_id]: (entry.values, entry.attendance) for entry in result.entries}
    assert (own["Козлов"], own["Сидоров"]) == ((("4",), None), ((), "Н"))
    assert (own["Семёнова"], own["Иванов"]) == ((("5",), "ОП"), (("5",), None))
    assert result.questions == ()


def test_the_rest_are_those_who_were_not_named() -> None:
    result = read("нет Петрова, Козлов оп, остальным 4")

    assert len(result.entries) == len(CLASS)
    assert {entry.student_id: entry.marks for entry in result.entries}[103] == ()


# Questions. Nothing is guessed silently.


@pytest.mark.parametrize(
    ("text", "questions"),
    [
        ("Смирнова 5", [("ambiguous-name", "Смирнова")]),
        ("нет Иванова", [("ambiguous-name", "Иванова")]),
        ("Иванова нет", [("ambiguous-name", "Иванова")]),
        ("у Иванова 5", [("ambiguous-name", "Иванова")]),
        ("Кузнецов 4", [("unknown-name", "Кузнецов")]),
        ("13 5", [("unknown-name", "13")]),
        ("Козлов К. 5", [("unknown-name", "Козлов К.")]),
        ("Козлов Иван 5", [("unknown-name", "Козлов Иван")]),
        ("дз §21; Кузнецов 5", [("unknown-name", "Кузнецов")]),
        ("2 Смирновых н", [("several", "2 Смирновых")]),
        ("обе Смирновы н", [("several", "обе Смирновы")]),
        ("7 Иванов 5", [("number", "7 Иванов")]),
        ("5 Иванов 4", [("number", "5 Иванов")]),
        ("нет 3", [("number", "нет 3")]),
        ("Козлов 2 нет дз", [("unclear", "нет дз")]),
        ("Козлов", [("nothing-said", "Козлов")]),
        ("Петров, Сидоров н", [("nothing-said", "Петров")]),
        ("Петров п", [("code", "п")]),
        ("Козлов Н 5", [("code", "Н")]),
        ("Урок 12. Козлов 5", [("unclear", "Урок 12")]),
        ("Иванов 6", [("scale", "6")]),
        ("Иванов 1", [("scale", "1")]),
        ("Иванов 54", [("scale", "54")]),
        ("Иванов 5-4", [("scale", "5-4")]),
        ("Иванов 5 4 3", [("too-many", "Иванов 5 4 3")]),
        ("Петров н 5", [("absent-marked", "Петров н 5")]),
        ("Петров б, Петров 4", [("absent-marked", "Петров 4")]),
        ("Иванов н, Иванов б", [("twice", "Иванов б")]),
        ("Иванов 5, Козлов 4, Иванов 4", [("twice", "Иванов 4")]),
        ("все на месте, Петров н", [("twice", "Петров н")]),
        ("все 5, все 4", [("twice", "все 4")]),
        ("Иванов 5, 4 3", [("whose", "4 3")]),
        ("нет Петрова, Козлова и Сидорова б", [("whose", "Козлова и Сидорова б")]),
        ("тема Дроби, 5 - Козлов и Петров", [("mixed", "5 - Козлов")]),
        ("тема Дроби н/б Козлов", [("mixed", "н/б Козлов")]),
        ("дз §21, 11 5", [("mixed", "11 5")]),
        ("Козлов 2 за доклад 8: 2", [("scale", "8")]),
        ("болеют Сидоров, Козлов н Семёнова", [("whose", "Козлов н Семёнова")]),
        ("7 5, 4", [("whose", "4")]),
        ("опоздали Петров, Сидоров 3", [("listed", "Сидоров 3")]),
        ("Петров и Сидоров 5 и 4", [("whose", "Петров и Сидоров 5 и 4")]),
        ("тема Толстой 2", [("mixed", "Толстой 2")]),
        ("дз §21, Ивонов 5", [("mixed", "Ивонов 5")]),
        ("дз: Козлов 5", [("mixed", "Козлов 5")]),
        ("тема; Иванов 5", [("empty", "тема")]),
        ("дз", [("empty", "дз")]),
        ("тема Дроби; тема Проценты", [("two-topics", "Проценты")]),
        ("дз §21; не задано", [("two-homeworks", "не задано")]),
        ("дз §21 15 мин, №5 20 мин", [("minutes", "§21 15 мин, №5 20 мин")]),
        ("дз §21 на 12.11", [("due", "на 12.11")]),
        ("дз на завтра §5, к пятнице §6", [("due", "на завтра §5, к пятнице")]),
        ("Иванов 5; контрольная", [("unclear", "контрольная")]),
        ("Иванов 5 доклад, Петров 4", [("unclear", "доклад")]),
        ("нет никого", [("unclear", "нет никого")]),
        ("привет как дела", [("unclear", "привет как дела")]),
    ],
)
def test_asks(text: str, questions: Sequence[tuple[str, str]]) -> None:
    result = read(text)

    assert asked(result) == list(questions)
    assert not result.can_be_saved
    question = result.questions[0]
    assert result.text[question.start : question.end].strip() == question.fragment


def test_a_question_offers_the_candidates() -> None:
    result = read("тема Дроби; Смирнова 5")

    assert [option.students for option in result.questions[0].options] == [(108,), (109,), ()]
    assert said(choose(result, Act.STUDENTS, student=109)) == "Смирнова П. 5"


def test_an_unknown_name_offers_at_most_three_similar_ones() -> None:
    result = read("Иваньков 5")

    offered = [option.students[0] for option in result.questions[0].options if option.act is Act.STUDENTS]
    assert offered[0] == 101
    assert len(offered) <= 3


def test_a_slip_of_the_finger_is_shown() -> None:
    result = read("Ивонов 5, Козлов 4")

    assert [entry.guess for entry in result.entries] == ["Ивонов", ""]
    assert result.can_be_saved


@pytest.mark.parametrize(
    ("text", "act", "value", "expected"),
    [
        ("Кузнецов 4, Иванов 5", Act.SKIP, None, "Иванов 5"),
        ("2 Смирновых н", Act.STUDENTS, None, "Смирнова О. Н, Смирнова П. Н"),
        ("Петров, Сидоров н", Act.SHARED, None, "Петров Н, Сидоров Н"),
        ("Петров, Сидоров н", Act.ATTENDANCE, "Н", "Петров Н, Сидоров Н"),
        ("Петров п", Act.ATTENDANCE, "У", "Петров У"),
        ("нет 3", Act.STUDENTS, None, "Козлов Н"),
        ("у Козлова", Act.ATTENDANCE, "У", "Козлов У"),
        ("у Козлова", Act.SKIP, None, ""),
        ("Все, кроме Козлова", Act.ALL_PRESENT, None, "Козлов Н"),
        (
            "все 5, все 4; нет Козлова",
            Act.LAST,
            None,
            ", ".join(f"{name} 4" for name in SHORT.values()).replace("Козлов 4", "Козлов Н"),
        ),
        ("нет Петрова, Козлова и Сидорова б", Act.BOTH, None, "Козлов Б, Петров Н, Сидоров Б"),
        ("болеют Сидоров, Козлов н Семёнова", Act.LAST, None, "Козлов Б, Семёнова Н, Сидоров Б"),
        ("все на месте, Петров н", Act.ATTENDANCE, "Н", "Петров Н"),
        ("Петров н б", Act.ATTENDANCE, "Б", "Петров Б"),
        ("Козлов 2 нет дз", Act.COMMENT, None, "Козлов 2[нет дз]"),
        ("Козлов Н 5", Act.INITIAL, None, "Козлов 5"),
        ("Иванов 6", Act.MARKS, "4", "Иванов 4"),
        ("Иванов 54", Act.MARKS, "5", "Иванов 5 4"),
        ("Иванов 5 4 3", Act.MARKS, "3", "Иванов 4 3"),
        ("Петров н 5", Act.ATTENDANCE, "Н", "Петров Н"),
        ("Петров н 5", Act.MARKS, None, "Петров 5"),
        ("Петров н 5", Act.ATTENDANCE, "ОП", "Петров 5 ОП"),
        ("Иванов 5, Козлов 4, Иванов 4", Act.BOTH, None, "Иванов 5 4, Козлов 4"),
        ("Иванов 5, Козлов 4, Иванов 4", Act.LAST, None, "Иванов 4, Козлов 4"),
        ("Иванов 5, 4 3", Act.STUDENTS, None, "Иванов 5, Королёва 3"),
        ("Иванов 5, 4", Act.MARKS, None, "Иванов 5 4"),
        ("опоздали Петров, Сидоров 3", Act.LAST, None, "Петров ОП, Сидоров 3"),
        ("Петров и Сидоров 5 и 4", Act.EACH, None, "Петров 5, Сидоров 4"),
        ("тема Толстой 2", Act.ENTRIES, None, "Толстой 2"),
        ("дз: Козлов 5, Петров 4", Act.ENTRIES, None, "Козлов 5<homework>, Петров 4<homework>"),
        ("Иванов 5; контрольная", Act.WORK, None, "Иванов 5<test>"),
        ("Иванов 5 молодец", Act.COMMENT, None, "Иванов 5[молодец]"),
    ],
)
def test_answers(text: str, act: Act, value: str | None, expected: str) -> None:
    result = read(text)
    if result.questions:
        result = choose(result, act, value=value)

    if text == "тема Толстой 2":
        assert asked(result) == [("empty", "тема")]
    else:
        assert asked(result) == []
    assert said(result) == expected


def test_answers_about_the_lesson() -> None:
    assert choose(read("дз"), Act.NO_HOMEWORK).homework == HomeworkDraft(kind="none")
    assert choose(read("тема Дроби; тема Проценты"), Act.BOTH).topic == "Дроби; Проценты"
    assert choose(read("дз §21 15 мин, №5 20 мин"), Act.KEEP, value="35").homework == HomeworkDraft(
        "§21, №5", 35, kind="written"
    )
    assert choose(read("дз §21; упр 5"), Act.HOMEWORK).homework == HomeworkDraft("§21; упр 5", kind="written")
    assert choose(read("нет никого"), Act.ALL_PRESENT).all_present
    assert choose(read("тема Дроби; проценты"), Act.TOPIC).topic == "Дроби; проценты"
    assert choose(read("тема Дроби; читать"), Act.HOMEWORK).homework == HomeworkDraft("читать", kind="reading")
    assert choose(read("прошли дроби"), Act.TOPIC).topic == "прошли дроби"
    assert choose(read("дз §21; сочинение"), Act.HOMEWORK).homework == HomeworkDraft("§21; сочинение", kind="written")
    assert choose(read("дз §21; не задано"), Act.NO_HOMEWORK).homework == HomeworkDraft(kind="none")
    assert choose(read("дз 30 мин"), Act.KEEP).homework == HomeworkDraft("", 30)
    assert choose(read("дз §21 на 12.11"), Act.SKIP).homework == HomeworkDraft("§21")
    assert choose(read("Козлов 2 нет дз"), Act.NO_HOMEWORK).homework == HomeworkDraft(kind="none")
    assert choose(read("дз параграф 21 тема Дроби"), Act.TOPIC).topic == "Дроби"


def test_one_answer_leaves_the_other_questions() -> None:
    result = choose(read("Смирнова 5, Кузнецов 4, Петров п"), Act.STUDENTS, student=108)

    assert asked(result) == [("unknown-name", "Кузнецов"), ("code", "п")]


# Rules of the domain.


def test_no_marks_in_grade_one_and_the_rest_stays() -> None:
    result = read("Иванов 5, Петров н, Козлов 4 оп; тема Счёт; дз с. 4", unmarked="grade_one")

    assert [question.kind for question in result.questions] == [QuestionKind.GRADE_ONE]
    assert (said(result), result.topic) == ("Козлов ОП, Петров Н", "Счёт")
    assert choose(result, Act.SKIP).can_be_saved


def test_no_marks_in_a_course_without_marks() -> None:
    assert read("все 5", unmarked="course").questions[0].kind is QuestionKind.UNMARKED


def test_after_the_day_absent_and_a_mark_mean_written_later() -> None:
    result = read("Петров н 4", own_day=False)

    assert (said(result), result.questions) == ("Петров 4 Н", ())


def test_one_is_a_mark_where_the_school_uses_it() -> None:
    assert said(read("Иванов 1", scale=("5", "4", "3", "2", "1"))) == "Иванов 1"


def test_thirty_students_with_one_surname() -> None:
    letters = "АБВГДЕЖЗИКЛМНОПРСТУФХЦЧШЩЭЮЯёi"
    pupils = [Pupil(number, number, "Иванов", f"{letter.upper()}нуфрий") for number, letter in enumerate(letters, 1)]
    roster = Roster(pupils)

    def student(text: str) -> list[tuple[int, tuple[str, ...]]]:
        result = dictation.parse(text, roster, WORDS, Defaults(MONDAY))
        return [(entry.student_id, entry.values) for entry in result.entries]

    assert student("Иванов М. 5") == [(12, ("5",))]
    assert student("Иванов Н 5, Иванов К 4") == [(10, ("4",)), (13, ("5",))]
    assert student("17 5") == [(17, ("5",))]
    assert student("Иванов 5") == []


# Two parts, drafts.


def test_a_message_in_two_parts_keeps_its_answers() -> None:
    first = choose(read("Смирнова 5, Козлов 4"), Act.STUDENTS, student=109)
    packed = json.loads(json.dumps(first.packed()))
    both = {**packed, "text": dictation.merge(packed["text"], "тема Дроби")}
    result = dictation.unpack(both, ROSTER, WORDS, Defaults(MONDAY))

    assert (said(result), result.topic) == ("Козлов 4, Смирнова П. 5", "Дроби")
    assert result.can_be_saved


def test_an_answer_that_no_longer_fits_is_asked_again() -> None:
    packed = choose(read("Смирнова 5"), Act.STUDENTS, student=109).packed()
    fewer = Roster([pupil for pupil in CLASS if pupil.student_id != 109], WORDS.diminutives)

    result = dictation.unpack(packed, fewer, WORDS, Defaults(MONDAY))
    assert said(result) == "Смирнова О. 5"


def test_merging_with_nothing() -> None:
    assert dictation.merge("  ", "Иванов 5") == "Иванов 5"


def test_english_words_are_understood_beside_the_russian() -> None:
    text = "Иванов 5 for the report, Петров absent, Козлов late; Сидоров н; topic Дроби; homework §21 30 min by friday"
    result = dictation.parse(text, ROSTER, ENGLISH, Defaults(MONDAY))

    assert asked(result) == []
    assert said(result) == "Иванов 5[for the report], Козлов ОП, Петров Н, Сидоров Н"
    assert (result.topic, result.homework) == ("Дроби", HomeworkDraft("§21", 30, FRIDAY))
    assert dictation.parse(dictation.render(result, ROSTER, ENGLISH), ROSTER, ENGLISH, Defaults(MONDAY)) == result
