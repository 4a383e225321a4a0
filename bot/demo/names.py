"""Invented people of the demo school, drawn from common names by a seeded random."""

import random
from typing import Final, NamedTuple

SURNAMES: Final = (
    "Алексеев", "Андреев", "Антонов", "Афанасьев", "Баранов", "Белов", "Беляев", "Богданов", "Борисов", "Быков",
    "Васильев", "Виноградов", "Власов", "Волков", "Воробьёв", "Гаврилов", "Герасимов", "Голубев", "Горбунов",
    "Григорьев", "Гусев", "Давыдов", "Данилов", "Денисов", "Дмитриев", "Егоров", "Ершов", "Ефимов", "Жуков",
    "Зайцев", "Захаров", "Зуев", "Ильин", "Исаев", "Калинин", "Карпов", "Киселёв", "Климов", "Ковалёв", "Козлов",
    "Колесников", "Комаров", "Королёв", "Котов", "Крылов", "Кудрявцев", "Лазарев", "Макаров", "Максимов", "Марков",
    "Мартынов", "Матвеев", "Мельников", "Миронов", "Михайлов", "Морозов", "Назаров", "Некрасов", "Никитин",
    "Николаев", "Новиков", "Осипов", "Павлов", "Панов", "Петров", "Поляков", "Пономарёв", "Попов", "Прохоров",
    "Романов", "Рябов", "Савельев", "Семёнов", "Сергеев", "Сидоров", "Соболев", "Соловьёв", "Сорокин", "Степанов",
    "Суворов", "Тарасов", "Тимофеев", "Тихонов", "Третьяков", "Трофимов", "Федотов", "Филатов", "Филиппов", "Фомин",
    "Фролов", "Чернов", "Шевцов", "Широков", "Щербаков", "Яковлев",
)  # fmt: skip
GIRLS: Final = (
    "Александра", "Алина", "Алиса", "Анастасия", "Анна", "Арина", "Валерия", "Варвара", "Василиса", "Вероника",
    "Виктория", "Дарья", "Ева", "Екатерина", "Елизавета", "Злата", "Кира", "Ксения", "Маргарита", "Мария", "Милана",
    "Полина", "Софья", "Таисия", "Ульяна", "Яна",
)  # fmt: skip
BOYS: Final = (
    "Александр", "Алексей", "Андрей", "Артём", "Богдан", "Владимир", "Глеб", "Даниил", "Дмитрий", "Егор", "Иван",
    "Илья", "Кирилл", "Константин", "Лев", "Макар", "Максим", "Марк", "Матвей", "Михаил", "Никита", "Роман",
    "Семён", "Степан", "Тимофей", "Фёдор", "Ярослав",
)  # fmt: skip
FATHERS: Final = (
    ("Александр", "Александрович"), ("Алексей", "Алексеевич"), ("Андрей", "Андреевич"), ("Виктор", "Викторович"),
    ("Владимир", "Владимирович"), ("Денис", "Денисович"), ("Дмитрий", "Дмитриевич"), ("Евгений", "Евгеньевич"),
    ("Иван", "Иванович"), ("Максим", "Максимович"), ("Михаил", "Михайлович"), ("Николай", "Николаевич"),
    ("Олег", "Олегович"), ("Павел", "Павлович"), ("Роман", "Романович"), ("Сергей", "Сергеевич"),
)  # fmt: skip
MOTHERS: Final = (
    "Анна", "Валентина", "Вера", "Галина", "Евгения", "Екатерина", "Елена", "Ирина", "Людмила", "Марина", "Наталья",
    "Оксана", "Ольга", "Светлана", "Татьяна", "Юлия",
)  # fmt: skip


class FullName(NamedTuple):
    """Фамилия Имя Отчество."""

    surname: str
    given_name: str
    patronymic: str

    def __str__(self) -> str:
        """As the school writes it."""
        return " ".join(part for part in self if part)


class Family(NamedTuple):
    """A child with the parents who carry the same surname."""

    child: FullName
    mother: FullName
    father: FullName


def feminine(surname: str) -> str:
    """Every surname here ends in -ов, -ев, -ёв or -ин."""
    return f"{surname}а"


def daughter_of(patronymic: str) -> str:
    """Иванович → Ивановна, Ильич is not among the fathers."""
    return f"{patronymic.removesuffix('ич')}на"


class Registry:
    """Draws people so that no full name comes twice."""

    def __init__(self, draw: random.Random) -> None:
        """`draw` is seeded: the same school every time."""
        self.draw = draw
        self.taken: set[FullName] = set()

    def family(self) -> Family:
        """A child, a mother and a father."""
        while True:
            surname = self.draw.choice(SURNAMES)
            father, patronymic = self.draw.choice(FATHERS)
            child = (
                FullName(feminine(surname), self.draw.choice(GIRLS), daughter_of(patronymic))
                if self.draw.random() < 0.5
                else FullName(surname, self.draw.choice(BOYS), patronymic)
            )
            mother = FullName(feminine(surname), self.draw.choice(MOTHERS), daughter_of(self.draw.choice(FATHERS)[1]))
            made = Family(child, mother, FullName(surname, father, self.draw.choice(FATHERS)[1]))
            if not self.taken.intersection(made):
                self.taken.update(made)
                return made

    def teacher(self) -> FullName:
        """A grown-up who teaches."""
        while True:
            surname, patronymic = self.draw.choice(SURNAMES), self.draw.choice(FATHERS)[1]
            made = FullName(feminine(surname), self.draw.choice(MOTHERS), daughter_of(patronymic))
            if made not in self.taken:
                self.taken.add(made)
                return made
