"""The words of the school workbook: its sheets, their columns, and what people write into them.

Everything is compared folded (`journal.names.fold`): case, ё, spaces and look-alike letters do not matter.
"""

from collections.abc import Mapping

SHEETS: Mapping[str, str] = {
    "classes": "Классы",
    "staff": "Сотрудники",
    "students": "Ученики",
    "guardians": "Родители",
    "subjects": "Предметы",
    "courses": "Курсы",
    "timetable": "Расписание",
    "bells": "Звонки",
    "terms": "Периоды",
    "holidays": "Каникулы",
    "transfers": "Переносы",
    "programme": "КТП",
}

_PERSON = {"surname": "фамилия", "given": "имя", "patronymic": "отчество"}
_CONTACT = {"phone": "телефон", "born": "дата рождения"}
_DATES = {"since": "с", "until": "по"}

COLUMNS: Mapping[str, Mapping[str, str]] = {
    "classes": {"name": "класс", "lead": "классный руководитель", "shift": "смена"},
    "staff": {**_PERSON, "duties": "роль", **_CONTACT},
    "students": {**_PERSON, "born": "дата рождения", "class_name": "класс", "groups": "группы"},
    "guardians": {
        **_PERSON,
        "student": "ученик",
        "class_name": "класс",
        "kinship": "кем приходится",
        "legal": "законный представитель",
        **_CONTACT,
    },
    "subjects": {"name": "предмет", "short": "кратко", "unmarked": "безотметочный"},
    "courses": {
        "subject": "предмет",
        "group": "класс или группа",
        "teacher": "учитель",
        "hours": "часов в неделю",
        **_DATES,
        "unmarked_until": "безотметочный до",
    },
    "timetable": {
        "group": "класс или группа",
        "weekday": "день",
        "period": "урок",
        "subject": "предмет",
        "teacher": "учитель",
        "room": "кабинет",
        "weeks": "неделя",
        **_DATES,
    },
    "bells": {
        "schedule": "расписание",
        "period": "урок",
        "starts": "начало",
        "ends": "конец",
        "grades": "классы",
        "days": "дни",
    },
    "terms": {"kind": "вид", "name": "название", **_DATES, "grades": "параллели"},
    "holidays": {"name": "название", **_DATES, "grades": "параллели"},
    "transfers": {"day": "дата", "weekday": "учимся по дню"},
    "programme": {"course": "курс", "number": "№", "title": "тема", "hours": "часы", "homework": "задание"},
}

ALIASES: Mapping[str, tuple[str, ...]] = {
    "№": ("n", "no", "номер", "№ п/п", "номер урока"),
    "часы": ("часов", "кол-во часов", "количество часов"),
    "задание": ("домашнее задание", "д/з", "дз"),
    "класс или группа": ("класс", "группа", "класс, группа", "класс/группа"),
    "кем приходится": ("родство", "степень родства"),
    "часов в неделю": ("часы", "часов"),
    "учимся по дню": ("по дню", "день"),
}
"""Other spellings of a column's title; a sheet's own title always wins."""

EXAMPLE = "пример"
"""How the cell begins that marks a sheet's example row."""

EXAMPLES: Mapping[str, Mapping[str, str]] = {
    "classes": {"name": "8Б", "lead": "Соколова Анна Петровна", "shift": "1"},
    "staff": {
        "surname": "Соколова",
        "given": "Анна",
        "patronymic": "Петровна",
        "duties": "учитель, завуч",
        "phone": "+7 916 123-45-67",
        "born": "14.03.1985",
    },
    "students": {
        "surname": "Иванов",
        "given": "Пётр",
        "patronymic": "Андреевич",
        "born": "04.05.2012",
        "class_name": "8Б",
        "groups": "английский 1; информатика 2",
    },
    "guardians": {
        "surname": "Иванова",
        "given": "Мария",
        "patronymic": "Сергеевна",
        "student": "Иванов Пётр Андреевич",
        "class_name": "8Б",
        "kinship": "мать",
        "legal": "да",
        "phone": "+7 916 765-43-21",
        "born": "21.10.1986",
    },
    "subjects": {"name": "Английский язык", "short": "Англ. яз.", "unmarked": "нет"},
    "courses": {
        "subject": "Английский язык",
        "group": "8Б английский 1",
        "teacher": "Соколова Анна Петровна",
        "hours": "3",
        "since": "01.09.2026",
        "until": "",
        "unmarked_until": "",
    },
    "timetable": {
        "group": "8Б английский 1",
        "weekday": "пн",
        "period": "2",
        "subject": "Английский язык",
        "teacher": "Соколова Анна Петровна",
        "room": "214",
        "weeks": "каждая",
        "since": "01.09.2026",
        "until": "",
    },
    "bells": {
        "schedule": "Основные",
        "period": "1",
        "starts": "08:30",
        "ends": "09:15",
        "grades": "1–11",
        "days": "пн–пт",
    },
    "terms": {
        "kind": "четверть",
        "name": "I четверть",
        "since": "01.09.2026",
        "until": "23.10.2026",
        "grades": "2–9",
    },
    "holidays": {"name": "Осенние каникулы", "since": "24.10.2026", "until": "01.11.2026", "grades": ""},
    "transfers": {"day": "26.12.2026", "weekday": "пт"},
    "programme": {
        "course": "Английский язык 8Б английский 1",
        "number": "1",
        "title": "Present Perfect: повторение",
        "hours": "2",
        "homework": "упр. 3–5, с. 12",
    },
}
"""The example row of each sheet. Left as it is, it is skipped."""

