"""What the preview of a dictated lesson shows is exactly what is saved, on both databases and whatever was written.

The screen's own text is held against rows: every line of it is made once more from what stands in the tables after
saving, and whatever changed there has its line.
"""

import html
import re
from collections import defaultdict
from contextlib import suppress
from datetime import date, datetime
from itertools import product
from random import Random
from typing import Any, NamedTuple

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from db.absences import Attendance
from db.engine import Database, Session
from db.homework import Homework, HomeworkKind, HomeworkRecipient
from db.lessons import Lesson
from db.marks import Mark, WorkType
from handlers import preview
from handlers.heading import due
from journal.access import Actor
from journal.lessons import spoken
from journal.lessons.spoken import Preview
from journal.refusals import Refusal
from locales import texts
from locales.written import WRITTEN
from tests.journal.corpus import messages
from tests.school import NamedSchool, moscow
from tests.teaching import Desk

RU = texts("ru")
WEDNESDAY = date(2026, 11, 25)
TAG = re.compile(r"<[^>]+>")
NAMES = (
    *("Антонова", "Белов", "Громов", "Иванов", "Иванова", "Иванова М.", "Козлов", "Петров", "Сидоров", "Смирнова"),
    *("Фёдоров", "Федоров", "Ершову", "3", "№4", "Кузнецов", "все", "остальные", "всем", "Волкова и Ершова"),
)
FACTS = (
    *("5", "4", "3 2", "5 за доклад", "4 (контрольная)", "4+", "зч", "долг", "н", "б", "у", "оп", "оп 3", "на месте"),
    *("5 за диктант 3 за грамматику", "н (олимпиада)", "п", "6", "", "опоздал на 5 минут", "осв", "не 5, а 4"),
)
ABOUT = (
    *(
        "тема Дроби",
        "тема Проценты",
        "дз §21 30 мин",
        "дз читать §5 к пятнице",
        "дз устно №3",
        "не задано",
        "дз",
        "дз Петрову: №5",
    ),
    *(
        "дз проект к 15 декабря",
        "все на месте",
        "нет Петрова",
        "н/б 3, 4",
        "с/р:",
        "Белову дз №4",
        "Белову дз читать §4 20 мин",
        "дз Иванову и Козлову: карточка; остальным §5",
        "Петрову и Сидорову дз №6 к пятнице",
        "остальным дз №8",
        "нет, дз Петрову №7",
        "дз Oleg: 5",
        "нет, дз §22",
        "привет",
        "тема",
    ),
)
said_of_somebody = st.tuples(st.sampled_from(NAMES), st.sampled_from(FACTS)).map(" ".join)
statements = st.one_of(said_of_somebody, said_of_somebody, st.sampled_from(ABOUT))
dictated = st.lists(statements, min_size=1, max_size=5).flatmap(
    lambda parts: st.sampled_from(("; ", ", ", "\n", " ", "\nнет, ")).map(lambda joint: joint.join(parts))
)
written = st.sampled_from([message.text for message in messages() if message.group == "8Б"])


class UndoneError(Exception):
    """Thrown to leave the database as it was."""


Task = tuple[HomeworkKind, str, int | None, date | None]


class Rows(NamedTuple):
    """What stands in the tables about one lesson."""

    marks: dict[tuple[int, int], tuple[str | None, int, str]]
    """Value, work type and comment by student and slot."""
    codes: dict[int, str | None]
    taken: bool
    topic: str
    homework: Task | None
    named: dict[frozenset[int], tuple[Task, bool]]
    """What some have of their own, and whether it is instead of the group's."""
    state: str


