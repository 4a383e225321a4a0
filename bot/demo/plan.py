"""What the demo school teaches: subjects by grade with hours, who teaches them, topics and homework to choose from."""

from typing import Final, NamedTuple

from db.homework import HomeworkKind

CLASSES: Final = (
    (1, "А"), (2, "А"), (3, "А"), (4, "А"), (5, "А"), (6, "А"), (7, "А"), (8, "Б"), (9, "А"), (10, "А"), (11, "А"),
)  # fmt: skip


class SubjectPlan(NamedTuple):
    """A subject: whose (a chair's name), hours a week by grade, topics, homework."""

    name: str
    short: str
    chair: str
    hours: dict[int, int]
    topics: tuple[str, ...]
    homework: tuple[str, ...]
    marked: bool = True
    minutes: int = 20
    kind: HomeworkKind = HomeworkKind.WRITTEN
    """What its homework is; NONE: it sets none, and says so."""


def _hours(grades: range, hours: int) -> dict[int, int]:
    return dict.fromkeys(grades, hours)


EXERCISES = ("№ {a}–{b}", "§ {p}, № {a}, {b}", "№ {a} (а, в), {b}", "разобрать пример на с. {p}, № {a}")
READING = (
    "с. {a}–{b} прочитать, ответить на вопросы",
    "§ {p}, пересказ",
    "с. {a}, прочитать и составить план",
    "§ {p}, термины выучить",
)
WRITING = (
    "упр. {a}",
    "упр. {a}, правило на с. {p}",
    "словарные слова, упр. {b}",
    "упр. {a}, разобрать предложения 2 и 4",
)

