"""The remarks that the demo school's families have read: some praise, some concern, on lessons and from homeroom teachers."""

import random
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, Final

from bot.demo.house import Household, Taught
from bot.demo.school import Made
from db import bulk
from db.engine import Session
from db.remarks import Audience, Remark, RemarkKind
from journal.timetable.planning import Placed

PRAISE: Final = (
    "Отличный доклад, очень понятно объяснено.",
    "Лучшая работа у доски за эту неделю!",
    "Помощь в подготовке кабинета — спасибо.",
    "Заметный прогресс: самостоятельная без единой ошибки.",
)
CONCERN: Final = (
    "Второй урок подряд нет тетради. Пожалуйста, проверьте портфель.",
    "Разговоры на уроке мешают остальным.",
    "Не сдана работа над ошибками, жду до пятницы.",
)
HOMEROOM: Final = (
    (RemarkKind.PRAISE, Audience.FAMILY, "Победа в школьном туре олимпиады. Поздравляю!"),
    (
        RemarkKind.CONCERN,
        Audience.ADULTS,
        "На этой неделе усталый вид и мало сна. Давайте поговорим, когда вам удобно.",
    ),
)
EVERY: Final = 11
"""Of the other students every eleventh has a remark; the child of a guest has several."""


async def write(session: Session, made: Made, lessons: Mapping[int, Sequence[Placed]], *, now: datetime) -> None:
    """Write them as their teachers would have by the bot, each at the end of its lesson."""
    draw = random.Random("remarks")
    rows: list[dict[str, Any]] = []
    courses = [course for course in made.courses if course.students]
    for number, (student, home) in enumerate(made.homes.items()):
        own = [course for course in courses if student in course.students]
        for _ in range(4 if home.known else int(number % EVERY == 0)):
            rows += _on_lesson(student, draw.choice(own), lessons, now=now, draw=draw)
        if home.known:
            rows += [_from_homeroom(student, home, days, now=now) for days in (3, 17)]
    await bulk.insert_rows(session, Remark, rows)


def _on_lesson(
    student: int, course: Taught, lessons: Mapping[int, Sequence[Placed]], *, now: datetime, draw: random.Random
) -> list[dict[str, Any]]:
    past = [lesson for lesson in lessons[course.course_id] if lesson.ends_at < now - timedelta(hours=1)]
    if not past:
        return []
    lesson = draw.choice(past[-12:])
    kind = draw.choice((RemarkKind.PRAISE, RemarkKind.PRAISE, RemarkKind.CONCERN))
    text = draw.choice(PRAISE if kind is RemarkKind.PRAISE else CONCERN)
    return [_row(student, course.teacher_id, kind, Audience.FAMILY, text, lesson.ends_at, lesson_id=lesson.id)]


def _from_homeroom(student: int, home: Household, days: int, *, now: datetime) -> dict[str, Any]:
    kind, audience, text = HOMEROOM[days > 7]
    return _row(student, home.homeroom_id, kind, audience, text, now - timedelta(days=days, hours=2))


def _row(
    student: int,
    author: int,
    kind: RemarkKind,
    audience: Audience,
    text: str,
    at: datetime,
    *,
    lesson_id: int | None = None,
) -> dict[str, Any]:
    return {
        "student_id": student,
        "lesson_id": lesson_id,
        "author_id": author,
        "kind": kind,
        "audience": audience,
        "text": text,
        "put_at": at,
        "changed_at": at,
    }