async def rows(session: Session, lesson_id: int) -> Rows:
    await session.flush()
    session.expire_all()
    marks = await session.execute(
        select(Mark.student_id, Mark.slot, Mark.value, Mark.work_type_id, Mark.comment).where(
            Mark.lesson_id == lesson_id
        )
    )
    codes = await session.execute(
        select(Attendance.student_id, Attendance.code).where(Attendance.lesson_id == lesson_id)
    )
    lesson = (
        await session.execute(select(Lesson.attendance_at, Lesson.topic, Lesson.state).where(Lesson.id == lesson_id))
    ).one()
    homework = (
        await session.execute(
            select(Homework.kind, Homework.text, Homework.minutes, Homework.due_on).where(
                Homework.lesson_id == lesson_id, Homework.number == 0
            )
        )
    ).one_or_none()
    own = await session.execute(
        select(
            Homework.kind,
            Homework.text,
            Homework.minutes,
            Homework.due_on,
            Homework.instead,
            HomeworkRecipient.student_id,
            Homework.number,
        )
        .join(HomeworkRecipient, HomeworkRecipient.homework_id == Homework.id)
        .where(Homework.lesson_id == lesson_id, Homework.number > 0)
    )
    tasks: dict[int, tuple[Task, bool]] = {}
    students: defaultdict[int, set[int]] = defaultdict(set)
    for kind, text, minutes, due_on, instead, student, number in own:
        tasks[number] = (kind, text, minutes, due_on), instead
        students[number].add(student)
    return Rows(
        {(student, slot): (value, work, comment or "") for student, slot, value, work, comment in marks if value},
        {student: code for student, code in codes if code},
        lesson.attendance_at is not None,
        lesson.topic,
        (homework.kind, homework.text, homework.minutes, homework.due_on) if homework else None,
        {frozenset(students[number]): task for number, task in tasks.items()},
        lesson.state,
    )


class Screen:
    """The lines of a preview, as a person reads them."""

    def __init__(self, shown: Preview) -> None:
        self.lines = html.unescape(TAG.sub("", preview.preview(RU, shown).text)).split("\n")

    def section(self, key: str) -> list[str]:
        """The lines under a heading, up to an empty one."""
        heading = TAG.sub("", RU(key))
        if heading not in self.lines:
            return []
        rest = self.lines[self.lines.index(heading) + 1 :]
        return rest[: rest.index("")] if "" in rest else rest

    def beginning(self, sign: str) -> list[str]:
        """The lines that begin so, the title apart."""
        return [line for line in self.lines[1:] if line.startswith(sign)]