SUBJECTS: Final = (
    SubjectPlan(
        "Математика", "Мат.", "math", _hours(range(1, 5), 4) | _hours(range(5, 7), 5),
        ("Сложение и вычитание", "Таблица умножения", "Деление с остатком", "Решение задач на движение", "Единицы длины",
         "Порядок действий", "Периметр и площадь", "Обыкновенные дроби", "Сравнение дробей", "Уравнения", "Проценты"),
        EXERCISES,
    ),
    SubjectPlan(
        "Алгебра", "Алг.", "math", _hours(range(7, 12), 3),
        ("Рациональные дроби", "Сокращение дробей", "Сложение дробей с разными знаменателями", "Умножение дробей",
         "Деление дробей", "Преобразование рациональных выражений", "Функция y = k/x и её график", "Квадратные корни",
         "Уравнение x² = a", "Свойства арифметического корня", "Вынесение множителя из-под корня", "Квадратные уравнения",
         "Формула корней", "Теорема Виета"),
        EXERCISES, minutes=30,
    ),
    SubjectPlan(
        "Геометрия", "Геом.", "math", _hours(range(7, 12), 2),
        ("Многоугольники", "Параллелограмм", "Признаки параллелограмма", "Трапеция", "Теорема Фалеса", "Прямоугольник",
         "Ромб и квадрат", "Осевая симметрия", "Площадь прямоугольника", "Площадь треугольника"),
        EXERCISES, minutes=25,
    ),
    SubjectPlan(
        "Русский язык", "Рус.", "russian", _hours(range(1, 5), 4) | _hours(range(5, 10), 4) | _hours(range(10, 12), 2),
        ("Главные члены предложения", "Орфограммы в корне", "Чередование гласных", "Имя существительное",
         "Двусоставные предложения", "Сказуемое и его виды", "Тире между подлежащим и сказуемым", "Дополнение",
         "Определение", "Обстоятельство", "Односоставные предложения", "Однородные члены"),
        WRITING, minutes=25,
    ),
    SubjectPlan(
        "Литература", "Лит.", "russian", _hours(range(5, 12), 2),
        ("Устное народное творчество", "А. С. Пушкин. Лирика", "«Капитанская дочка»: образы героев", "М. Ю. Лермонтов. «Мцыри»",
         "Н. В. Гоголь. «Ревизор»", "Хлестаков и хлестаковщина", "И. С. Тургенев. «Ася»", "Внеклассное чтение",
         "Развитие речи: сочинение", "Л. Н. Толстой. «После бала»"),
        READING, minutes=25, kind=HomeworkKind.READING,
    ),
    SubjectPlan(
        "Английский язык", "Англ.", "english", _hours(range(2, 12), 2),
        ("Family and friends", "Present Simple", "Present Continuous", "Around the world", "School life", "Comparatives",
         "Food and cooking", "Past Simple", "Reading: a letter", "Listening practice"),
        ("Student's book, ex. {p} p. {a}", "Workbook p. {a}", "выучить слова юнита {p}", "ex. {p}, {q} p. {a}"),
    ),
    SubjectPlan(
        "Литературное чтение", "Чтение", "russian", _hours(range(1, 5), 2),
        ("Устное народное творчество", "Сказки А. С. Пушкина", "Басни И. А. Крылова", "Люблю природу русскую",
         "Рассказы о животных", "Внеклассное чтение"),
        READING, minutes=20, kind=HomeworkKind.READING,
    ),
    SubjectPlan(
        "Окружающий мир", "Окр. мир", "primary", _hours(range(1, 5), 2),
        ("Живая и неживая природа", "Времена года", "Наш край", "Растения", "Животные", "Кто что ест", "Наши помощники"),
        READING, minutes=15, kind=HomeworkKind.READING,
    ),
    SubjectPlan(
        "История", "Ист.", "history", _hours(range(5, 12), 2),
        ("Древний мир", "Средневековая Европа", "Россия в XVII веке", "Преобразования Петра I", "Северная война",
         "Дворцовые перевороты", "Внутренняя политика Екатерины II", "Общество и сословия", "Культура XVIII века"),
        READING, kind=HomeworkKind.READING,
    ),
    SubjectPlan(
        "Обществознание", "Общ.", "history", _hours(range(6, 12), 1),
        ("Человек и общество", "Экономика и её роль", "Семья", "Право и мораль", "Гражданин и государство"),
        READING, minutes=15, kind=HomeworkKind.READING,
    ),
    SubjectPlan(
        "География", "Геогр.", "geography", _hours(range(5, 12), 1),
        ("План и карта", "Литосфера", "Климат России", "Внутренние воды", "Почвы", "Природные зоны", "Население России"),
        READING, minutes=15, kind=HomeworkKind.READING,
    ),
    SubjectPlan(
        "Биология", "Биол.", "biology", _hours(range(5, 12), 1),
        ("Клетка", "Ткани и органы", "Царство растений", "Опорно-двигательная система", "Кровь и кровообращение", "Дыхание"),
        READING, minutes=15, kind=HomeworkKind.READING,
    ),
    SubjectPlan(
        "Физика", "Физ.", "physics", _hours(range(7, 12), 2),
        ("Тепловое движение", "Внутренняя энергия", "Способы теплопередачи", "Количество теплоты", "Плавление",
         "Испарение и кипение", "Электрический заряд", "Лабораторная работа"),
        EXERCISES,
    ),
    SubjectPlan(
        "Химия", "Хим.", "chemistry", _hours(range(8, 12), 2),
        ("Вещества и их свойства", "Атомы и молекулы", "Химические формулы", "Валентность", "Химические уравнения",
         "Кислород", "Водород", "Вода и растворы"),
        EXERCISES,
    ),
    SubjectPlan(
        "Информатика", "Инф.", "computing", _hours(range(7, 12), 1),
        ("Системы счисления", "Логика", "Алгоритмы", "Ветвления", "Циклы", "Массивы"), EXERCISES, minutes=15,
    ),
    SubjectPlan(
        "Физическая культура", "Физ-ра", "sport", _hours(range(1, 12), 2),
        ("Лёгкая атлетика", "Бег 60 метров", "Прыжки в длину", "Баскетбол: ведение мяча", "Волейбол: передачи", "Гимнастика"),
        ("комплекс утренней зарядки",), minutes=10, kind=HomeworkKind.NONE,
    ),
    SubjectPlan(
        "Изобразительное искусство", "ИЗО", "arts", _hours(range(1, 8), 1),
        ("Натюрморт", "Пейзаж", "Портрет", "Народные промыслы", "Композиция"), ("закончить работу",), minutes=15,
        kind=HomeworkKind.CREATIVE,
    ),
    SubjectPlan(
        "Музыка", "Муз.", "arts", _hours(range(1, 8), 1),
        ("Песни родного края", "Инструменты оркестра", "П. И. Чайковский", "Опера и балет"), ("выучить песню",), minutes=10,
        kind=HomeworkKind.ORAL,
    ),
    SubjectPlan(
        "Труд (технология)", "Труд", "craft", _hours(range(1, 10), 1),
        ("Правила безопасной работы", "Конструирование", "Работа с бумагой", "Проект: замысел", "Проект: исполнение"),
        ("нарисовать эскиз изделия",), minutes=10, kind=HomeworkKind.CREATIVE,
    ),
    SubjectPlan(
        "Разговоры о важном", "РоВ", "homeroom", _hours(range(1, 12), 1),
        ("Разговор недели",), (), marked=False,
    ),
)  # fmt: skip
"""Hours are shortened against a real plan, so that one school of eleven classes fits a small staff."""

CHAIRS: Final = {
    "math": 4, "russian": 4, "english": 4, "history": 2, "geography": 1, "biology": 1, "physics": 1, "chemistry": 1,
    "computing": 1, "sport": 2, "arts": 2, "craft": 1,
}  # fmt: skip
"""How many teachers each chair has; grades 1–4 are taught by their homeroom teacher but for English, sport and arts."""

OWN_TEACHER: Final = ("english", "sport", "arts")
LESSONS_A_DAY: Final = {1: 5, 2: 5, 3: 5, 4: 5, 5: 6, 6: 6, 7: 6}
"""Grades 8 and above: 7."""

BELLS: Final = (
    ("08:30", "09:15"), ("09:25", "10:10"), ("10:30", "11:15"), ("11:35", "12:20"), ("12:30", "13:15"), ("13:25", "14:10"),
    ("14:20", "15:05"),
)  # fmt: skip
FIRST_GRADE_BELLS: Final = (
    ("08:30", "09:05"),
    ("09:25", "10:00"),
    ("10:30", "11:05"),
    ("11:35", "12:10"),
    ("12:20", "12:55"),
)