DUTIES: Mapping[str, str] = {
    "учитель": "teacher",
    "преподаватель": "teacher",
    "завуч": "deputy_head",
    "заместитель директора": "deputy_head",
    "координатор": "coordinator",
    "администратор": "coordinator",
}

YES = frozenset({"да", "д", "+", "1", "yes", "y", "v"})
NO = frozenset({"нет", "н", "-", "0", "no", "n"})
ANSWERS: tuple[str, ...] = ("да", "нет")

WEEKDAYS: Mapping[str, int] = {
    **dict.fromkeys(("понедельник", "пн", "пон", "1"), 1),
    **dict.fromkeys(("вторник", "вт", "2"), 2),
    **dict.fromkeys(("среда", "ср", "3"), 3),
    **dict.fromkeys(("четверг", "чт", "чет", "4"), 4),
    **dict.fromkeys(("пятница", "пт", "пят", "5"), 5),
    **dict.fromkeys(("суббота", "сб", "суб", "6"), 6),
    **dict.fromkeys(("воскресенье", "вс", "7"), 7),
}

WEEKS: Mapping[str, str] = {
    **dict.fromkeys(("каждая", "все", "любая"), "every"),
    **dict.fromkeys(("нечетная", "нечет", "1", "первая"), "odd"),
    **dict.fromkeys(("четная", "чет", "2", "вторая"), "even"),
}

TERM_KINDS: Mapping[str, str] = {
    **dict.fromkeys(("четверть", "ч"), "quarter"),
    **dict.fromkeys(("полугодие", "п"), "half_year"),
    **dict.fromkeys(("триместр", "т"), "trimester"),
}

LEGAL_KINSHIP = frozenset(
    {"мать", "мама", "отец", "папа", "родитель", "опекун", "попечитель", "усыновитель", "удочеритель"}
    | {"приемная мать", "приемный отец", "приемный родитель", "законный представитель"}
)
"""Who is a legal representative where the column says nothing; a grandmother is one only if the file says so."""

CLASS_WORDS = frozenset({"класс", "кл", "кл."})
"""What may stand beside a class's name: «8 Б класс»."""

BELLS = "Основные"
"""The name of a bell schedule that has none."""

MAP_SHEETS: Mapping[str, str] = {
    "map_days": "Дни",
    "map_hours": "Часы",
    "map_sets": "Наборы учеников",
    "map_subjects": "Предметы FET",
    "map_teachers": "Учителя FET",
    "map_dates": "Сроки",
}

MAP_COLUMNS: Mapping[str, Mapping[str, str]] = {
    "map_days": {"source": "день в файле", "weekday": "день недели"},
    "map_hours": {"source": "час в файле", "period": "урок", "starts": "начало", "ends": "конец"},
    "map_sets": {"source": "набор в файле", "group": "класс или группа"},
    "map_subjects": {"source": "предмет в файле", "subject": "предмет"},
    "map_teachers": {"source": "учитель в файле", "person": "фамилия имя отчество"},
    "map_dates": {"since": "с", "until": "по"},
}

SKIP = frozenset({"-", "–", "—"})
"""What is written into a FET map to leave something out on purpose."""

WEEKDAY_NAMES: Mapping[int, str] = {
    1: "понедельник",
    2: "вторник",
    3: "среда",
    4: "четверг",
    5: "пятница",
    6: "суббота",
    7: "воскресенье",
}
"""How a weekday is written into a map."""