class Checked(NamedTuple):
    """A saved preview, held against the rows."""

    shown: Preview
    before: Rows
    after: Rows
    works: dict[int, str]
    close: bool

    def check(self) -> None:
        screen = Screen(self.shown)
        self._marks(screen.section("spoken-marks-heading"))
        self._codes(screen.section("spoken-attendance-heading"), screen)
        self._topic(screen.beginning("📖"))
        self._homework(screen.beginning("📝"))
        self._named(screen.beginning("👤"))
        assert (self.after.state == "closed") == (self.close or self.before.state == "closed")

    def _marks(self, lines: list[str]) -> None:
        said = {line.line.student_id: line for line in self.shown.said.lines if line.values}
        assert len(lines) == len(said)
        for line, (student, told) in zip(lines, said.items(), strict=True):
            slots = range(1, len(told.values) + 1)
            marks = product(*(self._mark(student, slot) for slot in slots))
            name = told.line.pupil.full
            name = f"{name} (вы написали «{told.guess}»)" if told.guess else name
            assert line in {f"{name} — {', '.join(mark)}" for mark in marks}, (line, self.after.marks)
        changed = {cell for cell in self.before.marks.keys() | self.after.marks.keys() if self._differs(cell)}
        assert {student for student, _ in changed} <= said.keys(), "a mark that was not shown"
        assert all(slot <= len(said[student].values) for student, slot in changed)

    def _differs(self, cell: tuple[int, int]) -> bool:
        return self.before.marks.get(cell) != self.after.marks.get(cell)

    def _mark(self, student: int, slot: int) -> list[str]:
        """The ways in which the mark of this row may stand on the screen: its work is named only if it was said."""
        value, work, comment = self.after.marks[student, slot]
        was = self.before.marks.get((student, slot))
        text = f"{was[0]} → {value}" if was and was[0] != value else str(value)
        named = RU.label(f"marks-work-{self.works[work]}")
        kept = comment and was is not None and was[2] == comment
        ways = [[named, comment], [comment], *([[named], []] if kept else [])]
        found = [", ".join(filter(None, way)) for way in ways]
        usual = was[1] if was else next(key for key, code in self.works.items() if code == "answer")
        if work != usual:
            found = [way for way in found if way.startswith(named)]
        return [f"{text} ({way})" if way else text for way in found]

    def _codes(self, lines: list[str], screen: Screen) -> None:
        everybody = RU("spoken-everybody-present") in screen.lines
        others = RU("spoken-others-present") in lines
        shown = {}
        for line in self.shown.sheet.lines:
            begins = f"{line.pupil.full} "
            found = [one for one in lines if one.startswith(begins)]
            if not found:
                continue
            assert len(found) == 1, "a student has one line"
            code = self.after.codes.get(line.student_id)
            said = html.unescape(RU("spoken-code-line", name=line.pupil.full, code=CODES[code]))
            assert found[0].replace(f" (вы написали «{self._guess(line.student_id)}»)", "").startswith(said), lines
            shown[line.student_id] = code
        assert len(lines) == len(shown) + others
        unshown = {student: code for student, code in self.after.codes.items() if student not in shown}
        if everybody or others:
            assert unshown == {}, "somebody is missing though all the others are said to be there"
        assert unshown == {student: self.before.codes.get(student) for student in unshown}
        assert self.before.codes.keys() - self.after.codes.keys() <= shown.keys()
        spoke = everybody or bool(lines)
        assumed = self.close and self.shown.closing is not None and self.shown.closing.all_present
        assert self.after.taken == (self.before.taken or spoke or assumed)

    def _guess(self, student: int) -> str:
        return next((line.guess for line in self.shown.said.lines if line.line.student_id == student), "")

    def _topic(self, lines: list[str]) -> None:
        assert len(lines) <= 1
        if self.after.topic == self.before.topic:
            return
        before = f"{self.before.topic} → " if self.before.topic else ""
        assert lines[0].removesuffix(" (по КТП)") == f"📖 {before}{self.after.topic}"

    def _homework(self, lines: list[str]) -> None:
        stated = [line for line in lines if line != RU("spoken-homework-unsaid")]
        if self.after.homework is None:
            assert stated == []
            return
        kind, text, minutes, due_on = self.after.homework
        if kind is HomeworkKind.NONE:
            nothing = [RU("spoken-homework-nothing")]
            assumed = self.close and self.shown.closing is not None and self.shown.closing.no_homework
            assert stated == nothing or assumed or (stated == [] and self.before.homework == self.after.homework)
            return
        parts = [html.unescape(RU("spoken-homework", due=due(RU, due_on), text=text))]
        parts += [RU(f"homework-kind-{kind}")] if kind is not HomeworkKind.WRITTEN else []
        parts += [RU("lesson-homework-minutes", minutes=minutes)] if minutes else []
        whole = "\n".join(stated)
        assert whole == " · ".join(parts) or (stated == [] and self.before.homework == self.after.homework)

    def _named(self, lines: list[str]) -> None:
        """Every homework of some that stands otherwise than before has its line, with everybody's full name."""
        changed = {who for who, task in self.after.named.items() if self.before.named.get(who) != task}
        told = {frozenset(one.students): one.guess for one in self.shown.said.named}
        assert changed <= told.keys(), "a homework that was not shown"
        assert self.before.named.keys() <= self.after.named.keys()
        assert len(lines) == len(told)
        expected = []
        for who, guess in told.items():
            (kind, text, minutes, due_on), instead = self.after.named[who]
            names = ", ".join(line.pupil.full for line in self.shown.sheet.lines if line.student_id in who)
            names += f" (вы написали «{guess}»)" if guess else ""
            what = f"{html.unescape(TAG.sub('', due(RU, due_on)))}: {text}" if kind != "none" else "Ничего не задано"
            parts = [f"👤 {'Вместо общего' if instead else 'Лично'}: {names}. {what}"]
            parts += [RU(f"homework-kind-{kind}")] if kind not in ("written", "none") else []
            parts += [RU("lesson-homework-minutes", minutes=minutes)] if minutes else []
            expected.append(" · ".join(parts))
        assert lines == [one.split("\n")[0] for one in expected]


CODES = {None: "present", "Н": "absent", "Б": "ill", "У": "excused", "ОП": "late"}


async def tell(session: Session, actor: Actor, lesson_id: int, text: str, chance: Random, now: datetime) -> Preview:
    """Write a message and answer whatever is asked, by one of the buttons that are there."""
    shown = await spoken.hear(session, actor, lesson_id, text, words=WRITTEN, screen=None, now=now)
    for _ in range(60):
        if not (questions := shown.dictation.questions):
            break
        buttons = preview.preview(RU, shown).keyboard.inline_keyboard
        assert len(buttons) >= len(questions[0].options)
        shown = await spoken.resolve(
            session,
            actor,
            shown.draft_id,
            shown.version,
            question=0,
            option=chance.randrange(len(questions[0].options)),
            words=WRITTEN,
            now=now,
        )
    assert shown.dictation.questions == ()
    return shown


async def save(session: Session, actor: Actor, shown: Preview, *, close: bool, now: datetime) -> None:
    assumed = shown.closing if close and shown.closing is not None else spoken.Assumed()
    await spoken.apply(
        session, actor, shown.draft_id, shown.version, close=close, assumed=assumed, words=WRITTEN, now=now
    )


async def play(desk: Desk, texts_said: list[str], chance: Random, now: datetime) -> int:
    """Messages one after another, each previewed, saved where it can be and held against the rows; then all undone."""
    actor, lesson_id = await desk.actor(desk.school.algebra), await desk.lesson()
    saved = 0
    with suppress(UndoneError):
        async with desk.db.write() as session:
            found = await session.execute(select(WorkType.id, WorkType.code))
            works = {work.id: work.code for work in found}
            for text in texts_said:
                before = await rows(session, lesson_id)
                try:
                    shown = await tell(session, actor, lesson_id, text, chance, now)
                except Refusal:
                    continue
                assert await rows(session, lesson_id) == before, "a preview saves nothing"
                if not shown.ready:
                    with pytest.raises(Refusal):
                        async with session.begin_nested():
                            await save(session, actor, shown, close=False, now=now)
                    assert await rows(session, lesson_id) == before
                    continue
                close = shown.closing is not None and chance.random() < 0.3
                await save(session, actor, shown, close=close, now=now)
                Checked(shown, before, await rows(session, lesson_id), works, close).check()
                saved += 1
            raise UndoneError
    return saved


@pytest.fixture
def desk(db: Database, school: NamedSchool) -> Desk:
    return Desk(db, school)


THOROUGH = settings(
    max_examples=15, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
moments = st.sampled_from((moscow("09:17"), moscow("09:17"), moscow("10:00", WEDNESDAY)))
chances: Any = st.randoms(use_true_random=False)


@THOROUGH
@given(st.lists(dictated | written, min_size=1, max_size=3), chances, moments)
async def test_what_the_preview_shows_is_what_is_saved(
    desk: Desk, said: list[str], chance: Random, now: datetime
) -> None:
    await play(desk, said, chance, now)


@THOROUGH
@given(st.lists(st.text(max_size=60), min_size=1, max_size=2), chances)
async def test_any_text_saves_nothing_unshown(desk: Desk, said: list[str], chance: Random) -> None:
    await play(desk, said, chance, moscow("09:17"))
